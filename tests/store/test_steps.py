"""Every step of a learner is kept: tries, proof, hints, giving up, flags, marks, stale tabs."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from sourcebook.delivery import earned_at, may_see_key, step
from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Choice
from sourcebook.store import Store
from tests.store.builders import (
    ANI,
    BARIS,
    HOUR,
    MINUTE,
    ONE_WRITTEN,
    PROVED,
    THREE_TRIES,
    answer_with,
    choose,
    event_rows,
    reloaded,
    start,
    wrote,
)
from tests.store.conftest import NOON


def test_each_try_is_kept_with_what_it_earned(store: Store) -> None:
    attempt = start(store, asked=THREE_TRIES)

    after = answer_with(store, attempt, 0, "Belarus", "Armenia", "Russia")

    answers = after.record(0).answers
    assert [each.score for each in answers] == [0, Fraction(1, 6), Fraction(1, 4)]
    assert [each.response for each in answers] == [
        choose(attempt, 0, text) for text in ("Belarus", "Armenia", "Russia")
    ]
    assert reloaded(store, attempt) == after


def test_a_right_try_takes_no_other(store: Store) -> None:
    attempt = start(store, asked=THREE_TRIES)

    after = answer_with(store, attempt, 0, "Belarus", "Russia", "Armenia")

    assert len(after.record(0).answers) == 2
    assert earned_at(after, 0) == Fraction(1, 2)


def test_confidence_is_kept_with_the_answer(store: Store) -> None:
    attempt = start(store)

    response = choose(attempt, 0, "Russia")
    store.attempts.answer(ANI, attempt.id, 0, response, now=NOON, confidence="certain")

    assert reloaded(store, attempt).answers[0].confidence == "certain"


def test_a_stale_tab_does_not_use_up_a_try(store: Store) -> None:
    """Both tabs show the first try; the second one to be handed in was meant to be that too."""
    attempt = start(store, asked=THREE_TRIES)
    first, second = choose(attempt, 0, "Belarus"), choose(attempt, 0, "Kazakhstan")
    store.attempts.answer(ANI, attempt.id, 0, first, now=NOON, try_number=0)

    after = store.attempts.answer(ANI, attempt.id, 0, second, now=NOON, try_number=0)

    assert [each.response for each in after.record(0).answers] == [first]
    assert after == reloaded(store, attempt)


def test_a_tab_that_has_seen_the_first_try_makes_the_second(store: Store) -> None:
    attempt = answer_with(store, start(store, asked=THREE_TRIES), 0, "Belarus")

    after = store.attempts.answer(
        ANI, attempt.id, 0, choose(attempt, 0, "Russia"), now=NOON, try_number=1
    )

    assert [each.score for each in after.record(0).answers] == [0, Fraction(1, 2)]


def test_a_response_to_a_settled_item_changes_nothing(store: Store, url: str) -> None:
    attempt = answer_with(store, start(store, asked=THREE_TRIES), 0, "Russia")

    after = store.attempts.answer(
        ANI, attempt.id, 0, choose(attempt, 0, "Belarus"), now=NOON, try_number=1
    )

    assert after == attempt
    assert event_rows(url, attempt) == [(0, 0, "tried")]


def test_a_proof_follows_the_answer(store: Store) -> None:
    attempt = start(store, asked=PROVED)
    with pytest.raises(AttemptError, match="A proof is chosen once, after the answer"):
        store.attempts.prove(ANI, attempt.id, 0, "s2.p10", now=NOON)
    answered = answer_with(store, attempt, 0, "Russia")
    assert not may_see_key(answered, 0)

    after = store.attempts.prove(ANI, attempt.id, 0, "s2.p10", now=NOON)

    assert reloaded(store, attempt).record(0).proof == "s2.p10"
    assert earned_at(after, 0) == 1
    assert may_see_key(after, 0)


def test_the_first_proof_chosen_stays(store: Store, url: str) -> None:
    attempt = answer_with(store, start(store, asked=PROVED), 0, "Russia")
    store.attempts.prove(ANI, attempt.id, 0, "s3.p4", now=NOON)

    after = store.attempts.prove(ANI, attempt.id, 0, "s2.p10", now=NOON)

    assert after.record(0).proof == "s3.p4"
    assert earned_at(after, 0) == Fraction(1, 2)
    assert event_rows(url, attempt) == [(0, 0, "tried"), (1, 0, "proved")]


def test_no_proof_is_taken_where_none_is_asked(store: Store) -> None:
    attempt = answer_with(store, start(store, asked=PROVED), 1, "Russia")

    with pytest.raises(AttemptError, match="This item asks for no proof"):
        store.attempts.prove(ANI, attempt.id, 1, "s2.p10", now=NOON)


def test_the_last_proof_finishes_the_attempt(store: Store) -> None:
    attempt = start(store, asked=PROVED)
    answer_with(store, attempt, 1, "Russia")
    assert not answer_with(store, attempt, 0, "Russia").is_finished

    after = store.attempts.prove(ANI, attempt.id, 0, "s2.p10", now=NOON + MINUTE)

    assert after.finished_at == NOON + MINUTE


def test_hints_are_counted_until_there_is_none_left(store: Store) -> None:
    attempt = start(store, asked=THREE_TRIES)

    counted = [
        store.attempts.open_hint(ANI, attempt.id, 0, number=number, now=NOON).record(0).hints
        for number in (0, 0, 1)
    ]

    assert counted == [1, 1, 2]
    with pytest.raises(AttemptError, match="There is no further hint here"):
        store.attempts.open_hint(ANI, attempt.id, 0, number=2, now=NOON)
    assert reloaded(store, attempt).record(0).hints == 2


def test_giving_up_after_a_try_shows_the_solution(store: Store) -> None:
    attempt = start(store, asked=THREE_TRIES)
    with pytest.raises(AttemptError, match="The solution is shown after a first try"):
        store.attempts.give_up(ANI, attempt.id, 0, now=NOON)
    assert not may_see_key(answer_with(store, attempt, 0, "Armenia"), 0)

    after = store.attempts.give_up(ANI, attempt.id, 0, now=NOON)

    assert after == reloaded(store, attempt)
    assert after.record(0).gave_up
    assert may_see_key(after, 0)
    assert earned_at(after, 0) == Fraction(1, 3)


def test_giving_up_the_last_open_item_finishes_the_attempt(store: Store) -> None:
    attempt = start(store, asked=THREE_TRIES)
    answer_with(store, attempt, 1, "Russia")
    answer_with(store, attempt, 0, "Belarus")

    after = store.attempts.give_up(ANI, attempt.id, 0, now=NOON + MINUTE)

    assert after.finished_at == NOON + MINUTE


def test_a_flag_can_be_set_and_taken_away(store: Store, url: str) -> None:
    attempt = start(store)

    flagged = store.attempts.flag(ANI, attempt.id, 1, flagged=True, now=NOON)
    plain = store.attempts.flag(ANI, attempt.id, 1, flagged=False, now=NOON)

    assert flagged.record(1).flagged
    assert not plain.record(1).flagged
    assert reloaded(store, attempt) == plain
    assert event_rows(url, attempt) == [(0, 1, "flagged"), (1, 1, "flagged")]


def test_marking_a_text_of_ones_own_finishes_the_attempt(store: Store) -> None:
    attempt = start(store, asked=ONE_WRITTEN)
    answer_with(store, attempt, 1, "Russia")
    handed_in = store.attempts.answer(ANI, attempt.id, 0, wrote(), now=NOON)
    assert step(handed_in, 0) == "marking"
    assert not handed_in.is_finished

    after = store.attempts.mark_written(ANI, attempt.id, 0, 1, now=NOON + MINUTE)

    assert reloaded(store, attempt).record(0).level == 1
    assert earned_at(after, 0) == Fraction(1, 2)
    assert after.finished_at == NOON + MINUTE


def test_a_text_can_be_marked_when_the_attempt_is_finished(store: Store) -> None:
    attempt = start(store, asked=ONE_WRITTEN)
    store.attempts.answer(ANI, attempt.id, 0, wrote(), now=NOON)
    store.attempts.finish(ANI, attempt.id, now=NOON + MINUTE)

    store.attempts.mark_written(ANI, attempt.id, 0, 2, now=NOON + HOUR)

    after = reloaded(store, attempt)
    assert earned_at(after, 0) == 1
    assert after.finished_at == NOON + MINUTE


def test_a_text_is_marked_once_and_only_where_there_is_one(store: Store) -> None:
    attempt = start(store, asked=ONE_WRITTEN)
    for place in (0, 1):
        with pytest.raises(AttemptError, match="There is no text to be marked here"):
            store.attempts.mark_written(ANI, attempt.id, place, 2, now=NOON)
    store.attempts.answer(ANI, attempt.id, 0, wrote(), now=NOON)
    store.attempts.mark_written(ANI, attempt.id, 0, 1, now=NOON)

    with pytest.raises(AttemptError, match="There is no text to be marked here"):
        store.attempts.mark_written(ANI, attempt.id, 0, 2, now=NOON)

    assert reloaded(store, attempt).record(0).level == 1


def test_a_finished_attempt_takes_no_other_step(store: Store, url: str) -> None:
    attempt = answer_with(store, start(store, asked=THREE_TRIES), 0, "Belarus")
    store.attempts.finish(ANI, attempt.id, now=NOON)

    steps: list[Callable[[], object]] = [
        lambda: store.attempts.answer(ANI, attempt.id, 1, choose(attempt, 1, "Russia"), now=NOON),
        lambda: store.attempts.prove(ANI, attempt.id, 0, "s2.p10", now=NOON),
        lambda: store.attempts.open_hint(ANI, attempt.id, 0, number=0, now=NOON),
        lambda: store.attempts.give_up(ANI, attempt.id, 0, now=NOON),
        lambda: store.attempts.flag(ANI, attempt.id, 0, flagged=True, now=NOON),
    ]

    for take in steps:
        with pytest.raises(AttemptError, match="This attempt is finished; its answers stay"):
            take()

    assert event_rows(url, attempt) == [(0, 0, "tried")]


def test_no_learner_takes_a_step_in_anothers_attempt(store: Store, url: str) -> None:
    attempt = start(store, ANI, asked=THREE_TRIES)

    steps: list[Callable[[], object]] = [
        lambda: store.attempts.answer(BARIS, attempt.id, 0, choose(attempt, 0, "Russia"), now=NOON),
        lambda: store.attempts.prove(BARIS, attempt.id, 0, "s2.p10", now=NOON),
        lambda: store.attempts.open_hint(BARIS, attempt.id, 0, number=0, now=NOON),
        lambda: store.attempts.give_up(BARIS, attempt.id, 0, now=NOON),
        lambda: store.attempts.flag(BARIS, attempt.id, 0, flagged=True, now=NOON),
        lambda: store.attempts.mark_written(BARIS, attempt.id, 0, 2, now=NOON),
    ]

    for take in steps:
        with pytest.raises(AttemptError, match="There is no such attempt"):
            take()

    assert event_rows(url, attempt) == []


def test_a_refused_step_leaves_nothing_behind(store: Store, url: str) -> None:
    attempt = start(store, asked=THREE_TRIES)

    with pytest.raises(AttemptError, match="has no option 'made-up'"):
        store.attempts.answer(ANI, attempt.id, 0, Choice(option="made-up"), now=NOON)

    assert event_rows(url, attempt) == []
    assert reloaded(store, attempt) == attempt
