"""The work of a class as all teacher pages read it; computed again only after a change."""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

import streamlit as st

from sourcebook.analysis import ClassResults
from sourcebook.model.attempts import Attempt
from sourcebook.model.learners import Classroom
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import base
from sourcebook.store import Store

ALL = ""
"""Stands for all classes together."""

READING = "Reading the answers of the class …"
WORKING_OUT = "Working out the results of the class …"

_html = Macros(__file__)


class Work(NamedTuple):
    """All attempts of a class, and the results of those that are finished."""

    attempts: tuple[Attempt, ...]
    results: ClassResults


def class_work(classroom_id: str) -> Work:
    """The work of a class, or of all classes if none is named; draws a note while it takes long."""
    opened = store()
    with st.spinner(WORKING_OUT):
        return _work(opened, classroom_id, opened.attempts.stamp())


def attempts_of_class(classroom_id: str) -> tuple[Attempt, ...]:
    """The attempts of a class, or of all if none is named; draws a note while it takes long."""
    with st.spinner(READING):
        return store().attempts.of_class(classroom_id or None)


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
    parts = urlsplit(url if isinstance(url, str) else "")
    return f"{parts.scheme}://{parts.netloc}{base()}" if parts.netloc else ""


@lru_cache(maxsize=4)
def _work(opened: Store, classroom_id: str, _stamp: tuple[object, ...]) -> Work:
    attempts = opened.attempts.of_class(classroom_id or None)
    return Work(attempts, ClassResults.of(attempts))
