"""Repeating what was missed, finding attempts by item, and scores worked out again."""

import random
from collections.abc import Iterator
from fractions import Fraction

import pytest

from sourcebook.delivery import earned_at
from sourcebook.errors import StoreError
from sourcebook.model.attempts import Attempt, Regraded
from sourcebook.store import Store
from tests.store.builders import (
    ANI,
    BARIS,
    HOUR,
    TWO_ITEMS,
    answer_with,
    event_rows,
    item,
    quiz,
    reloaded,
    start,
)
from tests.store.conftest import NOON

CORRECTED = item("who-leads", key="Belarus", distractors=["Russia"])


def regraded(place: int = 0, score: Fraction = Fraction(1)) -> Regraded:
    return Regraded(place=place, at=NOON + HOUR, item=CORRECTED, score=score)


def finished(store: Store, learner: str = ANI) -> Attempt:
    """An attempt in which Belarus was chosen twice, for nothing."""
    attempt = answer_with(store, start(store, learner), 0, "Belarus", learner=learner)
    return answer_with(store, attempt, 1, "Belarus", learner=learner)


def test_what_was_missed_is_repeated_beside_the_open_quiz(store: Store) -> None:
    taken = start(store, asked=TWO_ITEMS)

    repeated = start(store, asked=quiz(item("who-leads")), purpose="missed")

    assert repeated.id != taken.id
    assert store.attempts.unfinished(ANI, "summit") == taken
    assert store.attempts.unfinished(ANI, "summit", purpose="missed") == repeated
    assert [len(each.items) for each in (taken, repeated)] == [2, 1]


def test_the_two_purposes_end_one_without_the_other(store: Store) -> None:
    taken = start(store, asked=TWO_ITEMS)
    repeated = start(store, asked=quiz(item("who-leads")), purpose="missed")

    assert answer_with(store, repeated, 0, "Russia").is_finished

    assert reloaded(store, taken) == taken
    assert store.attempts.unfinished(ANI, "summit", purpose="missed") is None


def test_attempts_with_an_item_are_found_whosever_they_are(store: Store) -> None:
    ani, baris = start(store, ANI), start(store, BARIS, quiz(item("who-follows"), id="other"))

    assert {each.id for each in store.attempts.with_items(["who-follows"])} == {ani.id, baris.id}
    assert store.attempts.with_items(["who-leads"]) == (ani,)
    assert store.attempts.with_items(["unknown"]) == ()
    assert store.attempts.with_items([]) == ()


def test_attempts_at_an_item_are_the_learners_own(store: Store) -> None:
    ani, _ = start(store, ANI), start(store, BARIS, quiz(item("who-follows"), id="other"))

    assert store.attempts.of_learner_with_item(ANI, "who-follows") == (ani,)
    assert store.attempts.of_learner_with_item(ANI, "unknown") == ()


def test_attempts_with_an_item_come_oldest_first_and_once_each(store: Store) -> None:
    first = finished(store)
    second = store.attempts.start(ANI, TWO_ITEMS, now=NOON + HOUR, rng=random.Random(2))

    found = store.attempts.with_items({"who-leads", "who-follows"})

    assert [each.id for each in found] == [first.id, second.id]


def test_a_new_score_stands_beside_the_answer_as_it_was(store: Store) -> None:
    attempt = finished(store)

    store.attempts.regrade([(attempt.id, regraded(score=Fraction(2, 3)))])

    after = reloaded(store, attempt)
    assert earned_at(after, 0) == Fraction(2, 3)
    assert earned_at(after, 1) == 0
    assert after.record(0).regraded == regraded(score=Fraction(2, 3))
    assert after.answers == attempt.answers
    assert after.items == attempt.items
    assert after.finished_at == attempt.finished_at


def test_the_latest_regrading_counts(store: Store) -> None:
    attempt = finished(store)

    store.attempts.regrade([(attempt.id, regraded()), (attempt.id, regraded(score=Fraction(1, 2)))])
    store.attempts.regrade([(attempt.id, regraded(score=Fraction(1, 3)))])

    assert earned_at(reloaded(store, attempt), 0) == Fraction(1, 3)


def test_many_learners_are_regraded_together(store: Store) -> None:
    ani, baris = finished(store, ANI), finished(store, BARIS)

    store.attempts.regrade((attempt.id, regraded()) for attempt in (ani, baris))

    assert earned_at(reloaded(store, ani), 0) == 1
    assert earned_at(reloaded(store, baris, BARIS), 0) == 1


def test_if_one_score_cannot_be_kept_none_is(store: Store, url: str) -> None:
    ani, baris = finished(store, ANI), finished(store, BARIS)
    there, nowhere = (ani.id, regraded()), (baris.id, regraded(place=7))

    with pytest.raises(StoreError):
        store.attempts.regrade([there, nowhere, there])

    assert reloaded(store, ani) == ani
    assert reloaded(store, baris, BARIS) == baris
    assert [kind for _, _, kind in event_rows(url, ani)] == ["tried", "tried"]


def test_no_score_is_kept_if_the_list_breaks_off(store: Store) -> None:
    attempt = finished(store)

    def breaks_off() -> Iterator[tuple[str, Regraded]]:
        yield attempt.id, regraded()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.attempts.regrade(breaks_off())

    assert reloaded(store, attempt) == attempt


def test_an_empty_regrading_changes_nothing(store: Store) -> None:
    attempt = finished(store)

    store.attempts.regrade([])

    assert store.attempts.of_learner(ANI) == (attempt,)


def test_an_answer_can_follow_a_regrading(store: Store, url: str) -> None:
    attempt = answer_with(store, start(store), 0, "Belarus")
    store.attempts.regrade([(attempt.id, regraded())])

    after = answer_with(store, attempt, 1, "Russia")

    assert after.is_finished
    assert [earned_at(after, place) for place in (0, 1)] == [1, 1]
    assert event_rows(url, attempt) == [(0, 0, "tried"), (1, 0, "regraded"), (2, 1, "tried")]
