"""What one server ends has ended at the others on the same database at once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from sourcebook.store import Store, ended_logins, hashed
from tests.store.conftest import NOON
from tests.teachers import NAME, PASSWORD, make_teacher, open_desk

COOKIE, OTHER_COOKIE = "a cookie", "another cookie"


@pytest.fixture
def other(store: Store, url: str) -> Iterator[Store]:
    """The store of another server on the same database."""
    opened = Store.open(url)
    yield opened
    opened.close()


def is_open(server: Store, cookie: str = COOKIE) -> bool:
    return server.teachers.has_session(hashed(cookie), now=NOON)


def test_a_desk_that_is_closed_at_one_server_is_closed_at_the_other(
    store: Store, other: Store
) -> None:
    open_desk(store, COOKIE, now=NOON)
    assert is_open(other)

    other.teachers.end_session(hashed(COOKIE))

    assert not is_open(store)


def test_a_new_password_closes_the_desk_everywhere(store: Store, other: Store) -> None:
    teacher = open_desk(store, COOKIE, now=NOON)
    open_desk(other, OTHER_COOKIE, before="one more cookie", now=NOON)

    other.teachers.change_password(teacher.id, "another spell of many words", now=NOON)

    assert not is_open(store)
    assert not is_open(store, OTHER_COOKIE)
    assert store.teachers.with_password(NAME, PASSWORD) is None


def test_a_teacher_who_is_shut_out_has_no_desk_anywhere(store: Store, other: Store) -> None:
    teacher = open_desk(store, COOKIE, now=NOON)
    colleague = make_teacher(store, "Davit Sargsyan", now=NOON)

    other.teachers.shut_out(teacher.id, by=colleague.id, now=NOON)

    assert not is_open(store)


def test_a_browser_that_changes_hands_is_nobody_at_the_other_server(
    store: Store, other: Store
) -> None:
    learner = store.learners.get_or_create(hashed(COOKIE), now=NOON)
    assert other.learners.with_credential(hashed(COOKIE)) == learner
    ticket = store.learners.offer_browser(hashed(COOKIE), None, now=NOON)

    # The ticket was made at one server, and is handed in at the other.
    assert other.learners.redeem(
        ticket, browser=hashed(COOKIE), renewed=hashed(OTHER_COOKIE), now=NOON
    )

    assert store.learners.with_credential(hashed(COOKIE)) is None
    assert not store.learners.redeem(
        ticket, browser=hashed(COOKIE), renewed=hashed("a third cookie"), now=NOON
    )


def test_a_deleted_learner_is_gone_at_both_servers(store: Store, other: Store) -> None:
    learner = store.learners.get_or_create(hashed(COOKIE), now=NOON)
    assert other.learners.one(learner) is not None

    store.learners.delete(learner)

    assert other.learners.one(learner) is None
    assert other.learners.with_credential(hashed(COOKIE)) is None


def test_a_school_login_that_ends_at_one_server_has_ended_at_the_other(
    store: Store, other: Store
) -> None:
    login, month = hashed("the cookies of a login"), timedelta(days=31)
    assert not other.ended_logins.has_ended(login, now=NOON)

    store.ended_logins.end(login, now=NOON)

    assert other.ended_logins.has_ended(login, now=NOON)
    assert not other.ended_logins.has_ended(login, now=NOON + month)


def test_only_so_many_ended_logins_are_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ended_logins, "MOST", 2)
    moments = [NOON + timedelta(seconds=each) for each in range(3)]

    for number, moment in enumerate(moments):
        store.ended_logins.end(f"login {number}", now=moment)

    kept = [store.ended_logins.has_ended(f"login {each}", now=moments[-1]) for each in range(3)]
    assert kept == [False, True, True]


def test_both_servers_sign_cookies_with_the_same_key(store: Store, other: Store) -> None:
    assert store.cookie_key() == other.cookie_key()
