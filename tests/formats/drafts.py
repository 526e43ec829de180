"""Drafts of imported quizzes, taken back into items."""

from collections.abc import Mapping

from pydantic import TypeAdapter

from sourcebook.content.authoring.quiz_drafts import Draft, write_draft
from sourcebook.content.authoring.quiz_edits import item_blocks
from sourcebook.content.yaml.text import Value
from sourcebook.model.items import AnyItem, Item

_ITEM: TypeAdapter[Item] = TypeAdapter(AnyItem)


def fields_of(draft: Draft) -> list[Mapping[str, Value]]:
    """The fields of each item, as its file has them."""
    return [block.fields for block in item_blocks(write_draft(draft, quiz_id="imported").yaml)]


def items_of(draft: Draft) -> list[Item]:
    """The items of a draft from which nothing is missing."""
    return [_ITEM.validate_python(fields) for fields in fields_of(draft)]
