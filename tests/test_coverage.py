"""What uses what: `sourcebook coverage`, and the rules on objectives, passages and keys."""

import pytest

from sourcebook.content.checking import check, read_and_check
from sourcebook.content.coverage import objective_items, report, uses_of_passages, voices
from sourcebook.content.faults import as_text
from tests.builders import course_files
from tests.minimal_course import LESSON, MUNICH, QUIZ

LESSON_PATH = "lessons/04-yerevan-summit.md"
QUIZ_PATH = "quizzes/04-yerevan-summit.yaml"
SOURCE_PATH = "seeds/s1.yaml"
REPORT = """\
passage    lessons  items  comparisons  background
s1.p1            1      2            0           1
s1.p2            1      4            1           2
s2.p1            1      2            0           0

objective                    items
tell-the-day                     6  refuser, members, unsigned, claim, day, speakers

words in quotation marks, by side
Armenia                          1  100%"""


def first_lines(changes: dict[str, str]) -> list[str]:
    """The faults of the minimal course with some files changed, without their excerpts."""
    files = course_files() | {path: text.encode() for path, text in changes.items()}
    return [as_text([fault]).split("\n")[0] for fault in check(files).faults]


def quiz_of(number: int) -> str:
    """The quiz of the minimal course with its first items only."""
    items = QUIZ.split("  - id: ")
    return "  - id: ".join(items[: number + 1])


def quote_of(number: int) -> str:
    """A quote of so many words, to be added to the last passage of the Munich report."""
    return f"      - speaker: Nikol Pashinyan\n        words: {' '.join(['so'] * number)}\n"


def thin(number: str) -> str:
    return (
        f"{LESSON_PATH}:7:5: warning: objective 1: {number} 'tell-the-day'. "
        "Write 3 items or more on it. [thin-objective]"
    )


def test_the_report_shows_passages_objectives_and_voices() -> None:
    assert report(read_and_check(course_files(), None)) == REPORT


def test_the_report_marks_passages_that_are_never_used_or_over_used() -> None:
    cited = "\nSix met. [@s1.p1]\n" * 10
    files = course_files() | {
        LESSON_PATH: (LESSON + cited).encode(),
        SOURCE_PATH: (MUNICH + "  p3:\n    summary: They left.\n").encode(),
    }

    rows = report(read_and_check(files, None)).split("\n")

    assert rows[1:4] == [
        "s1.p1           11      2            0           1  over-used",
        "s1.p2            1      4            1           2",
        "s1.p3            0      0            0           0  never used",
    ]


def test_an_empty_course_has_an_empty_report() -> None:
    assert report(read_and_check({}, None)).split("\n\n") == [
        "passage    lessons  items  comparisons  background",
        "objective                    items",
        "words in quotation marks, by side",
    ]


def test_uses_are_counted_by_what_cites_a_passage() -> None:
    uses = uses_of_passages(read_and_check(course_files(), None))

    assert uses["s1.p2"] == {"lessons": 1, "items": 4, "comparisons": 1, "background": 2}


NAMING = """\
  - id: which-report
    type: {kind}
    objective: tell-the-day
    stem: Which passage gives the day?
    rationale: The Munich report gives the date.
    citations: [s1.p1]
"""


def with_item(kind: str, keys: str) -> dict[str, str]:
    """The quiz of the minimal course with one more item, about p1 of the Munich report."""
    return {QUIZ_PATH: f"{QUIZ}{NAMING.format(kind=kind)}{keys}"}


CHOICE = "    key: 23\n    distractors: [{text: 25, feedback: Look again.}]\n"
BESIDE_P1 = [
    ("evidence", "    keys: [s1.p1]\n    distractors: [{passage: s1.p3, feedback: Look again.}]\n"),
    ("single_choice", f"{CHOICE}    hints: [{{text: Do not look here., passage: s1.p3}}]\n"),
    ("numeric", "    key: 23\n    also_accept: [{number: 24, citations: [s1.p3]}]\n"),
]


