"""What may stand at a place of a file, found by following the JSON Schema of its model."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from sourcebook.content.file_places import Path

Schema = Mapping[str, Any]
FORMS = ("as-fields", "as-list")
"""The names of the two forms in which a rubric may stand, in the locations of pydantic's errors."""


@cache
def schema_of(model: type[BaseModel]) -> Schema:
    """The JSON Schema of a model, computed once, because that takes longer than reading a file."""
    return model.model_json_schema()


def fields_at(schema: Schema, path: Path) -> list[str]:
    """The fields that may stand at a path."""
    return list(place_at(schema, path).get("properties", ()))


def model_at(schema: Schema, path: Path) -> str:
    """The name of the model that describes what stands at a path."""
    return str(place_at(schema, path).get("title", ""))


def kinds(schema: Schema) -> list[str]:
    """The kinds of item that there are."""
    items = schema["properties"]["items"]["items"]
    names = {ref: kind for kind, ref in items["discriminator"]["mapping"].items()}
    return [names[each["$ref"]] for each in items["oneOf"]]


def place_at(schema: Schema, path: Path) -> Schema:
    """The schema of what stands at a path, which has the names of item kinds among its steps."""
    place = schema
    for step in (*path, None):
        while "$ref" in place:
            place = schema["$defs"][place["$ref"].rsplit("/", 1)[-1]]
        if step is not None:
            place = _below(place, step)
    return place


def _below(place: Schema, step: int | str) -> Schema:
    if isinstance(step, int):
        return dict(place.get("items", {}))
    mapping = place.get("discriminator", {}).get("mapping", {})
    if step in mapping:
        return {"$ref": mapping[step]}
    if step in FORMS and "oneOf" in place:
        is_list = step == "as-list"
        return dict(next(e for e in place["oneOf"] if (e.get("type") == "array") == is_list))
    named = place.get("properties", {}).get(step)
    any_name = [place.get("additionalProperties"), *place.get("patternProperties", {}).values()]
    return dict(named or next(filter(None, any_name), {}))
