"""JSON Schemas of the course's YAML files, from the models, for editors that complete and check.

They say what the loader accepts: a text in a file may look like a number, a number may be written
`1/2`, and a short form stands for a long one. What a schema cannot see (whether a passage exists,
whether a key is given twice), `sourcebook check` says. The schemas follow draft 7, which YAML
extensions of editors know best, and use two keywords of these extensions, for messages and
snippets.
"""

import json
from collections.abc import Iterator
from typing import Any, get_args

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sourcebook.content.authoring.field_help import meaning
from sourcebook.content.authoring.templates import Place, example_items
from sourcebook.model.about import About
from sourcebook.model.background import Glossary, People, Timeline
from sourcebook.model.base import DATE, PARAGRAPH, PASSAGE, SHA256, SLUG, SOURCE
from sourcebook.model.quizzes import Quiz
from sourcebook.model.sources import Comparisons, Source

Schema = dict[str, Any]

MODELS: dict[str, type[BaseModel]] = {
    "quizzes/quiz.schema.json": Quiz,
    "seeds/source.schema.json": Source,
    "seeds/comparisons.schema.json": Comparisons,
    "seeds/people.schema.json": People,
    "seeds/glossary.schema.json": Glossary,
    "seeds/timeline.schema.json": Timeline,
    "seeds/course.schema.json": About,
}
"""The schema files of a course, by path below its root, with what they describe."""

_SHORT_FORMS = {"Distractor": "text", "Hint": "text", "PassageDistractor": "passage"}
"""Models that may be written as one of their values only."""

_NUMBER = r"^\s*([-−+]?[0-9]{1,15}(\.[0-9]{1,15})?|[-+]?[0-9]{1,15}/[1-9][0-9]{0,14})\s*$"
_TRUTH = r"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$"
_SHAPES = {
    SLUG: "Write an id of small letters, digits and hyphens, like 'a-short-name'.",
    PASSAGE: "Write the id of a passage, like 's2.p10'.",
    SOURCE: "Write the id of a source, like 's2'.",
    PARAGRAPH: "Write the number of a paragraph, like 'p10'.",
    DATE: "Write a date, like '2022-11-23'.",
    SHA256: "Copy the 64 digits that 'sha256sum' prints for the article's file.",
}
_BOUNDS = (
    (Gt, "gt", "exclusiveMinimum"),
    (Ge, "ge", "minimum"),
    (Lt, "lt", "exclusiveMaximum"),
    (Le, "le", "maximum"),
)


def schema_files() -> dict[str, str]:
    """The text of every schema file of a course, by path below its root."""
    return {path: as_json(schema(model)) for path, model in MODELS.items()}


def as_json(described: Schema) -> str:
    """A schema as the text of a file."""
    return json.dumps(described, indent=1, ensure_ascii=False) + "\n"


def schema(model: type[BaseModel]) -> Schema:
    """The JSON Schema (draft 7) of the files that hold this model."""
    raw = model.model_json_schema(ref_template="#/definitions/{model}")
    definitions = raw.pop("$defs", {})
    models = {each.__name__: each for each in _models(model)}
    for name, definition in [*definitions.items(), (model.__name__, raw)]:
        _explain(definition, models[name])
    described = _for_files({**raw, "definitions": definitions})
    return {"$schema": "http://json-schema.org/draft-07/schema#", **described}


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for each in annotation.model_fields.values():
            yield from _models(each.annotation)
    for part in get_args(annotation):
        yield from _models(part)


def _explain(definition: Schema, model: type[BaseModel]) -> None:
    """Add to each key its meaning and, if it is a number, its limits."""
    for key, described in definition.get("properties", {}).items():
        if description := meaning(model, key):
            described["description"] = description
        described |= _bounds(model.model_fields[key])


def _bounds(field: FieldInfo) -> Schema:
    return {
        keyword: _plain(getattr(each, name))
        for kind, name, keyword in _BOUNDS
        for each in field.metadata
        if isinstance(each, kind)
    }


def _plain(number: object) -> object:
    return number if isinstance(number, int) else float(str(number))


