"""The smallest changes to the text of a file that give it new values.

Only the values that differ are written again. Comments, empty lines, quotation marks and the order
of keys stay as their author left them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from sourcebook.content.yaml import text as yaml_text
from sourcebook.content.yaml.list_lines import (
    Edit,
    column_of,
    line_break,
    line_end,
    line_start,
    rows,
    without_rows,
)
from sourcebook.content.yaml.text import Single, Value
from sourcebook.content.yaml.tree import ListNode, MappingNode, Node, Scalar, data
from sourcebook.errors import EditingError


class _ReshapedError(Exception):
    """Raised if a value cannot be changed in part, and must be written as a whole."""


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, with the line ends that the text has."""
    ends = "\r\n" if "\r\n" in text else "\n"
    done = len(text)
    # From the last to the first, so that places stay right; two edits at one place stay in order.
    ordered = sorted(enumerate(edits), key=lambda each: (each[1].start, each[1].end, each[0]))
    for _, edit in reversed(ordered):
        end = min(edit.end, done)
        text = text[: edit.start] + edit.new.replace("\n", ends) + text[end:]
        done = edit.start
    return text


def is_same_data(found: object, meant: object) -> bool:
    """Whether the plain data of a file has the values that are meant.

    White space at the ends of a text and the way a number is written do not matter. A key with None
    or only a remark is meant to be absent.
    """
    match meant:
        case Mapping():
            present = fields_with_values(meant)
            return (
                isinstance(found, dict)
                and found.keys() == present.keys()
                and all(is_same_data(found[key], each) for key, each in present.items())
            )
        case None:
            return found is None
        case str():
            return isinstance(found, str) and _tidy(found) == _tidy(meant)
        case bool():
            return str(found).strip().lower() == yaml_text.as_text(meant)
        case int() | Fraction():
            return isinstance(found, str) and _number(found) == meant
        case Sequence():
            return (
                isinstance(found, list)
                and len(found) == len(meant)
                and all(map(is_same_data, found, meant))
            )
        case _:
            return False


def fields_with_values(fields: Mapping[str, Value | None]) -> dict[str, Value]:
    """The fields that have a value."""
    return {
        key: each
        for key, each in fields.items()
        if each is not None and not isinstance(each, yaml_text.Remark)
    }


def edits_of(text: str, part: Node, value: Value, *, order: Sequence[str] = ()) -> list[Edit]:
    """The edits that give a mapping these values; new keys go where the order has them."""
    try:
        return list(_changes(text, part, value, order=order, indent=0))
    except _ReshapedError as error:
        raise EditingError(
            "This would leave nothing of what is there. Remove it instead."
        ) from error


def single_edit(text: str, leaf: Scalar, value: Single, *, indent: int) -> Edit:
    """The edit that replaces a single value, in quotes or folded as before."""
    meant = yaml_text.as_text(value)
    column = column_of(text, leaf.start)
    quote = leaf.style if leaf.style in ("'", '"') else ""
    short = yaml_text.on_one_line(meant, in_brackets=leaf.in_brackets, quote=quote)
    room = yaml_text.WIDTH - column
    stays = leaf.in_brackets or _has_remark(text, leaf.end)
    if leaf.style in ("|", ">"):
        new = yaml_text.block_text(meant, indent=indent) or short
    elif stays or ("\n" not in meant and len(short) <= room):
        new = short
    else:
        new = yaml_text.block_text(meant, indent=indent) or short
    space = " " if leaf.start and not text[leaf.start - 1].isspace() and _is_bare(leaf) else ""
    return Edit(leaf.start, leaf.end, space + new)


def _changes(
    text: str, part: Node, value: Value, *, order: Sequence[str], indent: int
) -> Iterator[Edit]:
    match part, value:
        case _ if is_same_data(data(part), value):
            return
        case Scalar(), str() | int() | Fraction():
            yield single_edit(text, part, value, indent=indent)
        case MappingNode(in_brackets=False), Mapping() if fields_with_values(value):
            yield from _of_entries(text, part, fields_with_values(value), order)
        case MappingNode(in_brackets=True), Mapping() if fields_with_values(value):
            yield Edit(
                part.start, part.end, yaml_text.bracketed(_merged(part, fields_with_values(value)))
            )
        case ListNode(in_brackets=False), Sequence() if value and not isinstance(value, str):
            yield from _of_rows(text, part, value)
        case ListNode(in_brackets=True), Sequence() if not isinstance(value, str):
            yield Edit(part.start, part.end, yaml_text.bracketed(value))
        case _:
            raise _ReshapedError


def _of_entries(
    text: str, holder: MappingNode, fields: Mapping[str, Value], order: Sequence[str]
) -> Iterator[Edit]:
    column = column_of(text, holder.entries[0][0].start)
    yield from _taken_out(text, holder, fields.keys())
    for key, part in holder.entries:
        if (name := str(key.text)) in fields:
            try:
                # All of them or none: half of a reshaped value is useless.
                yield from list(_changes(text, part, fields[name], order=(), indent=column + 2))
            except _ReshapedError:
                yield _written_anew(text, key, part, fields[name], column)
    present = {str(key.text) for key, _ in holder.entries}
    ranks = {key: place for place, key in enumerate(order)}
    for name in sorted(fields.keys() - present, key=lambda each: ranks.get(each, len(ranks))):
        yield _put_in(text, holder, name, fields, ranks)


