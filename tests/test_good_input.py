"""Files that other readers of YAML stumble over, or read as something else, and this one reads."""

import json
from fractions import Fraction

import pytest
import yaml

from sourcebook.content.checking import check
from sourcebook.content.faults import as_text
from sourcebook.model.attempts import Typed
from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Hint,
    Item,
    Ordering,
    PassageDistractor,
    ShortAnswer,
    SingleChoice,
)
from sourcebook.model.quizzes import Quiz
from sourcebook.scoring import score
from tests.builders import course_files
from tests.minimal_course import PEOPLE, QUIZ

PATH = "quizzes/04-yerevan-summit.yaml"
CHOICE = """\
type: single_choice
key: Pashinyan
distractors: [{text: Putin, feedback: He signed.}]
"""
SHORT_ANSWER = "type: short_answer\n"
REST = """\
objective: tell-the-day
stem: What does the Munich report say?
rationale: The Munich report says so.
citations: [s1.p1, s1.p2]
"""
WITH_VARIANTS = (
    "name: Nikol Pashinyan\n  variants: [Pashinian, N. Paschinjan]\n"
    "  languages: {fr: [Nikol Pachinian], ru: [Никол Пашинян]}"
)
EVIDENCE = "type: evidence\nkeys: [s1.p2]\n"
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
    """The quiz in a course without a fault, signs that learners see as they are apart."""
    result = check(course_files() | {PATH: raw})
    assert as_text([each for each in result.faults if each.rule != "shown-as-typed"]) == ""
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


def added(fragment: str) -> Item:
    """The item that these lines make, in a course that has no error."""
    lines = f"id: refusal\n{fragment}{REST}".splitlines()
    quiz = f"{QUIZ}  - {lines[0]}\n" + "".join(f"    {line}\n" for line in lines[1:])
    result = check(course_files() | {PATH: quiz.encode()})
    assert result.course, as_text(result.faults)
    return result.course.quizzes["yerevan-quiz"].items[-1]


def test_a_hint_is_a_text_alone_or_a_text_with_a_passage() -> None:
    item = added(CHOICE + "hints: [Who was the host?, {text: Read on., passage: s1.p2}]\n")

    assert item.hints == (
        Hint(text="Who was the host?"),
        Hint(text="Read on.", passage="s1.p2"),
    )


def test_a_hint_may_quote_the_passage_that_it_opens() -> None:
    quoting = "hints: [{text: Look for “depressing”., passage: s1.p2}]\n"
    raw = QUIZ.replace("    citations: [s1.p1]\n", f"    citations: [s1.p1]\n    {quoting}", 1)

    quiz = read(raw.encode())

    assert quiz.items[1].hints[0].passage == "s1.p2"


def test_tries_are_worth_what_is_written_without_rounding() -> None:
    item = added(CHOICE + "tries: [1, 1/3, 0.1, 0]\n")

    assert item.tries == (Fraction(1), Fraction(1, 3), Fraction(1, 10), Fraction(0))


def test_an_item_is_tried_once_unless_it_says_otherwise() -> None:
    assert added(CHOICE).tries == (Fraction(1),)


@pytest.mark.parametrize(
    ("keys", "points"),
    [
        ("", 1),
        ("proof: [s1.p2]\n", 2),
        ("proof: []\n", 1),
        ("proof: [s1.p2]\npoints: 1/2\n", Fraction(1, 2)),
    ],
)
def test_an_item_with_proof_is_worth_two_points_unless_it_says_otherwise(
    keys: str, points: Fraction
) -> None:
    assert added(CHOICE + keys).points == points


def test_a_short_answer_has_a_key_further_texts_and_wrong_ones() -> None:
    wrong = "distractors: [{text: Baku, feedback: Look again., score: 1/2}]\n"

    item = added(f"{SHORT_ANSWER}key: Yerevan\nalso_accept: [Erevan]\n{wrong}")

    assert isinstance(item, ShortAnswer)
    assert (item.key, item.also_accept) == ("Yerevan", ("Erevan",))
    assert item.distractors[0].score == Fraction(1, 2)


def test_an_ordering_keeps_the_order_in_which_its_texts_are_written() -> None:
    item = added(
        "type: ordering\nsequence: [They met, They spoke, They left]\nfeedback: Read on.\n"
    )

    assert isinstance(item, Ordering)
    assert item.sequence == ("They met", "They spoke", "They left")


def test_a_passage_that_shows_something_else_may_stand_alone_or_with_feedback() -> None:
    other = "{passage: s1.p1, feedback: It gives the day.}"

    item = added(f"{EVIDENCE}distractors: [s2.p1, {other}]\n")

    assert isinstance(item, EvidenceItem)
    assert item.distractors == (
        PassageDistractor(passage="s2.p1"),
        PassageDistractor(passage="s1.p1", feedback="It gives the day."),
    )


