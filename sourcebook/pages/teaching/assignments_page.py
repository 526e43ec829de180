"""Assignments: what is set to a class, with its dates, and how far everybody is."""

from datetime import UTC, datetime
from typing import Final

import streamlit as st
from markupsafe import Markup

from sourcebook.model.assignments import Assignment
from sourcebook.model.course import Course
from sourcebook.model.learners import Classroom
from sourcebook.pages.shared import clock, links, local_times
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.navigation import draw_panel, name_page
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import (
    assignment_links,
    assignment_page,
    assignment_work,
    new_assignment,
)
from sourcebook.pages.teaching.class_data import choose_class, classes, draw_no_class, members_of

TITLE = "Assignments"
PURPOSE = "Lessons and quizzes set to a class: their dates and rules, and who has handed in."

_NEVER: Final = datetime.max.replace(tzinfo=UTC)
_CHOSEN: Final = "assignments-class"
_ASKED: Final = "assignments-asked"
_HEADS: Final = ("Set", "Due", "Closes", "Done", "Late")
_html = Macros(__file__)


def show() -> None:
    """Draw the page."""
    name_page(TITLE)
    store().attempts.end_overdue(now=clock.now())
    course, rooms = library().course(), classes()
    with st.container(key="assignments"):
        if rooms:
            _draw(course, rooms)
        else:
            st.html(Markup("<h1>{}</h1>").format(TITLE))
            draw_no_class()
    draw_panel(course)


def _draw(course: Course, rooms: tuple[Classroom, ...]) -> None:
    """Draw the assignment that the address names, or all of a class."""
    asked = st.query_params.get("assignment", "")
    named = next((each for each in rooms if each.id == st.query_params.get("class")), None)
    if named and asked:
        set_to_class = store().assignments.of_class(named.id)
        found = next((each for each in set_to_class if each.id == asked), None)
        if found:
            assignment_page.draw(course, named, found)
            return
    st.html(Markup("<h1>{}</h1>").format(TITLE))
    if asked:
        st.warning("This assignment is no longer there. Here is what is set to the class.")
        del st.query_params["assignment"]
    assignment_work.show_note()
    _draw_class(course, _chosen(rooms))


def _chosen(rooms: tuple[Classroom, ...]) -> Classroom:
    """The class in the address, else the newest; draws a choice if there are several."""
    if len(rooms) == 1:
        return rooms[0]
    by_id = {room.id: room for room in rooms}
    asked = st.query_params.get("class", "")
    if asked in by_id and st.session_state.get(_ASKED) != asked:
        st.session_state[_CHOSEN] = asked
    with st.container(border=True, key="panel-assignments"):
        chosen = choose_class(rooms, _CHOSEN, all_too=False)
    st.session_state[_ASKED] = st.query_params["class"] = chosen
    return by_id[chosen]


def _draw_class(course: Course, room: Classroom) -> None:
    name_page(room.name, TITLE)
    members, found = members_of(room.id), store().assignments.of_class(room.id)
    st.html(_html.heading(room.name, len(members)))
    st.html(_listed(course, room, found) if found else _html.nothing_set())
    with st.expander("Set a lesson or a quiz", expanded=not found):
        new_assignment.draw(course, room, found)


def _listed(course: Course, room: Classroom, found: tuple[Assignment, ...]) -> Markup:
    statuses = assignment_work.statuses(room.id, found)
    rows = []
    for each in sorted(found, key=lambda one: one.settings.due or _NEVER):
        kinds = [status.kind for status in statuses[each.id]]
        is_gone = assignment_links.part_title(course, each.part) is None
        target = links.link(assignment_links.address(each), assignment_links.title(course, each))
        rows.append(
            (
                _html.name(target, is_gone),
                _date(each.settings.due),
                _date(each.settings.closes),
                f"{kinds.count('done')} of {len(kinds)}",
                sum(status.is_late for status in statuses[each.id]),
            )
        )
    listed = table("What is set", _HEADS, rows, look="brief")
    return _html.listed(listed, local_times.zone_name())


def _date(moment: datetime | None) -> str:
    return clock.local_time(moment) if moment else "–"
