"""The class: how learners join it, who is in it, how far each is, and who is stuck."""

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import MemberStatus, file_table, member_statuses
from sourcebook.model.course import Course
from sourcebook.model.learners import Classroom, Member
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.navigation import draw_panel, name_page
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import (
    assignment_links,
    class_status,
    learner_links,
    result_files,
    understood_links,
    undoable_changes,
)
from sourcebook.pages.teaching.class_data import (
    choose_class,
    classes,
    members_of,
    readings_of_class,
    site,
    stages_of_class,
)
from sourcebook.pages.teaching.paging import turn_pages

TITLE = "Class"
PURPOSE = "A class and its link, who is in it, where they are, and who is stuck."

_ON_A_PAGE = 30

_IN_A_FILE: Final[Sequence[tuple[str, Callable[[MemberStatus], object]]]] = (
    ("Learner", lambda row: row.name),
    ("Number", lambda row: row.number),
    ("Joined", lambda row: row.joined_at),
    ("Lessons", lambda row: row.lessons),
    ("Quizzes passed", lambda row: row.passed),
    ("Last seen", lambda row: row.last_seen),
    ("Open quiz", lambda row: row.open_quiz),
    ("Items answered in it", lambda row: row.open_answered),
    ("Items in it", lambda row: row.open_items),
    ("Stuck", lambda row: row.stuck and row.stuck.kind),
    ("Stuck in the quiz", lambda row: row.stuck and row.stuck.quiz),
    ("Stuck since", lambda row: row.stuck and row.stuck.since),
)
_html = Macros(__file__)


def show() -> None:
    """Draw the page."""
    name_page(TITLE)
    store().attempts.end_overdue(now=clock.now())
    course, rooms = library().course(), classes()
    with st.container(key="class"):
        st.html(Markup("<h1>{}</h1>").format(TITLE))
        if not rooms:
            st.html(_html.no_class())
            undoable_changes.offer_new_class()
            return
        _draw(course, _chosen(rooms))
        with st.expander("Another class"):
            undoable_changes.offer_new_class()
    draw_panel(course)


def _chosen(rooms: tuple[Classroom, ...]) -> Classroom:
    """The class to show; draws a choice if there are several."""
    if len(rooms) == 1:
        return rooms[0]
    with st.container(border=True, key="panel-class"):
        chosen = choose_class(rooms, undoable_changes.CHOSEN, all_too=False)
    return next(room for room in rooms if room.id == chosen)


def _draw(course: Course, room: Classroom) -> None:
    name_page(room.name, TITLE)
    members = members_of(room.id)
    st.html(_html.heading(room, len(members), assignment_links.of_class(room.id)))
    # The link is needed before anybody has joined, and seldom later.
    with st.expander("How learners join", expanded=not members):
        _how_to_join(room)
    if members:
        _who_is_where(course, room, members)
    else:
        st.html(
            "<p class='where'>Nobody has joined yet. Give the link or the code to your learners: "
            "each opens it once, and agrees.</p>"
        )
    with st.expander("Change or close this class"):
        undoable_changes.offer_changes(room, members)


def _how_to_join(room: Classroom) -> None:
    st.html("<p>Learners join by this link, or type the code on their page Me:</p>")
    st.code(f"{site()}/me?join={room.code}", language=None, wrap_lines=True)
    st.html(_html.code(room))


def _who_is_where(course: Course, room: Classroom, members: tuple[Member, ...]) -> None:
    readings = readings_of_class(room.id)
    attempts = stages_of_class(room.id)
    found = member_statuses(members, readings, attempts, course, now=clock.now())
    names = {member.id: member.label for member in members}
    linked = {member.id: learner_links.link(member) for member in members}
    rows = sorted(found, key=lambda row: names[row.learner_id].casefold())
    understood = understood_links.link(class_id=room.id)
    st.html(_html.stuck_and_everybody(class_status.stuck(rows, linked), understood, len(rows)))
    order = st.selectbox("In which order", list(class_status.ORDERS), key="class-order")
    in_order = sorted(rows, key=class_status.ORDERS[order])
    slot, first, which = turn_pages(
        len(rows), key=f"members-page-{room.id}", noun="Learners", most=_ON_A_PAGE
    )
    shown = class_status.everybody(course, in_order[first : first + _ON_A_PAGE], linked)
    slot.html(_html.page_of(shown, which))
    result_files.offer_csv("class", lambda: file_table(found, _IN_A_FILE))
