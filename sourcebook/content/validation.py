"""From a tree of text to a model; what pydantic objects to is said in an author's words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sourcebook.content.faults import Reference, Spot, did_you_mean
from sourcebook.content.places import Path
from sourcebook.content.yaml import tree as yaml_tree
from sourcebook.model.base import DATE, PARAGRAPH, PASSAGE, SHA256, SLUG, SOURCE

M = TypeVar("M", bound=BaseModel)


class Report(Protocol):
    """Called for every fault, as a file records it."""

    def __call__(
        self,
        spot: Spot,
        rule: str,
        message: str,
        hint: str = "",
        *,
        place: Path = (),
        item: str = "",
        reference: Reference | None = None,
    ) -> None:
        """Record a fault."""


_WITH_UNIT = re.compile(r"[0-9][0-9.]* ?[^\W\d_]+")


class _Finding(NamedTuple):
    rule: str
    message: str
    hint: str = ""
    reference: Reference | None = None


def validate(report: Report, tree: yaml_tree.Node, model: type[M]) -> M | None:
    """The model that the tree describes, or None after every fault has been reported."""
    raw = yaml_tree.data(tree)
    try:
        return model.model_validate(raw)
    except ValidationError as slips:
        schema = _schema(model)
        for slip in slips.errors(include_url=False):
            if not _is_echo(slip):
                _report(report, tree, schema, slip)
        return None


def item_of(tree: yaml_tree.Node | None, path: Path) -> str:
    """The id of the item that a path leads into; empty where it has none, or leads elsewhere."""
    steps = list(yaml_tree.walk(tree, (*path[:2], "id"))) if tree and path[:1] == ("items",) else []
    last = steps[2][1] if len(steps) == 3 else None
    name = last.text if isinstance(last, yaml_tree.Scalar) else None
    return name if name and re.fullmatch(SLUG, name) and len(name) <= 60 else ""


def spot_of(tree: yaml_tree.Node | None, path: Path) -> Spot:
    """Where the value of a path stands, or the nearest thing above it that the tree has."""
    spot = tree.spot if tree else Spot(1, 1)
    for _, node in yaml_tree.walk(tree, path) if tree else ():
        spot = node.spot
    return spot


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a model, worked out once: that takes longer than to read a file."""
    return model.model_json_schema()


def _is_echo(slip: ErrorDetails) -> bool:
    """Whether an objection only follows from another one.

    A list seems too short when entries of it were refused, and the points of an item cannot be
    worked out while another of its values is wrong.
    """
    given = slip["input"]
    least = slip.get("ctx", {}).get("min_length", 0)
    if slip["type"] == "too_short":
        return isinstance(given, Sequence) and len(given) >= least
    return slip["type"] == "default_factory_not_called"


def _report(
    report: Report, tree: yaml_tree.Node, schema: Mapping[str, Any], slip: ErrorDetails
) -> None:
    found = _explain(slip, schema)
    tag = ("type",) if slip["type"] == "union_tag_invalid" else ()
    steps = list(yaml_tree.walk(tree, (*slip["loc"], *tag)))
    path = tuple(step for step, _ in steps)
    spot = steps[-1][1].spot if steps else tree.spot
    if slip["type"] == "extra_forbidden" or slip["loc"][-1:] == ("[key]",):
        spot = _key_spot(tree, steps, spot)
    if slip["type"] == "extra_forbidden":
        path = path[:-1]
    item = item_of(tree, path)
    about = (spot, found.rule, found.message, found.hint)
    report(*about, place=path, item=item, reference=found.reference)


def _key_spot(
    tree: yaml_tree.Node, steps: Sequence[tuple[int | str, yaml_tree.Node]], spot: Spot
) -> Spot:
    """Where the key of the last step stands, rather than its value."""
    holder = steps[-2][1] if len(steps) > 1 else tree
    entry = holder.entry(str(steps[-1][0])) if isinstance(holder, yaml_tree.Mapping) else None
    return entry[0].spot if entry else spot


