"""Many tabs at once: steps are counted without gaps, and each item has one first try."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import pytest

from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Attempt, Regraded
from sourcebook.store import Store
from tests.store.builders import (
    ANI,
    BARIS,
    HOUR,
    ONE_WRITTEN,
    TEST_MODE,
    THREE_TRIES,
    TIMED,
    answer_with,
    choose,
    event_rows,
    item,
    quiz,
    reloaded,
    start,
    wrote,
)
from tests.store.conftest import NOON

MIXED = quiz(
    item("who-leads", tries=["1", "1/2", "0"], proof=["s2.p10"], hints=["The largest."] * 5),
    item("who-follows"),
)


def at_once(*steps: Callable[[], Attempt]) -> list[Attempt]:
    """What comes of steps that eight tabs take at the same time; refused ones are left out."""

    def take(step: Callable[[], Attempt]) -> Attempt | None:
        try:
            return step()
        except AttemptError:
            return None

    with ThreadPoolExecutor(8) as tabs:
        return [after for after in tabs.map(take, steps) if after]


def numbers(url: str, attempt: Attempt) -> list[int]:
    return [number for number, _, _ in event_rows(url, attempt)]


def kinds(url: str, attempt: Attempt, place: int) -> list[str]:
    return [kind for _, where, kind in event_rows(url, attempt) if where == place]


def test_tries_proofs_and_flags_at_once_are_counted_without_gaps(store: Store, url: str) -> None:
    attempt = start(store, asked=MIXED)
    response = choose(attempt, 0, "Russia")
    steps = [
        lambda: store.attempts.answer(ANI, attempt.id, 0, response, now=NOON, try_number=0),
        lambda: store.attempts.prove(ANI, attempt.id, 0, "s2.p10", now=NOON),
        lambda: store.attempts.flag(ANI, attempt.id, 1, flagged=True, now=NOON),
    ]

    at_once(*steps * 16)

    happened = kinds(url, attempt, 0)
    assert happened in (["tried", "proved"], ["tried"])
    assert kinds(url, attempt, 1) == ["flagged"] * 16
    assert numbers(url, attempt) == list(range(16 + len(happened)))


def test_many_first_tries_at_once_leave_exactly_one(store: Store, url: str) -> None:
    attempt = start(store, asked=THREE_TRIES)
    texts = ["Belarus", "Armenia", "Kazakhstan"] * 8

    afters = at_once(
        *(
            lambda text=text: store.attempts.answer(
                ANI, attempt.id, 0, choose(attempt, 0, text), now=NOON, try_number=0
            )
            for text in texts
        )
    )

    assert len(afters) == 24
    assert event_rows(url, attempt) == [(0, 0, "tried")]
    assert {after.answers[0] for after in afters} == {reloaded(store, attempt).answers[0]}


def test_tries_without_a_number_never_exceed_what_the_item_takes(store: Store) -> None:
    attempt = start(store, asked=THREE_TRIES)
    wrong = choose(attempt, 0, "Belarus")

    at_once(*[lambda: store.attempts.answer(ANI, attempt.id, 0, wrong, now=NOON)] * 16)

    assert len(reloaded(store, attempt).record(0).answers) == 3


def test_many_tabs_that_open_one_hint_at_once_open_one(store: Store, url: str) -> None:
    attempt = start(store, asked=MIXED)

    at_once(*[lambda: store.attempts.open_hint(ANI, attempt.id, 0, number=0, now=NOON)] * 16)

    assert numbers(url, attempt) == [0]


def test_answers_in_test_mode_at_once_are_all_kept_and_one_counts(store: Store, url: str) -> None:
    attempt = start(store, asked=TEST_MODE)
    response = choose(attempt, 0, "Russia")

    at_once(*[lambda: store.attempts.answer(ANI, attempt.id, 0, response, now=NOON)] * 16)

    assert numbers(url, attempt) == list(range(16))
    assert len(reloaded(store, attempt).record(0).answers) == 1


def test_learners_at_once_do_not_mix(store: Store, url: str) -> None:
    ani, baris = start(store, ANI), start(store, BARIS)

    at_once(
        *[
            lambda: store.attempts.flag(ANI, ani.id, 0, flagged=True, now=NOON),
            lambda: store.attempts.flag(BARIS, baris.id, 1, flagged=True, now=NOON),
        ]
        * 8
    )

    assert event_rows(url, ani) == [(number, 0, "flagged") for number in range(8)]
    assert event_rows(url, baris) == [(number, 1, "flagged") for number in range(8)]


def test_replicas_share_nothing_but_the_database(store: Store, url: str) -> None:
    """A school may run several servers on one database."""
    attempt, other = start(store, asked=THREE_TRIES), Store.open(url)
    response = choose(attempt, 0, "Belarus")

    at_once(
        *[
            lambda: store.attempts.answer(ANI, attempt.id, 0, response, now=NOON, try_number=0),
            lambda: other.attempts.answer(ANI, attempt.id, 0, response, now=NOON, try_number=0),
            lambda: other.attempts.flag(ANI, attempt.id, 1, flagged=True, now=NOON),
        ]
        * 8
    )
    other.close()

    assert kinds(url, attempt, 0) == ["tried"]
    assert numbers(url, attempt) == list(range(9))


def test_a_text_is_marked_while_a_teacher_regrades(store: Store, url: str) -> None:
    attempt = start(store, asked=ONE_WRITTEN)
    store.attempts.answer(ANI, attempt.id, 0, wrote(), now=NOON)
    answer_with(store, attempt, 1, "Belarus")
    event = Regraded(place=1, at=NOON, item=item("who-leads"), score=Fraction(1))

    def regrade() -> Attempt:
        store.attempts.regrade([(attempt.id, event)])
        return attempt

    at_once(*[regrade] * 8, lambda: store.attempts.mark_written(ANI, attempt.id, 0, 2, now=NOON))

    assert numbers(url, attempt) == list(range(11))
    assert reloaded(store, attempt).record(0).level == 2


@pytest.mark.parametrize("repetition", range(3))
def test_at_the_deadline_every_tab_sees_the_same_end(store: Store, repetition: int) -> None:
    attempt = start(store, asked=TIMED)
    response = choose(attempt, 0, "Russia")

    at_once(
        *[
            lambda: store.attempts.answer(ANI, attempt.id, 0, response, now=NOON + HOUR),
            lambda: store.attempts.finish(ANI, attempt.id, now=NOON + HOUR),
        ]
        * 4
    )

    after = reloaded(store, attempt)
    assert after.answers == {}
    assert after.finished_at == attempt.deadline
