"""What a class has done of its assignments, and what a teacher has just done to one."""

from collections.abc import Sequence

import streamlit as st

from sourcebook.analysis import AssignmentStatus, assignment_statuses
from sourcebook.model.assignments import Assignment
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.services import store
from sourcebook.pages.streamlit_internals.announcements import say
from sourcebook.pages.teaching.class_data import readings_of_class, stages_of_class

_NOTE = "assignment-note"


def statuses(
    classroom_id: str, assignments: Sequence[Assignment]
) -> dict[str, tuple[AssignmentStatus, ...]]:
    """How far each member of a class is, by the id of the assignment."""
    readings, attempts = readings_of_class(classroom_id), stages_of_class(classroom_id)
    terms, now = store().assignments.of_members(classroom_id), clock.now()
    return {
        each.id: assignment_statuses(
            each,
            [own[each.part] for own in terms.values() if each.part in own],
            attempts,
            readings,
            now=now,
        )
        for each in assignments
    }


def note(text: str) -> None:
    """Say what was done, now and on the page that is drawn next."""
    say(text)
    st.session_state[_NOTE] = text


def show_note() -> None:
    """Draw what was done just now, once."""
    if text := st.session_state.pop(_NOTE, None):
        st.success(text)
