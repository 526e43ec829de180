"""One learner: their attempts with every answer, progress, written texts and work in lessons."""

import re
from collections.abc import Sequence
from typing import Final

import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import Mastery, mastery, past_answers, progress
from sourcebook.model.course import Course
from sourcebook.model.learners import Member
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.mastery_words import so_far
from sourcebook.pages.shared.navigation import draw_panel, name_page
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import (
    class_data,
    learner_attempt,
    learner_attempts,
    learner_lessons,
    learner_links,
    learner_texts,
)

TITLE = "Learner"

_NUMBER: Final = re.compile("[1-9][0-9]{0,8}")
"""A number that a learner may have; a longer one is more than the database takes."""

_OBJECTIVE_HEADS: Final = ("Objective", "So far")
_html = Macros(__file__)

_Objectives = Sequence[tuple[str, Mastery | None]]
"""What objectives say, and how well each goes; None before an item of it was answered."""


def show() -> None:
    """Draw the page."""
    name_page(TITLE)
    store().attempts.end_overdue(now=clock.now())
    course = library().course().as_if_open()
    asked = st.query_params.get(learner_links.ADDRESS, "")
    member = class_data.member(int(asked)) if _NUMBER.fullmatch(asked) else None
    with st.container(key="learner"):
        if member:
            _draw(course, member)
        else:
            st.html(_html.nobody(TITLE, asked[:20]))
    draw_panel(course)


def _draw(course: Course, member: Member) -> None:
    """Draw the attempt that the address names, or all that there is of the learner."""
    attempts = store().attempts.of_member(member.id)
    asked = st.query_params.get("attempt", "")
    found = next((each for each in attempts if each.id == asked), None)
    if found:
        learner_attempt.draw(course, member, found)
        return
    name_page(member.label, TITLE)
    readings = store().readings.of_learner(member.id)
    rooms = [room.name for room in class_data.classes_of(member)]
    parts = progress(library().course(), readings, attempts).parts
    sections = (
        _html.head(member.label, rooms, parts, is_astray=bool(asked)),
        learner_attempts.listed(member, attempts, learner_attempts.late_ones(member, attempts)),
        _objectives(course, member),
        learner_texts.texts(member, attempts),
        learner_lessons.tasks(course, store().readings.all_tasks(member.id)),
    )
    st.html(Markup().join(sections))


def _objectives(course: Course, member: Member) -> Markup:
    """How well each objective goes, worked out from what the learner's own scores show."""
    mastered = mastery(past_answers(store().attempts.of_learner(member.id)))
    lessons: list[tuple[str, _Objectives]] = [
        (lesson.title, [(each.text, mastered.get(each.id)) for each in lesson.objectives])
        for lesson in course.lessons.values()
    ]
    removed = [each for each in mastered.items() if not course.objective(each[0])]
    begun = [
        (title, table(title, _OBJECTIVE_HEADS, map(_in_words, rows), look="listed"))
        for title, rows in [*lessons, ("No longer in the course", removed)]
        if any(row for _, row in rows)
    ]
    untouched = [title for title, rows in lessons if not any(row for _, row in rows)]
    return _html.objectives(begun, untouched)


def _in_words(objective: tuple[str, Mastery | None]) -> tuple[str, str]:
    text, row = objective
    return text, so_far(row) if row else "No item answered yet."
