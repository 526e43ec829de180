"""Files that other readers of YAML stumble over, or read as something else, and this one reads."""

import json

import pytest
import yaml

from sourcebook.content.checking import check
from sourcebook.content.faults import as_text
from sourcebook.model.quizzes import Quiz, SingleChoice
from tests.builders import course_files
from tests.minimal_course import QUIZ

PATH = "quizzes/04-yerevan-summit.yaml"
WORDS = [
    "No",
    "yes",
    "on",
    "010",
    "1e3",
    "44:30",
    "1:30:00",
    "1_000",
    "2020-11-10",
    "99999999999999999999999999",
    "0x1F",
    "=2+2",
    "=HYPERLINK(A1)",
    "'<script>alert(1)</script>'",
    "'~'",
    '".nan"',
]


def read(raw: bytes) -> Quiz:
    """The quiz in a course that has no fault at all."""
    result = check(course_files() | {PATH: raw})
    assert as_text(result.faults) == ""
    assert result.course
    return result.course.quizzes["yerevan-quiz"]


def first_item(quiz: Quiz) -> SingleChoice:
    item = quiz.items[0]
    assert isinstance(item, SingleChoice)
    return item


@pytest.mark.parametrize("word", WORDS)
def test_an_option_stays_the_text_that_stands_in_the_file(word: str) -> None:
    raw = QUIZ.replace("text: Putin", f"text: {word}").encode()

    item = first_item(read(raw))

    assert item.distractors[0].text == word.strip("'\"").replace("''", "'")


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + QUIZ.encode(),
        QUIZ.replace("\n", "\r\n").encode(),
        QUIZ.replace("\n", "\r").encode(),
        QUIZ.rstrip("\n").encode(),
        QUIZ.encode() + b"# The end.\n\n",
        b"---\n" + QUIZ.encode() + b"...\n",
        b"%YAML 1.2\n---\n" + QUIZ.encode(),
    ],
    ids=["byte-order mark", "CRLF", "CR", "no line end", "comment", "document marks", "YAML 1.2"],
)
def test_the_same_quiz_is_read_however_it_was_saved(raw: bytes) -> None:
    plain = read(QUIZ.encode())

    assert read(raw) == plain


@pytest.mark.parametrize("mark", [">", "|", ">-", "|-"])
def test_a_folded_or_literal_text_is_a_text(mark: str) -> None:
    stem = "stem: Who left the declaration unsigned?"
    raw = QUIZ.replace(stem, f"stem: {mark}\n      Who left\n      the hall?").encode()

    item = first_item(read(raw))

    assert item.stem.split() == ["Who", "left", "the", "hall?"]


def test_a_quiz_in_json_is_a_quiz_in_yaml() -> None:
    raw = json.dumps(yaml.safe_load(QUIZ)).encode()

    assert read(raw) == read(QUIZ.encode())


def test_an_alias_to_a_defined_value_stands_for_that_value() -> None:
    raw = QUIZ.replace("citations: [s1.p2]", "citations: &proof [s1.p2]", 1)
    raw = raw.replace("citations: [s1.p2]", "citations: *proof")

    quiz = read(raw.encode())

    assert quiz.items[3].citations == ("s1.p2",)


def test_a_tag_that_says_text_is_allowed() -> None:
    raw = QUIZ.replace("text: Putin", "text: !!str 2022").encode()

    item = first_item(read(raw))

    assert item.distractors[0].text == "2022"
