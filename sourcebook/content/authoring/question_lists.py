"""A list of questions, as many teachers keep one, into the draft of a quiz.

What an item needs and the list does not have, above all the passages that prove its key, is
named in a comment at its place in the draft.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from sourcebook.content.authoring.question_columns import (
    NUMBER,
    Cells,
    answers_of,
    cells_of,
    columns_of,
    kind_of,
    parts,
    truth,
)
from sourcebook.content.authoring.spreadsheets import Row, read_rows
from sourcebook.content.yaml.text import Remark, Value, item_yaml, on_one_line
from sourcebook.errors import QuestionListError
from sourcebook.model.base import PASSAGE, SLUG
from sourcebook.model.items import FINDINGS, Difficulty, Skill

_OPTIONAL = ("skill", "difficulty", "points", "tolerance", "unit", "also_accept")
"""Columns whose cells may not fit an item; what does not fit is named."""

_MISSING = {
    "objective": "Name an objective of a lesson.",
    "stem": "Write what a learner is asked.",
    "claim": "Write the claim to be judged.",
    "key": "Write the right answer.",
    "keys": "Write the right answers.",
    "distractors": "Write wrong answers that a real reader might give.",
    "feedback": "Tell who goes wrong what went wrong, and which passage to read.",
    "rationale": "Say why the key is right.",
    "citations": "Name the passages that prove the key, such as [s2.p10].",
}


class Imported(NamedTuple):
    """A draft: its YAML, how many items it has, and what a person must look at, line by line."""

    yaml: str
    items: int
    notes: tuple[str, ...]


def draft(raw: bytes, *, quiz_id: str, title: str, lesson: str | None = None) -> Imported:
    """The draft of a quiz from a CSV file or spreadsheet.

    Raises QuestionListError where the file cannot be read or has no column of questions.
    """
    if not re.fullmatch(SLUG, quiz_id):
        raise QuestionListError(f"'{quiz_id}' is no id. Write it like 'yerevan-summit'.")
    header, *rows = read_rows(raw) or [Row(1, ())]
    columns, unknown = columns_of(header)
    notes = [f"Column '{name}' is not used: its header is not known." for name in unknown]
    items: list[dict[str, Value | None]] = []
    for row in rows:
        try:
            item, told = _item(cells_of(columns, row), _named(items))
        except QuestionListError as slip:
            notes.append(f"Row {row.number}: {slip}")
            continue
        items.append(item)
        notes += [f"Row {row.number}: {each}" for each in told]
        if missing := list(_missing(item)):
            notes.append(f"Row {row.number} ('{item['id']}') lacks {', '.join(missing)}.")
    if not items:
        raise QuestionListError(" ".join(["The list has no question that can be read.", *notes]))
    return Imported(_quiz_yaml(quiz_id, title, lesson, items), len(items), tuple(notes))


def _item(cells: Cells, taken: Iterable[str]) -> tuple[dict[str, Value | None], list[str]]:
    """The fields of an item, remarks in place of what is missing, and what to tell of it."""
    notes: list[str] = []
    keys, wrong = answers_of(cells)
    kind = kind_of(cells, keys, wrong)
    text = cells.get("stem") or cells.get("claim")
    citations = re.findall(r"s[0-9]+\.p[0-9]+", cells.get("citations", "").lower())
    known = [each for each in dict.fromkeys(citations) if re.fullmatch(PASSAGE, each)]
    cited = cells.get("citations", "")
    if cited and not known:
        notes.append(f"'{cited}' names no passage such as s2.p10.")
    item: dict[str, Value | None] = {
        "id": _id(cells, text or "item", taken),
        "type": kind,
        "objective": _slug_or_remark(cells.get("objective")),
        "skill": _one_of(cells, "skill", get_args(Skill)),
        "difficulty": _one_of(cells, "difficulty", get_args(Difficulty)),
        "rationale": cells.get("rationale") or _remark("rationale"),
        "citations": known or _remark("citations", cited),
        "hints": [cells[name] for name in sorted(cells) if name.startswith("hint")] or None,
        "points": cells["points"] if NUMBER.fullmatch(cells.get("points", "")) else None,
    }
    item["claim" if kind == "verdict" else "stem"] = text or _remark("stem")
    item |= _own(kind, cells, keys, wrong)
    unused = [name for name in _OPTIONAL if name in cells and not item.get(name)]
    notes += [f"'{cells[name]}' under {name} is not used." for name in unused]
    return item, notes


def _own(
    kind: str, cells: Cells, keys: Sequence[str], wrong: Sequence[tuple[str, str]]
) -> dict[str, Value | None]:
    """What only items of this kind have."""
    key = keys[0] if keys else ""
    distractors = [_with_feedback("text", *each) for each in wrong]
    match kind:
        case "true_false":
            feedback = cells.get("feedback") or _remark("feedback")
            return {"key": truth(key) or _remark("key", key), "feedback": feedback}
        case "verdict":
            return _verdict(cells, key)
        case "numeric":
            return _numeric(cells, key, wrong)
        case "short_answer":
            accepted = [*keys[1:], *parts(cells.get("also_accept", ""))]
            return {
                "key": key or _remark("key"),
                "also_accept": accepted or None,
                "distractors": distractors or None,
            }
        case "multiple_choice":
            named = list(keys) or _remark("keys")
            return {"keys": named, "distractors": distractors or _remark("distractors")}
        case _:
            best = key or _remark("key")
            return {"key": best, "distractors": distractors or _remark("distractors")}


def _verdict(cells: Cells, key: str) -> dict[str, Value | None]:
    named = key.lower().replace(" ", "_")
    return {
        "key": named if named in FINDINGS else _remark("key", key),
        "feedback": _remark("feedback", cells.get("feedback", "")),
    }


def _numeric(cells: Cells, key: str, wrong: Sequence[tuple[str, str]]) -> dict[str, Value | None]:
    tolerance = cells.get("tolerance", "")
    numbers = [_with_feedback("number", *each) for each in wrong if NUMBER.fullmatch(each[0])]
    return {
        "key": key if NUMBER.fullmatch(key) else _remark("key", key),
        "tolerance": tolerance if NUMBER.fullmatch(tolerance) else None,
        "unit": cells.get("unit"),
        "distractors": numbers or None,
    }


def _with_feedback(name: str, value: str, feedback: str) -> Value:
    return {name: value, "feedback": feedback or _remark("feedback")}


def _one_of(cells: Cells, name: str, known: Sequence[str]) -> str | None:
    written = cells.get(name, "").lower()
    return written if written in known else None


def _slug_or_remark(written: str | None) -> Value:
    if written and re.fullmatch(SLUG, written):
        return written
    return _remark("objective", written or "")


def _remark(key: str, found: str = "") -> Remark:
    was = f"missing, for '{found}' cannot stand here." if found else "missing."
    return Remark(f"{was} {_MISSING[key]}")


def _id(cells: Cells, text: str, taken: Iterable[str]) -> str:
    """The id that the row gives, else one made of the first words; never one that is taken."""
    base = _slug(cells.get("id", "")) or "-".join(_slug(text).split("-")[:5])[:50].strip("-")
    base = (base or "item")[:55].strip("-")
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def _slug(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", letters.replace("'", "")))


def _named(items: Iterable[Mapping[str, Value | None]]) -> set[str]:
    return {str(item["id"]) for item in items}


def _missing(fields: Mapping[str, Value | None]) -> Iterator[str]:
    """The names of what is missing from an item, each once."""
    for key, value in fields.items():
        if isinstance(value, Remark):
            yield key
    entries = fields.get("distractors")
    for entry in entries if isinstance(entries, list) else ():
        if any(isinstance(each, Remark) for each in entry.values()):
            yield "feedback on wrong answers"
            return


def _quiz_yaml(
    quiz_id: str, title: str, lesson: str | None, items: Iterable[Mapping[str, Value | None]]
) -> str:
    head = [
        "# yaml-language-server: $schema=quiz.schema.json",
        "# A draft. Write what its comments say is missing, then move it into quizzes/.",
        f"id: {quiz_id}",
        f"title: {on_one_line(title)}",
        *([f"lesson: {lesson}"] if lesson else []),
        "items:",
    ]
    return "\n".join(head) + "\n" + "".join(item_yaml(item) for item in items)
