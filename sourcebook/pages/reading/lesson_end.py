"""The end of a lesson: where a learner says that they have read it, and its quiz.

Only this makes a lesson count as read. To open one, for however long, does not.
"""

from typing import Literal

import streamlit as st
from markupsafe import Markup

from sourcebook.errors import StoreError
from sourcebook.model.course import Course
from sourcebook.model.learners import Reading
from sourcebook.model.lessons import CheckFigure, Lesson
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.quiz.practice import is_tried
from sourcebook.pages.shared import clock, current_learner
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.navigation import go
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import store
from sourcebook.pages.streamlit_internals.components import move_focus


def draw(course: Course, lesson: Lesson) -> None:
    """Draw whether the lesson is read, the button that says so, and its quiz."""
    reading = _reading(lesson)
    # Without a learner nothing can be kept, so the lesson is only left for its quiz.
    is_read = current_learner.credential() is None or (reading is not None and reading.is_read)
    state = "" if is_read and reading is None else _read_state(reading)
    line = Markup("<p class='meta' id='lesson-read'>{}{}</p>")
    st.html(line.format(state, _open_checks(course, lesson)))
    with st.container(horizontal=True, key="lesson-end"):
        _quiz(course, lesson, is_read=is_read)
        if not is_read:
            label, type_ = "I have read it", _type(course, lesson)
            action_button(label, lambda: _say_read(lesson), key="read", type=type_)
    if st.session_state.get("just-read") == lesson.id:
        # The button with the keyboard's place is gone.
        move_focus("lesson-read", f"{lesson.id} read", block="center")


def _quiz(course: Course, lesson: Lesson, *, is_read: bool) -> None:
    quiz = course.quiz_of(lesson)
    if quiz is None:
        return
    label = f"Take the quiz ({counted(quiz.size, 'item')})"
    if is_read:
        action_button(label, lambda: go("quiz", quiz=quiz.id), key="to-quiz", type="primary")
    else:
        # Another key: the two buttons do different things.
        label, key = f"I have read it. {label}", "read-and-to-quiz"
        action_button(label, lambda: _read_and_go(lesson, quiz), key=key, type="primary")


def _type(course: Course, lesson: Lesson) -> Literal["primary", "secondary"]:
    return "secondary" if course.quiz_of(lesson) else "primary"


def _reading(lesson: Lesson) -> Reading | None:
    """What is known of the learner and the lesson; nothing while the database is out of reach."""
    try:
        learner = current_learner.learner_id()
        return store().readings.of_learner(learner).get(lesson.id) if learner else None
    except StoreError:
        return None


def _read_and_go(lesson: Lesson, quiz: Quiz) -> None:
    _mark(lesson)
    go("quiz", quiz=quiz.id)


def _say_read(lesson: Lesson) -> None:
    _mark(lesson)
    st.session_state["just-read"] = lesson.id


def _mark(lesson: Lesson) -> None:
    if learner := current_learner.enrol():
        store().readings.mark_read(learner, lesson.id, now=clock.now())


def _read_state(reading: Reading | None) -> str:
    if reading and reading.read_at:
        return f"✓ Read on {clock.local_time(reading.read_at)}. "
    return "○ Not read yet. The lesson counts as read when you say so here. "


def _open_checks(course: Course, lesson: Lesson) -> str:
    """How many of the items to try in the lesson are not tried yet."""
    blocks = (block for section in lesson.sections for block in section.blocks)
    checks = [each.item for each in blocks if isinstance(each, CheckFigure)]
    present = [each for each in checks if course.item(each)]
    left = sum(not is_tried(each) for each in present)
    if not left:
        return ""
    are = "is" if left == 1 else "are"
    return f"{left} of its {counted(len(present), 'check')} {are} not tried yet."
