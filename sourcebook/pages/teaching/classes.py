"""The class: how learners join it, who is in it, how far each is, and who is stuck."""

from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from sourcebook.analysis import FAILURES, LEFT_OPEN, NEVER_BEGUN, members_table
from sourcebook.model.course import Course
from sourcebook.model.learners import LONGEST_NAME, Classroom, Member, tidy_name
from sourcebook.pages import here
from sourcebook.pages.amounts import counted
from sourcebook.pages.navigation import name_page
from sourcebook.pages.process import library, store
from sourcebook.pages.scores import past
from sourcebook.pages.tables import table
from sourcebook.pages.teaching import files
from sourcebook.pages.teaching.work import called, choose_class, site

TITLE = "Class"
PURPOSE = "a class and its link, who is in it, where they are, and who is stuck."

_HEADS = ("Learner", "Joined", "Lessons", "Quizzes passed", "Last seen", "Where now")


def show() -> None:
    """Draw the page."""
    name_page(TITLE)
    store().end_overdue(now=here.now())
    with st.container(key="class"):
        st.html(f"<h1>{TITLE}</h1>")
        rooms = store().classrooms()
        if not rooms:
            st.html(
                "<p class='lead'>There is no class yet. A class has a link and a code; whoever "
                "opens it and agrees is in it, and you see her work.</p>"
            )
            _new_class()
            return
        chosen = choose_class(rooms, "which-class", all_too=False)
        _draw(next(room for room in rooms if room.id == chosen))
        with st.expander("Another class"):
            _new_class()


def _draw(room: Classroom) -> None:
    course, members = library().course(), store().members(room.id)
    st.html(f"<h2>{escape(room.name)}</h2>")
    _ways_in(room)
    if members:
        _who_is_where(course, room, members)
    else:
        st.html("<p class='where'>Nobody has joined yet.</p>")
    with st.expander("Change or close this class"):
        _rename(room)
        _renew(room)
        _remove(room, members)
        _close(room)


def _ways_in(room: Classroom) -> None:
    st.html("<p>Learners join by this link, or type the code on their page Me:</p>")
    st.code(f"{site()}/me?join={room.code}", language=None, wrap_lines=True)
    st.html(f"<p>Code: <strong>{escape(room.code)}</strong></p>")


def _who_is_where(course: Course, room: Classroom, members: tuple[Member, ...]) -> None:
    readings = store().class_readings(room.id)
    attempts = store().class_attempts(room.id)
    found = members_table(members, readings, attempts, course, now=here.now())
    names = {member.id: called(member) for member in members}
    rows = sorted(past.records(found), key=lambda row: names[row["learner_id"]].casefold())
    st.html(_stuck(rows, names))
    st.html(_everybody(course, rows, names))
    files.offer_csv("class", lambda: found.drop(columns="learner_id"))


def _stuck(rows: list[dict[str, Any]], names: Mapping[str, str]) -> str:
    troubled = [row for row in rows if row["stuck"]]
    listed = "".join(
        f"<li><strong>{escape(names[row['learner_id']])}</strong> {_why(row)}</li>"
        for row in troubled
    )
    said = f"<ul>{listed}</ul>" if listed else "<p>Nobody is stuck.</p>"
    rule = (
        f"<details><summary>What counts as stuck</summary><p>The same quiz failed {FAILURES} times "
        f"and never passed; an open quiz and no step anywhere for {LEFT_OPEN.days} days; nothing "
        f"done within {NEVER_BEGUN.days} days of joining.</p></details>"
    )
    return f"<h3>Stuck ({len(troubled)} of {len(rows)})</h3>{said}{rule}"


def _why(row: Mapping[str, Any]) -> str:
    quiz, since = escape(str(row["stuck_quiz"])), _day(row["stuck_since"])
    match row["stuck"]:
        case "fails_again":
            return f"has failed “{quiz}” {FAILURES} times or more, last on {since}."
        case "left_open":
            done = f"{row['open_answered']} of {counted(row['open_items'], 'item')}"
            return f"left “{quiz}” open on {since}, with {done} answered."
        case _:
            return f"has done nothing since joining on {since}."


