"""What is wrong with a quiz, as links that put the keyboard into the field to be changed."""

import time
from collections.abc import Sequence

import streamlit as st

from sourcebook.content.authoring.quiz_edits import ItemBlock
from sourcebook.content.faults import Fault
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.streamlit_internals.components import focus_field
from sourcebook.pages.teaching.editor.fault_words import full_place, words_of
from sourcebook.pages.teaching.editor.field_places import FieldPlace, place_in_form
from sourcebook.pages.teaching.editor.form_changes import CHOSEN
from sourcebook.pages.teaching.editor.open_file import OpenFile
from sourcebook.pages.teaching.editor.save_bar import draw_lines

_FOCUS = "form-focus"
_FIRST = 5


def draw_fault_links(
    opened: OpenFile, blocks: Sequence[ItemBlock], faults: Sequence[Fault]
) -> None:
    """Draw each fault of the file as a link to its field, the first ones in sight."""
    if not faults:
        return
    # Errors first, because they are what is in the way of a save.
    ordered = sorted(faults, key=lambda each: each.severity != "error")
    with st.container(key="to-fix", gap="xsmall"):
        st.html("<h2>What to fix</h2>")
        for number, each in enumerate(ordered[:_FIRST]):
            _link(opened, blocks, each, number)
        if rest := ordered[_FIRST:]:
            with st.expander(f"{counted(len(rest), 'more fault')}", key="more-to-fix"):
                for number, each in enumerate(rest, start=_FIRST):
                    _link(opened, blocks, each, number)


def lead_to(place: FieldPlace) -> None:
    """Draw the form again, with the item of a field chosen and the keyboard in the field."""
    if place.item is not None:
        st.session_state[CHOSEN] = place.item
    st.session_state[_FOCUS] = place.key, str(time.monotonic_ns())
    st.rerun()


def focus_if_led() -> None:
    """Put the keyboard into the field to which the run before has led; ends the form."""
    if led := st.session_state.pop(_FOCUS, None):
        focus_field(*led)


def tell_elsewhere(opened: OpenFile, faults: Sequence[Fault]) -> None:
    """Draw the faults of other files, which have no field in this form."""
    draw_lines([each for each in faults if each.path != opened.path])


def _link(opened: OpenFile, blocks: Sequence[ItemBlock], fault: Fault, number: int) -> None:
    place = place_in_form(opened, blocks, full_place(fault))
    sign = "✗ Error" if fault.severity == "error" else "! Warning"
    label = f"{sign}. {literal(place.name)}: {literal(words_of(fault))}"
    if st.button(label, type="tertiary", key=f"fix-{number}"):
        lead_to(place)
