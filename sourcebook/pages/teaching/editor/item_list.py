"""The items of a quiz in the form: a list to choose from, and new ones."""

import re
from collections.abc import Sequence

import streamlit as st

from sourcebook.content.authoring.quiz_edits import ItemBlock, with_item_added
from sourcebook.content.authoring.templates import Place, example_items
from sourcebook.content.faults import Fault
from sourcebook.content.yaml.text import Value
from sourcebook.model.base import SLUG
from sourcebook.model.course import Course
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.teaching.choice_fields import keep_choice, last_choice
from sourcebook.pages.teaching.editor.form_changes import CHOSEN, change
from sourcebook.pages.teaching.editor.open_file import OpenFile

NEW_ITEM_KEY = "new-item-kind"
"""The key of the field for the kind of a new item."""

Blocks = tuple[ItemBlock, ...]
_RESETS = "form-anew"


def choose_item(opened: OpenFile, blocks: Blocks, faults: Sequence[Fault]) -> int | None:
    """Draw the list of items; the place of the one that is chosen, None if there is none."""
    if not blocks:
        return None
    options = list(range(len(blocks)))
    name = f"item-{opened.path}"
    wanted = st.session_state.pop(CHOSEN, None)
    if isinstance(wanted, int):
        keep_choice(name, min(max(wanted, 0), len(blocks) - 1))
        st.session_state[_RESETS] = st.session_state.get(_RESETS, 0) + 1
    names = [_name(place, block, item_faults(faults, place)) for place, block in enumerate(blocks)]
    # The number makes it a new field, so that it shows the item that is wanted.
    place, key = last_choice(name, options, [*names, str(st.session_state.get(_RESETS, 0))])
    with st.container(key="items"):
        chosen = st.radio("Item", options, place, format_func=names.__getitem__, key=key) or 0
    keep_choice(name, chosen)
    return chosen


def _name(place: int, block: ItemBlock, faults: list[Fault]) -> str:
    """An item in the list: its number, in bold, with a sign where it has faults, and what it is.

    If there is little room, only the part in bold is shown.
    """
    errors = sum(each.severity == "error" for each in faults)
    sign = " ✗" if errors else " !" if faults else ""
    count = f" ({counted(errors, 'error')})" if errors else " (warned of)" if faults else ""
    stem = str(block.fields.get("claim") or block.fields.get("stem") or "")
    short = f"{stem[:57]}…" if len(stem) > 58 else stem
    name = literal(f"{block.id or 'without an id'}: {short}")
    return f"**{place + 1}{sign}** {name}{count}"


def draw_new_item(opened: OpenFile, blocks: Blocks, place: int | None, course: Course) -> None:
    """Draw the fields for a new item, which comes after the one that is chosen."""
    examples = {str(fields["type"]): (kind, fields) for kind, fields in _examples(opened, course)}
    with st.expander("Add an item"), st.form(f"add-{opened.path}", border=False):
        kind = st.selectbox(
            "Kind",
            list(examples),
            format_func=lambda each: examples[each][0].rstrip(":?"),
            key=NEW_ITEM_KEY,
        )
        item_id = st.text_input(
            "Id of the item, which never changes", placeholder="first-refusal", autocomplete="off"
        )
        added = st.form_submit_button("Add it")
    if not added or kind is None:
        return
    name = (item_id or "").strip()
    if is_free(name, blocks):
        fields = {**examples[kind][1], "id": name}
        change(
            opened,
            lambda text: with_item_added(text, fields, before=id_behind(blocks, place)),
            f"added {name}",
            show_item=0 if place is None else place + 1,
        )


def is_free(item_id: str, blocks: Blocks) -> bool:
    """Whether a new item of the quiz can have this id; if not, say why."""
    if not re.fullmatch(SLUG, item_id):
        st.warning("Give it an id of small letters, digits and hyphens, like first-refusal.")
    elif item_id in [block.id for block in blocks]:
        st.warning("Another item of this quiz has that id.")
    else:
        return True
    return False


def id_behind(blocks: Blocks, place: int | None) -> str | None:
    """The id of the item after the one in this place, None after the last one."""
    return blocks[place + 1].id if place is not None and blocks[place + 1 :] else None


def item_faults(faults: Sequence[Fault], place: int) -> list[Fault]:
    """The faults of the item in this place of the quiz."""
    return [each for each in faults if each.place[:2] == ("items", place)]


def _examples(opened: OpenFile, course: Course) -> list[tuple[str, dict[str, Value]]]:
    """An item of each kind to begin with, which cites what the course has."""
    own = re.search(r"^lesson: *(\S+)", opened.text, re.MULTILINE)
    lesson = course.lessons.get(own[1] if own else "") or next(iter(course.lessons.values()), None)
    passages = [f"{each.id}.{name}" for each in course.sources.values() for name in each.passages]
    objective = lesson.objectives[0].id if lesson else "objective"
    first, second = [*passages, "s1.p1", "s1.p2"][:2]
    return [(kind, dict(item)) for kind, item in example_items(Place(objective, first, second))]
