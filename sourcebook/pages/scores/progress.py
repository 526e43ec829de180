"""Where a learner stands in the course, and the one step that comes next."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import Part, Progress
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

_html = Macros(__file__)


def standing(progress: Progress) -> Markup:
    """How many parts of the course are done, in a sentence and as a line of small boxes."""
    read, passed = _done_of(progress, "lesson"), _done_of(progress, "quiz")
    return _html.standing(progress, read, passed, boxes(progress))


def draw_next_step(step: Step | None) -> None:
    """Draw the one step as a sentence and a button; where none is left, say so."""
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
    mastered: pd.DataFrame,
) -> Step | None:
    """What was left open, else what is due, else the next part, else what went least well.

    `mastered` is `mastery` by objective; None where nothing of all this is left.
    """
    if open_ones := [attempt for attempt in attempts if not attempt.is_finished]:
        return _go_on(open_ones[-1])
    if waiting := due(attempts, course, clock.zone(), by=clock.today()):
        are = "item is" if len(waiting) == 1 else "items are"
        why = f"{len(waiting)} {are} due for review today."
        label = "Review it" if len(waiting) == 1 else "Review them"
        return Step(why, label, lambda: review_sessions.start_review(learner))
    if progress.next_part:
        return _part(course, progress, progress.next_part)
    return _weakest(course, learner, mastered)


def unfinished(attempts: Sequence[Attempt]) -> Markup:
    """The attempts that are still open but for the latest, which the next step is about."""
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


def _part(course: Course, progress: Progress, part: Part) -> Step:
    if part.kind == "lesson":
        lesson = course.lessons[part.id]
        why = f"“{lesson.title}” is the first lesson that you have not read yet."
        label = f"Read the lesson: {literal(lesson.title)}"
        return Step(why, label, lambda: go("lesson", lesson=lesson.id))
    quiz, best = course.quizzes[part.id], _best(progress, part)
    why = f"“{quiz.title}” is the first quiz that you have not passed yet{best}."
    return Step(why, f"To the quiz: {literal(quiz.title)}", lambda: go("quiz", quiz=quiz.id))


def _best(progress: Progress, part: Part) -> str:
    """The best result of a quiz, where it was taken at all."""
    parts = progress.parts
    found = parts[(parts["kind"] == "quiz") & (parts["id"] == part.id)]["percent"].dropna()
    return "".join(f"; your best is {percent(best)}" for best in found)


def _weakest(course: Course, learner: str, mastered: pd.DataFrame) -> Step | None:
    """Practice of the objective with the lowest share; None if none is weak or growing."""
    shaky = mastered[mastered["level"].isin(["weak", "growing"])].sort_values("share")
    present = filter(None, (course.objective(str(name)) for name in shaky.index))
    objective = next(present, None)
    if objective is None:
        return None
    why = f"All parts are done. This went least well so far: “{objective.text}”"
    practise = review_sessions.practise_objective
    return Step(why, "Practise it", lambda: practise(learner, objective.id))


def _done_of(progress: Progress, kind: str) -> str:
    """How many lessons or quizzes are done: `3 of 6 quizzes`."""
    done = progress.parts.loc[progress.parts["kind"] == kind, "is_done"]
    noun = {"lesson": ("lesson", "lessons"), "quiz": ("quiz", "quizzes")}[kind]
    return f"{int(done.sum())} of {len(done)} {noun[len(done) != 1]}"
