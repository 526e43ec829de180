"""The teacher's door: what opens it, for how long, and what closes it again."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import create_engine, text

from sourcebook.store import Store, hashed, teacher_accounts
from sourcebook.store.teacher_sessions import PASS_LIFE
from tests.store.builders import HOUR
from tests.store.conftest import NOON
from tests.teachers import NAME, PASSWORD, make_teacher

HERS, HIS = hashed("her cookie"), hashed("his cookie")
NEW, NEWER = hashed("new cookie"), hashed("newer cookie")
JUST_BEFORE = timedelta(microseconds=1)


def with_password(store: Store, password: str = PASSWORD) -> Store:
    """A store with a teacher who has a password."""
    make_teacher(store, password=password, now=NOON)
    return store


def open_desk(store: Store, browser: str = HERS, renewed: str = NEW) -> str:
    """Open the desk to a teacher in a browser at noon, under its new cookie; their id."""
    ticket = desk_ticket(store, browser)
    assert store.learners.redeem(ticket, browser=browser, renewed=renewed, now=NOON)
    return make_teacher(store, now=NOON).id


def desk_ticket(store: Store, browser: str, now: datetime = NOON) -> str:
    """A ticket that opens the desk in a browser."""
    teacher = make_teacher(store, now=NOON)
    return store.learners.offer_renewal(browser, now=now, opens_desk_to=teacher.id)


def fits(store: Store, password: str) -> bool:
    """Whether this is the teacher's password."""
    return store.teachers.with_password(NAME, password) is not None


def is_open(store: Store, *browsers: str) -> list[bool]:
    """Whether the desk is open at noon in each of these browsers."""
    return [store.teachers.has_session(browser, now=NOON) for browser in browsers]


def test_without_a_password_none_fits_and_a_hash_is_looked_at_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []
    verify = teacher_accounts._HASHER.verify

    class Watched:
        def verify(self, kept: str, typed: str) -> bool:
            looked_at.append(kept)
            return verify(kept, typed)

    monkeypatch.setattr(teacher_accounts, "_nobodys_hash", lambda: PasswordHasher().hash(PASSWORD))
    monkeypatch.setattr(teacher_accounts, "_HASHER", Watched())

    assert not fits(store, PASSWORD)
    assert [kept[:9] for kept in looked_at] == ["$argon2id"]


@pytest.mark.parametrize("typed", ["", PASSWORD.upper(), PASSWORD + " ", PASSWORD[:-1], "\0"])
def test_another_password_does_not_fit(store: Store, typed: str) -> None:
    assert not fits(with_password(store), typed)


def test_a_password_fits_however_its_letters_are_composed(store: Store) -> None:
    with_password(store, "cafe\u0301 a\u0308rger \ufb01sch")

    assert fits(store, "caf\u00e9 \u00e4rger fisch")


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
    ticket = desk_ticket(store, HIS, late)

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

    teacher = make_teacher(store, now=NOON).id if opens_desk else None
    ticket = store.learners.offer_renewal(HERS, now=NOON, opens_desk_to=teacher)
    assert store.learners.redeem(ticket, browser=HERS, renewed=NEW, now=NOON)

    assert store.learners.with_credential(NEW) == own
    assert store.learners.with_credential(HERS) is None
    assert is_open(store, NEW) == [opens_desk]


def test_who_becomes_a_learner_while_the_ticket_is_under_way_stays_one(store: Store) -> None:
    ticket = desk_ticket(store, HERS)
    own = store.learners.get_or_create(HERS, now=NOON)

    store.learners.redeem(ticket, browser=HERS, renewed=NEW, now=NOON)

    assert store.learners.with_credential(NEW) == own


def test_a_log_out_closes_the_desk_in_one_browser(store: Store) -> None:
    open_desk(store)
    open_desk(store, HIS, NEWER)

    store.teachers.end_session(NEW)

    assert is_open(store, NEW, NEWER) == [False, True]


def test_another_password_closes_every_desk_of_the_teacher_and_voids_tickets(store: Store) -> None:
    teacher, ticket = open_desk(store), desk_ticket(store, HIS)

    store.teachers.change_password(teacher, "another password", now=NOON)

    assert [fits(store, each) for each in (PASSWORD, "another password")] == [False, True]
    assert is_open(store, NEW) == [False]
    assert not store.learners.redeem(ticket, browser=HIS, renewed=NEWER, now=NOON)


def test_a_reset_voids_password_sessions_and_tickets_and_leaves_others(store: Store) -> None:
    open_desk(store)
    ticket, own = desk_ticket(store, HIS), store.learners.get_or_create(HERS, now=NOON)
    other = store.learners.offer_browser(HERS, own, now=NOON)

    token = store.teachers.reset(NAME, now=NOON + HOUR)

    assert not store.teachers.has_password()
    assert not fits(store, PASSWORD)
    assert is_open(store, NEW) == [False]
    assert not store.learners.redeem(ticket, browser=HIS, renewed=NEWER, now=NOON)
    assert store.learners.redeem(other, browser=HERS, renewed=NEW, now=NOON)
    assert store.teachers.accept(token, "", "another password", now=NOON + HOUR).name == NAME
    assert fits(store, "another password")


def test_no_secret_of_the_door_stands_in_the_file(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/sourcebook.db")
    with_password(store)
    token = store.teachers.new_link(now=NOON)

    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    store.close()

    assert hashed(token).encode() in kept
    assert [each for each in (token, PASSWORD) if each.encode() in kept] == []
