"""The answers in a row of a list of questions.

Right answers stand in columns of their own, or are named among options by text, number or letter.
What was unsure is noted.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, assert_never, get_args

from sourcebook.content.authoring.question_headers import OPTION_WORDS, Columns, bare, number_of
from sourcebook.content.authoring.question_values import kind_named, measure, truth
from sourcebook.content.authoring.tables.cells import Row
from sourcebook.errors import QuestionListError
from sourcebook.model.item_kinds import Kind

Cells = Mapping[str, str]
"""The cells of a row that are not empty, by what their column holds; `wrong 2` is numbered."""

ListKind = Literal[
    "single_choice", "multiple_choice", "true_false", "verdict", "numeric", "short_answer"
]
"""The kinds of item that have columns in a list."""

BOTH = "The answer is the text of one option and the letter or number of another. The text counts."
NO_OPTION = "The answer names none of the options. Write the text, letter or number of one."
LONE_LETTER = "The answer looks like the letter of an option, but the row has no options."

_AND = re.compile(r"[;,|/&+]|\s(?:and|und|et|и|ve)\s", re.IGNORECASE)


class Answers(NamedTuple):
    """The right answers, the wrong ones with their feedback (or ''), and a doubt about the key."""

    keys: list[str]
    wrong: list[tuple[str, str]]
    doubt: str = ""


def cells_of(columns: Columns, row: Row) -> dict[str, str]:
    """The cells of a row that are not empty, by what their column holds."""
    cells = zip(columns.names, row.cells, strict=False)
    return {column: cell for column, cell in cells if column and cell}


def answers_of(cells: Cells, letters: str) -> Answers:
    """The right answers and the wrong ones of a row.

    If options are given and none of them is named as right, all of them count as wrong.
    """
    options = _numbered(cells, "option")
    wrong = _numbered(cells, "wrong")
    keys = [cells["key"]] if "key" in cells else []
    keys += list(_numbered(cells, "key").values())
    doubt = ""
    if options:
        right, doubt = _chosen(keys, options, letters)
        keys = [options[number] for number in right]
        wrong |= {number: text for number, text in options.items() if number not in right}
    elif keys and not wrong and re.fullmatch(r"\(?[A-Ja-j][.)]?", keys[0]):
        doubt = LONE_LETTER
    feedback = _numbered(cells, "wrongfeedback")
    # Feedback without a number is for every wrong answer that has none of its own.
    common = cells.get("feedback", "")
    wrong_answers = [(text, feedback.get(number, common)) for number, text in sorted(wrong.items())]
    return Answers(keys, wrong_answers, doubt)


def _numbered(cells: Cells, column: str) -> dict[int, str]:
    pairs = (name.rsplit(" ", 1) for name in cells if name.startswith(f"{column} "))
    return {int(number): cells[f"{column} {number}"] for _, number in pairs}


def _chosen(keys: Sequence[str], options: Mapping[int, str], letters: str) -> tuple[list[int], str]:
    """The numbers of the options that are right, and what is unsure about them."""
    by_text = {text.casefold(): number for number, text in options.items()}
    whole = [by_text.get(key.casefold()) for key in keys]
    if keys and all(whole):
        other = [_named_option(key, letters) for key in keys]
        differs = any(a in options and a != b for a, b in zip(other, whole, strict=True))
        return [number for number in whole if number], BOTH if differs else ""
    named = [part for key in keys for part in _named_parts(key, letters)]
    chosen = [by_text.get(part.casefold()) or _named_option(part, letters) for part in named]
    right = list(dict.fromkeys(number for number in chosen if number in options))
    if keys and (not right or None in chosen or not {*chosen} <= {*options}):
        return [], NO_OPTION
    return [number for number in right if number], ""


def _named_parts(key: str, letters: str) -> list[str]:
    """The options that an answer such as `A, C`, `A and C` or `AC` names."""
    run = key.strip().lower()
    if 1 < len(run) <= 5 and set(run) <= set(letters) and list(run) == sorted(set(run)):
        return list(run)
    return [part.strip() for part in _AND.split(key) if part.strip()]


def _named_option(part: str, letters: str) -> int | None:
    found = re.fullmatch(rf"(.*\s)?\(?([0-9]{{1,2}}|[{letters}])[.):]?", part.lower())
    if not found or (found[1] and bare(found[1]) not in OPTION_WORDS):
        return None
    return number_of(found[2], letters)


def parts(cell: str) -> list[str]:
    """The texts of a cell that holds several, between semicolons, commas or bars."""
    return [part.strip() for part in re.split(r"[;,|]", cell) if part.strip()]


def kind_of(cells: Cells, keys: Sequence[str], wrong: Sequence[object]) -> ListKind:
    """The kind that a row names, else the one that its answers look like.

    Raises QuestionListError for a kind that has no columns in a list.
    """
    if named := cells.get("type"):
        kind = _in_a_list(kind_named(named))
        if kind is None:
            raise QuestionListError(
                f"'{named}' is not a kind that a list can hold ({', '.join(get_args(ListKind))})."
            )
        # Most programs call a choice of one among several a multiple choice.
        return "single_choice" if kind == "multiple_choice" and len(keys) < 2 else kind
    if wrong or not keys:
        return "multiple_choice" if len(keys) > 1 else "single_choice"
    if truth(keys[0]):
        return "true_false"
    return "numeric" if measure(keys[0]) else "short_answer"


def _in_a_list(kind: Kind | None) -> ListKind | None:
    match kind:
        case "single_choice" | "multiple_choice" | "true_false" | "verdict":
            return kind
        case "numeric" | "short_answer":
            return kind
        case "matching" | "ordering" | "evidence" | "extended_response" | None:
            return None
        case _:
            assert_never(kind)
