"""The way from one field that is still empty to the next, and how many are left."""

from collections.abc import Sequence

import streamlit as st

from sourcebook.content.authoring.blanks import blanks, places_of
from sourcebook.content.authoring.quiz_edits import ItemBlock
from sourcebook.content.faults import Fault
from sourcebook.content.file_places import Path
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.teaching.editor.fault_links import lead_to
from sourcebook.pages.teaching.editor.field_places import place_in_form
from sourcebook.pages.teaching.editor.item_fields import item_field, order_in_form
from sourcebook.pages.teaching.editor.open_file import OpenFile

Order = tuple[int, ...]


def draw_next_blank(opened: OpenFile, blocks: Sequence[ItemBlock], *, key: str) -> None:
    """Draw the button that puts the keyboard into the next field to be written, if there is one."""
    left = sorted(blanks(opened.text), key=lambda each: _order(blocks, each))
    if not left or not st.button(f"Next blank ({counted(len(left), 'blank')} left)", key=key):
        return
    # After the one to which the last press has led, or the first one again.
    last: Order | None = st.session_state.get(_key(opened))
    later = (each for each in left if last is None or _order(blocks, each) > last)
    following = next(later, left[0])
    st.session_state[_key(opened)] = _order(blocks, following)
    lead_to(place_in_form(opened, blocks, following))


def with_places(opened: OpenFile, faults: Sequence[Fault]) -> list[Fault]:
    """The faults, those about words of an example once for each place of these words."""
    found: list[Fault] = []
    for each in faults:
        places = () if each.rule else places_of(opened.text, each.values.found)
        found += [each._replace(place=place) for place in places] or [each]
    return found


def _order(blocks: Sequence[ItemBlock], place: Path) -> Order:
    """How far down in the form a place of an item is."""
    _, number, name, *rest = place
    kind = str(blocks[int(number)].fields.get("type"))
    field = item_field(kind, str(name))
    parts = [each.name for each in field.parts] if field else []
    within = (step if isinstance(step, int) else [*parts, step].index(step) for step in rest)
    return int(number), order_in_form(kind, str(name)), *within


def _key(opened: OpenFile) -> str:
    return f"last-blank-{opened.path}"
