"""What follows the result of a quiz: the scores, a practice of what was missed, the quiz again."""

from random import SystemRandom

import streamlit as st

from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.pages.quiz import attempt_view
from sourcebook.pages.quiz.attempt_view import AttemptView
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.navigation import go
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import library, store
from sourcebook.review import missed_items


def draw(at: AttemptView) -> None:
    """Draw the buttons to the scores, to a practice of what was missed, and to the quiz again."""
    quiz = at.course.quizzes.get(at.attempt.quiz_id)
    missed = _missed(at, at.course)
    with st.container(horizontal=True, vertical_alignment="center"):
        action_button("See all my scores", lambda: go("scores"), key="to-scores", type="primary")
        if quiz and missed:
            label = f"Practise only the {counted(len(missed), 'item')} you missed"
            action_button(label, lambda: _practise(at), key="missed")
        if quiz:
            again = "Take the quiz again"
            action_button(again, lambda: _take_again(at), key="again", type="tertiary")


def _missed(at: AttemptView, course: Course) -> list[Item]:
    """The items of the attempt that were missed and not answered rightly since."""
    asked = [pinned.item.id for pinned in at.attempt.items]
    missed = missed_items(store().attempts.of_learner(at.learner), course)
    return sorted(
        (item for item in missed if item.id in asked), key=lambda item: asked.index(item.id)
    )


def _take_again(at: AttemptView) -> None:
    course = library().course()
    if quiz := course.quizzes.get(at.attempt.quiz_id):
        attempt_view.start(at.learner, course.filled(quiz, SystemRandom()))


def _practise(at: AttemptView) -> None:
    """Start a practice of what was missed, as it is in the course now, or go on with the open one.

    If nothing is missed any more the page stays as it is.
    """
    course = library().course()
    quiz, missed = course.quizzes.get(at.attempt.quiz_id), _missed(at, course)
    if quiz is None or not missed:
        return
    _leave_practice(at, [item.id for item in missed])
    changes = {"items": tuple(missed), "feedback": "immediate", "time_limit": None}
    attempt_view.start(at.learner, quiz.model_copy(update=changes), purpose="missed")


def _leave_practice(at: AttemptView, missed: list[str]) -> None:
    """End the practice of this quiz that is still open, unless it is about the same items."""
    running = store().attempts.unfinished(at.learner, at.attempt.quiz_id, purpose="missed")
    if running and [pinned.item.id for pinned in running.items] != missed:
        store().attempts.finish(at.learner, running.id, now=clock.now())