def _explain(slip: ErrorDetails, schema: Mapping[str, Any]) -> _Finding:
    """The rule, the message and the mend for one of pydantic's objections."""
    given, context = slip["input"], slip.get("ctx", {})
    match slip["type"]:
        case "missing" if isinstance(slip["loc"][-1], int):
            return _Finding("missing-key", "expected two values, a low and a high one.")
        case "missing":
            name = slip["loc"][-1]
            return _Finding("missing-key", f"the key '{name}' is missing.", f"Add '{name}: …'.")
        case "extra_forbidden":
            return _unknown_key(str(slip["loc"][-1]), _keys_at(schema, slip["loc"][:-1]))
        case "union_tag_not_found":
            hint = f"Add 'type: …', one of {_tags(schema, slip)}."
            return _Finding("missing-key", "the key 'type' is missing.", hint)
        case "union_tag_invalid" if not isinstance(given["type"], str):
            message = f"expected an item kind, found {_kind(given['type'])}."
            return _Finding("wrong-type", message, f"Kinds are {_tags(schema, slip)}.")
        case "union_tag_invalid":
            hint = did_you_mean(context["tag"], _tags(schema, slip).split(", "))
            message = f"there is no item kind '{context['tag']}'."
            return _Finding("wrong-value", message, hint or f"Kinds are {_tags(schema, slip)}.")
        case "literal_error":
            hint = did_you_mean(str(given), re.findall("'([^']*)'", context["expected"]))
            expected = f"expected {context['expected']}, found {_shown(given)}."
            return _Finding("wrong-value", expected, hint)
        case "string_pattern_mismatch":
            return _pattern(str(given), context["pattern"])
        case "wrong-value":
            hint = "Write the number alone." if _WITH_UNIT.fullmatch(str(given)) else ""
            return _Finding("wrong-value", f"{slip['msg']}, found {_shown(given)}.", hint)
        case "wrong-order":
            hint = "Write the highest first, such as [1, 1/2, 0]."
            return _Finding("wrong-value", f"{slip['msg']}.", hint)
        case "too_short":
            least = context["min_length"]
            return _Finding("missing-value", _at_least(least), _add(least - len(given)))
        case "too_long":
            message = f"expected at most {context['max_length']} entries, found {len(given)}."
            return _Finding("wrong-value", message, "Take some out.")
        case "string_too_short":
            return _Finding("missing-value", "expected text, found nothing.", "Write the text.")
        case "string_too_long":
            message = f"this text has {len(str(given))} characters, more than the"
            message = f"{message} {context['max_length']} there is room for."
            return _Finding("wrong-value", message, "Shorten it.")
        case "string_type":
            return _Finding("wrong-type", f"expected text, found {_kind(given)}.", _quote(given))
        case "tuple_type" | "list_type":
            message = f"expected a list, found {_kind(given)}."
            return _Finding("wrong-type", message, "Start each entry with '- '.")
        case "model_type" | "model_attributes_type" | "dict_type":
            keys = ", ".join(_keys_at(schema, slip["loc"]))
            message = f"expected keys with values, found {_kind(given)}."
            return _Finding("wrong-type", message, f"Keys here are {keys}." if keys else "")
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            return _Finding("wrong-value", f"{_limit(context)}, found {_shown(given)}.")
        case _:
            return _Finding("wrong-value", f"{slip['msg']}, found {_shown(given)}.")


def _unknown_key(name: str, known: Iterable[str]) -> _Finding:
    known = list(known)
    hint = did_you_mean(name, known) or f"Keys here are {', '.join(known)}."
    return _Finding("unknown-key", f"there is no key '{name}' here.", hint)


def _pattern(given: str, pattern: str) -> _Finding:
    shape, hint = _SHAPES[pattern]
    reference = Reference("passage", given) if pattern == PASSAGE else None
    message = f"expected {shape}, found {_shown(given)}."
    return _Finding("wrong-value", message, hint, reference)


_SHAPES = {
    SLUG: ("an id of small letters, digits and hyphens", "Write it like 'yerevan-summit'."),
    PASSAGE: ("a passage id", "Write it like 's2.p10'."),
    SOURCE: ("the id of a source", "Write it like 's2'."),
    PARAGRAPH: ("the number of a paragraph", "Write it like 'p10'."),
    DATE: ("a date", "Write it like '2022-11-23'."),
    SHA256: ("64 hexadecimal digits", "Copy what 'sha256sum' prints for the article's file."),
}


def _at_least(count: int) -> str:
    return f"expected at least {'one entry' if count == 1 else f'{count} entries'}."


def _add(count: int) -> str:
    return f"Add {'one' if count == 1 else count}."


def _limit(context: Mapping[str, Any]) -> str:
    words = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}
    return next(f"expected {words[key]} {value}" for key, value in context.items() if key in words)


def _kind(given: object) -> str:
    match given:
        case None:
            return "nothing"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "keys with values"


def _quote(given: object) -> str:
    return "Write the text behind the colon." if given is None else "Write one text, in quotes."


def _shown(given: object) -> str:
    if given is None or isinstance(given, list | dict):
        return _kind(given)
    text = str(given)
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"


def _tags(schema: Mapping[str, Any], slip: ErrorDetails) -> str:
    return str(slip.get("ctx", {}).get("expected_tags") or _union_tags(schema)).replace("'", "")


def _union_tags(schema: Mapping[str, Any]) -> str:
    return ", ".join(schema["properties"]["items"]["items"]["discriminator"]["mapping"])


def _keys_at(schema: Mapping[str, Any], path: Path) -> list[str]:
    """The keys that may stand at a path, found by following the model's JSON Schema."""
    place: Mapping[str, Any] = schema
    for step in (*path, None):
        while "$ref" in place:
            place = schema["$defs"][place["$ref"].rsplit("/", 1)[-1]]
        if step is not None:
            place = _below(place, step)
    return list(place.get("properties", ()))


def _below(place: Mapping[str, Any], step: int | str) -> Mapping[str, Any]:
    if isinstance(step, int):
        return dict(place.get("items", {}))
    kinds = place.get("discriminator", {}).get("mapping", {})
    if step in kinds:
        return {"$ref": kinds[step]}
    named = place.get("properties", {}).get(step)
    any_name = [place.get("additionalProperties"), *place.get("patternProperties", {}).values()]
    return dict(named or next(filter(None, any_name), {}))
