"""Writing YAML as the course's files are written: plain if possible, long texts folded.

What is written is read back as the same text by this project's loader and by any other.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeGuard

from sourcebook.content.yaml.tree import CONTROL, NOT_A_NUMBER, NOTHING
from sourcebook.model.base import PASSAGE

WIDTH = 140
"""A line is folded where it would be longer, in characters."""

ITEM_KEYS = tuple(
    "id type objective skill difficulty stem claim key keys between tolerance unit calculated "
    "also_accept other_names pairs extra_targets sequence length rubric model_answer scoring "
    "distractors feedback rationale citations proof candidates comparison hints tries "
    "points".split()
)
"""The keys of items in the order in which the quizzes have them."""

QUIZ_KEYS = tuple(
    "id title state purpose lesson pass_mark feedback confidence time_limit draw items".split()
)
"""The keys of a quiz in the order in which the quizzes have them."""

_IN_BRACKETS = set("citations proof candidates tries also_accept other_names between needs".split())
_UNSAFE = re.compile(rf"{CONTROL.pattern}|[\ufeff\ud800-\udfff]")
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_PLAIN = re.compile(r"(?:[^\s\-?:,\[\]{}#&*!|>@%\"'`]|-[0-9])(?:.*\S)?")


@dataclass(frozen=True, slots=True)
class Remark:
    """Stands for a value that is missing: a comment is written in its place."""

    text: str


Single = str | int | Fraction | bool
Value = Single | Remark | Sequence["Value"] | Mapping[str, "Value | None"] | None


def item_yaml(fields: Mapping[str, Value], *, indent: int = 2) -> str:
    """An item as it stands below `items:`, with its dash, keys in the order of the quizzes.

    `fields` are plain values by key; None leaves a key out, a Remark writes a comment.
    """
    order = {key: place for place, key in enumerate(ITEM_KEYS)}
    ordered = sorted(fields.items(), key=lambda entry: order.get(entry[0], len(order)))
    return "\n".join(entry_lines(dict(ordered), indent)) + "\n"


def entry_lines(value: Value, indent: int) -> list[str]:
    """An entry of a list, with its dash in this column (counted from 0)."""
    pad = " " * indent
    if isinstance(value, Mapping) and any(_is_written(each) for each in value.values()):
        # A dash needs a value beside it, so remarks come after the first one.
        entries = sorted(value.items(), key=lambda entry: isinstance(entry[1], Remark))
        is_first_written = _is_written(next(iter(value.values())))
        first, *rest = mapping_lines(value if is_first_written else dict(entries), indent + 2)
        return [f"{pad}- {first.lstrip()}", *rest]
    if is_single(value):
        return [f"{pad}- {single_text(value, column=indent + 2, indent=indent + 2)}"]
    return [f"{pad}- {bracketed(value)}"]


def mapping_lines(fields: Mapping[str, Value | None], indent: int) -> list[str]:
    """Keys with their values, each key in this column (counted from 0)."""
    return [line for key, value in fields.items() for line in key_lines(key, value, indent)]


def key_lines(key: str, value: Value | None, indent: int) -> list[str]:
    """A key with its value, or with the remark on what is missing; nothing for None."""
    head = f"{' ' * indent}{on_one_line(key)}:"
    match value:
        case None:
            return []
        case Remark(text=text):
            return [f"{' ' * indent}# {key}: {' '.join(text.split())}"]
        case Mapping() if value:
            return [head, *mapping_lines(value, indent + 2)]
        case Sequence() if value and not isinstance(value, str) and not _fits_brackets(key, value):
            return [head, *(line for each in value for line in entry_lines(each, indent + 2))]
        case str() | int() | Fraction():
            written = single_text(value, column=len(head) + 1, indent=indent + 2)
            return f"{head} {written}".split("\n")
        case _:
            return [f"{head} {bracketed(value)}"]


def single_text(value: Single, *, column: int, indent: int) -> str:
    """A single value as it is written from this column on; further lines have this indent."""
    text = as_text(value)
    short = on_one_line(text)
    if "\n" not in text and column + len(short) <= WIDTH:
        return short
    return block_text(text, indent=indent) or short


def block_text(text: str, *, indent: int) -> str | None:
    """A text after `>-` or, if it has line ends, `|-`; None if that would change it."""
    body = text.removesuffix("\n")
    if not body or body != body.strip() or _UNSAFE.search(body) or "\t" in body:
        return None
    lines = body.split("\n") if "\n" in body else _filled(body, WIDTH - indent)
    if any(line != line.strip() for line in lines):
        return None
    head = ("|" if "\n" in body else ">") + ("" if text.endswith("\n") else "-")
    pad = " " * indent
    return "\n".join([head, *(f"{pad}{line}" if line else "" for line in lines)])


def on_one_line(text: str, *, in_brackets: bool = False, quote: str = "") -> str:
    """A text on one line: plain if possible, else in quotes (in these, if they are enough)."""
    special = ",[]{}:?" if in_brackets else ""
    if not quote and _is_plain(text) and not any(mark in text for mark in special):
        return text
    if _UNSAFE.search(text) or any(mark in text for mark in "\n\t"):
        return _escaped(text)
    if quote != "'" and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def bracketed(value: Value | None) -> str:
    """A value in brackets or braces, on one line."""
    match value:
        case Mapping():
            pairs = value.items()
            inside = [f"{on_one_line(k)}: {bracketed(v)}" for k, v in pairs if _is_written(v)]
            return "{" + ", ".join(inside) + "}"
        case None | Remark():
            return "null"
        case str() | int() | Fraction():
            return on_one_line(as_text(value), in_brackets=True)
        case _:
            return "[" + ", ".join(bracketed(each) for each in value) + "]"


def as_text(value: Single) -> str:
    """A single value as the text that stands for it in a file, with plain line ends."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def is_single(value: object) -> TypeGuard[Single]:
    """Whether a value is neither a list nor a mapping, and says something."""
    return isinstance(value, str | int | Fraction)


def _is_plain(text: str) -> bool:
    if text in NOTHING or NOT_A_NUMBER.fullmatch(text) or not _PLAIN.fullmatch(text):
        return False
    if _UNSAFE.search(text) or "\t" in text or "\n" in text:
        return False
    return not re.search(r":\s|\s#", text) and not text.endswith(":")


def _escaped(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def _filled(text: str, width: int) -> list[str]:
    """Lines of at most this width where there is a single space to break at."""
    lines: list[str] = []
    for word in re.split(r"(?<=\S) (?=\S)", text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _fits_brackets(key: str, value: Sequence[Value]) -> bool:
    passages = all(isinstance(each, str) and re.fullmatch(PASSAGE, each) for each in value)
    return all(map(is_single, value)) and (key in _IN_BRACKETS or passages)


def _is_written(value: object) -> bool:
    return value is not None and not isinstance(value, Remark)
