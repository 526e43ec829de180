"""From a tree of text to a model; every fault is reported, and each cause once.

A misspelt field is reported and then read as the one that was meant, so that all other faults are
found in the same run.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sourcebook.content.faults import NO_VALUES, Spot, Values, nearest
from sourcebook.content.field_names import meant
from sourcebook.content.file_places import Path
from sourcebook.content.schema_messages import Finding, explain
from sourcebook.content.schemas import Schema, fields_at, kinds, model_at, schema_of
from sourcebook.content.yaml import tree as yaml_tree
from sourcebook.model.base import SLUG

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
        values: Values = NO_VALUES,
    ) -> None:
        """Record a fault."""


class Validated(NamedTuple, Generic[M]):
    """The model (None if there is any fault), and the values with misspelt fields corrected.

    `written` has the names that stand in the file for those fields, by their paths.
    """

    model: M | None
    values: object
    written: Mapping[Path, str]


def validate(report: Report, tree: yaml_tree.Node, model: type[M]) -> Validated[M]:
    """The model that the tree describes, or None after every fault has been reported."""
    values = yaml_tree.data(tree)
    try:
        return Validated(model.model_validate(values), values, {})
    except ValidationError:
        reading = _Reading(report, tree, schema_of(model), deepcopy(values))
        return Validated(None, reading.all_reported(model), reading.written)


def item_of(tree: yaml_tree.Node | None, path: Path) -> str:
    """The id of the item that a path leads into; empty where it has none, or leads elsewhere."""
    steps = list(yaml_tree.walk(tree, (*path[:2], "id"))) if tree and path[:1] == ("items",) else []
    last = steps[2][1] if len(steps) == 3 else None
    name = last.text if isinstance(last, yaml_tree.Scalar) else None
    return name if name and re.fullmatch(SLUG, name) and len(name) <= 60 else ""


def as_written(path: Path, names: Mapping[Path, str]) -> Path:
    """A path with the names that stand in the file for the fields that were meant."""
    return tuple(names.get(path[:end], path[end - 1]) for end in range(1, len(path) + 1))


def spot_of(tree: yaml_tree.Node | None, path: Path) -> Spot:
    """Where the value of a path stands, or the nearest thing above it that the tree has."""
    spot = tree.spot if tree else Spot(1, 1)
    for _, node in yaml_tree.walk(tree, path) if tree else ():
        spot = node.spot
    return spot


class _Reading:
    """The values of a file while its faults are reported; misspelt names are corrected in them."""

    def __init__(
        self, report: Report, tree: yaml_tree.Node, schema: Schema, values: object
    ) -> None:
        self.report = report
        self.tree = tree
        self.schema = schema
        self.values = values
        self.written: dict[Path, str] = {}
        self.claimed: set[Path] = set()
        self.lost: list[tuple[dict[str, Any], str, object]] = []

    def all_reported(self, model: type[BaseModel]) -> object:
        """Report every fault; return the values with misspelt fields corrected."""
        self._refuse_items_to_draw()
        for is_one in (_is_of_a_kind, _is_of_a_name):
            for error in filter(is_one, _errors_of(model, self.values)):
                self._put_right(error)
        for error in _errors_of(model, self.values):
            path = self._place_of(error)
            if not self._is_reported(error, path) and not _is_echo(error):
                spot = self._key_spot(path) if error["loc"][-1:] == ("[key]",) else None
                self._report(explain(error, self.schema), path, spot)
        # Nobody knows what these mean, so nothing more is reported about what contains them.
        for entry, name, value in self.lost:
            entry[name] = value
        return self.values

    def _refuse_items_to_draw(self) -> None:
        """Report items that stand in a blueprint, once each, and take them out of it."""
        held = self.values.get("draw") if isinstance(self.values, dict) else None
        drawn: list[object] = held if isinstance(held, list) else []
        for place, entry in enumerate(drawn):
            if isinstance(entry, dict) and {"stem", "rationale"} & entry.keys():
                message = "this is an item, and 'draw' holds none."
                found = Finding("unknown-key", message, "Put it below a line 'items:'.")
                self._report(found, ("draw", place))
                drawn[place] = {"objective": "an-objective"}

    def _is_reported(self, error: ErrorDetails, path: Path) -> bool:
        """Whether an error follows from a name that has been reported."""
        if error["type"] == "missing":
            return (*path, error["loc"][-1]) in self.claimed
        return error["type"].endswith("_type") and path in self.written

    def _put_right(self, error: ErrorDetails) -> None:
        match error["type"]:
            case "extra_forbidden":
                self._put_name_right(error["loc"], missing=self._missing(error["loc"][:-1]))
            case "union_tag_not_found":
                self._find_kind(error)
            case _:
                self._put_kind_right(error)

    def _put_name_right(self, loc: Path, missing: Sequence[str]) -> None:
        """Report an unknown field, and use its value for the field that was meant."""
        holder, name, path = loc[:-1], str(loc[-1]), self._path(loc[:-1])
        known = fields_at(self.schema, holder)
        other = meant(name, known, missing, model_at(self.schema, holder))
        message = f"there is no field '{name}' here."
        found = Finding("unknown-key", message, other.hint, Values(name, other.field))
        self._report(found, path, self._key_spot((*path, name)))
        entry = self._at(path)
        value = entry.pop(name)
        self.claimed |= {(*path, field) for field in other.claims}
        if other.field and other.field not in entry:
            entry[other.field] = value
            self.written[(*path, other.field)] = name
        elif other.claims:
            self.lost.append((entry, name, value))

    def _find_kind(self, error: ErrorDetails) -> None:
        """Look for the kind of an item under another name than `type`."""
        path = self._path(error["loc"])
        entry, known = self._at(path), kinds(self.schema)
        name = next((name for name, value in entry.items() if value in known), None)
        if name:
            values = Values(name, "type")
            found = Finding("unknown-key", f"there is no field '{name}' here.", _KIND, values)
            self._report(found, path, self._key_spot((*path, name)))
            entry["type"] = entry.pop(name)
            self.written[(*path, "type")] = name

    def _put_kind_right(self, error: ErrorDetails) -> None:
        """Report a misspelt kind of item, and use the similar one."""
        path = self._path(error["loc"])
        entry = self._at(path)
        if near := nearest(str(entry["type"]), kinds(self.schema)):
            self._report(explain(error, self.schema), (*path, "type"))
            entry["type"] = near

    def _place_of(self, error: ErrorDetails) -> Path:
        path = self._path(error["loc"])
        return (*path, "type") if error["type"] == "union_tag_invalid" else path

    def _missing(self, holder: Path) -> list[str]:
        entry = self._at(self._path(holder))
        return [name for name in fields_at(self.schema, holder) if name not in entry]

    def _at(self, path: Path) -> dict[str, Any]:
        value: Any = self.values
        for step in path:
            value = value[step]
        entry: dict[str, Any] = value
        return entry

    def _path(self, loc: Path) -> Path:
        """The steps of a location that the values really have: it also names kinds of items."""
        value: Any = self.values
        path: list[int | str] = []
        for step in loc:
            inside = isinstance(value, Mapping) and step in value
            counted = isinstance(value, list) and isinstance(step, int) and step < len(value)
            if inside or counted:
                value = value[step]
                path.append(step)
        return tuple(path)

    def _as_written(self, path: Path) -> Path:
        return as_written(path, self.written)

    def _key_spot(self, path: Path) -> Spot:
        """Where the key of the last step stands, rather than its value."""
        written = self._as_written(path)
        nodes: list[yaml_tree.Node] = [node for _, node in yaml_tree.walk(self.tree, written[:-1])]
        holder = nodes[-1] if nodes else self.tree
        entry = (
            holder.entry(str(written[-1])) if isinstance(holder, yaml_tree.MappingNode) else None
        )
        return entry[0].spot if entry else holder.spot

    def _report(self, found: Finding, path: Path, spot: Spot | None = None) -> None:
        written = self._as_written(path)
        self.report(
            spot or spot_of(self.tree, written),
            found.rule,
            found.message,
            found.hint,
            place=written,
            item=item_of(self.tree, written),
            values=found.values,
        )


_KIND = "The field for the kind of an item is called 'type'."


def _errors_of(model: type[BaseModel], values: object) -> Iterator[ErrorDetails]:
    try:
        model.model_validate(values)
    except ValidationError as slips:
        yield from slips.errors(include_url=False)


def _is_of_a_kind(error: ErrorDetails) -> bool:
    return error["type"] == "union_tag_not_found" or (
        error["type"] == "union_tag_invalid" and isinstance(error["input"]["type"], str)
    )


def _is_of_a_name(error: ErrorDetails) -> bool:
    return error["type"] == "extra_forbidden"


def _is_echo(error: ErrorDetails) -> bool:
    """Whether an error only follows from another one.

    A list seems too short if some of its entries were refused, and the points of an item cannot be
    computed if another of its values is wrong.
    """
    given = error["input"]
    least = error.get("ctx", {}).get("min_length", 0)
    if error["type"] == "too_short":
        return isinstance(given, Sequence) and len(given) >= least
    return error["type"] == "default_factory_not_called"