def _everybody(course: Course, rows: list[dict[str, Any]], names: Mapping[str, str]) -> str:
    lessons, quizzes = len(course.lessons), len(course.quizzes)
    cells = [
        (
            escape(names[row["learner_id"]]),
            _day(row["joined_at"]),
            f"{row['lessons']} of {lessons}",
            f"{row['passed']} of {quizzes}",
            _day(row["last_seen"]) if not pd.isna(row["last_seen"]) else "never",
            _where(row),
        )
        for row in rows
    ]
    name = f"Everybody ({len(rows)})"
    return f"<h3>{name}</h3>{table(name, _HEADS, cells, look='brief wide')}"


def _where(row: Mapping[str, Any]) -> str:
    if not row["open_quiz"]:
        return "–"
    done = f"{row['open_answered']} of {row['open_items']}"
    return f"{escape(row['open_quiz'])}, {done}"


def _day(at: datetime) -> str:
    day = here.day(at)
    return f"{day.day}\u00a0{day:%b}"


def _new_class() -> None:
    with st.form("new-class", border=False, clear_on_submit=True):
        typed = st.text_input("Name of the class", max_chars=LONGEST_NAME, key="new-class-name")
        sent = st.form_submit_button("Make the class", type="primary")
    if sent and (name := _name(typed)):
        store().open_classroom(name, now=here.now())
        # The newest is chosen where none is.
        st.session_state.pop("which-class", None)
        st.rerun()


def _rename(room: Classroom) -> None:
    with st.form("rename-class", border=False):
        typed = st.text_input(
            "Name of the class",
            value=room.name,
            max_chars=LONGEST_NAME,
            key=f"class-name-{room.id}",
        )
        sent = st.form_submit_button("Keep this name")
    if sent and (name := _name(typed)):
        store().rename_classroom(room.id, name)
        st.rerun()


def _renew(room: Classroom) -> None:
    st.html(
        "<h3>A new link</h3><p>The link and the code above then let nobody in any more. Whoever "
        "is in the class stays.</p>"
    )
    if st.button("Make a new link and code", key="renew-code"):
        store().renew_code(room.id)
        st.rerun()


def _remove(room: Classroom, members: tuple[Member, ...]) -> None:
    if not members:
        return
    st.html("<h3>Take a learner out</h3><p>She keeps her work, and you no longer see it.</p>")
    names = {
        # Two without a name are told apart by when they joined.
        member.id: f"{called(member)} ({here.local_time(member.joined_at)})"
        for member in members
    }
    in_order = sorted(names, key=lambda each: names[each].casefold())
    with st.form("remove-member", border=False):
        chosen = st.selectbox(
            "Learner",
            in_order,
            index=None,
            format_func=lambda each: names[each],
            placeholder="Nobody chosen",
            key=f"leaving-{room.id}",
        )
        sent = st.form_submit_button("Take out of the class")
    if sent and chosen:
        store().leave_classroom(chosen, room.id)
        st.rerun()


def _close(room: Classroom) -> None:
    st.html(
        "<h3>Close the class</h3><p>Its link and its list are deleted for good. Everybody keeps "
        "her work, and you no longer see it. Download the results first.</p>"
    )
    with st.form("close-class", border=False):
        meant = st.checkbox("Yes, close this class", key=f"close-meant-{room.id}")
        sent = st.form_submit_button("Close the class")
    if sent and not meant:
        st.warning("Tick the box first, if you mean it.")
    elif sent:
        store().close_classroom(room.id)
        st.session_state.pop("which-class", None)
        st.rerun()


def _name(typed: str | None) -> str | None:
    """A name that a class can have; says so where it is none."""
    name = tidy_name(typed or "")
    if name is None:
        st.warning("Give the class a name.")
    return name