def test_the_feedback_on_a_passage_may_quote_that_passage() -> None:
    quoting = "{passage: s1.p2, feedback: Its “depressing” gives no day.}"
    raw = f"{QUIZ}  - id: day-passage\n    type: evidence\n    keys: [s1.p1]\n"
    raw += f"    distractors: [{quoting}]\n"
    raw += "".join(f"    {line}\n" for line in REST.replace(", s1.p2]", "]").splitlines())

    assert len(read(raw.encode()).items) == 7


def test_a_text_of_ones_own_has_a_rubric_of_three_levels_and_a_model_answer() -> None:
    rubric = "rubric:\n  full: Both are named.\n  part: One is named.\n  none: None is named.\n"

    item = added(f"type: extended_response\n{rubric}model_answer: Only one quotes.\nlength: 80\n")

    assert isinstance(item, ExtendedResponse)
    assert item.three_levels.levels() == ("None is named.", "One is named.", "Both are named.")
    assert (item.model_answer, item.length) == ("Only one quotes.", 80)


def test_a_rubric_may_have_levels_with_points_of_their_own() -> None:
    rubric = (
        "rubric:\n  - {points: 4, text: Both are named.}\n  - {points: 1, text: One is named.}\n"
        "  - {points: 0, text: None is named.}\n"
    )

    item = added(f"type: extended_response\n{rubric}model_answer: Only one quotes.\n")

    assert isinstance(item, ExtendedResponse)
    assert [(str(each.points), each.text) for each in item.levels()] == [
        ("0", "None is named."),
        ("1", "One is named."),
        ("4", "Both are named."),
    ]
    assert item.points == 4


def test_a_quiz_may_be_a_test_against_the_clock_that_asks_how_sure_one_is() -> None:
    keys = "title: The Yerevan summit\nfeedback: deferred\nconfidence: true\ntime_limit: 20"

    quiz = read(QUIZ.replace("title: The Yerevan summit", keys).encode())

    assert (quiz.feedback, quiz.confidence, quiz.time_limit) == ("deferred", True, 20)


def short_answer_in_a_course_with(person: str, key: str) -> ShortAnswer:
    """A short answer with this key, where people.yaml has one person with these keys."""
    people = PEOPLE.replace("name: Nikol Pashinyan", person)
    extra = f"{QUIZ}  - id: refusal\n    type: short_answer\n    key: {key}\n"
    extra += "".join(f"    {line}\n" for line in REST.splitlines())
    files = course_files() | {PATH: extra.encode(), "seeds/people.yaml": people.encode()}
    course = check(files).course
    assert course
    item = course.quizzes["yerevan-quiz"].items[-1]
    assert isinstance(item, ShortAnswer)
    return item


@pytest.mark.parametrize("key", ["Pashinyan", "Nikol Pashinyan", "nikol pashinian", "Pashinián"])
@pytest.mark.parametrize(
    "typed",
    [
        "Pashinyan",
        "Nikol Pashinyan",
        " nikol  PASHINYÁN ",
        "Pashinian",
        "Nikol Pashinian",
        "N. Paschinjan",
        "Pashinyan Nikol",
        "Pachinian",
        "Nikol Pachinian",
        "Никол Пашинян",
        "ПАШИНЯН НИКОЛ",
    ],
)
def test_a_name_of_people_yaml_is_right_in_every_spelling(key: str, typed: str) -> None:
    item = short_answer_in_a_course_with(WITH_VARIANTS, key)

    assert score(item, Typed(text=typed)) == 1


@pytest.mark.parametrize("typed", ["Nikol", "N.", "Paschinjan", "Pashin", "Nikol Pashinyan PM"])
def test_a_first_name_alone_or_a_part_of_a_name_is_not_right(typed: str) -> None:
    item = short_answer_in_a_course_with(WITH_VARIANTS, "Pashinyan")

    assert score(item, Typed(text=typed)) == 0


def test_a_key_that_is_nobodys_name_has_no_other_spellings() -> None:
    item = short_answer_in_a_course_with(WITH_VARIANTS, "Nikol")

    assert item.also_accept == ()


def test_what_an_author_accepts_stays_beside_the_spellings_of_a_name() -> None:
    lines = f"{SHORT_ANSWER}key: Pashinyan\nalso_accept: [The host, Nikol Pashinyan]\n"

    item = added(lines)

    assert isinstance(item, ShortAnswer)
    assert item.also_accept == ("The host", "Nikol Pashinyan", "Pashinyan Nikol")


def test_two_accepted_spellings_may_differ_in_a_hyphen_or_an_accent_only() -> None:
    lines = (
        f"{SHORT_ANSWER}key: Nagorno-Karabakh\nalso_accept: [Nagorno Karabakh, Nagornó-Karabakh]\n"
    )

    item = added(lines)

    assert isinstance(item, ShortAnswer)
    assert item.also_accept == ("Nagorno Karabakh", "Nagornó-Karabakh")
