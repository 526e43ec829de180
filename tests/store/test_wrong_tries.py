"""Wrong passwords and codes: two servers of one site count them together, and keep few of them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from sourcebook.store import Store, wrong_tries
from sourcebook.store.wrong_tries import MOST_COUNTED, Tries
from tests.store.conftest import NOON

DOOR = "password"


@pytest.fixture
def other(store: Store, url: str) -> Iterator[Store]:
    """The store of another server on the same database."""
    opened = Store.open(url)
    yield opened
    opened.close()


def test_two_servers_count_wrong_tries_together(store: Store, other: Store) -> None:
    store.wrong_tries.note(DOOR, browser="nina", address="ab12", now=NOON)

    found = other.wrong_tries.note(DOOR, browser="nina", address="ab12", now=NOON)

    assert found == Tries(in_browser=2, from_address=2)
    assert store.wrong_tries.count(DOOR, now=NOON) == 2


def test_browsers_addresses_and_doors_are_counted_apart(store: Store) -> None:
    store.wrong_tries.note(DOOR, browser="nina", address="ab12", now=NOON)
    store.wrong_tries.note("class code", browser="aram", address="ab12", now=NOON)

    found = store.wrong_tries.note(DOOR, browser="aram", address="ab12", now=NOON)

    assert found == Tries(in_browser=1, from_address=2)


def test_a_wrong_try_counts_for_a_quarter_of_an_hour(store: Store) -> None:
    store.wrong_tries.note(DOOR, browser="nina", address="ab12", now=NOON)
    late, later = NOON + timedelta(minutes=14), NOON + timedelta(minutes=15)

    assert store.wrong_tries.count(DOOR, now=late) == 1
    assert store.wrong_tries.count(DOOR, now=later) == 0
    store.wrong_tries.forget_old(now=later)
    assert store.wrong_tries.count(DOOR, now=NOON) == 0


def test_a_flood_is_not_kept_and_counts_as_very_many(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wrong_tries, "MOST_KEPT", 3)
    for number in range(3):
        store.wrong_tries.note(DOOR, browser=f"{number}", address="ab12", now=NOON)

    found = store.wrong_tries.note(DOOR, browser="new", address="cd34", now=NOON)

    assert found == Tries(MOST_COUNTED, MOST_COUNTED)
    assert store.wrong_tries.count(DOOR, now=NOON) == 3
