"""Written answers as HTML: each on a card with a link to mark it, beside a model answer."""

from collections import Counter
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.model.items import ExtendedResponse
from sourcebook.pages.quiz.score_explanation import level_in_words
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.teaching.written_answers import Answers, Text

_SIGNS = ("○", "◐", "●")
"""Signs for no, some and all of the points, which are never without a word."""

_html = Macros(__file__)


def title(answers: Answers, number: int, names: Mapping[str, Markup]) -> Markup:
    """The title of answers: their number, and a link to their writer if there is one to show."""
    shown = writers(answers, names)
    return Markup("Answer {}{}").format(
        number, Markup(", {}").format(shown[0]) if len(shown) == 1 else ""
    )


def writers(answers: Answers, names: Mapping[str, Markup]) -> list[Markup]:
    """Links to the learners who wrote this, if names are shown."""
    return list(dict.fromkeys(names[text.learner_id] for text in answers.texts)) if names else []


def address(answers: Answers | Text) -> str:
    """The address at which this is marked."""
    return in_app(f"/marking?answer={answers.id}")


def progress(done: int, of: int) -> Markup:
    """How many of so many are marked, as words and as a bar."""
    return _html.progress(done, of)


def own_mark(answers: Answers) -> Markup:
    """What its writers think of a text; shown only with the names, because it sways the marker."""
    found = dict.fromkeys(
        level_in_words(text.item, text.record.level).lower()
        for text in answers.texts
        if text.record.level is not None and text.record.marked_by == "learner"
    )
    return _html.own_mark(", ".join(found)) if found else Markup("")


def how_many(answers: Answers, names: Mapping[str, Markup]) -> Markup:
    """How many learners wrote the same, and the marks so far if they differ."""
    if len(answers.texts) == 1:
        return Markup("")
    marks = Counter(
        "not marked" if text.waits else level_in_words(text.item, text.record.level or 0)
        for text in answers.texts
    )
    so_far = [f"{number} × {mark}" for mark, number in marks.most_common()]
    so_far = so_far if len(so_far) > 1 else []
    return _html.how_many(_writers(answers), so_far, writers(answers, names))


def _writers(answers: Answers) -> str:
    if answers.learners == len(answers.texts):
        return f"{counted(answers.learners, 'learner')} wrote this"
    learners = counted(answers.learners, "learner")
    return f"{counted(len(answers.texts), 'text')} of {learners} say this"


def turns(answers: Sequence[Answers], place: int) -> Markup:
    """Links to the answers before and after the one in this place, without a mark for it."""
    if len(answers) < 2:
        return Markup("")
    before, after = (
        {"address": address(answers[to]), "number": to + 1} if 0 <= to < len(answers) else None
        for to in (place - 1, place + 1)
    )
    return _html.turns(before, after)


def model_answer(course: Course, item: ExtendedResponse) -> Markup:
    """The model answer of an item, with the passages that prove it."""
    return _html.model_answer(item, markup.citations(course, item.citations))


def card(answers: Answers, number: int, names: Mapping[str, Markup], *, is_current: bool) -> Markup:
    """Answers on a card: their mark, how they begin, and a link to mark them."""
    level = answers.level
    share = answers.item.share(level or 0)
    return _html.card(
        answers,
        title=title(answers, number, names),
        number=number,
        address=address(answers),
        writers=_writers(answers) if len(answers.texts) > 1 else "",
        sign=_SIGNS[2 if share == 1 else 1 if share else 0],
        level="Marked in different ways" if level is None else level_in_words(answers.item, level),
        waits=_what_waits(answers),
        is_current=is_current,
    )


def _what_waits(answers: Answers) -> str:
    """What these answers wait for, in words; empty if for nothing."""
    seconds = {text.record.second for text in answers.texts if text.waits}
    if "differs" in seconds:
        return "Two marks that differ"
    if "asked" in seconds:
        return "Waits for a second mark"
    return "Not marked yet" if answers.waits else ""