def _of_rows(text: str, listed: ListNode, values: Sequence[Value]) -> Iterator[Edit]:
    """Edits of a list: equal entries at both ends stay, the others are written again."""
    found = rows(text, listed)
    if found is None:
        raise _ReshapedError
    if len(values) == len(listed.items):
        for part, value in zip(listed.items, values, strict=True):
            yield from _of_row(text, part, value, found[0].dash)
        return
    head, tail = _equal_ends([data(each) for each in listed.items], values)
    middle = values[head : len(values) - tail]
    lines = [line for each in middle for line in yaml_text.entry_lines(each, found[0].dash)]
    old = found[head : len(found) - tail]
    if old and lines:
        yield Edit(old[0].start, old[-1].end, "\n".join(lines))
    elif old:
        yield without_rows(text, found, head, len(found) - tail)
    elif head < len(found):
        yield Edit(found[head].start, found[head].start, "\n".join([*lines, ""]))
    else:
        yield Edit(found[-1].end, found[-1].end, "\n".join(["", *lines]))


def _of_row(text: str, part: Node, value: Value, dash: int) -> list[Edit]:
    try:
        return list(_changes(text, part, value, order=(), indent=dash + 2))
    except _ReshapedError:
        lines = yaml_text.entry_lines(value, dash)
        return [Edit(part.start, part.end, "\n".join(lines)[dash + 2 :])]


def _equal_ends(found: Sequence[object], meant: Sequence[Value]) -> tuple[int, int]:
    """How many entries at the beginning, and then how many at the end, are the same."""
    most = min(len(found), len(meant))
    head = next((n for n in range(most) if not is_same_data(found[n], meant[n])), most)
    rest = most - head
    tail = next((n for n in range(rest) if not is_same_data(found[-1 - n], meant[-1 - n])), rest)
    return head, tail


def _written_anew(text: str, key: Scalar, part: Node, value: Value, column: int) -> Edit:
    lines = yaml_text.key_lines(str(key.text), value, column)
    end = max(part.end, line_start(text, key.end))
    if isinstance(part, Scalar) and part.start == part.end:
        # Nothing follows the colon yet; the new value comes after it.
        end = part.end
    return Edit(key.start, end, "\n".join(lines).lstrip())


def _taken_out(text: str, holder: MappingNode, stay: Collection[str]) -> Iterator[Edit]:
    """Edits that remove all entries but those that stay; at least one stays."""
    entries = list(holder.entries)
    first = next((n for n, (key, _) in enumerate(entries) if key.text in stay), None)
    if first is None:
        raise _ReshapedError
    start = entries[0][0].start
    if first and text[line_start(text, start) : start].strip():
        # The first key follows a dash; the first key that stays takes its place.
        yield Edit(start, entries[first][0].start, "")
        del entries[:first]
    for key, part in entries:
        if key.text not in stay:
            yield _without_lines(text, line_start(text, key.start), max(part.end, key.end))


def _without_lines(text: str, start: int, last: int) -> Edit:
    """The edit that removes whole lines, from the start of one to the end of a value."""
    end = line_end(text, last)
    if gap := line_break(text, end):
        return Edit(start, end + len(gap), "")
    return Edit(line_end(text, line_start(text, start - 1)), end, "")


def _put_in(
    text: str, holder: MappingNode, name: str, fields: Mapping[str, Value], ranks: Mapping[str, int]
) -> Edit:
    """A new entry after the last one that stays and comes before it in the order."""
    column = column_of(text, holder.entries[0][0].start)
    new = yaml_text.key_lines(name, fields[name], column)
    rank = ranks.get(name, len(ranks))
    earlier = [
        pair
        for pair in holder.entries
        if (key := str(pair[0].text or "")) in fields and ranks.get(key, len(ranks)) <= rank
    ]
    if not earlier:
        start = holder.entries[0][0].start
        return Edit(start, start, "\n".join([*new, " " * column]).lstrip())
    end = line_end(text, max(earlier[-1][1].end, earlier[-1][0].end))
    return Edit(end, end, "\n".join(["", *new]))


def _merged(part: MappingNode, fields: Mapping[str, Value]) -> dict[str, Value]:
    """The fields in the order that a mapping has, new ones last."""
    known = [str(key.text) for key, _ in part.entries if key.text in fields]
    return {key: fields[key] for key in dict.fromkeys([*known, *fields])}


def _has_remark(text: str, end: int) -> bool:
    return "#" in text[end : line_end(text, end)]


def _is_bare(leaf: Scalar) -> bool:
    return leaf.start == leaf.end


def _tidy(text: str) -> str:
    return yaml_text.as_text(text).strip()


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(text.strip().replace("−", "-"))
    except (ValueError, ZeroDivisionError):
        return None
