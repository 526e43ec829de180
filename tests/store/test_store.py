"""Attempts and their answers on disk, on SQLite and on PostgreSQL alike."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from fractions import Fraction

import pytest

from sourcebook.delivery import open_places
from sourcebook.errors import AttemptError, StoreError
from sourcebook.model.attempts import Choice, Typed
from sourcebook.model.learners import Reading
from sourcebook.model.options import options
from sourcebook.model.versions import fingerprint
from sourcebook.store import Store
from tests.store.builders import (
    ANI,
    BARIS,
    TWO_ITEMS,
    choose,
    item,
    quiz,
    reloaded,
    start,
)
from tests.store.conftest import NOON


def test_an_attempt_pins_items_fingerprints_and_option_order(store: Store) -> None:
    attempt = start(store)

    assert [pinned.item for pinned in attempt.items] == list(TWO_ITEMS.items)
    assert [p.fingerprint for p in attempt.items] == [fingerprint(i) for i in TWO_ITEMS.items]
    first = attempt.items[0]
    assert sorted(first.option_order) == sorted(choice.id for choice in options(first.item))


def test_options_stand_in_another_order_for_another_attempt(store: Store) -> None:
    orders = {start(store, f"{seed}" * 64, seed=seed).items[0].option_order for seed in range(8)}

    assert len(orders) > 1


def test_a_second_start_leads_back_to_the_open_attempt(store: Store) -> None:
    first = start(store, seed=1)

    again = start(store, seed=2)

    assert again == first


def test_eight_tabs_that_start_at_once_share_one_attempt(store: Store) -> None:
    with ThreadPoolExecutor(8) as tabs:
        started = list(tabs.map(lambda seed: start(store, seed=seed), range(8)))

    assert len({attempt.id for attempt in started}) == 1
    assert len(started[0].items) == 2


def test_an_answer_is_there_after_the_store_is_opened_again(store: Store, url: str) -> None:
    attempt = start(store)
    store.attempts.answer(ANI, attempt.id, 0, choose(attempt, 0, "Russia"), now=NOON)
    store.close()

    again = Store.open(url)
    answers = reloaded(again, attempt).answers
    again.close()

    assert answers[0].response == choose(attempt, 0, "Russia")
    assert answers[0].score == 1
    assert answers[0].answered_at == NOON


def test_a_score_is_kept_as_an_exact_fraction(store: Store) -> None:
    attempt = start(store)

    store.attempts.answer(ANI, attempt.id, 1, choose(attempt, 1, "Armenia"), now=NOON)

    assert reloaded(store, attempt).answers[1].score == Fraction(1, 3)


def test_the_first_answer_to_an_item_stays(store: Store) -> None:
    attempt = start(store)
    store.attempts.answer(ANI, attempt.id, 0, choose(attempt, 0, "Belarus"), now=NOON)

    later = store.attempts.answer(ANI, attempt.id, 0, choose(attempt, 0, "Russia"), now=NOON)

    assert later.answers[0].score == 0
    assert reloaded(store, attempt).answers[0].response == choose(attempt, 0, "Belarus")


def test_the_last_answer_finishes_the_attempt(store: Store) -> None:
    attempt = start(store)
    store.attempts.answer(ANI, attempt.id, 1, choose(attempt, 1, "Russia"), now=NOON)
    assert not reloaded(store, attempt).is_finished

    store.attempts.answer(
        ANI, attempt.id, 0, choose(attempt, 0, "Russia"), now=NOON + timedelta(minutes=1)
    )

    assert reloaded(store, attempt).finished_at == NOON + timedelta(minutes=1)
    assert store.attempts.unfinished(ANI, "summit") is None


def test_two_tabs_that_answer_the_last_two_items_at_once_finish_the_attempt(store: Store) -> None:
    attempt = start(store)

    with ThreadPoolExecutor(2) as tabs:
        list(
            tabs.map(
                lambda place: store.attempts.answer(
                    ANI, attempt.id, place, choose(attempt, place, "Russia"), now=NOON
                ),
                range(2),
            )
        )

    assert reloaded(store, attempt).is_finished


def test_many_tabs_that_answer_one_item_at_once_leave_one_answer(store: Store) -> None:
    attempt = start(store)
    texts = ["Russia", "Belarus", "Armenia", "Kazakhstan"] * 4

    with ThreadPoolExecutor(8) as tabs:
        scores = set(
            tabs.map(
                lambda text: (
                    store.attempts.answer(ANI, attempt.id, 0, choose(attempt, 0, text), now=NOON)
                    .answers[0]
                    .score
                ),
                texts,
            )
        )

    assert scores == {reloaded(store, attempt).answers[0].score}


def test_an_attempt_at_a_quiz_without_items_has_none(store: Store) -> None:
    attempt = start(store, asked=quiz())

    assert reloaded(store, attempt).items == ()


def test_an_item_that_a_quiz_asks_twice_is_pinned_twice(store: Store) -> None:
    first = item("first")

    attempt = start(store, asked=quiz(first, first))

    assert [each.item for each in reloaded(store, attempt).items] == [first, first]


def test_finishing_early_leaves_items_unanswered(store: Store) -> None:
    attempt = start(store)

    store.attempts.finish(ANI, attempt.id, now=NOON)

    assert open_places(reloaded(store, attempt)) == ()
    assert reloaded(store, attempt).answers == {}
    with pytest.raises(AttemptError, match="This attempt is finished; its answers stay"):
        store.attempts.answer(ANI, attempt.id, 0, choose(attempt, 0, "Russia"), now=NOON)


def test_finishing_twice_keeps_the_first_moment(store: Store) -> None:
    attempt = start(store)
    store.attempts.finish(ANI, attempt.id, now=NOON)

    store.attempts.finish(ANI, attempt.id, now=NOON + timedelta(days=1))

    assert reloaded(store, attempt).finished_at == NOON


def test_a_new_attempt_follows_a_finished_one(store: Store) -> None:
    first = start(store)
    store.attempts.finish(ANI, first.id, now=NOON)

    second = store.attempts.start(
        ANI, TWO_ITEMS, now=NOON + timedelta(hours=1), rng=random.Random(3)
    )

    assert [attempt.id for attempt in store.attempts.of_learner(ANI)] == [first.id, second.id]


def test_an_edited_quiz_leaves_a_running_attempt_as_it_was(store: Store) -> None:
    attempt = start(store)
    corrected = quiz(item("who-leads", key="Nobody"), item("new-one"))

    assert start(store, asked=corrected) == attempt
    store.attempts.finish(ANI, attempt.id, now=NOON)
    after = start(store, asked=corrected)

    assert [pinned.item.id for pinned in after.items] == ["who-leads", "new-one"]
    assert reloaded(store, attempt).items == attempt.items


def test_no_learner_sees_or_answers_anothers_attempt(store: Store) -> None:
    attempt = start(store, ANI)

    assert store.attempts.one(BARIS, attempt.id) is None
    assert store.attempts.of_learner(BARIS) == ()
    with pytest.raises(AttemptError, match="There is no such attempt"):
        store.attempts.answer(BARIS, attempt.id, 0, choose(attempt, 0, "Russia"), now=NOON)
    with pytest.raises(AttemptError, match="There is no such attempt"):
        store.attempts.finish(BARIS, attempt.id, now=NOON)
    assert reloaded(store, attempt).answers == {}


@pytest.mark.parametrize("place", [-1, 2, 99])
def test_a_place_outside_the_attempt_takes_no_answer(store: Store, place: int) -> None:
    attempt = start(store)

    with pytest.raises(AttemptError, match="There is no such item in this attempt"):
        store.attempts.answer(ANI, attempt.id, place, choose(attempt, 0, "Russia"), now=NOON)


def test_a_blank_is_not_recorded(store: Store) -> None:
    attempt = start(store)

    with pytest.raises(AttemptError, match="Nothing is chosen yet"):
        store.attempts.answer(ANI, attempt.id, 0, Choice(option=""), now=NOON)

    assert open_places(reloaded(store, attempt)) == (0, 1)


def test_a_response_that_does_not_fit_is_not_recorded(store: Store) -> None:
    attempt = start(store)

    for response in (Choice(option="made-up"), Typed(text="23")):
        with pytest.raises(AttemptError):
            store.attempts.answer(ANI, attempt.id, 0, response, now=NOON)

    assert reloaded(store, attempt).answers == {}


def test_the_lesson_read_last_is_remembered(store: Store) -> None:
    store.readings.note_opened(ANI, "war-2020", now=NOON)
    store.readings.note_opened(ANI, "yerevan-summit", now=NOON + timedelta(minutes=1))
    store.readings.note_opened(ANI, "war-2020", now=NOON + timedelta(minutes=2))

    assert store.readings.of_learner(ANI) == {
        "war-2020": Reading(opened_at=NOON + timedelta(minutes=2)),
        "yerevan-summit": Reading(opened_at=NOON + timedelta(minutes=1)),
    }
    assert store.readings.of_learner(BARIS) == {}


def test_a_lesson_is_read_from_the_first_time_on_that_it_was_said(store: Store) -> None:
    store.readings.note_opened(ANI, "csto", now=NOON)
    for minutes in (1, 2):
        store.readings.mark_read(ANI, "csto", now=NOON + timedelta(minutes=minutes))
    store.readings.note_opened(ANI, "csto", now=NOON + timedelta(minutes=3))

    assert store.readings.of_learner(ANI)["csto"] == Reading(
        opened_at=NOON + timedelta(minutes=3), read_at=NOON + timedelta(minutes=1)
    )


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StoreError):
        store.readings.note_opened(ANI, "war-2020", now=NOON.replace(tzinfo=None))


def test_a_database_that_can_be_written_is_ok(store: Store) -> None:
    assert store.state() == "ok"
