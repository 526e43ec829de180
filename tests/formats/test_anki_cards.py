"""What stands on a card for Anki; `test_anki_import` has Anki's own view."""

import re
from fractions import Fraction

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.content.checking import check
from sourcebook.formats.anki.answers import amount
from sourcebook.formats.anki.cards import Card, card
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.model.options import options
from sourcebook.scoring import key_ids
from tests import builders, strategies
from tests.builders import course_files

COURSE = check(course_files()).course or pytest.fail("The minimal course has a fault.")
any_item = st.one_of(*strategies.KINDS.values())
any_text = st.text(min_size=1, max_size=80).filter(lambda text: text.strip())


def card_of(item: Item, course: Course = COURSE) -> Card:
    return card(item, builders.quiz(item), course)


def shown(html: str) -> str:
    """The words that a learner reads."""
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def test_a_card_has_question_answer_reason_wrong_answers_and_proof() -> None:
    item = builders.single_choice(
        distractors=[{"text": "Putin", "feedback": "He signed."}, "Lukashenko"]
    )

    found = card_of(item)

    assert [shown(each) for each in found] == [
        "What do the reports say about the summit? One answer is right. Putin Lukashenko Pashinyan",
        "",
        "Pashinyan",
        "The Munich report says so.",
        "Putin He signed.",
        "Munich report, paragraph 1 The six members of the alliance met in Yerevan "
        "on 23 November 2022.",
        "yerevan-quiz: refuser",
    ]


@pytest.mark.parametrize(
    ("item", "question", "answer"),
    [
        (builders.multiple_choice(), "More than one answer may be right.", "Armenia Belarus"),
        (builders.true_false(), "True or false?", "True"),
        (builders.verdict(), "The prime minister left the declaration unsigned.", "Supported"),
        (builders.numeric(unit="km"), "A number, in this unit: km.", "23 km"),
        (builders.numeric(tolerance="0.5"), "A number.", "23 22.5 to 23.5 counts as right."),
        (builders.numeric(key=None, between=["20", "30"]), "A number.", "20 to 30"),
        (
            builders.numeric(
                also_accept=[
                    {"number": "24", "feedback": "In Yerevan."},
                    {"number": "25", "score": "1/2"},
                ]
            ),
            "A number.",
            "23 24 counts, too. In Yerevan. 25 counts in part, too.",
        ),
        (
            builders.short_answer(also_accept=["Nikol", "the prime minister"]),
            "A word or a name.",
            "Pashinyan Also right: Nikol; the prime minister.",
        ),
        (
            builders.short_answer(also_accept=["a", "b", "c", "d", "e", "f"]),
            "A word or a name.",
            "Pashinyan Also right: a; b; c; d; and 2 more.",
        ),
        (
            builders.matching(),
            "Pashinyan Lukashenko Each with one of these:",
            "Pashinyan Armenia Lukashenko Belarus",
        ),
        (
            builders.ordering(),
            "In which order?",
            "They arrive They meet One refuses to sign Munich reports",
        ),
        (
            builders.evidence(),
            "Polish report, paragraph 1 The declaration was left unsigned.",
            "Munich report, paragraph 2 Polish report, paragraph 1",
        ),
        (
            builders.extended_response(),
            "In your own words; about 100 words.",
            "All points Names the missing help. Half of the points Names the refusal.",
        ),
    ],
)
def test_each_kind_is_asked_and_answered_in_words(item: Item, question: str, answer: str) -> None:
    found = card_of(item)

    assert question in shown(found.question)
    assert answer in shown(found.answer)


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (builders.true_false(feedback="Read again."), "Read again."),
        (builders.ordering(feedback="Read again."), "Read again."),
        (builders.verdict(feedback={"not_stated": "It is."}), "Not stated in the sources It is."),
        (
            builders.numeric(
                distractors=[{"number": "25", "feedback": "Too late.", "citations": ["s1.p1"]}]
            ),
            "25 Too late. (Munich report, paragraph 1)",
        ),
        (
            builders.evidence(distractors=[{"passage": "s1.p1", "feedback": "It counts."}]),
            "Munich report, paragraph 1 It counts.",
        ),
        (builders.single_choice(), ""),
        (builders.extended_response(), ""),
    ],
)
def test_feedback_stands_under_the_wrong_answers(item: Item, words: str) -> None:
    assert shown(card_of(item).wrong_answers) == words


