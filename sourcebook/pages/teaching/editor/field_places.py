"""Where in the form a value of the file is: what its field is called, and the key of the field."""

from collections.abc import Sequence
from typing import NamedTuple

from sourcebook.content.authoring.quiz_edits import ItemBlock
from sourcebook.content.file_places import Path
from sourcebook.pages.teaching.editor.fault_words import named_within
from sourcebook.pages.teaching.editor.form_changes import fields_of
from sourcebook.pages.teaching.editor.item_fields import item_field
from sourcebook.pages.teaching.editor.item_list import NEW_ITEM_KEY
from sourcebook.pages.teaching.editor.open_file import OpenFile
from sourcebook.pages.teaching.editor.quiz_fields import quiz_field

AS_TEXT = "The item as text"
"""What the field with an item's YAML is called, which also has what no other field shows."""


class FieldPlace(NamedTuple):
    """A field of the form: its name for people, the beginning of its key, and its item's place.

    `item` is None for a field of the quiz itself.
    """

    name: str
    key: str
    item: int | None


def place_in_form(opened: OpenFile, blocks: Sequence[ItemBlock], place: Path) -> FieldPlace:
    """The field in which the value at a place of the file is changed."""
    first = fields_of(opened).key
    match place:
        case ("items", int(number), *rest) if number < len(blocks):
            block = blocks[number]
            label, key = _within_item(str(block.fields.get("type")), tuple(rest))
            return FieldPlace(f"Item {number + 1}, {label}", f"{first}-{block.id}-{key}", number)
        case () | ("items", *_) if not blocks:
            return FieldPlace("Items", NEW_ITEM_KEY, None)
        case ("items", *_):
            return FieldPlace("Items", f"item-{opened.path}", None)
        case (str(name), *rest) if field := quiz_field(name):
            label, key = named_within(field, tuple(rest))
            return FieldPlace(label, f"{first}-{key}", None)
        case _:
            return FieldPlace("The quiz", f"{first}-title", None)


def _within_item(kind: str, rest: Path) -> tuple[str, str]:
    field = item_field(kind, str(rest[0])) if rest else None
    return named_within(field, rest[1:]) if field else (AS_TEXT, "yaml")
