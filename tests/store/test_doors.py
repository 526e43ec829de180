"""The teacher's door: what opens it, for how long, and what closes it again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import create_engine, text

from sourcebook.store import Store, hashed, teacher_access
from sourcebook.store.teacher_access import LINK_LIFE
from sourcebook.store.teacher_sessions import PASS_LIFE
from tests.store.builders import HOUR
from tests.store.conftest import NOON

HERS, HIS = hashed("her cookie"), hashed("his cookie")
NEW, NEWER = hashed("new cookie"), hashed("newer cookie")
PASSWORD = "four words nobody puts together"
JUST_BEFORE = timedelta(microseconds=1)


def with_password(store: Store, password: str = PASSWORD) -> Store:
    """A store whose door has a password."""
    assert store.teachers.set_first_password(
        password, token=store.teachers.new_link(now=NOON), now=NOON
    )
    return store


def open_desk(store: Store, browser: str = HERS, renewed: str = NEW) -> None:
    """Open the desk in a browser at noon, under its new cookie."""
    ticket = store.learners.offer_renewal(browser, now=NOON, opens_desk=True)
    assert store.learners.redeem(ticket, browser=browser, renewed=renewed, now=NOON)


def is_open(store: Store, *browsers: str) -> list[bool]:
    """Whether the desk is open at noon in each of these browsers."""
    return [store.teachers.has_session(browser, now=NOON) for browser in browsers]


def test_a_link_sets_the_password_once(store: Store) -> None:
    token = store.teachers.new_link(now=NOON)

    assert store.teachers.has_link(token, now=NOON)
    assert store.teachers.set_first_password(PASSWORD, token=token, now=NOON)
    assert not store.teachers.has_link(token, now=NOON)
    assert not store.teachers.set_first_password("another password", token=token, now=NOON)
    assert store.teachers.is_password(PASSWORD)
    assert not store.teachers.is_password("another password")


def test_of_many_who_use_a_link_at_once_one_sets_the_password(store: Store) -> None:
    token = store.teachers.new_link(now=NOON)

    with ThreadPoolExecutor(4) as browsers:
        taken = list(
            browsers.map(
                lambda n: store.teachers.set_first_password(f"password {n}", token=token, now=NOON),
                range(4),
            )
        )

    assert sorted(taken) == [False, False, False, True]
    assert store.teachers.is_password(f"password {taken.index(True)}")


def test_a_new_link_makes_the_one_before_void(store: Store) -> None:
    former, token = store.teachers.new_link(now=NOON), store.teachers.new_link(now=NOON)

    assert not store.teachers.has_link(former, now=NOON)
    assert not store.teachers.set_first_password(PASSWORD, token=former, now=NOON)
    assert store.teachers.has_link(token, now=NOON)


def test_a_link_is_good_for_a_day(store: Store) -> None:
    token, end = store.teachers.new_link(now=NOON), NOON + LINK_LIFE

    assert store.teachers.has_link(token, now=end - JUST_BEFORE)
    assert not store.teachers.has_link(token, now=end)
    assert not store.teachers.set_first_password(PASSWORD, token=token, now=end)
    assert not store.teachers.has_password()


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, hashed("x"), "' OR 1=1 --"])
def test_what_is_no_link_sets_nothing(store: Store, token: str) -> None:
    store.teachers.new_link(now=NOON)

    assert not store.teachers.has_link(token, now=NOON)
    assert not store.teachers.set_first_password(PASSWORD, token=token, now=NOON)
    assert not store.teachers.has_password()


def test_the_hash_of_a_link_is_no_link(store: Store) -> None:
    token = store.teachers.new_link(now=NOON)

    assert not store.teachers.has_link(hashed(token), now=NOON)


def test_without_a_password_none_fits_and_a_hash_is_looked_at_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []
    verify = teacher_access._HASHER.verify

    class Watched:
        def verify(self, kept: str, typed: str) -> bool:
            looked_at.append(kept)
            return verify(kept, typed)

    monkeypatch.setattr(teacher_access, "_nobodys_hash", lambda: PasswordHasher().hash(PASSWORD))
    monkeypatch.setattr(teacher_access, "_HASHER", Watched())

    assert not store.teachers.is_password(PASSWORD)
    assert [kept[:9] for kept in looked_at] == ["$argon2id"]


@pytest.mark.parametrize("typed", ["", PASSWORD.upper(), PASSWORD + " ", PASSWORD[:-1], "\0"])
def test_another_password_does_not_fit(store: Store, typed: str) -> None:
    assert not with_password(store).teachers.is_password(typed)


def test_a_password_fits_however_its_letters_are_composed(store: Store) -> None:
    with_password(store, "cafe\u0301 a\u0308rger \ufb01sch")

    assert store.teachers.is_password("caf\u00e9 \u00e4rger fisch")


def test_the_desk_opens_under_the_new_cookie_alone(store: Store) -> None:
    open_desk(store)

    assert is_open(store, HERS, NEW, HIS) == [False, True, False]


def test_a_ticket_that_opens_no_desk_closes_one(store: Store) -> None:
    open_desk(store)

    ticket = store.learners.offer_browser(NEW, None, now=NOON)
    assert store.learners.redeem(ticket, browser=NEW, renewed=NEWER, now=NOON)

    assert is_open(store, NEW, NEWER) == [False, False]


def test_the_desk_is_open_for_twelve_hours(store: Store) -> None:
    open_desk(store)

    assert timedelta(hours=12) == PASS_LIFE
    assert store.teachers.has_session(NEW, now=NOON + PASS_LIFE - JUST_BEFORE)
    assert not store.teachers.has_session(NEW, now=NOON + PASS_LIFE)


def test_a_browser_is_remembered_as_long_as_its_cookie_lives(store: Store) -> None:
    open_desk(store)
    late = NOON + PASS_LIFE

    assert not store.teachers.has_session(NEW, now=late)
    assert store.teachers.had_session(NEW)


def test_passes_of_cookies_that_ran_out_are_kept_no_longer(store: Store, url: str) -> None:
    open_desk(store)
    late = NOON + PASS_LIFE + timedelta(days=400)
    ticket = store.learners.offer_renewal(HIS, now=late, opens_desk=True)

    store.learners.redeem(ticket, browser=HIS, renewed=NEWER, now=late)

    engine = create_engine(url)
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT browser FROM teacher_pass")).scalars().all()
    engine.dispose()
    assert kept == [NEWER]


@pytest.mark.parametrize("opens_desk", [False, True])
def test_a_renewed_cookie_opens_the_same_learner_and_the_former_nobody(
    store: Store, opens_desk: bool
) -> None:
    own = store.learners.get_or_create(HERS, now=NOON)

    ticket = store.learners.offer_renewal(HERS, now=NOON, opens_desk=opens_desk)
    assert store.learners.redeem(ticket, browser=HERS, renewed=NEW, now=NOON)

    assert store.learners.with_credential(NEW) == own
    assert store.learners.with_credential(HERS) is None
    assert is_open(store, NEW) == [opens_desk]


def test_who_becomes_a_learner_while_the_ticket_is_under_way_stays_one(store: Store) -> None:
    ticket = store.learners.offer_renewal(HERS, now=NOON, opens_desk=True)
    own = store.learners.get_or_create(HERS, now=NOON)

    store.learners.redeem(ticket, browser=HERS, renewed=NEW, now=NOON)

    assert store.learners.with_credential(NEW) == own


def test_a_log_out_closes_the_desk_in_one_browser(store: Store) -> None:
    open_desk(store)
    open_desk(store, HIS, NEWER)

    store.teachers.end_session(NEW)

    assert is_open(store, NEW, NEWER) == [False, True]


def test_another_password_closes_every_desk_and_voids_tickets_under_way(store: Store) -> None:
    open_desk(with_password(store))
    ticket = store.learners.offer_renewal(HIS, now=NOON, opens_desk=True)

    store.teachers.change_password("another password", now=NOON)

    assert [store.teachers.is_password(each) for each in (PASSWORD, "another password")] == [
        False,
        True,
    ]
    assert is_open(store, NEW) == [False]
    assert not store.learners.redeem(ticket, browser=HIS, renewed=NEWER, now=NOON)


def test_a_reset_voids_password_passes_tickets_and_the_former_link(store: Store) -> None:
    open_desk(with_password(store))
    ticket = store.learners.offer_renewal(HIS, now=NOON, opens_desk=True)
    former = store.teachers.new_link(now=NOON)

    token = store.teachers.reset(now=NOON + HOUR)

    assert not store.teachers.has_password()
    assert not store.teachers.is_password(PASSWORD)
    assert is_open(store, NEW) == [False]
    assert not store.learners.redeem(ticket, browser=HIS, renewed=NEWER, now=NOON)
    assert [store.teachers.has_link(each, now=NOON + HOUR) for each in (former, token)] == [
        False,
        True,
    ]


def test_a_reset_leaves_other_tickets_and_all_learners(store: Store) -> None:
    own = store.learners.get_or_create(HERS, now=NOON)
    ticket = store.learners.offer_browser(HIS, own, now=NOON)

    store.teachers.reset(now=NOON)

    assert store.learners.redeem(ticket, browser=HIS, renewed=NEW, now=NOON)
    assert store.learners.with_credential(NEW) == store.learners.with_credential(HERS) == own


def test_no_secret_of_the_door_stands_in_the_file(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/sourcebook.db")
    with_password(store)
    token = store.teachers.new_link(now=NOON)

    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    store.close()

    assert hashed(token).encode() in kept
    assert [each for each in (token, PASSWORD) if each.encode() in kept] == []
