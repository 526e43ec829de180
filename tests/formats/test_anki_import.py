"""Decks as Anki's own library reads them: a card for each item, and updates without doubles."""

import json
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from anki.consts import CARD_TYPE_REV, QUEUE_TYPE_REV
from bs4 import BeautifulSoup

from sourcebook.content.checking import check
from sourcebook.formats import anki
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from tests import builders
from tests.builders import SUMMIT_DAY, course_files
from tests.formats.anki_collection import AnkiCollection, Counts, anki_collection

LATER = SUMMIT_DAY + timedelta(days=1)
MARKUP = (
    "Is 2 < 3 [sound:a.mp3] [latex]x[/latex] {{Answer}} <script>alert(1)</script>\x1f &amp; \\(x\\)"
)


@pytest.fixture(scope="module")
def course() -> Course:
    """The minimal course."""
    found = check(course_files()).course
    assert found
    return found


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[AnkiCollection]:
    """A learner who has no cards yet."""
    with anki_collection(tmp_path) as made:
        yield made


def deck(course: Course, *items: Item, at: datetime = SUMMIT_DAY, **changes: object) -> bytes:
    """The file of a quiz of these items, or of one of each kind."""
    return anki.dumps(builders.quiz(*items, **changes), course, now=at)


def test_every_item_becomes_one_card(learner: AnkiCollection, course: Course) -> None:
    assert learner.read(deck(course)) == Counts(new=10)

    cards = learner.cards()
    assert set(cards) == {item.id for item in builders.every_kind()}
    assert learner.notes() == len(cards) == 10
    assert {each.deck for each in cards.values()} == {"The Yerevan summit::The Yerevan summit"}


def test_the_same_file_changes_nothing_the_second_time(
    learner: AnkiCollection, course: Course
) -> None:
    learner.read(deck(course))

    assert learner.read(deck(course)) == Counts(duplicate=10)
    assert learner.notes() == 10


def test_a_reworded_item_updates_its_card(learner: AnkiCollection, course: Course) -> None:
    learner.read(deck(course, builders.true_false(), builders.numeric()))
    reworded = builders.true_false(stem="Nobody signed.", key="false", skill="evidence")

    counts = learner.read(deck(course, reworded, builders.numeric(), at=LATER))

    assert counts == Counts(updated=2)
    assert learner.notes() == 2
    card = learner.cards()["unsigned"]
    assert "Nobody signed." in card.question
    assert card.fields["Answer"] == "<p>False</p>"
    assert "skill::evidence" in card.tags


def test_an_older_file_changes_nothing(learner: AnkiCollection, course: Course) -> None:
    learner.read(deck(course, builders.true_false(stem="Nobody signed."), at=LATER))

    counts = learner.read(deck(course, builders.true_false()))

    assert counts == Counts(duplicate=1)
    assert "Nobody signed." in learner.cards()["unsigned"].question


def test_progress_stays_when_a_card_is_updated(learner: AnkiCollection, course: Course) -> None:
    learner.read(deck(course, builders.true_false()))
    (card_id,) = learner.anki.find_cards("")
    card = learner.anki.get_card(card_id)
    card.ivl, card.reps = 40, 7
    card.type, card.queue = CARD_TYPE_REV, QUEUE_TYPE_REV
    learner.anki.update_card(card)

    learner.read(deck(course, builders.true_false(stem="Nobody signed."), at=LATER))

    (kept,) = learner.anki.find_cards("")
    assert (learner.anki.get_card(kept).ivl, learner.anki.get_card(kept).reps) == (40, 7)


def test_a_new_item_is_a_new_card_and_a_removed_one_stays(
    learner: AnkiCollection, course: Course
) -> None:
    learner.read(deck(course, builders.true_false()))

    assert learner.read(deck(course, builders.numeric(), at=LATER)) == Counts(new=1)
    assert set(learner.cards()) == {"unsigned", "day"}


def test_two_quizzes_of_one_moment_do_not_mix(learner: AnkiCollection, course: Course) -> None:
    learner.read(deck(course))

    second = deck(course, builders.true_false(id="signed"), id="war-2020", title="The war")

    assert learner.read(second) == Counts(new=1)
    assert learner.notes() == 11
    assert learner.cards()["signed"].deck == "The Yerevan summit::The war"


def test_a_quiz_that_only_draws_items_is_an_empty_deck(
    learner: AnkiCollection, course: Course
) -> None:
    drawing = builders.quiz(items=(), draw=[{"objective": "tell-the-day"}])

    assert learner.read(anki.dumps(drawing, course, now=SUMMIT_DAY)) == Counts()


@pytest.mark.parametrize("item", builders.every_kind(), ids=lambda item: item.type)
def test_what_looks_like_markup_is_shown_as_it_is_written(
    item: Item, learner: AnkiCollection, course: Course
) -> None:
    written = item.model_copy(update={"stem": MARKUP, "rationale": MARKUP})

    learner.read(deck(course, written))

    (card,) = learner.cards().values()
    shown = BeautifulSoup(card.answer, "html.parser")
    assert shown.get_text().count(MARKUP.replace("\x1f", " ")) == 2
    assert not shown.find_all(["script", "audio", "img", "a", "anki-mathjax"])
    (card_id,) = learner.anki.find_cards("")
    assert learner.anki.get_card(card_id).question_av_tags() == []


@pytest.mark.parametrize(
    "title", ["One::Two", "::", "A:", ":::A:::", 'Say "no"', "-", "Ելք ☁ -1", "a" * 300, "[a]"]
)
def test_a_title_is_one_level_of_decks(
    title: str, learner: AnkiCollection, course: Course, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)

    learner.read(deck(course, builders.true_false(), title=title))

    (card,) = learner.cards().values()
    first, *below = card.deck.split("::")
    assert first == "The Yerevan summit"
    assert len(below) == (0 if title == "::" else 1)


def test_anki_counts_as_it_did_when_its_rules_were_learnt(
    learner: AnkiCollection, articles: Path | None
) -> None:
    """Two small decks of clouds, the second newer, imported in turn and again."""
    folder = articles and articles.parent / "references" / "formats" / "anki"
    if not folder or not folder.is_dir():
        pytest.skip("The reference files are not here.")
    steps = json.loads((folder / "clouds.anki.json").read_text("utf-8"))["steps"]

    found = [learner.read((folder / each["import"].split()[0]).read_bytes()) for each in steps]

    names = Counts._fields
    assert found == [Counts(*(each["counts"][name] for name in names)) for each in steps]
