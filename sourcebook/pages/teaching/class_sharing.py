"""Sharing a class with colleagues, and taking over one that nobody owns."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from sourcebook.errors import TeacherError
from sourcebook.model.learners import Classroom
from sourcebook.model.teachers import ClassTeachers, Teacher
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.announcements import say
from sourcebook.pages.teaching.current_teacher import note, teacher

_html = Macros(__file__)


def offer(room: Classroom, teachers: ClassTeachers) -> None:
    """Draw whose a class is, and what the current teacher may change about that."""
    own = teacher()
    st.html(_html.whose(teachers, own))
    if teachers.owner is None:
        if st.button("Take this class over", key=f"take-over-{room.id}"):
            _take_over(room, own)
    elif teachers.owner.id == own.id:
        _share(room, teachers, own)
        if teachers.shared:
            _stop_sharing(room, teachers, own)
    elif st.button("Leave this class to its owner", key=f"leave-class-{room.id}"):
        _leave(room, own)


def choose_colleague(
    colleagues: list[Teacher], *, key: str, label: str = "Colleague"
) -> Teacher | None:
    """Draw the choice of a colleague; None as long as nobody is chosen."""
    return st.selectbox(
        label,
        colleagues,
        index=None,
        format_func=lambda each: _name(each, colleagues),
        placeholder="Nobody chosen",
        key=key,
    )


def _name(each: Teacher, among: list[Teacher]) -> str:
    """The name of a teacher; of several with the same name, each is told by their first day."""
    same = [other for other in among if other.name == each.name]
    return each.name if len(same) == 1 else f"{each.name}, since {clock.local_time(each.since)}"


def colleagues_of(own: Teacher) -> list[Teacher]:
    """The other teachers who open the desk in the same way, by name."""
    found = [
        each
        for each in store().teachers.everybody()
        if each.id != own.id and not each.is_shut_out and each.has_account == own.has_account
    ]
    return sorted(found, key=lambda each: each.name.casefold())


def _take_over(room: Classroom, own: Teacher) -> None:
    try:
        store().classes.take_over(room.id, own.id)
    except TeacherError as refusal:
        st.warning(literal(str(refusal)))
        return
    note("class_taken", room.name)
    say(f"The class “{room.name}” is yours.")
    st.rerun()


def _share(room: Classroom, teachers: ClassTeachers, own: Teacher) -> None:
    known = {each.id for each in teachers.shared}
    others = [each for each in colleagues_of(own) if each.id not in known]
    if not others:
        if not known:
            st.html(_html.nobody_to_share_with())
        return
    key = f"share-with-{room.id}"
    change = partial(store().classes.share, room.id, by=own.id)
    if chosen := _changed("Share the class", others, change, key=key, label="Colleague"):
        note("class_shared", f"“{room.name}” with {chosen.name}")
        say(f"{chosen.name} sees the class “{room.name}” now.")
        st.rerun()


def _stop_sharing(room: Classroom, teachers: ClassTeachers, own: Teacher) -> None:
    key, shared = f"unshare-{room.id}", list(teachers.shared)
    change = partial(store().classes.stop_sharing, room.id, by=own.id)
    if chosen := _changed("Stop sharing", shared, change, key=key, label="Shared with"):
        note("class_unshared", f"“{room.name}” with {chosen.name}")
        say(f"{chosen.name} no longer sees the class “{room.name}”.")
        st.rerun()


def _changed(
    button: str,
    colleagues: list[Teacher],
    change: Callable[[str], object],
    *,
    key: str,
    label: str,
) -> Teacher | None:
    """Draw a form that makes a change for a colleague; the colleague once it is made."""
    with st.form(f"form-{key}", border=False):
        chosen = choose_colleague(colleagues, key=key, label=label)
        sent = st.form_submit_button(button)
    if not sent:
        return None
    if chosen is None:
        st.warning("Choose a colleague first.")
        return None
    try:
        change(chosen.id)
    except TeacherError as refusal:
        st.warning(literal(str(refusal)))
        return None
    return chosen


def _leave(room: Classroom, own: Teacher) -> None:
    store().classes.stop_sharing(room.id, own.id, by=own.id)
    note("class_unshared", f"“{room.name}” with {own.name}")
    say(f"You no longer see the class “{room.name}”.")
    st.rerun()
