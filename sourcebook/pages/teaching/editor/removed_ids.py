"""A warning if a save removed an id from the course to which learners' attempts refer."""

import streamlit as st

from sourcebook.content.checking import read_files
from sourcebook.content.unchecked_course import read_unchecked_course
from sourcebook.errors import NoCourseError, StoreError
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.services import gone
from sourcebook.settings import settings

_GONE = "desk-gone"


def note_gone(path: str, before: bytes | None) -> None:
    """Note what a save of a file took away; `before` is what the file held."""
    if before is None:
        return
    try:
        files = read_files(settings().course_root)
        then, now = (
            read_unchecked_course(each).course() for each in ({**files, path: before}, files)
        )
        st.session_state[_GONE] = gone(then, now)
    except (NoCourseError, StoreError) as failure:
        st.session_state[_GONE] = (f"Whether answers lost their item was not looked up: {failure}",)


def say_gone() -> None:
    """Draw what was noted, once."""
    for sentence in st.session_state.pop(_GONE, ()):
        st.warning(literal(sentence))
