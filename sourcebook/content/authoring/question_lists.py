"""A list of questions, as many teachers keep one, into the draft of a quiz.

What an item needs and the list does not have, above all the passages that prove its key, is
named in a comment at its place in the draft.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import NamedTuple, assert_never, get_args

from sourcebook.content.authoring import question_columns, question_values
from sourcebook.content.authoring.question_columns import (
    Answers,
    Cells,
    ListKind,
    answers_of,
    kind_of,
    parts,
)
from sourcebook.content.authoring.question_table import QuestionTable, find_table
from sourcebook.content.authoring.question_values import NUMBER, measure, truth
from sourcebook.content.authoring.tables.cells import Row
from sourcebook.content.authoring.tables.notes import Note, shortened, together
from sourcebook.content.yaml.text import WIDTH, Remark, Value, item_yaml, on_one_line
from sourcebook.errors import QuestionListError
from sourcebook.model.base import PASSAGE, SLUG
from sourcebook.model.items import FINDINGS, Difficulty, Skill

_OPTIONAL = ("skill", "difficulty", "points", "tolerance", "unit", "also_accept")
"""Columns whose cells may not fit an item; what does not fit is named."""

_NO_PASSAGE = "The source names no passage such as s2.p10."
_AS_TRUTH = "Read as true or false."
_AS_NUMBER = "Read as a number. What a learner types is read in the same way."
_ZERO_FIRST = "The number begins with a zero, so the item is a short answer."
_MOST_NOTED = 40

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


def draft(
    raw: bytes,
    *,
    quiz_id: str,
    title: str,
    lesson: str | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
) -> Imported:
    """The draft of a quiz from a CSV file or spreadsheet; `sheet` and `encoding` may be named.

    Raises QuestionListError where the file cannot be read or has no column of questions.
    """
    if not re.fullmatch(SLUG, quiz_id):
        raise QuestionListError(f"'{quiz_id}' is no id. Write it like 'a-short-name'.")
    table = find_table(raw, sheet=sheet, encoding=encoding)
    notes = list(table.notes)
    items: list[dict[str, Value | None]] = []
    taken: dict[str, int] = {}
    for row in table.rows:
        try:
            item, noted = _item(table, row, taken)
        except QuestionListError as slip:
            notes.append(Note(str(slip), row.number))
            continue
        items.append(item)
        notes += noted
        if missing := list(_missing(item)):
            notes.append(Note(f"Still missing: {', '.join(missing)}.", row.number))
    sentences = together(notes)
    if not items:
        raise QuestionListError(
            " ".join(["The list has no question that can be read.", *sentences])
        )
    yaml = _quiz_yaml(quiz_id, title, lesson, items, sentences)
    return Imported(yaml, len(items), sentences)


def _item(
    table: QuestionTable, row: Row, taken: dict[str, int]
) -> tuple[dict[str, Value | None], list[Note]]:
    """The fields of an item, remarks in place of what is missing, and what to look at."""
    cells = question_columns.cells_of(table.columns, row)
    answers = answers_of(cells, table.columns.letters)
    kind = kind_of(cells, answers.keys, answers.wrong)
    text = cells.get("stem") or cells.get("claim")
    citations = re.findall(r"s[0-9]+\.p[0-9]+", cells.get("citations", "").lower())
    known = [each for each in dict.fromkeys(citations) if re.fullmatch(PASSAGE, each)]
    cited = cells.get("citations", "")
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
    item |= _own(kind, cells, answers.keys, answers.wrong)
    notes = list(_doubts(table, row, cells, answers, kind))
    if cited and not known:
        notes.append(Note(_NO_PASSAGE, row.number, table.place("citations"), f"'{cited}'"))
    unused = [name for name in _OPTIONAL if name in cells and not item.get(name)]
    notes += [
        Note("The cell does not fit its item. It is not used.", row.number, place, _value(cell))
        for place, cell in ((table.place(name), cells[name]) for name in unused)
    ]
    return item, notes


def _doubts(
    table: QuestionTable, row: Row, cells: Cells, answers: Answers, kind: ListKind
) -> Iterator[Note]:
    """What was unsure when the cells of an item and its answers were read."""
    for doubtful, cause in row.doubts:
        if any(table.columns.names[doubtful : doubtful + 1]):
            yield Note(cause, row.number, doubtful, _value(row.cells[doubtful]))
    key = answers.keys[0] if answers.keys else ""
    place = table.place("key", "key 1")
    if answers.doubt:
        yield Note(answers.doubt, row.number, place, _value(cells.get("key", key)))
    match kind:
        case "true_false":
            if truth(key) and not question_values.is_logical(key):
                yield Note(_AS_TRUTH, row.number, place, f"'{key}' as {truth(key)}")
        case "numeric":
            if (read := measure(key)) and str(read.number) != key:
                yield Note(_AS_NUMBER, row.number, place, f"'{key}' as {' '.join(read).strip()}")
        case "short_answer":
            if re.fullmatch("[-+]?0[0-9]+", key):
                yield Note(_ZERO_FIRST, row.number, place, _value(key))
        case "single_choice" | "multiple_choice" | "verdict":
            pass
        case _:
            assert_never(kind)


def _value(cell: str) -> str:
    return f"'{shortened(cell)}'" if cell else ""


def _own(
    kind: ListKind, cells: Cells, keys: Sequence[str], wrong: Sequence[tuple[str, str]]
) -> dict[str, Value | None]:
    """What only items of this kind have."""
    key = keys[0] if keys else ""
    distractors = [_with_feedback("text", *each) for each in wrong]
    needed = distractors or _remark("distractors")
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
            return {"keys": list(keys) or _remark("keys"), "distractors": needed}
        case "single_choice":
            return {"key": key or _remark("key"), "distractors": needed}
        case _:
            assert_never(kind)


def _verdict(cells: Cells, key: str) -> dict[str, Value | None]:
    named = key.lower().replace(" ", "_")
    return {
        "key": named if named in FINDINGS else _remark("key", key),
        "feedback": _remark("feedback", cells.get("feedback", "")),
    }


def _numeric(cells: Cells, key: str, wrong: Sequence[tuple[str, str]]) -> dict[str, Value | None]:
    read = measure(key)
    tolerance = measure(cells.get("tolerance", ""))
    numbers = [
        _with_feedback("number", number.number, feedback)
        for text, feedback in wrong
        if (number := measure(text))
    ]
    return {
        "key": read.number if read else _remark("key", key),
        "tolerance": tolerance.number if tolerance else None,
        "unit": cells.get("unit") or (read.unit if read else "") or None,
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


def _id(cells: Cells, text: str, taken: dict[str, int]) -> str:
    """The id that the row gives, else one made of the first words; never one that is taken.

    `taken` holds the last number that was put behind each name, and is brought up to date.
    """
    base = _slug(cells.get("id", "")[:200])
    base = base or "-".join(_slug(text[:200]).split("-")[:5])[:50].strip("-")
    base = (base or "item")[:55].strip("-")
    number = taken.get(base, 0) + 1
    name = base if number == 1 else f"{base}-{number}"
    while number > 1 and name in taken:
        number += 1
        name = f"{base}-{number}"
    taken[base] = number
    taken.setdefault(name, 1)
    return name


def _slug(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", letters.replace("'", "")))


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
    quiz_id: str,
    title: str,
    lesson: str | None,
    items: Iterable[Mapping[str, Value | None]],
    notes: Sequence[str],
) -> str:
    head = [
        "# yaml-language-server: $schema=quiz.schema.json",
        "# A draft. Write what its comments say is missing.",
        *_comment(notes),
        f"id: {quiz_id}",
        f"title: {on_one_line(title)}",
        *([f"lesson: {lesson}"] if lesson else []),
        "items:",
    ]
    return "\n".join(head) + "\n" + "".join(item_yaml(item) for item in items)


def _comment(notes: Sequence[str]) -> Iterator[str]:
    """The notes as comments of the draft, of very many only the first."""
    if notes:
        yield "# What to look at, by the rows of the list:"
    for note in notes[:_MOST_NOTED]:
        yield from wrap(note, WIDTH, initial_indent="# - ", subsequent_indent="#   ")
    if len(notes) > _MOST_NOTED:
        yield f"# - And {len(notes) - _MOST_NOTED:,} more."
