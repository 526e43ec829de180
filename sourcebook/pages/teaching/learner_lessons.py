"""What a learner did in lessons: each task with their latest answer, earlier ones folded away."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, assert_never

from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.model.lesson_work import (
    CheckAnswer,
    Claim,
    ComparisonAnswer,
    DocumentAnswer,
    Guess,
    PassedOver,
    SavedTask,
    TaskAnswer,
)
from sourcebook.model.lessons import CheckTask, ComparisonTask, Lesson
from sourcebook.model.sources import VERDICTS
from sourcebook.model.versions import fingerprint
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.number_format import points_of
from sourcebook.pages.shared.response_words import asked, response_in_words
from sourcebook.pages.shared.templates import Macros

_HEADS: Final = ("Task", "Answer", "When")
_KINDS: Final = {
    "guess": "Guess",
    "document": "Document",
    "comparison": "Comparison",
    "check": "Check",
    "claim": "Claim",
    "passed_over": "Left out",
}
_html = Macros(__file__)


def tasks(course: Course, saved: Iterable[tuple[str, SavedTask]]) -> Markup:
    """The section on lessons; `saved` come by lesson, task and number of their revision."""
    by_lesson = {
        lesson_id: [task for _, task in own] for lesson_id, own in groupby(saved, itemgetter(0))
    }
    known = [each for each in course.lessons if each in by_lesson]
    in_order = [*known, *(each for each in by_lesson if each not in known)]
    return _html.lessons([_lesson(course, each, by_lesson[each]) for each in in_order])


def _lesson(course: Course, lesson_id: str, saved: Sequence[SavedTask]) -> Markup:
    """A lesson, its tasks in their order; those that it no longer has come last."""
    lesson = course.lessons.get(lesson_id)
    title = lesson.title if lesson else f"{lesson_id}, no longer in the course"
    by_task = {name: list(own) for name, own in groupby(saved, lambda each: each.task)}
    names = list(lesson.tasks()) if lesson else []
    known = [each for each in names if each in by_task]
    in_order = [*known, *(each for each in by_task if each not in known)]
    rows = [_row(course, lesson, name, by_task[name]) for name in in_order]
    return _html.lesson(title, len(rows), table(f"Tasks: {title}", _HEADS, rows, look="even"))


def _row(
    course: Course, lesson: Lesson | None, name: str, revisions: Sequence[SavedTask]
) -> tuple[Markup, Markup, str]:
    *earlier, latest = revisions
    before = [(_answer(course, each.answer), _moment(each)) for each in reversed(earlier)]
    question = _question(course, lesson, name, latest.answer)
    return (
        _html.task(_KINDS[latest.answer.kind], question),
        _html.answers(_answer(course, latest.answer), before),
        _moment(latest),
    )


def _moment(saved: SavedTask) -> str:
    return attempt_archive.moment(saved.saved_at)


def _question(course: Course, lesson: Lesson | None, name: str, answer: TaskAnswer) -> str:
    """What was asked; of a task left out, what it asks now."""
    match answer:
        case Guess() | DocumentAnswer() | ComparisonAnswer() | Claim():
            return answer.asked
        case CheckAnswer():
            item = course.item(answer.item_id)
            return asked(item) if item else f"{answer.item_id}, no longer in the course"
        case PassedOver():
            return _asks(course, lesson, name)
        case _:
            assert_never(answer)


def _asks(course: Course, lesson: Lesson | None, name: str) -> str:
    task = lesson.tasks().get(name) if lesson else None
    if task is None:
        return f"{name}, no longer in the course"
    if isinstance(task, CheckTask):
        item = course.item(task.item)
        return asked(item) if item else name
    if isinstance(task, ComparisonTask):
        return task.ask or course.comparisons[task.comparison].question
    return task.ask


def _answer(course: Course, answer: TaskAnswer) -> Markup:
    match answer:
        case Guess() | DocumentAnswer():
            return _html.own_words(answer.text)
        case ComparisonAnswer():
            return _html.plain(VERDICTS[answer.verdict])
        case CheckAnswer():
            return _check(course, answer)
        case Claim():
            return _html.claim(answer.text, markup.citations(course, answer.passages))
        case PassedOver():
            return _html.plain("Left out on purpose")
        case _:
            assert_never(answer)


def _check(course: Course, answer: CheckAnswer) -> Markup:
    item = course.item(answer.item_id)
    if item is None:
        return _html.plain(answer.response.model_dump_json(exclude={"kind"}))
    given = response_in_words(item, answer.response, course) or "nothing"
    earned = points_of(answer.score * item.points, item.points)
    return _html.check(given, earned, fingerprint(item) != answer.fingerprint)