def _for_files(described: Any) -> Any:
    """The schema of what stands in a file for the values of pydantic's schema."""
    if isinstance(described, list):
        return [_for_files(each) for each in described]
    if not isinstance(described, dict):
        return described
    if "discriminator" in described:
        return _by_kind(described)
    own = {
        key: {name: _for_files(each) for name, each in value.items()}
        if key in ("properties", "patternProperties", "definitions")
        else _for_files(value)
        for key, value in described.items()
        if not (key == "title" and isinstance(value, str)) and not _says_nothing(key, value)
    }
    return _rewritten(own)


def _says_nothing(key: str, value: object) -> bool:
    """Whether this is a default that an editor should not write out."""
    return key == "default" and (not isinstance(value, bool | int | str) or value == "0")


def _rewritten(own: Schema) -> Schema:
    match own:
        case {"$ref": str(ref)} if ref.rsplit("/", 1)[-1] in _SHORT_FORMS:
            return _short_or_long(own, ref.rsplit("/", 1)[-1])
        case {"prefixItems": [first, *_], **rest}:
            return {**rest, "items": first}
        case {"type": "array", "items": {"allOf": [_, *_]}}:
            return {**own, "defaultSnippets": _snippets()}
        case {"patternProperties": _}:
            return {**own, "additionalProperties": False}
        case {"enum": _} | {"const": _}:
            return {key: value for key, value in own.items() if key != "type"}
        case {"type": ["number", "string"]}:
            return _number(own, "number")
        case {"type": "integer"}:
            return _number(own, "integer")
        case {"type": "boolean"}:
            checks = {"pattern": _TRUTH, "patternErrorMessage": "Write true or false."}
            return {**own, **checks, "type": ["boolean", "string"]}
        case {"type": "string"}:
            return _text(own)
        case _:
            return own


def _text(own: Schema) -> Schema:
    """A text; the loader also reads a number or a truth value as text."""
    rest = {key: value for key, value in own.items() if key not in ("minLength", "maxLength")}
    if shape := own.get("pattern"):
        checks = {"patternErrorMessage": _SHAPES[shape]}
        return {**own, **checks, "type": ["string", "number", "boolean"]}
    most = own.get("maxLength", 1)
    # White space at the ends is stripped before a text is measured.
    pattern = rf"^\s*\S([\s\S]{{0,{most - 2}}}\S)?\s*$"
    checks = {"pattern": pattern, "patternErrorMessage": f"Write 1 to {most} characters."}
    return {**rest, **checks, "type": ["string", "number", "boolean"]}


def _number(own: Schema, kind: str) -> Schema:
    bounds = {keyword: own[name] for _, name, keyword in _BOUNDS if name in own}
    rest = {key: value for key, value in own.items() if key not in ("gt", "ge", "lt", "le")}
    checks = {"pattern": _NUMBER, "patternErrorMessage": "Write a number such as 2, 0.5 or 1/2."}
    return {**rest, **bounds, **checks, "type": [kind, "string"]}


def _short_or_long(own: Schema, name: str) -> Schema:
    short = f"#/definitions/{name}/properties/{_SHORT_FORMS[name]}"
    alone: Schema = {"$ref": short}
    if name == "Hint":
        message = "A passage alone says nothing yet. Write 'text: …' and 'passage: …'."
        no_passage = {"pattern": f"^(?!{PASSAGE[1:]})", "patternErrorMessage": message}
        alone = {"allOf": [alone, no_passage]}
    return {"anyOf": [alone, own]}


def _by_kind(described: Schema) -> Schema:
    """A schema in which `type` decides which kind is completed and checked."""
    kinds: dict[str, str] = described["discriminator"]["mapping"]
    order = [each["$ref"] for each in described["oneOf"]]
    names = sorted(kinds, key=lambda kind: order.index(kinds[kind]))
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": names}},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
                "then": {"$ref": kinds[name]},
            }
            for name in names
        ],
    }


def _snippets() -> list[Schema]:
    """An example of each kind of item, which an editor offers where a list of items begins."""
    examples = example_items(Place("an-objective", "s1.p1", "s1.p2"))
    return [{"label": item["type"], "description": text, "body": item} for text, item in examples]
