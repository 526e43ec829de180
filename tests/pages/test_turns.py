"""Turns: few at a time, in the order in which they are asked for, and never lost."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor

from sourcebook.pages.streamlit_internals.turns import Turns

LONG = 60.0


def wait_until_waiting(turns: Turns, number: int) -> None:
    """Wait until so many threads wait for a turn."""
    pause = threading.Event()
    while len(turns._waiting) < number:
        pause.wait(0.001)


def test_as_many_as_are_free_are_given_at_once() -> None:
    turns = Turns(2)

    assert turns.take(longest_wait=0)
    assert turns.take(longest_wait=0)
    assert not turns.take(longest_wait=0)


def test_a_turn_that_was_given_back_is_given_again() -> None:
    turns = Turns(1)

    for _ in range(3):
        assert turns.take(longest_wait=0)
        turns.give_back()


def test_who_asks_first_is_first() -> None:
    turns, came = Turns(1), list[int]()
    turns.take(longest_wait=0)

    def wait(number: int) -> None:
        turns.take(longest_wait=LONG)
        came.append(number)
        turns.give_back()

    with ThreadPoolExecutor(5) as threads:
        for number in range(5):
            threads.submit(wait, number)
            wait_until_waiting(turns, number + 1)
        turns.give_back()

    assert came == [0, 1, 2, 3, 4]


def test_who_asks_late_does_not_push_in() -> None:
    turns = Turns(1)
    turns.take(longest_wait=0)

    with ThreadPoolExecutor(1) as threads:
        waiting: Future[bool] = threads.submit(turns.take, longest_wait=LONG)
        wait_until_waiting(turns, 1)
        turns.give_back()

        assert not turns.take(longest_wait=0)
        assert waiting.result()


def test_who_has_waited_in_vain_takes_no_turn_from_others() -> None:
    turns = Turns(1)
    turns.take(longest_wait=0)

    assert not turns.take(longest_wait=0.01)
    turns.give_back()

    assert turns.take(longest_wait=0)


def test_no_turn_is_lost_when_many_give_up() -> None:
    turns, going_on, most, lock = Turns(2), 0, 0, threading.Lock()

    def take() -> None:
        nonlocal going_on, most
        for _ in range(200):
            if turns.take(longest_wait=0.0001):
                with lock:
                    going_on += 1
                    most = max(most, going_on)
                with lock:
                    going_on -= 1
                turns.give_back()

    with ThreadPoolExecutor(8) as threads:
        for each in [threads.submit(take) for _ in range(8)]:
            each.result()

    assert most <= 2
    assert turns.take(longest_wait=0)
    assert turns.take(longest_wait=0)
    assert not turns.take(longest_wait=0)
