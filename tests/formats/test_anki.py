"""Decks for Anki: stable names of decks and cards, how they look, and what they lose."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.content.checking import check
from sourcebook.formats import anki
from sourcebook.formats.anki import note_type
from sourcebook.formats.anki.deck import deck_name, note_id
from sourcebook.model.about import UNNAMED
from sourcebook.model.item_kinds import KINDS
from sourcebook.model.items import Item
from tests import builders, strategies
from tests.builders import SUMMIT_DAY, course_files
from tests.contrast import contrast, rgb

COURSE = check(course_files()).course or pytest.fail("The minimal course has a fault.")
any_item = st.one_of(*strategies.KINDS.values())


@given(any_item)
def test_one_moment_gives_one_file(item: Item) -> None:
    quiz = builders.quiz(item)

    assert anki.dumps(quiz, COURSE, now=SUMMIT_DAY) == anki.dumps(quiz, COURSE, now=SUMMIT_DAY)


def test_a_file_written_now_is_newer_than_an_old_one() -> None:
    quiz = builders.quiz()

    assert anki.dumps(quiz, COURSE) != anki.dumps(quiz, COURSE, now=SUMMIT_DAY)
    assert datetime.now(UTC) > SUMMIT_DAY


def test_what_a_card_is_known_by_depends_on_nothing_but_the_ids() -> None:
    item, quiz = builders.true_false(), builders.quiz()

    assert note_id(quiz, item) == note_id(quiz, builders.true_false(stem="Nobody signed."))
    assert note_id(quiz, item) == "46ce96c9dd6f279ec74c"
    assert note_id(builders.quiz(id="war-2020"), item) != note_id(quiz, item)


def test_neither_the_fields_nor_the_number_of_the_note_type_ever_change() -> None:
    assert note_type.NUMBER == 1_607_392_319
    assert note_type.FIELDS == (
        "Question",
        "Hints",
        "Answer",
        "Reason",
        "Wrong answers",
        "Proof",
        "Item",
    )


def test_a_course_without_a_title_gives_none_to_its_decks() -> None:
    unnamed = COURSE.model_copy(update={"about": UNNAMED})

    assert deck_name(builders.quiz(), unnamed) == "The Yerevan summit"
    assert deck_name(builders.quiz(title="::"), unnamed) == "yerevan-quiz"


def test_the_cards_ask_no_host_for_anything() -> None:
    written = "".join((note_type.QUESTION, note_type.ANSWER, note_type.LOOK))

    assert not re.search(r"//|url\(|@import|src=|href=|<script|<link", written)


@pytest.mark.parametrize("night", [False, True])
def test_words_stand_out_by_day_and_by_night(night: bool) -> None:
    colours = re.findall(r"color: (#\w+); background-color: (#\w+)", note_type.LOOK)
    text, ground = map(rgb, colours[night])

    faded = tuple(0.8 * one + 0.2 * other for one, other in zip(text, ground, strict=True))

    assert contrast(text, ground) > 12
    assert contrast((faded[0], faded[1], faded[2]), ground) > 7


def test_every_kind_is_on_a_card_nearly_whole() -> None:
    assert [kind for kind, _ in anki.FITS.pairs()] == list(KINDS)
    assert {fit.level for _, fit in anki.FITS.pairs()} == {"nearly"}


@pytest.mark.parametrize(
    ("item", "lost"),
    [
        (builders.true_false(), []),
        (builders.true_false(points="3"), ["points"]),
        (builders.true_false(proof=["s2.p1"], points="1"), ["choose the proof"]),
        (builders.true_false(tries=["1", "1/2"]), ["second try"]),
        (builders.true_false(hints=[{"text": "Read.", "passage": "s1.p2"}]), ["Hints"]),
        (
            builders.single_choice(distractors=[{"text": "Putin", "score": "1/2"}]),
            ["partial scores"],
        ),
        (builders.short_answer(also_accept=["a", "b", "c", "d"]), []),
        (builders.short_answer(also_accept=["a", "b", "c", "d", "e"]), ["first 4"]),
        (
            builders.numeric(also_accept=[{"number": "24", "score": "1/2"}]),
            ["partial scores"],
        ),
    ],
)
def test_what_is_lost_of_an_item_is_named(item: Item, lost: list[str]) -> None:
    first, *others = anki.losses(item)

    assert first == anki.FITS.of(item).lost
    assert len(others) == len(lost)
    assert all(word in sentence for word, sentence in zip(lost, others, strict=True))