@pytest.mark.parametrize(("kind", "keys"), BESIDE_P1, ids=[kind for kind, _ in BESIDE_P1])
def test_an_item_uses_what_it_offers_opens_in_a_hint_or_proves_a_number_with(
    kind: str, keys: str
) -> None:
    more = {SOURCE_PATH: MUNICH + "  p3:\n    summary: They left.\n"}
    changes = more | with_item(kind, keys)
    files = course_files() | {path: text.encode() for path, text in changes.items()}

    uses = uses_of_passages(read_and_check(files, None))

    assert uses["s1.p3"] == {"items": 1}
    assert first_lines(changes) == []


def test_an_item_counts_once_for_a_passage_that_it_cites_and_takes_as_proof() -> None:
    proof = f"{CHOICE}    proof: [s1.p1]\n    hints: [{{text: Read this., passage: s1.p1}}]\n"
    files = course_files() | {QUIZ_PATH: with_item("single_choice", proof)[QUIZ_PATH].encode()}

    uses = uses_of_passages(read_and_check(files, None))

    assert uses["s1.p1"]["items"] == 3


def test_a_passage_that_does_not_exist_is_not_counted() -> None:
    files = course_files() | {QUIZ_PATH: QUIZ.replace("[s1.p1]", "[s9.p1]").encode()}

    uses = uses_of_passages(read_and_check(files, None))

    assert list(uses) == ["s1.p1", "s1.p2", "s2.p1"]


def test_an_objective_has_the_items_that_assess_it() -> None:
    text = QUIZ.replace("objective: tell-the-day", "objective: name-the-place", 1)

    found = objective_items(read_and_check({QUIZ_PATH: text.encode()}, None))

    assert found["name-the-place"] == ["refuser"]
    assert found["tell-the-day"] == ["members", "unsigned", "claim", "day", "speakers"]


def test_words_are_counted_by_side_the_loudest_first() -> None:
    card = MUNICH.replace("{Nikol Pashinyan: 1}", "{Baku: 3, Nikol Pashinyan: 4, Anna: 2}")

    heard = voices(read_and_check(course_files() | {SOURCE_PATH: card.encode()}, None))

    assert list(heard.items()) == [("unknown", 5), ("Armenia", 4)]


def test_three_items_are_enough_for_an_objective() -> None:
    assert first_lines({QUIZ_PATH: quiz_of(3)}) == []


def test_one_or_two_items_are_few_for_an_objective() -> None:
    assert first_lines({QUIZ_PATH: quiz_of(2)}) == [thin("two items assess")]
    assert first_lines({QUIZ_PATH: quiz_of(1)}) == [thin("one item assesses")]


def test_a_lesson_whose_quiz_is_still_to_be_written_is_warned_of() -> None:
    files = course_files()
    del files[QUIZ_PATH]

    result = check(files)

    assert as_text(result.faults).split("\n")[0] == thin("no item assesses")
    assert result.course is not None


def test_objectives_wait_for_a_quiz_that_cannot_be_read() -> None:
    rules = [fault.rule for fault in check(course_files() | {QUIZ_PATH: b"id: [1"}).faults]

    assert rules == ["yaml-syntax"]


def test_an_item_that_a_blueprint_draws_does_not_count_twice() -> None:
    final = "id: final-quiz\ntitle: All\ndraw: [{objective: tell-the-day, items: 6}]\n"

    assert first_lines({QUIZ_PATH: quiz_of(2), "quizzes/07-final.yaml": final}) == [
        thin("two items assess")
    ]


def test_any_other_fault_comes_before_unused_passages() -> None:
    unused = {SOURCE_PATH: MUNICH + "  p3:\n    summary: They left.\n"}
    found = first_lines(unused | {QUIZ_PATH: QUIZ.replace("yerevan-summit\n", "yerevan\n", 1)})

    assert [line.split(" [")[-1] for line in found] == ["unknown-reference]"]


def test_two_hundred_words_may_be_quoted_from_one_source() -> None:
    # One word is quoted already.
    quotes = [quote_of(25)] * 7 + [quote_of(24)]

    assert first_lines({SOURCE_PATH: MUNICH + "".join(quotes)}) == []
