"""A quiz as a form, for authors who do not want YAML: its settings and its items.

Every change goes into the text of the draft, in which comments and all the rest stay.
"""

import streamlit as st

from sourcebook.content.authoring.blanks import without_remarks
from sourcebook.content.authoring.quiz_edits import (
    ItemBlock,
    item_blocks,
    quiz_fields,
    with_item_replaced,
)
from sourcebook.content.faults import Fault
from sourcebook.content.unchecked_course import UncheckedCourse
from sourcebook.errors import EditingError
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.services import library
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.editor import preview, source_form
from sourcebook.pages.teaching.editor.blank_fields import draw_next_blank, with_places
from sourcebook.pages.teaching.editor.fault_links import (
    draw_fault_links,
    focus_if_led,
    tell_elsewhere,
)
from sourcebook.pages.teaching.editor.field_places import AS_TEXT
from sourcebook.pages.teaching.editor.form_changes import change, draw_undo, fields_of
from sourcebook.pages.teaching.editor.item_actions import draw_actions
from sourcebook.pages.teaching.editor.item_fields import draw_item, has_fewer_rows
from sourcebook.pages.teaching.editor.item_list import (
    Blocks,
    choose_item,
    draw_new_item,
    item_faults,
)
from sourcebook.pages.teaching.editor.open_file import OpenFile, checked, faults_in_the_way
from sourcebook.pages.teaching.editor.quiz_fields import draw_quiz
from sourcebook.pages.teaching.editor.quotation_list import draw_listing
from sourcebook.pages.teaching.editor.save_bar import bar, draw_lines

_html = Macros(__file__)


def show(opened: OpenFile) -> None:
    """Draw the quiz's own fields, the choice of an item, and the item."""
    if opened.is_source:
        source_form.show(bar(opened))
        return
    if not opened.is_quiz:
        bar(opened)
        st.html("<p>This file is written as text. Choose “Text” above.</p>")
        return
    opened = bar(opened, tell=lambda faults: tell_elsewhere(opened, faults))
    try:
        blocks = item_blocks(opened.text)
    except EditingError as refusal:
        draw_lines(faults_in_the_way(opened, checked(opened)))
        st.warning(f"{literal(str(refusal))} Choose “Text” above to fix it.")
        return
    course, unchecked = library().course().as_if_open(), checked(opened)
    found = with_places(opened, faults_in_the_way(opened, unchecked))
    draw_next_blank(opened, blocks, key="next-blank")
    draw_fault_links(opened, blocks, found)
    draw_quiz(opened, course, faults=[each for each in found if not _is_of_item(each)])
    if not blocks and not quiz_fields(opened.text).get("draw"):
        st.html("<p>The quiz has no item yet.</p>")
    with st.container(key="form"):
        listed, fields, seen = st.columns([3, 6, 5], gap="medium")
    with listed:
        place = choose_item(opened, blocks, found)
        draw_undo(opened)
        if place is not None and (item_id := blocks[place].id):
            draw_actions(opened, blocks, place, item_id)
        draw_new_item(opened, blocks, place, course)
    if place is not None:
        with fields:
            _item(opened, blocks, place, unchecked, item_faults(found, place))
            draw_next_blank(opened, blocks, key="next-blank-below")
        with seen:
            preview.show_item(opened, unchecked, place)
    focus_if_led()


def _item(
    opened: OpenFile,
    blocks: Blocks,
    place: int,
    unchecked: UncheckedCourse,
    faults: list[Fault],
) -> None:
    block = blocks[place]
    if block.id is None:
        st.html("<p>This item has no id. Choose “Text” above and give it one.</p>")
        return
    item_id = block.id
    st.html(_html.item(place + 1, len(blocks), item_id))
    key = f"{fields_of(opened).key}-{item_id}"
    fields = draw_item(
        block.fields,
        key,
        library().course().as_if_open(),
        faults=faults,
        root=("items", place),
        beside=lambda fault, key: draw_listing(fault, unchecked, key=key),
    )
    if fields != block.fields:
        change(
            opened,
            lambda text: without_remarks(with_item_replaced(text, item_id, fields)),
            f"changed {item_id}",
            resets_fields=has_fewer_rows(block.fields, fields),
        )
    with st.expander(f"{AS_TEXT}, with whatever the fields do not show"):
        typed = st.text_area("YAML", block.text, key=f"{key}-yaml-{opened.replaced}", height=260)
        if typed is not None and typed != block.text:
            change(
                opened,
                lambda text: _spliced(text, block, typed),
                f"changed {item_id}",
                resets_fields=True,
            )


def _spliced(text: str, block: ItemBlock, typed: str) -> str:
    lines = text.split("\n")
    lines[block.first_line - 1 : block.last_line] = typed.rstrip("\n").split("\n")
    return "\n".join(lines)


def _is_of_item(fault: Fault) -> bool:
    return fault.place[:1] == ("items",) and len(fault.place) > 1
