"""What can be done with an item as a whole: moved, deleted."""

import streamlit as st

from sourcebook.content.authoring.quiz_edits import with_item_moved, with_item_removed
from sourcebook.pages.teaching.editor.form_changes import change
from sourcebook.pages.teaching.editor.item_list import Blocks
from sourcebook.pages.teaching.editor.open_file import OpenFile


def draw_actions(opened: OpenFile, blocks: Blocks, place: int, item_id: str) -> None:
    """Draw what can be done with an item as a whole."""
    with st.container(horizontal=True, key="arrange"):
        up = st.button("Move up", key="item-up", disabled=place == 0)
        down = st.button("Move down", key="item-down", disabled=place == len(blocks) - 1)
        with st.popover("Delete"):
            st.html("<p>It stays in the versions of the file that are saved already.</p>")
            deleted = st.button("Delete this item", key=f"item-delete-{item_id}")
    if deleted:
        change(
            opened,
            lambda text: with_item_removed(text, item_id),
            f"deleted {item_id}",
            show_item=place,
        )
    elif up or down:
        to = place - 1 if up else place + 1
        change(
            opened,
            lambda text: with_item_moved(text, item_id, to),
            f"moved {item_id}",
            show_item=to,
        )
