"""What a teacher can change in a class: its name, its link, its members, sharing, its end."""

import streamlit as st

from sourcebook.model.learners import LONGEST_NAME, Classroom, Member, tidy_name
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.announcements import say
from sourcebook.pages.teaching import class_sharing
from sourcebook.pages.teaching.current_teacher import note, teacher

CHOSEN = "which-class"
"""The key of the choice of a class."""

_html = Macros(__file__)


def offer_new_class() -> None:
    """Draw the form that makes a class."""
    with st.form("new-class", border=False, clear_on_submit=True):
        typed = st.text_input(
            "Name of the class",
            max_chars=LONGEST_NAME,
            placeholder="History 9b",
            key="new-class-name",
        )
        sent = st.form_submit_button("Make the class", type="primary")
    if sent and (name := _name(typed)):
        store().classes.create(name, now=clock.now(), owner=teacher().id)
        say(f"The class “{name}” is made.")
        # Without a choice, the newest class is shown.
        st.session_state.pop(CHOSEN, None)
        st.rerun()


def offer_changes(room: Classroom, members: tuple[Member, ...]) -> None:
    """Draw all that can be changed in a class."""
    _rename(room)
    _renew(room)
    if members:
        _name_learner(room, members)
        _remove(room, members)
    teachers = store().classes.teachers_of(room.id, seen_by=teacher().id)
    class_sharing.offer(room, teachers)
    if teachers.owner is None or teachers.owner.id == teacher().id:
        _close(room)


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
        store().classes.rename(room.id, name, teacher=teacher().id)
        say(f"The class is called “{name}” now.")
        st.rerun()


def _renew(room: Classroom) -> None:
    st.html(
        _html.section(
            "A new link",
            "The link and the code above then let nobody in any more. Learners in the class stay.",
        )
    )
    if st.button("Make a new link and code", key="renew-code"):
        store().classes.renew_code(room.id, teacher=teacher().id)
        say("The link and the code are new.")
        st.rerun()


def _name_learner(room: Classroom, members: tuple[Member, ...]) -> None:
    st.html(
        _html.section(
            "Name a learner",
            "The name stands in your lists and files, on the learner’s page "
            "Me, where they can change it, and on their certificate. An empty field takes it away.",
        )
    )
    names = _by_name(members)
    with st.form("name-member", border=False):
        chosen = _choose_learner(names, key=f"named-{room.id}")
        typed = st.text_input("Their name", max_chars=LONGEST_NAME, key=f"new-name-{room.id}")
        sent = st.form_submit_button("Give this name")
    if sent and chosen is None:
        st.warning("Choose a learner first.")
    elif sent and chosen:
        store().learners.rename(chosen, tidy_name(typed or ""))
        say(f"{names[chosen]} is called “{tidy_name(typed or '') or 'no name'}” now.")
        st.rerun()


def _by_name(members: tuple[Member, ...]) -> dict[str, str]:
    """The names of the members in lists, by id, in alphabetical order."""
    in_order = sorted(members, key=lambda each: each.label.casefold())
    return {each.id: each.label for each in in_order}


def _choose_learner(names: dict[str, str], *, key: str) -> str | None:
    return st.selectbox(
        "Learner",
        list(names),
        index=None,
        format_func=lambda each: names[each],
        placeholder="Nobody chosen",
        key=key,
    )


def _remove(room: Classroom, members: tuple[Member, ...]) -> None:
    text = "They keep their work, and you no longer see it."
    st.html(_html.section("Take a learner out", text))
    names = _by_name(members)
    with st.form("remove-member", border=False):
        chosen = _choose_learner(names, key=f"leaving-{room.id}")
        sent = st.form_submit_button("Take out of the class")
    if sent and chosen:
        store().classes.leave(chosen, room.id, teacher=teacher().id)
        number = next(each.number for each in members if each.id == chosen)
        note("learner_out", f"learner no. {number}, “{room.name}”")
        say(f"{names[chosen]} is no longer in the class.")
        st.rerun()


def _close(room: Classroom) -> None:
    st.html(
        _html.section(
            "Close the class",
            "Its link and its list are deleted for good. Everybody keeps "
            "their work, and you no longer see it. Download the results first.",
        )
    )
    with st.form("close-class", border=False):
        meant = st.checkbox("Yes, close this class", key=f"close-meant-{room.id}")
        sent = st.form_submit_button("Close the class")
    if sent and not meant:
        st.warning("Tick the box first, if you mean it.")
    elif sent:
        store().classes.delete(room.id, now=clock.now(), teacher=teacher().id)
        note("class_closed", room.name)
        say(f"The class “{room.name}” is closed.")
        st.session_state.pop(CHOSEN, None)
        st.rerun()


def _name(typed: str | None) -> str | None:
    """A valid name of a class; says so if it is not valid."""
    name = tidy_name(typed or "")
    if name is None:
        st.warning("Give the class a name.")
    return name
