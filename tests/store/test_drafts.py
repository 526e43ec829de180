"""The text of a written answer is kept while it is being written, for its writer alone."""

import pytest

from sourcebook.errors import AttemptError
from sourcebook.store import Store
from tests.store.builders import (
    ANI,
    BARIS,
    HOUR,
    MINUTE,
    ONE_WRITTEN,
    TEST_MODE,
    quiz,
    reloaded,
    start,
    written,
    wrote,
)
from tests.store.conftest import NOON


def test_a_draft_is_there_after_the_store_is_opened_again(store: Store, url: str) -> None:
    attempt = start(store, asked=ONE_WRITTEN)
    store.attempts.save_draft(ANI, attempt.id, 0, "It said nothing…", now=NOON)
    store.close()

    again = Store.open(url)
    found = again.attempts.draft(ANI, attempt.id, 0)
    again.close()

    assert found == "It said nothing…"


def test_a_draft_replaces_the_one_before(store: Store) -> None:
    attempt = start(store, asked=ONE_WRITTEN)
    store.attempts.save_draft(ANI, attempt.id, 0, "It said", now=NOON)

    store.attempts.save_draft(ANI, attempt.id, 0, "It said nothing.\n", now=NOON + MINUTE)

    assert store.attempts.draft(ANI, attempt.id, 0) == "It said nothing.\n"


def test_a_draft_can_be_emptied(store: Store) -> None:
    attempt = start(store, asked=ONE_WRITTEN)
    store.attempts.save_draft(ANI, attempt.id, 0, "It said", now=NOON)

    store.attempts.save_draft(ANI, attempt.id, 0, "", now=NOON)

    assert store.attempts.draft(ANI, attempt.id, 0) == ""


def test_each_item_has_a_draft_of_its_own(store: Store) -> None:
    attempt = start(store, asked=quiz(written("why-unsigned"), written("why-silent")))

    store.attempts.save_draft(ANI, attempt.id, 1, "Nobody asked.", now=NOON)

    assert [store.attempts.draft(ANI, attempt.id, place) for place in (0, 1)] == [
        "",
        "Nobody asked.",
    ]


def test_a_draft_is_no_answer(store: Store) -> None:
    attempt = start(store, asked=ONE_WRITTEN)

    store.attempts.save_draft(ANI, attempt.id, 0, "It said nothing.", now=NOON)

    assert reloaded(store, attempt) == attempt


def test_no_learner_reads_or_writes_anothers_draft(store: Store) -> None:
    attempt = start(store, ANI, asked=ONE_WRITTEN)
    store.attempts.save_draft(ANI, attempt.id, 0, "It said nothing.", now=NOON)
    start(store, BARIS, asked=ONE_WRITTEN)

    with pytest.raises(AttemptError, match="There is no such attempt"):
        store.attempts.save_draft(BARIS, attempt.id, 0, "Copied.", now=NOON)

    assert store.attempts.draft(BARIS, attempt.id, 0) == ""
    assert store.attempts.draft(ANI, attempt.id, 0) == "It said nothing."


def test_no_draft_is_taken_after_the_text_was_handed_in(store: Store) -> None:
    attempt = start(store, asked=ONE_WRITTEN)
    store.attempts.save_draft(ANI, attempt.id, 0, "It said nothing.", now=NOON)
    store.attempts.answer(ANI, attempt.id, 0, wrote("It said nothing."), now=NOON)

    with pytest.raises(AttemptError, match="This item is answered already"):
        store.attempts.save_draft(ANI, attempt.id, 0, "It said", now=NOON + MINUTE)

    assert store.attempts.draft(ANI, attempt.id, 0) == "It said nothing."


def test_in_test_mode_drafts_are_taken_until_the_quiz_is_handed_in(store: Store) -> None:
    attempt = start(store, asked=TEST_MODE)
    store.attempts.answer(ANI, attempt.id, 1, wrote("It said"), now=NOON)
    store.attempts.save_draft(ANI, attempt.id, 1, "It said nothing.", now=NOON)
    store.attempts.finish(ANI, attempt.id, now=NOON)

    with pytest.raises(AttemptError):
        store.attempts.save_draft(ANI, attempt.id, 1, "Too late.", now=NOON)

    assert store.attempts.draft(ANI, attempt.id, 1) == "It said nothing."


@pytest.mark.parametrize("place", [-1, 2, 99])
def test_a_place_outside_the_attempt_takes_no_draft(store: Store, place: int) -> None:
    attempt = start(store, asked=ONE_WRITTEN)

    with pytest.raises(AttemptError, match="There is no such item in this attempt"):
        store.attempts.save_draft(ANI, attempt.id, place, "It said", now=NOON)


def test_no_draft_is_taken_after_the_deadline(store: Store) -> None:
    attempt = start(store, asked=quiz(written(), time_limit=30))
    store.attempts.save_draft(ANI, attempt.id, 0, "It said nothing.", now=NOON)

    with pytest.raises(AttemptError):
        store.attempts.save_draft(ANI, attempt.id, 0, "Too late.", now=NOON + HOUR)

    assert store.attempts.draft(ANI, attempt.id, 0) == "It said nothing."
