"""Attempts at a quiz that is set to a class: the store keeps its rules, whatever a page does."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from sourcebook.delivery import may_see_key, may_see_result, step
from sourcebook.errors import AttemptError, StoreError
from sourcebook.model.assignments import Assignment, Extension, Part, Settings
from sourcebook.model.attempts import Attempt
from sourcebook.model.quizzes import Quiz
from sourcebook.store import Store
from tests.store.builders import (
    ANI,
    BARIS,
    HOUR,
    MINUTE,
    TIMED,
    TWO_ITEMS,
    answer_with,
    choose,
    reloaded,
    start,
)
from tests.store.conftest import NOON

SUMMIT = Part("quiz", TWO_ITEMS.id)
CLOSING = NOON + 10 * MINUTE
SECOND = MINUTE / 60


def assigned(store: Store, *, name: str = "9b", **settings: object) -> Assignment:
    """The quiz, set at noon to a new class that Ani is in."""
    room = store.classes.create(name, now=NOON)
    _known(store, ANI)
    store.classes.join(ANI, room.id, now=NOON)
    chosen = Settings.model_validate(settings)
    return store.assignments.set_part(room.id, SUMMIT, "The summit", chosen, now=NOON)


def _known(store: Store, learner: str) -> None:
    """The learner exists: another quiz was begun."""
    other = TWO_ITEMS.model_copy(update={"id": "other"})
    store.attempts.start(learner, other, now=NOON, rng=random.Random(1))


def begin(store: Store, now: datetime = NOON, asked: Quiz = TWO_ITEMS) -> Attempt:
    return store.attempts.start(ANI, asked, now=now, rng=random.Random(1))


def test_before_it_opens_nothing_begins(store: Store) -> None:
    assigned(store, opens=NOON + HOUR)

    with pytest.raises(AttemptError, match="This quiz is not open yet"):
        begin(store)

    assert begin(store, NOON + HOUR).started_at == NOON + HOUR


def test_after_it_closed_nothing_begins(store: Store) -> None:
    assigned(store, closes=CLOSING)

    with pytest.raises(AttemptError, match="This quiz is closed"):
        begin(store, CLOSING)


def test_others_take_the_quiz_as_ever(store: Store) -> None:
    assigned(store, opens=NOON + HOUR)

    assert start(store, BARIS).deadline is None


def test_an_open_attempt_is_handed_in_as_it_is_when_the_quiz_closes(store: Store) -> None:
    assigned(store, closes=CLOSING)
    attempt = answer_with(store, begin(store), 0, "Russia")
    response = choose(attempt, 1, "Russia")

    with pytest.raises(AttemptError, match="This attempt is finished"):
        store.attempts.answer(ANI, attempt.id, 1, response, now=CLOSING)

    after = reloaded(store, attempt)
    assert after.finished_at == CLOSING
    assert set(after.answers) == {0}


def test_the_closing_moment_survives_a_restart_and_midnight(store: Store, url: str) -> None:
    midnight = NOON + 12 * HOUR
    assigned(store, closes=midnight + MINUTE)
    attempt = begin(store, midnight - MINUTE)
    store.close()

    again = Store.open(url)
    again.attempts.end_overdue(now=midnight + HOUR)
    after = reloaded(again, attempt)
    again.close()

    assert after.finished_at == midnight + MINUTE


def test_of_time_limit_and_closing_the_first_ends_an_attempt(store: Store) -> None:
    assigned(store, closes=NOON + HOUR)

    assert begin(store, asked=TIMED).deadline == NOON + 30 * MINUTE
    store.attempts.end_overdue(now=NOON + 45 * MINUTE)
    assert begin(store, NOON + 45 * MINUTE, TIMED).deadline == NOON + HOUR


def test_a_time_limit_of_the_class_replaces_that_of_the_quiz(store: Store) -> None:
    assigned(store, time_limit=60)

    assert begin(store, asked=TIMED).deadline == NOON + HOUR


def test_extra_time_is_in_the_deadline(store: Store) -> None:
    made = assigned(store)
    store.assignments.extend(made.id, ANI, Extension(extra_percent=50), version=1, now=NOON)

    assert begin(store, asked=TIMED).deadline == NOON + 45 * MINUTE


def test_attempts_used_up_allow_no_other_one(store: Store) -> None:
    assigned(store, attempts=1)
    first = begin(store)
    assert begin(store).id == first.id
    store.attempts.finish(ANI, first.id, now=NOON + MINUTE)

    with pytest.raises(AttemptError, match="You have used all your attempts"):
        begin(store, NOON + HOUR)


def test_practice_of_what_was_missed_is_not_refused(store: Store) -> None:
    assigned(store, attempts=1)
    store.attempts.finish(ANI, begin(store).id, now=NOON + MINUTE)

    assert start(store, ANI, purpose="missed").purpose == "missed"


def test_two_tabs_that_start_at_once_begin_one_attempt(store: Store) -> None:
    assigned(store, attempts=1)

    with ThreadPoolExecutor(4) as tabs:
        begun = [tabs.submit(begin, store) for _ in range(4)]
        ids = {each.result().id for each in begun}

    assert len(ids) == 1


def test_two_tabs_never_take_more_attempts_than_allowed(store: Store) -> None:
    assigned(store, attempts=2)

    def take(_: int) -> bool:
        try:
            store.attempts.finish(ANI, begin(store).id, now=NOON + MINUTE)
        except (AttemptError, StoreError):
            # Another tab may end the attempt while this one begins it, which then says so.
            return False
        return True

    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(take, range(12)))

    taken = [each for each in store.attempts.of_learner(ANI) if each.quiz_id == SUMMIT.id]
    assert len(taken) == 2


def test_an_attempt_open_when_the_quiz_is_set_follows_its_closing_and_counts(store: Store) -> None:
    attempt = start(store, ANI)
    assigned(store, closes=CLOSING, attempts=1)

    assert reloaded(store, attempt).deadline == CLOSING
    store.attempts.finish(ANI, attempt.id, now=NOON + MINUTE)
    with pytest.raises(AttemptError, match="You have used all"):
        begin(store, NOON + 2 * MINUTE)


@pytest.mark.parametrize("closes", [NOON + 5 * MINUTE, NOON + HOUR], ids=["earlier", "later"])
def test_an_open_attempt_follows_another_closing(store: Store, closes: datetime) -> None:
    made = assigned(store, closes=CLOSING)
    attempt = begin(store)

    store.assignments.change(made.id, Settings(closes=closes), version=1, now=NOON + MINUTE)

    assert reloaded(store, attempt).deadline == closes


def test_a_closing_moved_into_the_past_ends_an_attempt_now_with_its_answers(store: Store) -> None:
    made = assigned(store, closes=NOON + HOUR)
    attempt = begin(store)
    answer_with(store, attempt, 0, "Russia")
    now = NOON + 30 * MINUTE

    store.assignments.change(made.id, Settings(closes=CLOSING), version=1, now=now)
    store.attempts.end_overdue(now=now)

    after = reloaded(store, attempt)
    assert after.finished_at == now
    assert set(after.answers) == {0}


def test_a_later_closing_opens_no_attempt_again(store: Store) -> None:
    made = assigned(store, closes=CLOSING)
    attempt = begin(store)
    store.attempts.end_overdue(now=CLOSING)

    store.assignments.change(made.id, Settings(closes=NOON + HOUR), version=1, now=CLOSING)

    assert reloaded(store, attempt).finished_at == CLOSING


def test_extra_time_given_meanwhile_reaches_the_open_attempt(store: Store) -> None:
    made = assigned(store)
    attempt = begin(store, asked=TIMED)

    store.assignments.extend(
        made.id, ANI, Extension(extra_percent=100), version=1, now=NOON + 20 * MINUTE
    )

    assert reloaded(store, attempt).deadline == NOON + HOUR


def test_without_its_assignment_an_open_attempt_has_the_time_of_the_quiz(store: Store) -> None:
    made = assigned(store, closes=CLOSING)
    attempt = begin(store, asked=TIMED)
    assert attempt.deadline == CLOSING

    store.assignments.delete(made.id, version=1, now=NOON)

    assert reloaded(store, attempt).deadline == NOON + 30 * MINUTE


def test_a_closed_class_frees_the_open_attempt_too(store: Store) -> None:
    made = assigned(store, closes=CLOSING)
    attempt = begin(store)

    store.classes.delete(made.classroom_id, now=NOON)

    assert reloaded(store, attempt).deadline is None


def test_of_two_classes_the_later_closing_holds(store: Store) -> None:
    assigned(store, closes=CLOSING)
    assigned(store, closes=NOON + HOUR, name="9c")

    assert begin(store, CLOSING).deadline == NOON + HOUR


def test_leaving_the_class_gives_no_more_time(store: Store) -> None:
    made = assigned(store, closes=CLOSING)
    attempt = begin(store)

    store.classes.leave(ANI, made.classroom_id)

    assert reloaded(store, attempt).deadline == CLOSING


def withheld(store: Store) -> tuple[Assignment, Attempt]:
    """An attempt whose keys are shown after closing, answered rightly and handed in."""
    made = assigned(store, closes=CLOSING, keys="after_closing")
    attempt = answer_with(store, begin(store), 0, "Russia")
    return made, store.attempts.finish(ANI, attempt.id, now=NOON + MINUTE)


def test_keys_after_closing_wait_until_then(store: Store) -> None:
    _, attempt = withheld(store)
    before = reloaded(store, attempt)

    store.attempts.end_overdue(now=CLOSING - SECOND)
    assert reloaded(store, attempt) == before
    assert (before.feedback, step(before, 0)) == ("deferred", "withheld")
    assert not may_see_key(before, 0)
    assert not may_see_result(before)

    store.attempts.end_overdue(now=CLOSING)
    after = reloaded(store, attempt)
    assert may_see_key(after, 0)
    assert may_see_result(after)


def test_keys_after_closing_are_closed_in_other_work_too(store: Store) -> None:
    withheld(store)
    other = store.attempts.unfinished(ANI, "other")
    assert other

    after = answer_with(store, other, 0, "Belarus")

    assert step(after, 0) == "withheld"
    assert store.attempts.closed_items(ANI).test_of(after.items[0].item)


def test_a_teacher_sees_what_is_withheld_from_the_learner(store: Store) -> None:
    withheld(store)

    seen = [each for each in store.attempts.of_member(ANI) if each.quiz_id == SUMMIT.id]

    assert may_see_result(seen[0])
    assert may_see_key(seen[0], 0)


Change = Callable[[Store, Assignment], object]


@pytest.mark.parametrize(
    "change",
    [
        lambda store, made: store.assignments.delete(made.id, version=1, now=NOON),
        lambda store, made: store.assignments.change(made.id, Settings(), version=1, now=NOON),
        lambda store, made: store.classes.delete(made.classroom_id, now=NOON),
    ],
    ids=["deleted", "changed", "class closed"],
)
def test_keys_are_shown_at_once_when_the_teacher_says_so(store: Store, change: Change) -> None:
    made, attempt = withheld(store)

    change(store, made)

    assert may_see_result(reloaded(store, attempt))


def test_a_learner_who_leaves_sees_no_key_earlier(store: Store) -> None:
    made, attempt = withheld(store)

    store.classes.leave(ANI, made.classroom_id)

    assert not may_see_result(reloaded(store, attempt))


def test_keys_that_were_shown_before_the_quiz_was_set_stay_shown(store: Store) -> None:
    attempt = store.attempts.finish(ANI, start(store, ANI).id, now=NOON - MINUTE)

    assigned(store, closes=CLOSING, keys="after_closing")

    assert may_see_result(reloaded(store, attempt))


def test_a_learner_with_a_later_closing_waits_longer(store: Store) -> None:
    made, attempt = withheld(store)

    later = Extension(closes=NOON + HOUR)
    store.assignments.extend(made.id, ANI, later, version=1, now=NOON)
    store.attempts.end_overdue(now=CLOSING)

    assert not may_see_result(reloaded(store, attempt))
