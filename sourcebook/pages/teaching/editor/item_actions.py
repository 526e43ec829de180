"""What can be done with an item as a whole: moved, copied, made another kind, deleted."""

import streamlit as st

from sourcebook.content.authoring.kind_changes import with_kind
from sourcebook.content.authoring.quiz_edits import (
    ItemBlock,
    with_item_added,
    with_item_moved,
    with_item_removed,
    with_item_replaced,
)
from sourcebook.model.item_kinds import KINDS, Kind
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.editor.form_changes import change
from sourcebook.pages.teaching.editor.item_fields import item_field
from sourcebook.pages.teaching.editor.item_list import Blocks, id_behind, is_free
from sourcebook.pages.teaching.editor.open_file import OpenFile
from sourcebook.pages.teaching.editor.other_quiz import draw_move

_html = Macros(__file__)


def draw_actions(opened: OpenFile, blocks: Blocks, place: int, item_id: str) -> None:
    """Draw what can be done with an item as a whole."""
    with st.container(horizontal=True, key="arrange"):
        up = st.button("Move up", key="item-up", disabled=place == 0)
        down = st.button("Move down", key="item-down", disabled=place == len(blocks) - 1)
        with st.popover("Delete"):
            st.html("<p>It stays in the versions of the file that are saved already.</p>")
            deleted = st.button("Delete this item", key=f"item-delete-{item_id}")
    with st.expander("Change the kind", key="kind-change"):
        _kind(opened, blocks[place], item_id)
    with st.expander("Duplicate", key="duplicate"):
        _duplicate(opened, blocks, place, item_id)
    with st.expander("Move to another quiz", key="move"):
        draw_move(opened, blocks[place], place, item_id)
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


def _kind(opened: OpenFile, block: ItemBlock, item_id: str) -> None:
    """Draw the choice of another kind, and say what the item would lose by it."""
    former = str(block.fields.get("type"))
    kinds: list[Kind] = [each for each in KINDS if each != former]
    kind = st.selectbox("New kind", kinds, format_func=kind_name, key=f"kind-{item_id}-{former}")
    done = with_kind(block.fields, kind)
    lost = [(_label(former, name), texts) for name, texts in done.dropped]
    st.html(_html.lost(kind_name(former), kind_name(kind), lost))
    if st.button("Change it", key=f"kind-do-{item_id}"):
        change(
            opened,
            lambda text: with_item_replaced(text, item_id, done.fields),
            f"made {item_id} another kind",
            resets_fields=True,
        )


def kind_name(kind: str) -> str:
    """A kind of item in words."""
    return kind.replace("_", " ").capitalize()


def _label(kind: str, name: str) -> str:
    field = item_field(kind, name)
    return field.label if field else name.replace("_", " ").capitalize()


def _duplicate(opened: OpenFile, blocks: Blocks, place: int, item_id: str) -> None:
    """Draw the field for the id of a copy, which comes after the item."""
    with st.form(f"duplicate-{item_id}", border=False):
        typed = st.text_input(
            "Id of the copy, which never changes", f"{item_id}-2", autocomplete="off"
        )
        copied = st.form_submit_button("Make a copy")
    name = (typed or "").strip()
    if copied and is_free(name, blocks):
        fields = {**blocks[place].fields, "id": name}
        change(
            opened,
            lambda text: with_item_added(text, fields, before=id_behind(blocks, place)),
            f"copied {item_id}",
            show_item=place + 1,
        )