def test_hints_are_folded_and_name_their_passages() -> None:
    item = builders.true_false(hints=["Think.", {"text": "Read.", "passage": "s1.p2"}])

    hints = card_of(item).hints

    assert shown(hints) == "Hint 1 Think. Hint 2 Read. Look at: Munich report, paragraph 2."
    assert hints.count("<details>") == 2


def test_a_card_asks_for_the_proof_where_the_quiz_does() -> None:
    item = builders.true_false(proof=["s2.p1"])

    found = card_of(item)

    assert "And which passage proves it?" in shown(found.question)
    assert shown(found.proof).startswith("Polish report, paragraph 1 The declaration")


def test_a_calculation_and_a_comparison_stand_with_the_proof() -> None:
    item = builders.numeric(calculated="It is 20 + 3.", comparison="membership-sentence")

    found = card_of(item)

    assert shown(found.reason).endswith("How the number follows: It is 20 + 3.")
    assert "Do the sources agree? How do the reports render" in shown(found.proof)


def test_a_passage_that_the_course_has_no_more_is_named_by_its_id() -> None:
    item = builders.evidence(keys=["s1.p1", "s9.p9"], citations=["s9.p9"])

    found = card_of(item)

    assert shown(found.answer) == "Munich report, paragraph 1 s9.p9"
    assert shown(found.proof) == "s9.p9"


@given(any_item)
def test_every_option_and_every_key_is_on_the_card(item: Item) -> None:
    found = card_of(item)

    texts = dict(options(item))
    for option_id, text in texts.items():
        assert _name(option_id, text).casefold() in shown(found.question).casefold()
    for key in key_ids(item):
        assert _name(key, texts[key]) in shown(found.answer)


def _name(key: str, text: str) -> str:
    evidence = COURSE.evidence(key)
    return evidence.name if evidence else text


@given(strategies.orderings)
def test_the_order_to_find_is_never_the_one_shown(item: Item) -> None:
    key = [dict(options(item))[each] for each in key_ids(item)]

    found = BeautifulSoup(card_of(item).question, "html.parser").find_all("li")

    assert sorted(each.get_text() for each in found) == sorted(key)
    assert [each.get_text() for each in found] != key


@given(any_item, any_text)
def test_no_text_of_an_item_is_markup_or_an_order_to_anki(item: Item, text: str) -> None:
    plain = card_of(item)

    found = card_of(item.model_copy(update={"stem": text, "rationale": text}))

    for before, after in zip(plain, found, strict=True):
        assert not re.search(r"[\x00-\x08\x1f\x7f]|\[", after)
        assert _tags(after) <= _tags(before) | {"br"}
    assert found.question


def _tags(html: str) -> set[str]:
    return {tag.name for tag in BeautifulSoup(html, "html.parser").find_all()}


def test_no_option_is_markup() -> None:
    item = builders.multiple_choice(keys=["<b>x</b>"], distractors=["<i>y</i>", "[sound:z]"])

    found = card_of(item)

    assert "&lt;b&gt;x&lt;/b&gt;" in found.answer
    assert "&lt;i&gt;y&lt;/i&gt;" in found.question
    assert "&#91;sound:z]" in found.question


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("3", "3"),
        ("-3", "-3"),
        ("0", "0"),
        ("8.50", "8.5"),
        ("0.05", "0.05"),
        ("-0.5", "-0.5"),
        ("1/3", "1/3"),
        ("8/3", "2 2/3"),
        ("-8/3", "-2 2/3"),
        ("123456789012345.123456789012345", "123456789012345.123456789012345"),
    ],
)
def test_a_number_is_written_exactly(number: str, words: str) -> None:
    assert amount(Fraction(number)) == words
