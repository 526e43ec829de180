"""YAML as a tree of text with the place of every value, and a fault for each error.

libyaml reads the events; this module decides what they mean. Every scalar stays the text of the
file (`No`, `010`, `2020-11-10`): each field decides whether it is a number. Tags, duplicate keys,
keys that are lists, aliases that multiply or refer to themselves, and nesting without end are
refused before anything is built from them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, NoReturn

import yaml

from sourcebook.content.faults import Spot
from sourcebook.content.yaml import libyaml
from sourcebook.content.yaml.alignment import slip_in
from sourcebook.content.yaml.syntax_messages import explain, place
from sourcebook.errors import EditingError

MOST_VALUES = 50_000
DEEPEST = 30

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Characters that nobody can see and that no text of a course needs."""

NOTHING = {"", "~", "null", "Null", "NULL"}
"""What an empty plain scalar looks like."""

NOT_A_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_TEXT_TAGS = {None, "!", "tag:yaml.org,2002:str"}


class Scalar(NamedTuple):
    """A single value; `text` is None if the file has no value (`~`, `null` or empty).

    `style` is one of `'`, `"`, `|`, `>` or empty for a plain value. `start` and `end` are offsets
    in characters; the last line end of a text behind `|` or `>` is not part of it.
    """

    text: str | None
    spot: Spot
    start: int
    end: int
    style: str = ""
    in_brackets: bool = False

    @property
    def size(self) -> int:
        """One value."""
        return 1

    @property
    def depth(self) -> int:
        """Nothing is nested in it."""
        return 0


class ListNode(NamedTuple):
    """A list, in brackets or with one entry a line; `size` counts all values, also nested ones."""

    items: tuple["Node", ...]
    spot: Spot
    start: int
    end: int
    in_brackets: bool
    size: int
    depth: int


class MappingNode(NamedTuple):
    """Keys with their values, in file order; every key is text and stands once."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    spot: Spot
    start: int
    end: int
    in_brackets: bool
    size: int
    depth: int

    def entry(self, key: str) -> tuple[Scalar, "Node"] | None:
        """The key's place and its value, or None if the mapping has no such key."""
        return next((pair for pair in self.entries if pair[0].text == key), None)


Node = Scalar | ListNode | MappingNode
Report = Callable[[Spot, str, str, str], None]
"""Called with spot, rule, message and hint for every error."""


