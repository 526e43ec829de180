"""Test mode: answers and proofs replace one another until the quiz is handed in as a whole."""

import pytest

from sourcebook.delivery import earned_at, may_see_key, open_places
from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Choice
from sourcebook.store import Store
from tests.store.builders import (
    ANI,
    HOUR,
    MINUTE,
    TEST_MODE,
    answer_with,
    choose,
    event_rows,
    reloaded,
    start,
    wrote,
)
from tests.store.conftest import NOON


def test_an_attempt_keeps_the_mode_in_which_it_began(store: Store) -> None:
    attempt = start(store, asked=TEST_MODE)

    again = start(store, asked=TEST_MODE.model_copy(update={"feedback": "immediate"}))

    assert again == attempt
    assert again.feedback == "deferred"


def test_a_later_answer_replaces_the_one_before(store: Store, url: str) -> None:
    attempt = start(store, asked=TEST_MODE)

    after = answer_with(store, attempt, 0, "Russia", "Belarus", "Armenia")

    assert [each.response for each in after.record(0).answers] == [choose(attempt, 0, "Armenia")]
    assert reloaded(store, attempt) == after
    assert [kind for _, _, kind in event_rows(url, attempt)] == ["revised"] * 3


def test_an_answer_can_be_taken_back(store: Store) -> None:
    attempt = answer_with(store, start(store, asked=TEST_MODE), 0, "Russia")

    after = store.attempts.answer(ANI, attempt.id, 0, Choice(option=""), now=NOON)

    assert after.answers == {}
    assert open_places(after) == (0, 1)
    assert earned_at(after, 0) == 0


def test_a_stale_tab_still_changes_the_answer(store: Store) -> None:
    """The number of the try matters only where a try can be used up."""
    attempt = answer_with(store, start(store, asked=TEST_MODE), 0, "Belarus")

    response = choose(attempt, 0, "Russia")
    after = store.attempts.answer(ANI, attempt.id, 0, response, now=NOON, try_number=0)

    assert after.answers[0].response == response


def test_a_proof_can_come_first_and_be_changed(store: Store) -> None:
    attempt = start(store, asked=TEST_MODE)

    store.attempts.prove(ANI, attempt.id, 0, "s3.p4", now=NOON)
    store.attempts.prove(ANI, attempt.id, 0, "s2.p10", now=NOON)

    assert reloaded(store, attempt).record(0).proof == "s2.p10"


def test_a_full_test_is_not_finished_before_it_is_handed_in(store: Store) -> None:
    attempt = answer_with(store, start(store, asked=TEST_MODE), 0, "Russia")
    store.attempts.prove(ANI, attempt.id, 0, "s2.p10", now=NOON)

    after = store.attempts.answer(ANI, attempt.id, 1, wrote(), now=NOON)

    assert open_places(after) == ()
    assert not after.is_finished
    assert not may_see_key(after, 0)


def test_handing_in_finishes_and_shows_the_keys(store: Store) -> None:
    attempt = answer_with(store, start(store, asked=TEST_MODE), 0, "Russia")

    after = store.attempts.finish(ANI, attempt.id, now=NOON + MINUTE)

    assert after == reloaded(store, attempt)
    assert after.finished_at == NOON + MINUTE
    assert may_see_key(after, 0)


def test_nothing_changes_after_handing_in(store: Store) -> None:
    attempt = answer_with(store, start(store, asked=TEST_MODE), 0, "Russia")
    handed_in = store.attempts.finish(ANI, attempt.id, now=NOON)

    with pytest.raises(AttemptError, match="This attempt is finished; its answers stay"):
        store.attempts.answer(ANI, attempt.id, 0, choose(attempt, 0, "Belarus"), now=NOON)
    with pytest.raises(AttemptError, match="This attempt is finished; its answers stay"):
        store.attempts.prove(ANI, attempt.id, 0, "s2.p10", now=NOON)

    assert reloaded(store, attempt) == handed_in


def test_a_text_is_marked_after_handing_in(store: Store) -> None:
    attempt = start(store, asked=TEST_MODE)
    store.attempts.answer(ANI, attempt.id, 1, wrote(), now=NOON)
    with pytest.raises(AttemptError, match="There is no text to be marked here"):
        store.attempts.mark_written(ANI, attempt.id, 1, 2, now=NOON)
    store.attempts.finish(ANI, attempt.id, now=NOON)

    after = store.attempts.mark_written(ANI, attempt.id, 1, 2, now=NOON + HOUR)

    assert earned_at(after, 1) == 1


def test_hints_and_solutions_are_not_for_a_test(store: Store) -> None:
    attempt = answer_with(store, start(store, asked=TEST_MODE), 0, "Belarus")

    with pytest.raises(AttemptError, match="There is no further hint here"):
        store.attempts.open_hint(ANI, attempt.id, 0, number=0, now=NOON)
