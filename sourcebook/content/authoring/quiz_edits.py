"""Changes to a quiz file that leave everything else as it is.

For a form in which a teacher edits items. Each function takes the text of a file and returns the
new text. Comments, order and layout of the rest stay byte for byte, and so do line ends (Windows'
too). The new text is read again before it is returned. If it does not mean exactly what was asked
for, EditingError is raised. Not here: single values of any file (`value_edits`).

Values are plain: texts, numbers, True and False, lists, and dicts by key. None takes a key out. An
item's fields, as `fields_of` gives them, come back with changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from sourcebook.content.authoring.value_edits import proved
from sourcebook.content.yaml.edits import applied, edits_of
from sourcebook.content.yaml.list_lines import Edit, Row, rows, without_rows
from sourcebook.content.yaml.text import ITEM_KEYS, QUIZ_KEYS, Value, item_yaml
from sourcebook.content.yaml.tree import (
    ListNode,
    MappingNode,
    Node,
    Scalar,
    data,
    editable_tree,
)
from sourcebook.errors import EditingError
from sourcebook.model.items import Item

Fields = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class ItemBlock:
    """An item as it stands in its file, with the comment lines directly above it.

    `fields` are its values as text, lists and dicts; `id` is None where it has none.
    `first_line` and `last_line` count from 1; `text` has no line break at its end.
    """

    id: str | None
    fields: dict[str, Value]
    first_line: int
    last_line: int
    text: str


def item_blocks(text: str) -> tuple[ItemBlock, ...]:
    """The items of a quiz file, in their order.

    Raises EditingError where the file cannot be read or an item has no lines of its own.
    """
    listed, found = _rows(text, editable_tree(text))
    pairs = zip(listed.items if listed else (), found, strict=True)
    return tuple(_block(text, part, row) for part, row in pairs)


def quiz_fields(text: str) -> dict[str, Value]:
    """What a quiz file says of the quiz itself: all its values except the items.

    Raises EditingError where the file cannot be read.
    """
    fields = _fields(_keyed(editable_tree(text)))
    return {name: value for name, value in fields.items() if name != "items"}


def with_quiz_field(text: str, field: str, value: Value | None) -> str:
    """The quiz with a field such as its title changed, added or (None) removed."""
    root = _keyed(editable_tree(text))
    fields = {**_fields(root), field: value}
    return proved(applied(text, edits_of(text, root, fields, order=QUIZ_KEYS)), fields)


def with_field(text: str, item_id: str, field: str, value: Value | None) -> str:
    """The quiz with one field of an item changed, added or (None) removed."""
    block = _item(text, item_id)
    return with_item_replaced(text, item_id, {**block.fields, field: value})


def with_item_replaced(text: str, item_id: str, fields: Fields) -> str:
    """The quiz with an item that has exactly these fields.

    Only what differs is written again: comments inside the item stay where they are.
    """
    root = editable_tree(text)
    place = _place(text, item_id)
    listed, _ = _rows(text, root)
    part = listed.items[place] if listed else root
    edits = edits_of(text, part, fields, order=ITEM_KEYS)
    return proved(applied(text, edits), _with_items(root, lambda old: _put(old, place, fields)))


def with_item_added(text: str, fields: Fields, *, before: str | None = None) -> str:
    """The quiz with one more item, at its end or before the item with this id."""
    root = editable_tree(text)
    _, found = _rows(text, root)
    place = _place(text, before) if before else len(found)
    body = item_yaml(fields, indent=_dash(found)).removesuffix("\n")
    edit = _added(text, _keyed(root), found, body, place)
    meant = _with_items(root, lambda old: [*old[:place], fields, *old[place:]])
    return proved(applied(text, [edit]), meant)


def with_block_added(text: str, block: ItemBlock) -> str:
    """The quiz with an item of another file at its end, as it stands there, comments and all."""
    root = editable_tree(text)
    _, found = _rows(text, root)
    edit = _added(text, _keyed(root), found, _indented(block.text, _dash(found)), len(found))
    meant = _with_items(root, lambda old: [*old, block.fields])
    return proved(applied(text, [edit]), meant)


def with_item_removed(text: str, item_id: str) -> str:
    """The quiz without an item and the comment lines directly above it."""
    root = editable_tree(text)
    place = _place(text, item_id)
    _, found = _rows(text, root)
    edits = [without_rows(text, found, place, place + 1)] if found[1:] else _emptied(text, root)
    meant = _with_items(root, lambda old: [*old[:place], *old[place + 1 :]])
    return proved(applied(text, edits), meant)


def with_item_moved(text: str, item_id: str, to: int) -> str:
    """The quiz with an item, and the comments directly above it, at another place.

    Places count from 0; the items between move up or down by one. Empty lines and comments
    that stand apart from every item stay where they are.
    """
    root = editable_tree(text)
    place = _place(text, item_id)
    _, found = _rows(text, root)
    if to not in range(len(found)):
        raise EditingError(f"There is no place {to}: the quiz has {len(found)} items.")
    order = [row for row in found if row != found[place]]
    order.insert(to, found[place])
    # The texts are those of the file, line ends and all.
    moved = [text[row.start : row.end].replace("\r\n", "\n") for row in order]
    edits = [Edit(row.start, row.end, new) for row, new in zip(found, moved, strict=True)]
    meant = _with_items(root, lambda old: _moved(old, place, to))
    return proved(applied(text, edits), meant)


def fields_of(item: Item) -> dict[str, Value]:
    """The fields of an item that its author has written, as plain values; without defaults."""
    return cast("dict[str, Value]", item.model_dump(exclude_unset=True, exclude_none=True))


def _block(text: str, part: Node, row: Row) -> ItemBlock:
    fields = _fields(part) if isinstance(part, MappingNode) else {}
    named = fields.get("id")
    return ItemBlock(
        id=named if isinstance(named, str) else None,
        fields=fields,
        first_line=text.count("\n", 0, row.start) + 1,
        last_line=text.count("\n", 0, row.end) + 1,
        text=text[row.start : row.end],
    )


def _item(text: str, item_id: str) -> ItemBlock:
    return item_blocks(text)[_place(text, item_id)]


def _place(text: str, item_id: str) -> int:
    places = [n for n, block in enumerate(item_blocks(text)) if block.id == item_id]
    if len(places) != 1:
        number = "no item has" if not places else f"{len(places)} items have"
        raise EditingError(f"In this file {number} the id '{item_id}'.")
    return places[0]


def _rows(text: str, root: Node) -> tuple[ListNode | None, list[Row]]:
    """The list of items with the lines of each; None if there are no items yet."""
    entry = _keyed(root).entry("items")
    match entry[1] if entry else None:
        case ListNode(items=[_, *_]) as listed:
            found = rows(text, listed)
            if found is None:
                raise EditingError("Each item needs lines of its own, which begin with '- '.")
            return listed, found
        case None | Scalar(text=None) | ListNode():
            return None, []
        case _:
            raise EditingError("'items' is not a list. Correct it in an editor first.")


def _keyed(root: Node) -> MappingNode:
    if not isinstance(root, MappingNode):
        raise EditingError("The file does not begin with a key. Correct it in an editor first.")
    return root


def _fields(part: Node) -> dict[str, Value]:
    return cast("dict[str, Value]", data(part))


def _with_items(root: Node, change: Callable[[list[Fields]], list[Fields]]) -> Fields:
    """The values of the quiz after a change to its items."""
    fields = _fields(root)
    return {**fields, "items": change(cast("list[Fields]", fields.get("items") or []))}


def _put(old: list[Fields], place: int, fields: Fields) -> list[Fields]:
    return [*old[:place], fields, *old[place + 1 :]]


def _moved(old: list[Fields], place: int, to: int) -> list[Fields]:
    rest = [*old[:place], *old[place + 1 :]]
    return [*rest[:to], old[place], *rest[to:]]


def _dash(found: list[Row]) -> int:
    """The column in which the items of a quiz begin."""
    return found[0].dash if found else 2


def _indented(block: str, dash: int) -> str:
    """The lines of an item with its dash in this column."""
    lines = block.replace("\r\n", "\n").split("\n")
    begins = next(line for line in lines if line.lstrip().startswith("-"))
    shift = dash - _indent(begins)
    if shift >= 0:
        return "\n".join(f"{' ' * shift}{line}" if line else line for line in lines)
    return "\n".join(line.removeprefix(" " * min(-shift, _indent(line))) for line in lines)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _added(text: str, root: MappingNode, found: list[Row], body: str, place: int) -> Edit:
    if not found:
        return _first(text, root, body)
    between = text[found[0].end : found[1].start] if found[1:] else "\n"
    gap = "\n" if between.strip() else between.replace("\r\n", "\n")
    if place < len(found):
        return Edit(found[place].start, found[place].start, f"{body}{gap}")
    return Edit(found[-1].end, found[-1].end, f"{gap}{body}")


def _first(text: str, root: MappingNode, body: str) -> Edit:
    if entry := root.entry("items"):
        return Edit(entry[0].start, entry[1].end, f"items:\n{body}")
    start = "" if not text or text.endswith("\n") else "\n"
    return Edit(len(text), len(text), f"{start}items:\n{body}\n")


def _emptied(text: str, root: Node) -> list[Edit]:
    """The edits that take the only item out."""
    entry = _keyed(root).entry("items")
    _, (row,) = _rows(text, root)
    colon = text.index(":", entry[0].end if entry else 0) + 1
    end_above = len(text[: row.start].removesuffix("\n").removesuffix("\r"))
    return [Edit(colon, colon, " []"), Edit(end_above, row.end, "")]
