"""The files of the course that were deleted, each with a button that brings it back."""

import streamlit as st

from sourcebook.content.authoring.publishing import Saved
from sourcebook.errors import EditingError
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.teaching.editor import file_moves
from sourcebook.pages.teaching.editor.save_bar import draw_outcome, say_next


def offer() -> str | None:
    """Draw the choice of a deleted file, if there is any; the path of one just brought back."""
    paths = file_moves.deleted()
    if not paths:
        return None
    with st.expander("Deleted files"):
        path = st.selectbox("Deleted file", paths, key="deleted-file")
        if not st.button("Bring it back", key="bring-back"):
            return None
        try:
            done = file_moves.bring_back(path)
        except EditingError as refusal:
            st.error(f"Not brought back: {literal(str(refusal))}")
            return None
        if isinstance(done, Saved):
            say_next(f"{literal(path)} is back, as it was last.")
            return path
        draw_outcome(done)
    return None
