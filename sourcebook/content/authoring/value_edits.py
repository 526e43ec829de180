"""Changes to single values of any YAML file of the course, for `sourcebook fix` and the form.

Each function takes the text of a file and returns the new text, in which everything else is as it
was. The new text is read again before it is returned.
"""

from sourcebook.content.faults import Spot
from sourcebook.content.yaml.edits import applied, is_same_data, single_edit
from sourcebook.content.yaml.list_lines import Edit, column_of
from sourcebook.content.yaml.text import Single, Value
from sourcebook.content.yaml.tree import (
    ListNode,
    MappingNode,
    Node,
    Scalar,
    data,
    editable_tree,
    read_tree,
)
from sourcebook.errors import EditingError


def replace_scalar(text: str, spot: Spot, value: Single) -> str:
    """The text with the single value that begins at a spot replaced, in quotes or folded as it was.

    For any YAML file of the course. A key is a single value, too.
    """
    root = editable_tree(text)
    leaf, indent = _leaf_at(text, root, spot)
    edit = single_edit(text, leaf, value, indent=indent)
    return proved(applied(text, [edit]), _replaced(root, leaf, value))


def replace_words(text: str, spot: Spot, old: str, new: str) -> str:
    """The text with some words inside one value replaced.

    The words must stand in that value once. Where a line break in the file parts them, the whole
    value is written again.
    """
    root = editable_tree(text)
    leaf, _ = _leaf_at(text, root, spot)
    written = leaf.text or ""
    if written.count(old) != 1:
        raise EditingError(f"“{old}” does not stand there exactly once.")
    meant = written.replace(old, new)
    if text[leaf.start : leaf.end].count(old) == 1:
        start = text.index(old, leaf.start)
        shorter = applied(text, [Edit(start, start + len(old), new)])
        try:
            return proved(shorter, _replaced(root, leaf, meant))
        except EditingError:
            pass
    return replace_scalar(text, spot, meant)


def proved(text: str, meant: object) -> str:
    """The text, if it has the values that are meant.

    Raises EditingError if it has others, or cannot be read.
    """
    messages: list[str] = []
    tree = read_tree(text, lambda _spot, _rule, message, _hint: messages.append(message))
    if messages:
        raise EditingError(f"{messages[0][:1].upper()}{messages[0][1:]} Nothing was changed.")
    if tree is None or not is_same_data(data(tree), meant):
        raise EditingError("The file is written in a way in which only an editor can change this.")
    return text


def _leaf_at(text: str, root: Node, spot: Spot) -> tuple[Scalar, int]:
    """The single value that begins at a spot, and the indent of its further lines."""
    for leaf, indent in _leaves(text, root, 2):
        line = text.count("\n", 0, leaf.start) + 1
        if (line, column_of(text, leaf.start) + 1) == spot:
            return leaf, indent
    raise EditingError(f"No single value begins at line {spot.line}, column {spot.column}.")


def _leaves(text: str, part: Node, indent: int) -> list[tuple[Scalar, int]]:
    match part:
        case Scalar():
            return [(part, indent)]
        case ListNode():
            inner = column_of(text, part.items[0].start) if part.items else indent
            return [found for each in part.items for found in _leaves(text, each, inner)]
        case MappingNode():
            inner = column_of(text, part.entries[0][0].start) + 2 if part.entries else indent
            pairs = [leaf for pair in part.entries for leaf in pair]
            return [found for each in pairs for found in _leaves(text, each, inner)]


def _replaced(part: Node, leaf: Scalar, value: Single) -> Value | None:
    """The values of the file with this one replaced."""
    match part:
        case Scalar():
            return value if part is leaf else part.text
        case ListNode():
            return [_replaced(each, leaf, value) for each in part.items]
        case MappingNode():
            return {
                str(value if key is leaf else key.text or ""): _replaced(each, leaf, value)
                for key, each in part.entries
            }
