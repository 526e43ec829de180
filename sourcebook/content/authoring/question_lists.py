"""Makes a list of questions, such as many teachers have, into the draft of a quiz.

Comments in the draft name what an item still needs: above all, the passages that prove its key.
"""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never, get_args

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
from sourcebook.content.authoring.quiz_drafts import (
    Draft,
    Imported,
    expect_id,
    missing,
    missing_from,
    new_id,
    write_draft,
)
from sourcebook.content.authoring.tables.cells import Row
from sourcebook.content.authoring.tables.notes import Note, shortened, together
from sourcebook.content.yaml.text import Value
from sourcebook.errors import QuestionListError
from sourcebook.model.base import PASSAGE, SLUG
from sourcebook.model.items import FINDINGS, Difficulty, Skill

_OPTIONAL = ("skill", "difficulty", "points", "tolerance", "unit", "also_accept")
"""Columns whose cells may not fit an item; what does not fit is named."""

_NO_PASSAGE = "The source names no passage such as s2.p10."
_AS_TRUTH = "Read as true or false."
_AS_NUMBER = "Read as a number. What a learner types is read in the same way."
_ZERO_FIRST = "The number begins with a zero, so the item is a short answer."


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
    expect_id(quiz_id)
    table = find_table(raw, sheet=sheet, encoding=encoding)
    notes = list(table.notes)
    items: list[dict[str, Value | None]] = []
    taken: dict[str, int] = {}
    for row in table.rows:
        try:
            item, noted = _item(table, row, taken)
        except QuestionListError as error:
            notes.append(Note(str(error), row.number))
            continue
        items.append(item)
        notes += noted
        if lacking := list(missing_from(item)):
            notes.append(Note(f"Still missing: {', '.join(lacking)}.", row.number))
    sentences = together(notes)
    if not items:
        raise QuestionListError(
            " ".join(["The list has no question that can be read.", *sentences])
        )
    return write_draft(Draft(title, items, sentences), quiz_id=quiz_id, lesson=lesson)


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
        "id": new_id(cells.get("id", ""), text or "item", taken),
        "type": kind,
        "objective": _slug_ormissing(cells.get("objective")),
        "skill": _one_of(cells, "skill", get_args(Skill)),
        "difficulty": _one_of(cells, "difficulty", get_args(Difficulty)),
        "rationale": cells.get("rationale") or missing("rationale"),
        "citations": known or missing("citations", cited),
        "hints": [cells[name] for name in sorted(cells) if name.startswith("hint")] or None,
        "points": cells["points"] if NUMBER.fullmatch(cells.get("points", "")) else None,
    }
    item["claim" if kind == "verdict" else "stem"] = text or missing("stem")
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
    needed = distractors or missing("distractors")
    match kind:
        case "true_false":
            feedback = cells.get("feedback") or missing("feedback")
            return {"key": truth(key) or missing("key", key), "feedback": feedback}
        case "verdict":
            return _verdict(cells, key)
        case "numeric":
            return _numeric(cells, key, wrong)
        case "short_answer":
            accepted = [*keys[1:], *parts(cells.get("also_accept", ""))]
            return {
                "key": key or missing("key"),
                "also_accept": accepted or None,
                "distractors": distractors or None,
            }
        case "multiple_choice":
            return {"keys": list(keys) or missing("keys"), "distractors": needed}
        case "single_choice":
            return {"key": key or missing("key"), "distractors": needed}
        case _:
            assert_never(kind)


def _verdict(cells: Cells, key: str) -> dict[str, Value | None]:
    named = key.lower().replace(" ", "_")
    return {
        "key": named if named in FINDINGS else missing("key", key),
        "feedback": missing("feedback", cells.get("feedback", "")),
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
        "key": read.number if read else missing("key", key),
        "tolerance": tolerance.number if tolerance else None,
        "unit": cells.get("unit") or (read.unit if read else "") or None,
        "distractors": numbers or None,
    }


def _with_feedback(name: str, value: str, feedback: str) -> Value:
    return {name: value, "feedback": feedback or missing("feedback")}


def _one_of(cells: Cells, name: str, known: Sequence[str]) -> str | None:
    written = cells.get(name, "").lower()
    return written if written in known else None


def _slug_ormissing(written: str | None) -> Value:
    if written and re.fullmatch(SLUG, written):
        return written
    return missing("objective", written or "")
