"""Written answers as HTML: on a card each, with the way to mark them, beside a model answer."""

from collections.abc import Mapping, Sequence
from html import escape

from sourcebook.model.course import Course
from sourcebook.model.items import ExtendedResponse
from sourcebook.pages.quiz.score_explanation import LEVELS
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.number_format import bar
from sourcebook.pages.teaching.written_answers import Text

_SIGNS = ("○", "◐", "●")
"""A sign for each level of a rubric, which is never without its word."""


def title(text: Text, number: int, names: Mapping[str, str]) -> str:
    """What a text is called: by its number, and by its writer where names are shown."""
    return f"Answer {number}{f', {escape(names[text.learner_id])}' if names else ''}"


def address(text: Text) -> str:
    """Where this text is marked."""
    return f"/marking?answer={text.id}"


def progress(done: int, of: int) -> str:
    """How many of so many are marked, as words and as a bar."""
    return f"<div class='progress'>{bar(done / of)}<p class='meta'>{done} of {of} marked</p></div>"


def own_mark(text: Text) -> str:
    """What its writer thinks of a text; told with the names, because it sways whoever marks."""
    if text.level is None or text.marked_by != "learner":
        return ""
    return f"<p class='meta'>Her own mark: {LEVELS[text.level].lower()}.</p>"


def turns(texts: Sequence[Text], place: int) -> str:
    """The ways to the texts before and after the one in this place, without a mark for it."""
    ways = [(place - 1, "← Answer"), (place + 1, "Answer")]
    links = "".join(
        f"<a data-in-app='1' href='{address(texts[to])}'>{said} {to + 1}"
        f"{' →' if to > place else ''}</a>"
        for to, said in ways
        if 0 <= to < len(texts)
    )
    return f"<nav class='turns' aria-label='Before and after'>{links}</nav>" if links else ""


def model_answer(course: Course, item: ExtendedResponse) -> str:
    """The model answer of an item, with the passages that prove it."""
    cited = markup.citations(course, item.citations)
    return (
        f"<div class='rubric'><h3>A model answer</h3><p>{escape(item.model_answer)} "
        f"<span class='cites'>{cited}</span></p></div>"
    )


def card(text: Text, number: int, names: Mapping[str, str], *, is_current: bool) -> str:
    """A text on a card: its mark, how it begins, and the way to mark it."""
    given = "Not marked yet"
    if not text.waits:
        level = text.level or 0
        given = f"<span aria-hidden='true'>{_SIGNS[level]}</span> {LEVELS[level]}"
    return (
        f"<article{' class=chosen' if is_current else ''}>"
        f"<h3>{title(text, number, names)}</h3><p class='meta'>{given}</p>"
        f"<p class='own-answer'>{escape(text.text)}</p>"
        f"<p>{_way(text, number, is_current=is_current)}</p></article>"
    )


def _way(text: Text, number: int, *, is_current: bool) -> str:
    if is_current:
        return "<span class='meta'>Open above</span>"
    label = "Mark this one" if text.waits else "Change the mark"
    unseen = f"<span class='unseen'>: answer {number}</span>"
    return f"<a data-in-app='1' href='{address(text)}'>{label}{unseen}</a>"
