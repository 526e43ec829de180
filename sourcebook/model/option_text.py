"""The text of an option, with an optional id that stays when an author rewords it.

A file has the text alone, or `{id: refuses, text: He refuses to sign}`.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import PlainSerializer, ValidatorFunctionWrapHandler, WithJsonSchema, WrapValidator
from pydantic_core import PydanticCustomError

from sourcebook.model.base import SLUG, Line


class TextWithId(str):
    """The text of an option, with the id from its author."""

    id: str

    def __new__(cls, text: str, given: str = "") -> "TextWithId":
        """The text, with the id given to it."""
        made = super().__new__(cls, text)
        made.id = given
        return made


def given_id(text: str) -> str | None:
    """The id that the author gave to the option; None if there is none."""
    return text.id if isinstance(text, TextWithId) else None


def _read(value: object, handler: ValidatorFunctionWrapHandler) -> str:
    """A text alone, or a text with its id; a mapping without an id is refused."""
    if isinstance(value, TextWithId):
        return TextWithId(handler(str(value)), value.id)
    if not isinstance(value, Mapping) or "id" not in value:
        return str(handler(value))
    if set(value) != {"id", "text"}:
        message = "expected a text, or the keys 'id' and 'text' and no other"
        raise PydanticCustomError("wrong-value", message)
    if not re.fullmatch(SLUG, str(value["id"])) or len(str(value["id"])) > _LONGEST_ID:
        message = "expected an id of small letters, digits and hyphens, such as 'refuses'"
        raise PydanticCustomError("wrong-value", message)
    return TextWithId(handler(value["text"]), str(value["id"]))


def _written(text: str) -> Any:
    return {"id": text.id, "text": str(text)} if isinstance(text, TextWithId) else text


_LONGEST_ID = 60
_ALONE = {"type": "string", "minLength": 1, "maxLength": 300}
_LONG_FORM = {
    "type": "object",
    "properties": {
        "id": {
            "type": "string",
            "pattern": SLUG,
            "maxLength": _LONGEST_ID,
            "description": "An id that stays when the text is reworded.",
        },
        "text": {**_ALONE, "description": "The words that a learner reads."},
    },
    "required": ["id", "text"],
    "additionalProperties": False,
}

OptionText = Annotated[
    Line,
    WrapValidator(_read),
    PlainSerializer(_written),
    WithJsonSchema({"anyOf": [_ALONE, _LONG_FORM]}),
]
