"""Files that a real Moodle imported are read as it reads them, or refused with a reason."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, assert_never

import pytest

from sourcebook.errors import QuestionListError
from sourcebook.formats.gift.questions import (
    Answer,
    Choice,
    Description,
    Essay,
    Matches,
    NumberAnswer,
    Numbers,
    Question,
    Refused,
    Sequenced,
    Statement,
    Typed,
)
from sourcebook.formats.gift.reading import questions
from tests.formats.gift_references import faultless_files, gift_files, named, reading

REFUSED = {
    "tricky/category_and_ids.gift.txt": {9},
    "tricky/comments.gift.txt": {12, 15},
    "tricky/match_missing_arrow.gift.txt": {1},
    "tricky/nested_braces.gift.txt": {1},
    "tricky/numerical_comma_decimal.gift.txt": {1, 3, 5, 7, 9, 11},
    "tricky/numerical_comma_range.gift.txt": {1},
    "tricky/numerical_comma_tolerance.gift.txt": {1},
    "tricky/numerical_hash_empty.gift.txt": {1},
    "tricky/numerical_word.gift.txt": {1},
    "tricky/numerical_word_range.gift.txt": {1},
    "tricky/numerical_word_tolerance.gift.txt": {1},
    "tricky/one_option.gift.txt": {1},
    "tricky/other_types.gift.txt": {17},
    "tricky/unbalanced_close.gift.txt": {1},
    "tricky/unbalanced_open.gift.txt": {3},
    "tricky/unbalanced_swapped.gift.txt": {1},
}
"""The lines of the questions that are refused. Moodle reads some of them as nobody means them."""

NOT_UTF_8 = {
    "tricky/latin1.gift.txt",
    "tricky/utf16_bom.gift.txt",
    "format-gift/questions_encoding_windows-1252.gift.txt",
}
NOT_STORED = {"tricky/category_and_ids.gift.txt": {23}}
"""Questions that Moodle loses: this one stands directly below its category."""

FILES = gift_files()
each_file = pytest.mark.parametrize("file", FILES, ids=named)
each_faultless_file = pytest.mark.parametrize("file", faultless_files(), ids=named)


@pytest.mark.skipif(not FILES, reason="The reference files are not here.")
def test_the_reference_files_are_all_there() -> None:
    assert len(FILES) > 50
    assert {*REFUSED, *NOT_UTF_8, *NOT_STORED} <= set(map(named, FILES))


@each_file
def test_questions_are_refused_and_no_others(file: Path) -> None:
    if named(file) in NOT_UTF_8:
        with pytest.raises(QuestionListError, match="UTF-8"):
            list(questions(file.read_bytes()))
        return

    refused = {each.line for each in questions(file.read_bytes()) if isinstance(each, Refused)}

    assert refused == REFUSED.get(named(file), set())


@each_faultless_file
def test_what_is_read_is_what_moodle_stored(file: Path) -> None:
    lost = NOT_STORED.get(named(file), set())
    found = [each for each in questions(file.read_bytes()) if each.line not in lost]
    stored = reading(file)["questions"]

    assert len(found) == len(stored)
    for question, expected in zip(found, stored, strict=True):
        if isinstance(question, Question):
            assert _head(question) == _stored_head(expected)
            assert not question.name or question.name[:240] == expected["name"][:240]
            assert _body(question) == _stored_body(expected)


def _head(question: Question) -> object:
    return (*question.stem, *question.general, question.tags)


def _stored_head(stored: Mapping[str, Any]) -> object:
    stem = (stored["questiontext"], stored["questiontextformat"])
    general = (stored["generalfeedback"], stored["generalfeedbackformat"])
    return (*stem, *general, tuple(stored["tags"]))


def _body(question: Question) -> object:
    match question.body:
        case Choice(answers, is_single):
            return "multichoice", is_single, [_option(each) for each in answers]
        case Typed(answers):
            return "shortanswer", [_option(each) for each in answers]
        case Numbers(answers):
            return "numerical", [_number(each) for each in answers]
        case Statement(is_true, wrong, right):
            feedback = (right, wrong) if is_true else (wrong, right)
            return "truefalse", is_true, [each.written for each in feedback]
        case Matches(pairs):
            return "match", [(*prompt, target.written) for prompt, target in pairs]
        case Sequenced(texts):
            return "ordering", [text.written for text in texts]
        case Essay():
            return ("essay",)
        case Description():
            return ("description",)
        case _:
            assert_never(question.body)


def _stored_body(stored: Mapping[str, Any]) -> object:
    answers = stored.get("answers", [])
    match stored["qtype"]:
        case "multichoice":
            is_single = stored["options"]["single"] == "1"
            return "multichoice", is_single, [_stored_option(each) for each in answers]
        case "shortanswer":
            return "shortanswer", [_stored_option(each) for each in answers]
        case "numerical":
            return "numerical", [_stored_number(each) for each in answers]
        case "truefalse":
            return "truefalse", stored["correct"], [each["feedback"] for each in answers]
        case "match":
            names = ("questiontext", "questiontextformat", "answertext")
            return "match", [tuple(pair[name] for name in names) for pair in stored["subquestions"]]
        case "ordering":
            return "ordering", [each["answer"] for each in answers]
        case other:
            return (other,)


def _option(answer: Answer) -> object:
    return answer.text.written, round(float(answer.weight), 5), *answer.feedback


def _stored_option(stored: Mapping[str, Any]) -> object:
    worth = round(stored["fraction"], 5)
    return stored["answer"], worth, stored["feedback"], stored["feedbackformat"]


def _number(answer: NumberAnswer) -> object:
    if answer.is_any:
        return "*", 0, answer.feedback.written
    middle, width = (answer.low + answer.high) / 2, (answer.high - answer.low) / 2
    weight = float(answer.weight)
    return round(float(middle), 9), round(float(width), 9), weight, answer.feedback.written


def _stored_number(stored: Mapping[str, Any]) -> object:
    if stored["answer"] == "*":
        return "*", stored["fraction"], stored["feedback"]
    width = round(abs(stored["tolerance"]), 9)
    return round(float(stored["answer"]), 9), width, stored["fraction"], stored["feedback"]
