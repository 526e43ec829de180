"""What follows the result of a quiz: one main way on, and the others as links."""

from random import SystemRandom

import streamlit as st

from sourcebook.delivery.terms import Terms
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.model.lessons import Lesson
from sourcebook.pages.quiz import attempt_view, before_start
from sourcebook.pages.quiz.attempt_view import AttemptView
from sourcebook.pages.shared import clock, links
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.navigation import go
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.review import missed_items


def draw_main(at: AttemptView) -> None:
    """Draw the one main button: what was missed to practise, else the next lesson, the scores."""
    missed, following = _missed(at, at.course), _next_lesson(at)
    if at.attempt.quiz_id in at.course.quizzes and missed:
        label = f"Practise only the {counted(len(missed), 'item')} you missed"
        action_button(label, lambda: _practise(at), key="missed", type="primary")
    elif following:
        label = f"Next lesson: {literal(following.title)}"
        to_lesson = {"lesson": following.id}
        action_button(label, lambda: go("lesson", **to_lesson), key="next-lesson", type="primary")
    else:
        action_button("See all my scores", lambda: go("scores"), key="to-scores", type="primary")


def draw_others(at: AttemptView, terms: Terms | None) -> None:
    """Draw the other ways on, as links: the quiz again, the lessons, the scores, the course.

    `terms` are the rules that the learner's classes set for the quiz.
    """
    quiz = at.course.quizzes.get(at.attempt.quiz_id)
    attempts = store().attempts.of_learner(at.learner) if terms else ()
    if quiz and not before_start.why_not(terms, attempts):
        again = "Take the quiz again"
        action_button(again, lambda: _take_again(at), key="again", type="tertiary")
    found, following, lesson = [], _next_lesson(at), _lesson(at)
    if following:
        label = f"Next lesson: {following.title}"
        found.append(links.link(links.lesson_address(following), label))
    if lesson:
        found.append(links.link(links.lesson_address(lesson), f"Read again: {lesson.title}"))
    found.append(links.link(in_app("/scores"), "See all my scores"))
    st.html(links.next_links([*found, links.link(in_app("/"), "Back to the course")]))


def _lesson(at: AttemptView) -> Lesson | None:
    quiz = at.course.quizzes.get(at.attempt.quiz_id)
    return at.course.lessons.get(quiz.lesson or "") if quiz else None


def _next_lesson(at: AttemptView) -> Lesson | None:
    lesson = _lesson(at)
    return links.neighbours(at.course, lesson)[1] if lesson else None


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