class _UnreadableError(Exception):
    """Raised if the rest of a file can no longer be understood."""


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open."""

    event: yaml.CollectionStartEvent
    spot: Spot
    children: list[Node] = field(default_factory=list)


def read_tree(text: str, report: Report) -> Node | None:
    """The one document in a YAML text; None if it has none or cannot be read.

    Every error goes to `report`; the tree has what can be trusted.
    """
    try:
        return _Builder(report).build(text)
    except yaml.MarkedYAMLError as error:
        stop = libyaml.stop(error)
        found = slip_in(text.split("\n"), stop)
        spot, message, hint = found or (place(stop, text), *explain(stop, text))
        report(spot, "yaml-syntax", message, hint)
    except yaml.YAMLError:
        # For a character that libyaml does not read at all it names no place.
        _report_character(text, report)
    except _UnreadableError:
        pass
    return None


def _report_character(text: str, report: Report) -> None:
    if found := CONTROL.search(text):
        before = text[: found.start()]
        spot = Spot(before.count("\n") + 1, found.start() - before.rfind("\n"))
        message = f"the character U+{ord(found.group()):04X} cannot stand in a course file."
        report(spot, "character", message, "Delete it.")


def editable_tree(text: str) -> Node:
    """The tree of a YAML text, if single places in it can be changed.

    Raises EditingError if the text cannot be read, holds nothing or two documents, has a key twice,
    or has an anchor, an alias or a tag: a change to one place would then change another.
    """
    builder = _Builder(_refuse_to_edit)
    try:
        root = builder.build(text)
    except yaml.YAMLError as error:
        raise EditingError(_NOT_EDITABLE["yaml-syntax"]) from error
    if builder.anchors:
        raise EditingError(_NOT_EDITABLE["alias"])
    if root is None:
        raise EditingError("The file holds nothing. Write to it in a text editor first.")
    return root


_NOT_EDITABLE = {
    "yaml-syntax": "The file has an error in its YAML. Correct it in a text editor first.",
    "wrong-type": "A key is a list or a mapping. Correct it in a text editor first.",
    "duplicate-key": "A key stands twice. Correct it in a text editor first.",
    "alias": "The file has an anchor, an alias or a tag. Write its values out first.",
    "tag": "The file has an anchor, an alias or a tag. Write its values out first.",
}
"""Why a file cannot be edited in part, by the rule that it breaks; other rules are about values."""


def _refuse_to_edit(_spot: Spot, rule: str, _message: str, _hint: str) -> None:
    if message := _NOT_EDITABLE.get(rule):
        raise EditingError(message)


def data(node: Node) -> object:
    """The tree as plain text, lists and dicts, for validation."""
    match node:
        case Scalar():
            return node.text
        case ListNode():
            return [data(item) for item in node.items]
        case MappingNode():
            return {key.text: data(value) for key, value in node.entries}


class _Builder:
    """Builds the tree from libyaml's events with a stack of its own, so that depth is bounded."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.stack: list[_Frame] = []
        self.anchors: dict[str, Node] = {}
        self.root: Node | None = None
        self.text = ""

    def build(self, text: str) -> Node | None:
        self.text = text
        for event in libyaml.events(text):
            match event:
                case yaml.DocumentStartEvent() if self.root is not None:
                    self._refuse(event, "yaml-syntax", "a second document starts here.", _ONE_FILE)
                case yaml.ScalarEvent():
                    self._add(self._scalar(event), event.anchor)
                case yaml.AliasEvent():
                    self._add(self._alias(event), None)
                case yaml.CollectionStartEvent():
                    self._open(event)
                case yaml.CollectionEndEvent():
                    self._close(event)
        return self.root

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        spot = _spot(event)
        self._check_tag(event)
        is_plain = event.style is None or event.style == ""
        if is_plain and NOT_A_NUMBER.fullmatch(event.value):
            hint = f'Write "{event.value}" in quotes if you mean the text.'
            self.report(spot, "wrong-value", f"'{event.value}' is not a number to work with.", hint)
        if not is_plain and (found := CONTROL.search(event.value)):
            message = f"the character U+{ord(found.group()):04X} cannot stand in a course file."
            self.report(spot, "character", message, "Delete the escape that stands for it.")
        value = None if is_plain and event.value in NOTHING else event.value
        start, end = _span(event)
        if event.style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        in_brackets = bool(self.stack) and bool(self.stack[-1].event.flow_style)
        return Scalar(value, spot, start, end, event.style or "", in_brackets)

    def _alias(self, event: yaml.AliasEvent) -> Node:
        if any(frame.event.anchor == event.anchor for frame in self.stack):
            message = f"the value '*{event.anchor}' refers to itself."
            self._refuse(event, "alias", message, "Write the value out.")
        if event.anchor not in self.anchors:
            message = f"the alias '*{event.anchor}' is not defined."
            self._refuse(event, "alias", message, "Write the text in quotes, or define it first.")
        return self.anchors[event.anchor]

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._check_tag(event)
        self._refuse_deeper(event, len(self.stack) + 1)
        self.stack.append(_Frame(event, _spot(event)))

    def _close(self, closing: yaml.CollectionEndEvent) -> None:
        frame = self.stack.pop()
        size = 1 + sum(child.size for child in frame.children)
        if size > MOST_VALUES:
            message = f"this stands for {size:,} values, more than {MOST_VALUES:,}."
            self._refuse(frame.event, "alias", message, "Use fewer aliases: write the values out.")
        # Aliases to nested values nest deeper than the brackets that are open.
        depth = 1 + max((child.depth for child in frame.children), default=0)
        self._refuse_deeper(frame.event, depth)
        children, anchor = tuple(frame.children), frame.event.anchor
        in_brackets = bool(frame.event.flow_style)
        start, _ = _span(frame.event)
        # A list or mapping without brackets ends with its last value, not where the next begins.
        end = children[-1].end if children else start
        end = _span(closing)[1] if in_brackets else end
        whole = (start, end, in_brackets, size, depth)
        if not isinstance(frame.event, yaml.MappingStartEvent):
            self._add(ListNode(children, frame.spot, *whole), anchor)
            return
        for part in self._parts(children):
            spot = part[0].spot if part and part is not children else frame.spot
            self._add(MappingNode(self._entries(part), spot, *whole), anchor)

    def _parts(self, children: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
        """The entries of a list in one mapping: two if the dash of the second is missing.

        The second begins where the first key comes again.
        """
        names = [key.text if isinstance(key, Scalar) else None for key in children[::2]]
        again = names.index(names[0], 1) if names and names[0] in names[1:] else 0
        in_list = bool(self.stack) and isinstance(self.stack[-1].event, yaml.SequenceStartEvent)
        if not (in_list and again > 1 and len(names) - again > 1):
            yield children
            return
        key = children[2 * again]
        message = f"an entry of the list begins at this '{names[0]}' without its hyphen."
        self.report(key.spot, "yaml-syntax", message, f"Write '- {names[0]}: …'.")
        yield children[: 2 * again]
        yield from self._parts(children[2 * again :])

    def _entries(self, children: tuple[Node, ...]) -> tuple[tuple[Scalar, Node], ...]:
        """The keys of a mapping with their values; if a key is given twice, the first counts."""
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                message = "a list or mapping cannot be a key."
                self.report(key.spot, "wrong-type", message, "Write a word as the key.")
            elif (name := key.text or "") in entries:
                first = entries[name][0].spot
                message = f"the key '{name}' is given twice, first at line {first.line}."
                self.report(key.spot, "duplicate-key", message, "Keep one of the two.")
            else:
                entries[name] = key._replace(text=name), value
        return tuple(entries.values())

    def _refuse_deeper(self, event: yaml.Event, depth: int) -> None:
        if depth > DEEPEST:
            message = f"lists and mappings are nested more than {DEEPEST} deep."
            self._refuse(event, "yaml-syntax", message, "Close the brackets.")

    def _add(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = node
        if self.stack:
            self.stack[-1].children.append(node)
        else:
            self.root = node

    def _check_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag not in _TEXT_TAGS:
            short = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self.report(
                _spot(event), "tag", f"the tag '{short}' is not allowed.", "Delete the tag."
            )

    def _refuse(self, event: yaml.Event, rule: str, message: str, hint: str) -> NoReturn:
        self.report(_spot(event), rule, message, hint)
        raise _UnreadableError


_ONE_FILE = "Keep one document per file: delete the line '---' or move what follows it."


def _spot(event: yaml.Event) -> Spot:
    mark = event.start_mark
    return Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1)


def _span(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0), (end.index if end else 0)


def walk(node: Node, path: tuple[int | str, ...]) -> Iterator[tuple[int | str, Node]]:
    """The steps of a path that the tree really has, each with the node it leads to.

    Steps that the tree does not have, such as the name of an item kind, are passed over.
    """
    for step in path:
        if isinstance(node, MappingNode) and (entry := node.entry(str(step))):
            node = entry[1]
            yield step, node
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            yield step, node
