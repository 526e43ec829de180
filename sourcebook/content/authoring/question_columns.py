"""What the columns of a list of questions hold, and what a row of it answers.

Columns are known by their headers, whatever their case, spacing and order. Right answers stand
in columns of their own, or are named among options by text, number or letter.
"""

import re
from collections.abc import Mapping, Sequence

from sourcebook.content.authoring.spreadsheets import Row
from sourcebook.errors import QuestionListError

Cells = Mapping[str, str]
"""The cells of a row that are not empty, by what their column holds; `wrong 2` is numbered."""


_COLUMNS = {
    "id": "id itemid",
    "type": "type kind itemtype questiontype",
    "objective": "objective objectiveid aim goal",
    "skill": "skill",
    "difficulty": "difficulty level",
    "stem": "stem question questiontext questionstem text prompt",
    "claim": "claim statement",
    "key": "key answer correct correctanswer correctanswers correctoption rightanswer solution",
    "also_accept": "alsoaccept alsoaccepted accepted variants synonyms",
    "tolerance": "tolerance",
    "unit": "unit",
    "feedback": "feedback",
    "rationale": "rationale explanation reason why generalfeedback",
    "citations": "citations citation sources source passages passage evidence reference references",
    "hint": "hint",
    "points": "points marks",
}
_NUMBERED = {
    "wrong": "distractor wrong wronganswer incorrect incorrectanswer falseanswer",
    "option": "option choice answer answeroption",
    "key": "key correct correctanswer rightanswer",
    "hint": "hint",
    "wrongfeedback": "wrongfeedback distractorfeedback feedbackwrong feedbackdistractor feedback",
}
_HEADERS = {name: column for column, names in _COLUMNS.items() for name in names.split()}
_NUMBERED_HEADERS = {name: column for column, names in _NUMBERED.items() for name in names.split()}
_KINDS = {
    "single_choice": "singlechoice single radio onecorrect",
    "multiple_choice": "multiplechoice multiple mc mcq mcqs multichoice checkbox multipleresponse",
    "true_false": "truefalse tf trueorfalse boolean",
    "verdict": "verdict",
    "numeric": "numeric number numerical",
    "short_answer": "shortanswer short text fillin fillintheblank",
}
_KIND_NAMES = {name: kind for kind, names in _KINDS.items() for name in names.split()}
NUMBER = re.compile(r"[-−+]?[0-9]{1,15}(\.[0-9]{1,15})?")
"""What a course file takes for a number."""


def columns_of(header: Row) -> tuple[list[str], list[str]]:
    """What each column holds (nothing where that is not known), and the unknown headers.

    Raises QuestionListError where no column holds questions, or two hold the same.
    """
    columns = [_column(name) for name in header.cells]
    if "stem" not in columns and "claim" not in columns:
        known = "question, answer, wrong 1, wrong 2, explanation, sources, objective, type"
        raise QuestionListError(
            f"No column of row {header.number} is headed 'question'. Headers are such as {known}."
        )
    twice = next((each for each in columns if each and columns.count(each) > 1), None)
    if twice:
        raise QuestionListError(f"Two columns hold the {twice}. Keep one, or number them.")
    pairs = zip(header.cells, columns, strict=True)
    return columns, [name for name, column in pairs if name and not column]


def _column(name: str) -> str:
    bare = "".join(char for char in name.casefold() if char.isalnum())
    if bare in _HEADERS:
        return _HEADERS[bare]
    if found := re.fullmatch(r"([a-z]+?)([0-9]{1,2}|[a-j])(feedback)?", bare):
        column = _NUMBERED_HEADERS.get(f"{found[1]}{found[3] or ''}")
        return f"{column} {_number_of(found[2])}" if column else _bare_wrong(bare)
    return _bare_wrong(bare)


def _bare_wrong(bare: str) -> str:
    """A single column of wrong answers, without a number."""
    name = bare.removesuffix("s")
    return "wrong 1" if name in _NUMBERED["wrong"].split() else ""


def _number_of(written: str) -> int:
    return int(written) if written.isdigit() else ord(written) - ord("a") + 1


def cells_of(columns: Sequence[str], row: Row) -> dict[str, str]:
    """The cells of a row that are not empty, by what their column holds."""
    cells = zip(columns, row.cells, strict=False)
    return {column: cell for column, cell in cells if column and cell}


def answers_of(cells: Cells) -> tuple[list[str], list[tuple[str, str]]]:
    """The right answers, and the wrong ones with their feedback (which may be empty).

    Where options are given and none of them is named as right, all of them count as wrong.
    """
    options = _numbered(cells, "option")
    wrong = _numbered(cells, "wrong")
    keys = [cells["key"]] if "key" in cells else []
    keys += list(_numbered(cells, "key").values())
    if options:
        right = _chosen(keys, options)
        keys = [options[number] for number in right]
        wrong |= {number: text for number, text in options.items() if number not in right}
    feedback = _numbered(cells, "wrongfeedback")
    # Feedback that has no number is meant for whoever goes wrong in any way.
    told = cells.get("feedback", "")
    return keys, [(text, feedback.get(number, told)) for number, text in sorted(wrong.items())]


def _numbered(cells: Cells, column: str) -> dict[int, str]:
    pairs = (name.rsplit(" ", 1) for name in cells if name.startswith(f"{column} "))
    return {int(number): cells[f"{column} {number}"] for _, number in pairs}


def _chosen(keys: Sequence[str], options: Mapping[int, str]) -> list[int]:
    """The numbers of the options that are right: named by text, by number or by letter."""
    by_text = {text.casefold(): number for number, text in options.items()}
    whole = [by_text.get(key.casefold()) for key in keys]
    if not all(whole):
        named = [part for key in keys for part in parts(key)]
        whole = [by_text.get(part.casefold()) or _named_option(part) for part in named]
    chosen = [number for number in whole if number]
    return chosen if len(chosen) == len(whole) and all(n in options for n in chosen) else []


def _named_option(part: str) -> int | None:
    found = re.fullmatch(r"(?:option|choice|answer)?\s*\(?([0-9]{1,2}|[a-j])[.)]?", part.lower())
    return _number_of(found[1]) if found else None


def parts(cell: str) -> list[str]:
    """The texts of a cell that holds several, between semicolons, commas or bars."""
    return [part.strip() for part in re.split(r"[;,|]", cell) if part.strip()]


def kind_of(cells: Cells, keys: Sequence[str], wrong: Sequence[object]) -> str:
    """The kind that a row names, else the one that its answers look like.

    Raises QuestionListError for a kind that has no columns in a list.
    """
    if named := cells.get("type"):
        kind = _KIND_NAMES.get("".join(char for char in named.casefold() if char.isalnum()))
        if kind is None:
            kinds = ", ".join(_KINDS)
            raise QuestionListError(f"'{named}' is no kind that a list can hold ({kinds}).")
        # Most programs call a choice of one among several a multiple choice.
        return "single_choice" if kind == "multiple_choice" and len(keys) < 2 else kind
    if wrong or not keys:
        return "multiple_choice" if len(keys) > 1 else "single_choice"
    if truth(keys[0]):
        return "true_false"
    return "numeric" if NUMBER.fullmatch(keys[0]) else "short_answer"


def truth(key: str | None) -> str | None:
    """`true` or `false`, or None for anything else."""
    return {"true": "true", "t": "true", "false": "false", "f": "false"}.get((key or "").lower())
