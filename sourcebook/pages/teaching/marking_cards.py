"""Written answers as HTML: each on a card with a link to mark it, beside a model answer."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.model.items import ExtendedResponse
from sourcebook.pages.quiz.score_explanation import LEVELS
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.teaching.written_answers import Text

_SIGNS = ("○", "◐", "●")
"""A sign for each level of a rubric, which is never without its word."""

_html = Macros(__file__)


def title(text: Text, number: int, names: Mapping[str, Markup]) -> Markup:
    """The title of a text: its number, and a link to its writer if names are shown."""
    writer = Markup(", {}").format(names[text.learner_id]) if names else ""
    return Markup("Answer {}{}").format(number, writer)


def address(text: Text) -> str:
    """The address at which this text is marked."""
    return in_app(f"/marking?answer={text.id}")


def progress(done: int, of: int) -> Markup:
    """How many of so many are marked, as words and as a bar."""
    return _html.progress(done, of)


def own_mark(text: Text) -> Markup:
    """What its writer thinks of a text; shown only with the names, because it sways the marker."""
    if text.level is None or text.marked_by != "learner":
        return Markup("")
    return _html.own_mark(LEVELS[text.level].lower())


def turns(texts: Sequence[Text], place: int) -> Markup:
    """Links to the texts before and after the one in this place, without a mark for it."""
    if len(texts) < 2:
        return Markup("")
    before, after = (
        {"address": address(texts[to]), "number": to + 1} if 0 <= to < len(texts) else None
        for to in (place - 1, place + 1)
    )
    return _html.turns(before, after)


def model_answer(course: Course, item: ExtendedResponse) -> Markup:
    """The model answer of an item, with the passages that prove it."""
    return _html.model_answer(item, markup.citations(course, item.citations))


def card(text: Text, number: int, names: Mapping[str, Markup], *, is_current: bool) -> Markup:
    """A text on a card: its mark, how it begins, and a link to mark it."""
    level = text.level or 0
    return _html.card(
        text,
        title=title(text, number, names),
        number=number,
        address=address(text),
        sign=_SIGNS[level],
        level=LEVELS[level],
        is_current=is_current,
    )
