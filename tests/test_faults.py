"""Faults on paper: as text with a caret, as JSON, as GitHub's annotations."""

import json

import pytest

from sourcebook.content.checking import check
from sourcebook.content.faults import (
    Fault,
    Spot,
    Values,
    as_github,
    as_json,
    as_text,
    did_you_mean,
    first_of_each_file,
    has_errors,
    nearest,
)
from tests.builders import course_files

KEY = Fault(
    "quizzes/02-war-2020.yaml",
    Spot(14, 10),
    "wrong-type",
    "expected text, found nothing.",
    "Write the text behind the colon.",
    "error",
    "    key: ~",
    ("items", 2, "key"),
    "truce",
    Values("~", "1994"),
)
HIDDEN = Fault(
    "lessons/04-yerevan-summit.md",
    Spot(3, 1),
    "hidden-character",
    "the invisible character U+200B changes how the text is read.",
    severity="warning",
)


def test_a_fault_in_text_has_its_line_and_a_caret() -> None:
    assert as_text([KEY]) == (
        "quizzes/02-war-2020.yaml:14:10: item 3 (truce), key: expected text, found nothing. "
        "Write the text behind the colon. [wrong-type]\n"
        "        key: ~\n"
        "             ^"
    )


def test_a_warning_without_a_line_to_show_says_that_it_is_one() -> None:
    assert as_text([HIDDEN]) == (
        "lessons/04-yerevan-summit.md:3:1: warning: the invisible character U+200B changes how "
        "the text is read. [hidden-character]"
    )


def test_faults_in_json_have_their_place_rule_and_values_as_data() -> None:
    assert json.loads(as_json([KEY, HIDDEN])) == [
        {
            "path": "quizzes/02-war-2020.yaml",
            "line": 14,
            "column": 10,
            "place": ["items", 2, "key"],
            "place_in_words": "item 3 (truce), key",
            "rule": "wrong-type",
            "severity": "error",
            "message": "item 3 (truce), key: expected text, found nothing.",
            "hint": "Write the text behind the colon.",
            "values": {"found": "~", "suggestion": "1994"},
        },
        {
            "path": "lessons/04-yerevan-summit.md",
            "line": 3,
            "column": 1,
            "place": [],
            "place_in_words": "",
            "rule": "hidden-character",
            "severity": "warning",
            "message": "the invisible character U+200B changes how the text is read.",
            "hint": "",
            "values": {},
        },
    ]


def test_json_shows_letters_as_they_are() -> None:
    assert "Արցախ" in as_json([KEY._replace(message="'Արցախ' is not known.")])


def test_faults_for_github_are_annotations() -> None:
    assert as_github([KEY, HIDDEN]) == (
        "::error file=quizzes/02-war-2020.yaml,line=14,col=10,title=wrong-type::"
        "item 3 (truce), key: expected text, found nothing. Write the text behind the colon.\n"
        "::warning file=lessons/04-yerevan-summit.md,line=3,col=1,title=hidden-character::"
        "the invisible character U+200B changes how the text is read."
    )


def test_signs_that_github_reads_as_its_own_are_escaped() -> None:
    fault = Fault("quizzes/50%,a:b.yaml", Spot(1, 1), "alias", "60 %:\r\na, b")

    assert as_github([fault]) == (
        "::error file=quizzes/50%25%2Ca%3Ab.yaml,line=1,col=1,title=alias::60 %25:%0D%0Aa, b"
    )


@pytest.mark.parametrize(
    ("column", "start", "caret"), [(1, 0, 0), (80, 0, 79), (81, 1, 79), (300, 220, 79)]
)
def test_of_a_long_line_the_hundred_characters_round_the_fault_are_shown(
    column: int, start: int, caret: int
) -> None:
    line = "".join(f"{number:03}" for number in range(130))

    _, excerpt, below = as_text([KEY._replace(excerpt=line, spot=Spot(1, column))]).split("\n")

    assert excerpt == f"    {line[start : start + 100]}"
    assert below == f"    {' ' * caret}^"


def test_the_caret_never_stands_beyond_the_line() -> None:
    assert as_text([KEY._replace(spot=Spot(14, 99))]).endswith("\n        key: ~\n              ^")


def test_unprintable_characters_of_a_line_are_shown_as_spaces() -> None:
    fault = KEY._replace(excerpt="a\x1b[31m\tb\u202ec", spot=Spot(1, 1))

    assert as_text([fault]).split("\n")[1] == "    a [31m b c"


@pytest.mark.parametrize("write", [as_text, as_github])
def test_no_faults_are_an_empty_text(write: object) -> None:
    assert callable(write)
    assert write([]) == ""
    assert as_json([]) == "[]"


def test_only_an_error_counts_as_an_error() -> None:
    assert has_errors([HIDDEN, KEY])
    assert not has_errors([HIDDEN])
    assert not has_errors([])


@pytest.mark.parametrize(
    ("word", "hint"), [("stm", "Did you mean 'stem'?"), ("perspective", ""), ("", "")]
)
def test_the_nearest_word_is_suggested_where_one_is_near(word: str, hint: str) -> None:
    assert did_you_mean(nearest(word, ["stem", "key"])) == hint


MANY = {
    "unknown keys": "id: x\ntitle: X\n" + "".join(f"wrong{n}: 1\n" for n in range(15_000)),
    "keys that stand twice": "id: x\ntitle: X\n" + "lesson: a\n" * 15_000,
    "hidden characters": "id: x\ntitle: X" + "\u200b" * 190_000,
}


@pytest.mark.parametrize("many", MANY)
def test_of_very_many_faults_of_a_file_the_first_hundred_are_named_at_once(many: str) -> None:
    path = "quizzes/99-many.yaml"

    result = check(course_files() | {path: MANY[many].encode()})

    faults = [fault for fault in result.faults if fault.path == path]
    assert len(faults) <= 100
    assert faults[-1].hint.endswith("more faults than these 100: correct these, then check again.")


def test_many_warnings_do_not_hide_an_error() -> None:
    path = HIDDEN.path
    warnings = [HIDDEN._replace(spot=Spot(line, 1)) for line in range(1, 200)]
    error = KEY._replace(path=path, spot=Spot(300, 1))

    kept = first_of_each_file([*warnings, error, KEY])

    assert len(kept) == 101
    assert kept[-1] == KEY
    assert kept[-2].severity == "error"
    assert kept[-2].hint.startswith("Write the text behind the colon. The file has more faults")
