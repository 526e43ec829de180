"""A quiz as a form, for authors who do not want YAML: items edited, added, moved and deleted.

Every change goes into the text of the draft, in which comments and all the rest stay.
"""

import re
from collections.abc import Callable, Sequence

import streamlit as st
from markupsafe import Markup

from sourcebook.content.authoring.quiz_edits import (
    ItemBlock,
    item_blocks,
    with_item_added,
    with_item_moved,
    with_item_removed,
    with_item_replaced,
    with_quiz_field,
)
from sourcebook.content.authoring.templates import Place, example_items
from sourcebook.content.faults import Fault
from sourcebook.content.unchecked_course import UncheckedCourse
from sourcebook.content.yaml.text import Value
from sourcebook.content.yaml.tree import Scalar, walk
from sourcebook.errors import EditingError
from sourcebook.model.base import SLUG
from sourcebook.model.course import Course
from sourcebook.model.quizzes import Draw
from sourcebook.pages.shared.following_fields import FollowingField
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import library
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.choice_fields import keep_choice, last_choice
from sourcebook.pages.teaching.editor import preview, source_form
from sourcebook.pages.teaching.editor.item_fields import draw_item, has_fewer_rows
from sourcebook.pages.teaching.editor.open_file import (
    OpenFile,
    checked,
    faults_in_the_way,
    own_faults,
    parsed_quiz,
    replace_text,
)
from sourcebook.pages.teaching.editor.save_bar import bar, fault_list

_CHOSEN, _RESETS = "form-item", "form-anew"
_html = Macros(__file__)


def show(opened: OpenFile) -> None:
    """Draw the quiz's own fields, the choice of an item, and the item."""
    opened = bar(opened)
    if opened.is_source:
        source_form.show(opened)
        return
    if not opened.is_quiz:
        st.html("<p>This file is written as text. Choose “Text” above.</p>")
        return
    try:
        blocks = item_blocks(opened.text)
    except EditingError as refusal:
        st.warning(f"{literal(str(refusal))} Choose “Text” above to fix it.")
        return
    course, unchecked = library().course().as_if_open(), checked(opened)
    _quiz(opened, unchecked)
    if not blocks:
        st.html(_without_items(opened, unchecked))
    with st.container(key="form"):
        listed, fields, seen = st.columns([3, 6, 5], gap="medium")
    with listed:
        place = _choose(opened, blocks, unchecked)
        _arrange(opened, blocks, place)
        _add(opened, blocks, place, course)
    if place is None:
        return
    with fields:
        _item(opened, blocks, place, course, _faults_of(opened, unchecked, place))
    with seen:
        preview.show_item(opened, unchecked, place)


def _quiz(opened: OpenFile, unchecked: UncheckedCourse) -> None:
    """Draw the title, and the faults that belong to no item."""
    parsed = parsed_quiz(opened, unchecked)
    steps = walk(parsed.tree, ("title",)) if parsed and parsed.tree else ()
    title = next((str(each.text or "") for _, each in steps if isinstance(each, Scalar)), "")
    typed = st.text_input("Title of the quiz", title, key=f"title-{_fields(opened).key}")
    if typed and typed.strip() and typed != title:
        _change(opened, lambda text: with_quiz_field(text, "title", typed.strip()))
    found = faults_in_the_way(opened, unchecked)
    faults = [each for each in found if not _is_of_item(each)]
    if faults:
        st.html(fault_list(faults))


def _choose(
    opened: OpenFile, blocks: tuple[ItemBlock, ...], unchecked: UncheckedCourse
) -> int | None:
    if not blocks:
        return None
    options = list(range(len(blocks)))
    name = f"item-{opened.path}"
    wanted = st.session_state.pop(_CHOSEN, None)
    if isinstance(wanted, int):
        keep_choice(name, min(max(wanted, 0), len(blocks) - 1))
        st.session_state[_RESETS] = st.session_state.get(_RESETS, 0) + 1
    names = [
        _name(place, block, _faults_of(opened, unchecked, place))
        for place, block in enumerate(blocks)
    ]
    # The number makes it a new field, so that it shows the item that is wanted.
    place, key = last_choice(name, options, [*names, str(st.session_state.get(_RESETS, 0))])
    with st.container(key="items"):
        chosen = st.radio("Item", options, place, format_func=names.__getitem__, key=key) or 0
    keep_choice(name, chosen)
    return chosen


def _without_items(opened: OpenFile, unchecked: UncheckedCourse) -> Markup:
    """What a quiz without items of its own draws from the others, by objective, if anything."""
    parsed = parsed_quiz(opened, unchecked)
    drawn = parsed.model.draw if parsed and parsed.model else ()
    if not drawn:
        return Markup("<p>The quiz has no item yet.</p>")
    return _blueprint(drawn, unchecked.course().as_if_open())


def _blueprint(drawn: Sequence[Draw], course: Course) -> Markup:
    texts = {each.id: each.text for lesson in course.lessons.values() for each in lesson.objectives}
    rows = [(texts.get(each.objective, each.objective), each.items) for each in drawn]
    total = counted(sum(each.items for each in drawn), "item")
    return _html.blueprint(total, table("Items drawn by objective", ("Objective", "Items"), rows))


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


