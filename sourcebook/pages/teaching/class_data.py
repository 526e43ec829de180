"""The classes of the current teacher and their work, as all of the teacher's pages read them.

Only here do these pages ask the store for classes, learners and attempts, so that a teacher sees
their own classes and those that colleagues share.
"""

from urllib.parse import urlsplit

import streamlit as st

from sourcebook.analysis import ClassResults
from sourcebook.model.attempts import Attempt
from sourcebook.model.learners import Classroom, Member, Reading
from sourcebook.model.results import AttemptStage, Selected
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import base
from sourcebook.pages.teaching.current_teacher import teacher

ALL = ""
"""Stands for all classes together."""

READING = "Reading the answers of the class …"
WORKING_OUT = "Working out the results of the class …"

_html = Macros(__file__)


def class_results(classroom_id: str) -> ClassResults:
    """The results of a class, or of all classes if none is named."""
    return ClassResults(store().results, Selected(classroom_id or None, teacher().id))


def stages_of_class(classroom_id: str) -> tuple[AttemptStage, ...]:
    """How far each attempt of a class is, or of all classes; draws a note while it takes long."""
    with st.spinner(READING):
        return store().results.stages(classroom_id or None, teacher=teacher().id)


def attempts_of_class(classroom_id: str) -> tuple[Attempt, ...]:
    """The attempts of a class, or of all if none is named; draws a note while it takes long."""
    with st.spinner(READING):
        return store().attempts.of_class(classroom_id or None, teacher=teacher().id)


def classes() -> tuple[Classroom, ...]:
    """The classes that the teacher sees, oldest first."""
    return store().classes.seen_by(teacher().id)


def members_of(classroom_id: str) -> tuple[Member, ...]:
    """The members of a class, or of all if none is named."""
    return store().classes.members(classroom_id or None, teacher=teacher().id)


def member(number: int) -> Member | None:
    """The learner with this number; None if they are in no class that the teacher sees."""
    return store().classes.member(number, teacher=teacher().id)


def classes_of(member: Member) -> tuple[Classroom, ...]:
    """The classes of a learner that the teacher sees."""
    seen = {room.id for room in classes()}
    return tuple(room for room in store().classes.of_learner(member.id) if room.id in seen)


def readings_of_class(classroom_id: str) -> dict[str, dict[str, Reading]]:
    """What each member opened and read, by learner id and by lesson id."""
    return store().readings.of_class(classroom_id or None, teacher=teacher().id)


def stamp() -> tuple[object, ...]:
    """A value that differs after what the teacher sees has changed."""
    return store().attempts.stamp(), tuple(room.id for room in classes())


def choose_class(rooms: tuple[Classroom, ...], key: str, *, all_too: bool) -> str:
    """Draw the choice of a class, the newest first; its id, or ALL."""
    names = {room.id: room.name for room in reversed(rooms)}
    offered = {ALL: "All classes", **names} if all_too else names
    return st.selectbox("Class", list(offered), format_func=lambda each: offered[each], key=key)


def draw_no_class() -> None:
    """Say that there is no class yet, with a link to make one."""
    st.html(_html.no_class())


def site() -> str:
    """The address of this site as the browser sees it, such as `https://learn.example/course101`."""
    url = st.context.url
    try:
        parts = urlsplit(url if isinstance(url, str) else "")
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}{base()}" if parts.netloc else ""
