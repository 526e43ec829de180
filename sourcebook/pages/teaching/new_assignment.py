"""Setting a lesson or a quiz to a class."""

from collections.abc import Sequence

import streamlit as st

from sourcebook.model.assignments import Assignment, Part, Settings
from sourcebook.model.course import Course
from sourcebook.model.learners import Classroom
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.services import store
from sourcebook.pages.teaching import assignment_form, assignment_links, assignment_work
from sourcebook.pages.teaching.class_data import members_of
from sourcebook.pages.teaching.current_teacher import teacher


def draw(course: Course, room: Classroom, found: Sequence[Assignment]) -> None:
    """Draw the choice of a part that is not set yet, and the form that sets it."""
    taken = {each.part for each in found}
    offered = {part: name for part, name in _parts(course).items() if part not in taken}
    if not offered:
        st.html("<p>Every lesson and every quiz of the course is set to this class.</p>")
        return
    part = st.selectbox(
        "Lesson or quiz",
        list(offered),
        format_func=lambda each: assignment_links.in_words(each, offered[each]),
        key=f"set-{room.id}",
    )
    if part in offered:
        _form(course, room, part, offered[part])


def _form(course: Course, room: Classroom, part: Part, name: str) -> None:
    # The same fields for each quiz, so that what was typed stays when another one is chosen.
    key = f"set-{room.id}-{part.kind}"
    with st.form(f"form-{key}", border=False):
        limit = assignment_form.limit_of(course, part.id)
        settings = assignment_form.ask(key, part.kind, Settings(), limit)
        sent = st.form_submit_button("Set it to the class", type="primary")
    if sent and assignment_form.filled_in(
        settings,
        lambda chosen: store().assignments.set_part(
            room.id, part, name, chosen, now=clock.now(), teacher=teacher().id
        ),
    ):
        members = len(members_of(room.id))
        nobody = "" if members else " Nobody is in the class yet."
        assignment_work.note(f"“{name}” is set to “{room.name}”.{nobody}")
        st.rerun()


def _parts(course: Course) -> dict[Part, str]:
    """The lessons and quizzes of a course, in its order."""
    lessons = {Part("lesson", each.id): each.title for each in course.lessons.values()}
    return lessons | {Part("quiz", each.id): each.title for each in course.quizzes.values()}
