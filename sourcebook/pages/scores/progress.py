"""How far a learner is in the course, and the next step."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import Mastery, PartProgress, Progress
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.pages.quiz import review_sessions
from sourcebook.pages.quiz.attempt_view import is_session, move, next_open, title
from sourcebook.pages.quiz.review_sessions import Step
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.course_outline import boxes
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.navigation import go
from sourcebook.pages.shared.number_format import counted, percent
from sourcebook.pages.shared.templates import Macros
from sourcebook.review import due

_SHAKY: Final = ("weak", "growing")
_html = Macros(__file__)


def standing(progress: Progress) -> Markup:
    """How many parts of the course are done, in a sentence and as a line of small boxes."""
    read, passed = _done_of(progress, "lesson"), _done_of(progress, "quiz")
    return _html.standing(progress, read, passed, boxes(progress))


def draw_next_step(step: Step | None) -> None:
    """Draw the next step as a sentence and a button; say so if none is left."""
    if step is None:
        st.html("<p>All parts are done, and nothing is due today.</p>")
        return
    st.html(Markup("<p>{}</p>").format(step.why))
    action_button(step.label, step.take, key="next-step", type="primary")


def next_step(
    course: Course,
    learner: str,
    attempts: Sequence[Attempt],
    progress: Progress,
    mastered: Mapping[str, Mastery],
) -> Step | None:
    """The next step: an open attempt, else a review, else the next part, else a weak objective.

    `mastered` is `mastery` by objective; None if nothing is left.
    """
    if open_ones := [attempt for attempt in attempts if not attempt.is_finished]:
        return _go_on(open_ones[-1])
    if waiting := due(attempts, course, clock.zone(), by=clock.today()):
        are = "item is" if len(waiting) == 1 else "items are"
        why = f"{len(waiting)} {are} due for review today."
        label = "Review it" if len(waiting) == 1 else "Review them"
        return Step(why, label, lambda: review_sessions.start_review(learner))
    if progress.next_part:
        return _part(course, progress.next_part)
    return _weakest(course, learner, mastered)


def unfinished(attempts: Sequence[Attempt]) -> Markup:
    """The attempts that are still open, without the latest: the next step is about that one."""
    open_ones = [(attempt, title(attempt)) for attempt in attempts if not attempt.is_finished]
    others = open_ones[-2::-1]
    return _html.unfinished(others) if others else Markup("")


def _go_on(attempt: Attempt) -> Step:
    why = (
        f"“{title(attempt)}” is not finished: {len(attempt.answers)} of "
        f"{counted(len(attempt.items), 'item')} answered."
    )
    kind = "quiz" if not is_session(attempt) else attempt.purpose
    return Step(why, f"Go on with the {kind}", lambda: move(attempt, next_open(attempt, -1)))


def _part(course: Course, part: PartProgress) -> Step:
    if part.kind == "lesson":
        lesson = course.lessons[part.id]
        why = f"“{lesson.title}” is the first lesson that you have not read yet."
        label = f"Read the lesson: {literal(lesson.title)}"
        return Step(why, label, lambda: go("lesson", lesson=lesson.id))
    quiz = course.quizzes[part.id]
    best = "" if part.best is None else f"; your best is {percent(part.best)}"
    why = f"“{quiz.title}” is the first quiz that you have not passed yet{best}."
    return Step(why, f"To the quiz: {literal(quiz.title)}", lambda: go("quiz", quiz=quiz.id))


def _weakest(course: Course, learner: str, mastered: Mapping[str, Mastery]) -> Step | None:
    """Practice of the objective with the lowest share; None if none is weak or growing."""
    shaky = [(row.share, name) for name, row in mastered.items() if row.level in _SHAKY]
    present = filter(None, (course.objective(name) for _, name in sorted(shaky)))
    objective = next(present, None)
    if objective is None:
        return None
    why = f"All parts are done. This went least well so far: “{objective.text}”"
    practise = review_sessions.practise_objective
    return Step(why, "Practise it", lambda: practise(learner, objective.id))


def _done_of(progress: Progress, kind: str) -> str:
    """How many lessons or quizzes are done: `3 of 6 quizzes`."""
    same = [part for part in progress.parts if part.kind == kind]
    noun = {"lesson": ("lesson", "lessons"), "quiz": ("quiz", "quizzes")}[kind]
    return f"{sum(part.is_done for part in same)} of {len(same)} {noun[len(same) != 1]}"
