"""Changes of the form to the text of a draft, each of which can be undone."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from sourcebook.errors import EditingError
from sourcebook.pages.shared.following_fields import FollowingField
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.teaching.editor.open_file import OpenFile, replace_text

CHOSEN = "form-item"
"""Where a run notes the place of the item that the next run shows."""

_MOST_UNDONE = 20


class _Change(NamedTuple):
    """The text before and after a change, and what the change was."""

    before: str
    after: str
    what: str


def change(
    opened: OpenFile,
    edit: Callable[[str], str],
    what: str,
    *,
    show_item: int | None = None,
    resets_fields: bool = False,
) -> None:
    """Put a change into the draft and draw the form again.

    `what` says what was done, for the button that undoes it. `show_item` is the place of the item
    to show then; `resets_fields` lets every field start from the text again.
    """
    try:
        text = edit(opened.text)
    except EditingError as refusal:
        st.error(literal(str(refusal)))
        return
    _keep(opened, [*_undoable(opened), _Change(opened.text, text, what)])
    replaced = replace_text(opened, text)
    if show_item is not None:
        st.session_state[CHOSEN] = show_item
    elif not resets_fields:
        fields_of(opened).note(replaced)
    st.rerun()


def draw_undo(opened: OpenFile) -> None:
    """Draw the button that takes the last change of the form back, if the text is still as then."""
    done = _undoable(opened)
    if done and st.button(f"Undo: {literal(done[-1].what)}", key="form-undo"):
        _keep(opened, done[:-1])
        replace_text(opened, done[-1].before)
        st.rerun()


def fields_of(opened: OpenFile) -> FollowingField[int]:
    """The fields of the form, which are others once the text was changed elsewhere."""
    fields = FollowingField(f"form-{opened.path}", opened.replaced)
    fields.follow(opened.replaced)
    return fields


def _undoable(opened: OpenFile) -> list[_Change]:
    """The changes that led to the text as it is, oldest first."""
    kept: list[_Change] = st.session_state.get(_key(opened), [])
    return kept if kept and kept[-1].after == opened.text else []


def _keep(opened: OpenFile, changes: list[_Change]) -> None:
    st.session_state[_key(opened)] = changes[-_MOST_UNDONE:]


def _key(opened: OpenFile) -> str:
    return f"form-changes-{opened.path}"