def _arrange(opened: OpenFile, blocks: tuple[ItemBlock, ...], place: int | None) -> None:
    """Draw what can be done with the item that is chosen as a whole."""
    if place is None or (item_id := blocks[place].id) is None:
        return
    with st.container(horizontal=True, key="arrange"):
        up = st.button("Move up", key="item-up", disabled=place == 0)
        down = st.button("Move down", key="item-down", disabled=place == len(blocks) - 1)
        with st.popover("Delete"):
            st.html("<p>It stays in the versions of the file that are saved already.</p>")
            deleted = st.button("Delete this item", key=f"item-delete-{item_id}")
    if deleted:
        _change(opened, lambda text: with_item_removed(text, item_id), show_item=place)
    elif up or down:
        to = place - 1 if up else place + 1
        _change(opened, lambda text: with_item_moved(text, item_id, to), show_item=to)


def _add(
    opened: OpenFile, blocks: tuple[ItemBlock, ...], place: int | None, course: Course
) -> None:
    examples = {str(fields["type"]): (kind, fields) for kind, fields in _examples(opened, course)}
    with st.expander("Add an item"), st.form(f"add-{opened.path}", border=False):
        kind = st.selectbox(
            "Kind", list(examples), format_func=lambda each: examples[each][0].rstrip(":?")
        )
        item_id = st.text_input(
            "Id of the item, which never changes", placeholder="first-refusal", autocomplete="off"
        )
        added = st.form_submit_button("Add it")
    if not added or kind is None:
        return
    name = (item_id or "").strip()
    if not re.fullmatch(SLUG, name):
        st.warning("Give it an id of small letters, digits and hyphens, like first-refusal.")
    elif name in [block.id for block in blocks]:
        st.warning("Another item of this quiz has that id.")
    else:
        following = blocks[place + 1].id if place is not None and blocks[place + 1 :] else None
        fields = {**examples[kind][1], "id": name}
        _change(
            opened,
            lambda text: with_item_added(text, fields, before=following),
            show_item=0 if place is None else place + 1,
        )


def _examples(opened: OpenFile, course: Course) -> list[tuple[str, dict[str, Value]]]:
    """An item of each kind to begin with, which cites what the course has."""
    own = re.search(r"^lesson: *(\S+)", opened.text, re.MULTILINE)
    lesson = course.lessons.get(own[1] if own else "") or next(iter(course.lessons.values()), None)
    passages = [f"{each.id}.{name}" for each in course.sources.values() for name in each.passages]
    objective = lesson.objectives[0].id if lesson else "objective"
    first, second = [*passages, "s1.p1", "s1.p2"][:2]
    return [(kind, dict(item)) for kind, item in example_items(Place(objective, first, second))]


def _item(
    opened: OpenFile,
    blocks: tuple[ItemBlock, ...],
    place: int,
    course: Course,
    faults: list[Fault],
) -> None:
    block = blocks[place]
    if block.id is None:
        st.html("<p>This item has no id. Choose “Text” above and give it one.</p>")
        return
    item_id = block.id
    st.html(_html.item(place + 1, len(blocks), item_id))
    key = f"{_fields(opened).key}-{item_id}"
    fields = draw_item(block.fields, key, course, faults=faults)
    if fields != block.fields:
        _change(
            opened,
            lambda text: with_item_replaced(text, item_id, fields),
            resets_fields=has_fewer_rows(block.fields, fields),
        )
    with st.expander("The item as text, with whatever the fields do not show"):
        typed = st.text_area("YAML", block.text, key=f"{key}-yaml-{opened.replaced}", height=260)
        if typed is not None and typed != block.text:
            _change(opened, lambda text: _spliced(text, block, typed), resets_fields=True)


def _spliced(text: str, block: ItemBlock, typed: str) -> str:
    lines = text.split("\n")
    lines[block.first_line - 1 : block.last_line] = typed.rstrip("\n").split("\n")
    return "\n".join(lines)


def _faults_of(opened: OpenFile, unchecked: UncheckedCourse, place: int) -> list[Fault]:
    return [each for each in own_faults(opened, unchecked) if each.place[:2] == ("items", place)]


def _is_of_item(fault: Fault) -> bool:
    return fault.place[:1] == ("items",) and len(fault.place) > 1


def _change(
    opened: OpenFile,
    edit: Callable[[str], str],
    *,
    show_item: int | None = None,
    resets_fields: bool = False,
) -> None:
    """Put a change into the draft and draw the form again.

    `show_item` is the place of the item to show then; `resets_fields` lets every field
    start from the text again.
    """
    try:
        text = edit(opened.text)
    except EditingError as refusal:
        st.error(literal(str(refusal)))
        return
    replaced = replace_text(opened, text)
    if show_item is not None:
        st.session_state[_CHOSEN] = show_item
    elif not resets_fields:
        _fields(opened).note(replaced)
    st.rerun()


def _fields(opened: OpenFile) -> FollowingField[int]:
    """The fields of the form, which are others once the text was changed elsewhere."""
    fields = FollowingField(f"form-{opened.path}", opened.replaced)
    fields.follow(opened.replaced)
    return fields
