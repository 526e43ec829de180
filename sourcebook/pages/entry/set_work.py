"""What teachers have set to a learner and is still to be done, for the first page."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from markupsafe import Markup

from sourcebook.delivery.terms import Terms
from sourcebook.model.assignments import Part
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.learners import Reading
from sourcebook.pages.shared import clock, links, local_times
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros

_NEVER = datetime.max.replace(tzinfo=UTC)
_html = Macros(__file__)


def waiting(
    course: Course, learner: str, attempts: Sequence[Attempt], readings: Mapping[str, Reading]
) -> Markup:
    """The lessons and quizzes that are set and not done, what is due first at the top.

    Empty if there are none. What was removed from the course, or is closed, is left out.
    """
    now, found = clock.now(), []
    for part, terms in store().assignments.of_learner(learner).items():
        target = _link(course, part)
        is_closed = terms.closes is not None and terms.closes <= now
        if target and not is_closed and not is_done(part, terms, attempts, readings):
            found.append((terms.due or _NEVER, target, " ".join(_says(terms, now))))
    return _html.waiting(sorted(found, key=lambda each: each[0])) if found else Markup()


def is_done(
    part: Part, terms: Terms, attempts: Sequence[Attempt], readings: Mapping[str, Reading]
) -> bool:
    """Whether a lesson is read, or a quiz handed in since it was set."""
    if part.kind == "lesson":
        return part.id in readings and readings[part.id].is_read
    return any(each.is_finished and terms.covers(each) for each in attempts)


def _link(course: Course, part: Part) -> Markup | None:
    if part.kind == "lesson":
        lesson = course.lessons.get(part.id)
        return (
            links.link(links.lesson_address(lesson), f"Lesson: {lesson.title}") if lesson else None
        )
    quiz = course.quizzes.get(part.id)
    return links.link(links.quiz_address(quiz), f"Quiz: {quiz.title}") if quiz else None


def _says(terms: Terms, now: datetime) -> Iterator[str]:
    """When it opens, if it is not open yet, when it is due, and when it closes."""
    if terms.opens and now < terms.opens:
        yield f"Opens {_when(terms.opens)}."
    if terms.due is None:
        yield "No due date."
    elif terms.is_after_due(now):
        yield f"! Was due {_when(terms.due)}. What you hand in now is marked as late."
    else:
        yield f"Due {_when(terms.due)}."
    if terms.closes and terms.closes != terms.due:
        yield f"Closes {_when(terms.closes)}."


def _when(moment: datetime) -> str:
    return f"{local_times.day_in_words(moment)}: {local_times.exact(moment)}"
