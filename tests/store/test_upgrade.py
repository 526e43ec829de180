"""A database that an older Sourcebook left is brought up to date, with every answer in it."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from argon2 import PasswordHasher
from sqlalchemy import Connection, create_engine, text

import sourcebook.store.engine
from sourcebook import delivery
from sourcebook.delivery import earned_at
from sourcebook.errors import StoreError
from sourcebook.model.assignments import Extension, Part, Settings
from sourcebook.model.attempts import Choice
from sourcebook.model.learners import Learner, Reading
from sourcebook.model.options import option
from sourcebook.model.results import Selected
from sourcebook.model.teachers import UPGRADED_NAME
from sourcebook.store import Store, hashed
from tests.store.builders import ANI, event_rows, guess
from tests.store.conftest import NOON
from tests.teachers import PASSWORD, make_teacher

MIGRATIONS = Path(sourcebook.store.engine.__file__).parent / "migrations"
FINISHED, OPEN = "1" * 32, "2" * 32
OLD_CHOICE = {
    "type": "single_choice",
    "id": "who-leads",
    "objective": "name-members",
    "stem": "Who leads the alliance?",
    "key": "Russia",
    "distractors": [
        {"text": "Belarus", "feedback": None, "score": "0"},
        {"text": "Armenia", "feedback": "It left the declaration unsigned.", "score": "1/3"},
    ],
    "rationale": "Newsweek says so.",
    "citations": ["s2.p10"],
    "points": "1",
    "calculated": None,
}
OLD_TRUTH = {
    "type": "true_false",
    "id": "unsigned",
    "objective": "name-members",
    "stem": "The declaration was left unsigned.",
    "key": True,
    "feedback": None,
    "rationale": "Newsweek says so.",
    "citations": ["s2.p10"],
    "points": "2",
    "calculated": None,
}
ARMENIA = {"kind": "choice", "option": option("who-leads", "Armenia").id}
TRUE = {"kind": "choice", "option": "true"}


def moment(minutes: int) -> datetime:
    """So many minutes after the eve of the summit, with microseconds to lose."""
    return datetime(2022, 11, 22, 18, 0, 0, 123456, tzinfo=UTC) + timedelta(minutes=minutes)


def old_database(url: str) -> None:
    """Ani's two attempts: one finished with both items answered, the last one first; one open."""
    engine = create_engine(url)
    with engine.begin() as connection:
        _upgrade(connection, "0001")
        _fill(connection)
    engine.dispose()


def database_before_credentials(url: str) -> str:
    """Ani's attempts and reading, as the version before credentials left them; returns the cookie.

    In that version the hash of the cookie was the learner's id.
    """
    cookie = "A" * 22
    learner_id = hashlib.sha256(cookie.encode()).hexdigest()
    engine = create_engine(url)
    with engine.begin() as connection:
        _upgrade(connection, "0001")
        _fill(connection)
        _insert(connection, "learner", id=learner_id, created_at=moment(1))
        connection.execute(text("UPDATE attempt SET learner_id = :id"), {"id": learner_id})
        _insert(connection, "reading", learner_id=learner_id, lesson_id="csto", opened_at=moment(2))
        _upgrade(connection, "0002")
        _insert(connection, "draft", attempt_id=OPEN, place=0, text="It said", saved_at=moment(22))
    engine.dispose()
    return cookie


def _upgrade(connection: Connection, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def _fill(connection: Connection) -> None:
    _insert(connection, "learner", id=ANI, created_at=moment(0))
    for mark, body in (("f" * 16, OLD_CHOICE), ("e" * 16, OLD_TRUTH)):
        _insert(connection, "item_version", fingerprint=mark, body=json.dumps(body))
    _attempt(connection, FINISHED, started_at=moment(0), finished_at=moment(9))
    _attempt(connection, OPEN, started_at=moment(20), finished_at=None)
    _response(connection, FINISHED, 0, ARMENIA, "1/3", moment(9))
    _response(connection, FINISHED, 1, TRUE, "1", moment(4))
    _response(connection, OPEN, 1, TRUE, "1", moment(21))


def _attempt(connection: Connection, attempt_id: str, **moments: datetime | None) -> None:
    fields = {"quiz_id": "summit", "quiz_title": "The summit", "pass_mark": 60}
    _insert(connection, "attempt", id=attempt_id, learner_id=ANI, **fields, **moments)
    for place, (item_id, mark) in enumerate([("who-leads", "f" * 16), ("unsigned", "e" * 16)]):
        ids = ["true", "false"] if place else [ARMENIA["option"]]
        _insert(
            connection,
            "pinned_item",
            attempt_id=attempt_id,
            place=place,
            item_id=item_id,
            fingerprint=mark,
            option_order=json.dumps(ids),
        )


def _response(
    connection: Connection,
    attempt_id: str,
    place: int,
    given: dict[str, str],
    score: str,
    at: datetime,
) -> None:
    _insert(
        connection,
        "response",
        attempt_id=attempt_id,
        place=place,
        given=json.dumps(given),
        score=score,
        answered_at=at,
    )


def _insert(connection: Connection, table: str, **row: object) -> None:
    # SQLite keeps moments as text without a zone, as the code of that time wrote them.
    if connection.dialect.name == "sqlite":
        row = {name: _without_zone(value) for name, value in row.items()}
    names = ", ".join(row)
    places = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), row)


def _without_zone(value: object) -> object:
    return f"{value:%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value


@pytest.fixture
def upgraded(url: str, tmp_path: Path) -> Store:
    """The store that finds a database of an older version."""
    (tmp_path / "data").mkdir(exist_ok=True)
    old_database(url)
    return Store.open(url)


def test_answers_of_an_older_version_keep_scores_and_moments(upgraded: Store) -> None:
    attempt = upgraded.attempts.one(ANI, FINISHED)
    upgraded.close()

    assert attempt is not None
    first, second = attempt.answers[0], attempt.answers[1]
    assert first.response == Choice.model_validate(ARMENIA)
    assert (first.score, first.answered_at) == (Fraction(1, 3), moment(9))
    assert second.response == Choice.model_validate(TRUE)
    assert (second.score, second.answered_at) == (Fraction(1), moment(4))
    assert [len(attempt.record(place).answers) for place in (0, 1)] == [1, 1]


def test_an_attempt_of_an_older_version_is_what_it_was(upgraded: Store) -> None:
    attempt = upgraded.attempts.one(ANI, FINISHED)
    upgraded.close()

    assert attempt is not None
    assert (attempt.started_at, attempt.finished_at) == (moment(0), moment(9))
    assert (attempt.feedback, attempt.purpose, attempt.deadline) == ("immediate", "quiz", None)
    assert [pinned.fingerprint for pinned in attempt.items] == ["f" * 16, "e" * 16]
    assert [pinned.item.points for pinned in attempt.items] == [1, 2]
    assert [earned_at(attempt, place) for place in (0, 1)] == [Fraction(1, 3), 1]


def test_responses_become_events_in_the_order_in_which_they_were_given(
    upgraded: Store, url: str
) -> None:
    attempt = upgraded.attempts.one(ANI, FINISHED)
    upgraded.close()

    assert attempt is not None
    assert event_rows(url, attempt) == [(0, 1, "tried"), (1, 0, "tried")]


def test_an_open_attempt_of_an_older_version_goes_on(upgraded: Store) -> None:
    found = upgraded.attempts.unfinished(ANI, "summit")
    assert found is not None
    assert found.id == OPEN

    after = upgraded.attempts.answer(ANI, OPEN, 0, Choice.model_validate(ARMENIA), now=NOON)
    upgraded.close()

    assert after.finished_at == NOON
    assert after.answers[1].answered_at == moment(21)


def test_the_result_of_an_attempt_of_an_older_version_is_worked_out(upgraded: Store) -> None:
    room = upgraded.classes.create("9b", now=NOON)
    upgraded.classes.join(ANI, room.id, now=NOON)
    (finished,) = (each for each in upgraded.attempts.of_learner(ANI) if each.is_finished)

    (found,) = upgraded.results.reached(Selected(room.id))

    assert found.percent == pytest.approx(float(delivery.mark(finished).percent))


def test_an_upgraded_database_is_not_upgraded_again(upgraded: Store, url: str) -> None:
    before = upgraded.attempts.of_learner(ANI)
    upgraded.close()

    again = Store.open(url)
    after = again.attempts.of_learner(ANI)
    again.close()

    assert after == before
    assert len(after) == 2


def test_an_upgrade_that_breaks_off_leaves_all_as_it_was(url: str, tmp_path: Path) -> None:
    """A table of somebody else's is in the way of the last one that the upgrade makes."""
    (tmp_path / "data").mkdir(exist_ok=True)
    old_database(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE draft (title VARCHAR(20))"))

    with pytest.raises(StoreError):
        Store.open(url)

    with engine.begin() as connection:
        kept = connection.execute(text("SELECT count(*) FROM response")).scalar_one()
        connection.execute(text("DROP TABLE draft"))
    engine.dispose()
    store = Store.open(url)
    answered = [len(attempt.answers) for attempt in store.attempts.of_learner(ANI)]
    store.close()
    assert kept == 3
    assert answered == [2, 1]


@pytest.fixture
def with_credentials(url: str, tmp_path: Path) -> Iterator[tuple[Store, str]]:
    """The store that finds a database from before credentials, and Ani's cookie."""
    (tmp_path / "data").mkdir(exist_ok=True)
    cookie = database_before_credentials(url)
    store = Store.open(url)
    yield store, cookie
    store.close()


def test_the_cookie_from_before_credentials_opens_all_her_work(
    with_credentials: tuple[Store, str],
) -> None:
    store, cookie = with_credentials

    learner_id = store.learners.get_or_create(hashed(cookie), now=NOON)

    assert store.learners.with_credential(hashed(cookie)) == learner_id
    assert store.learners.one(learner_id) == Learner(id=learner_id, name=None, created_at=moment(1))
    assert [len(attempt.answers) for attempt in store.attempts.of_learner(learner_id)] == [2, 1]
    # It was shown as read when opening a lesson counted as reading it, so it stays read.
    assert store.readings.of_learner(learner_id) == {
        "csto": Reading(opened_at=moment(2), read_at=moment(2))
    }
    assert store.attempts.draft(learner_id, OPEN, 0) == "It said"


def test_each_learner_from_before_credentials_is_opened_by_one_browser(
    with_credentials: tuple[Store, str], url: str
) -> None:
    store, cookie = with_credentials

    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT hash, kind, learner_id FROM credential")).all()
    engine.dispose()

    kept = {(row.hash, row.kind, row.learner_id) for row in found}
    assert kept == {(each, "browser", each) for each in (ANI, hashed(cookie))}
    assert store.learners.with_credential(ANI) == ANI


def test_a_learner_from_before_credentials_does_all_that_a_new_one_does(
    with_credentials: tuple[Store, str],
) -> None:
    store, cookie = with_credentials
    learner_id = store.learners.get_or_create(hashed(cookie), now=NOON)
    code = store.learners.new_recovery_code(learner_id, now=NOON)
    ticket = store.learners.offer_browser(hashed("new browser"), learner_id, now=NOON)

    moved = store.learners.redeem(
        ticket, browser=hashed("new browser"), renewed=hashed("new cookie"), now=NOON
    )
    after = store.attempts.answer(learner_id, OPEN, 0, Choice.model_validate(ARMENIA), now=NOON)

    assert moved
    assert (
        store.learners.with_recovery_code(code)
        == store.learners.with_credential(hashed("new cookie"))
        == learner_id
    )
    assert after.finished_at == NOON
    store.learners.delete(learner_id)
    assert store.learners.with_credential(hashed(cookie)) is None
    assert store.learners.with_credential(ANI) == ANI


def test_learners_of_before_get_numbers_in_the_order_in_which_they_came(
    with_credentials: tuple[Store, str],
) -> None:
    store, cookie = with_credentials

    before = store.learners.number_of(store.learners.get_or_create(hashed(cookie), now=NOON))
    after = store.learners.number_of(
        store.learners.get_or_create(hashed("a new browser"), now=NOON)
    )

    assert (before, after) == (2, 3)


def test_a_lesson_opened_before_there_were_steps_goes_on_with_them(
    with_credentials: tuple[Store, str],
) -> None:
    store, cookie = with_credentials
    learner_id = store.learners.get_or_create(hashed(cookie), now=NOON)

    store.readings.note_step(learner_id, "csto", "members", now=NOON)
    saved = store.readings.save_task(learner_id, "csto", "why", guess(), now=NOON)
    note = store.notes.save(learner_id, "s2.p11", "He says it twice.", now=NOON)

    assert store.readings.of_learner(learner_id) == {
        "csto": Reading(
            opened_at=NOON, read_at=moment(2), step="members", steps=frozenset({"members"})
        )
    }
    assert store.readings.tasks(learner_id, "csto") == {"why": saved}
    assert store.notes.of_learner(learner_id) == {"s2.p11": note}


def test_an_open_attempt_from_before_assignments_keeps_its_time(url: str, tmp_path: Path) -> None:
    """Its deadline tells how many minutes its quiz has, from which a longer one is worked out."""
    (tmp_path / "data").mkdir(exist_ok=True)
    old_database(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        _upgrade(connection, "0010")
        timed = {"deadline": moment(50), "id": OPEN}
        if connection.dialect.name == "sqlite":
            timed = {name: _without_zone(value) for name, value in timed.items()}
        connection.execute(text("UPDATE attempt SET deadline = :deadline WHERE id = :id"), timed)
    engine.dispose()
    store = Store.open(url)
    room = store.classes.create("9b", now=NOON)
    store.classes.join(ANI, room.id, now=NOON)

    part, settings = Part("quiz", "summit"), Settings()
    made = store.assignments.set_part(room.id, part, "The summit", settings, now=moment(21))
    own = Extension(extra_percent=50)
    store.assignments.extend(made.id, ANI, own, version=1, now=moment(21))
    attempt = store.attempts.one(ANI, OPEN)
    store.close()

    assert attempt is not None
    assert attempt.deadline == moment(65)


def database_with_one_password(url: str) -> None:
    """A class, a teacher's draft and an open desk, as the version with one password left them."""
    engine = create_engine(url)
    with engine.begin() as connection:
        _upgrade(connection, "0010")
        kept = PasswordHasher().hash(PASSWORD)
        _insert(connection, "teacher_password", site=1, hash=kept, since=moment(0))
        _insert(connection, "teacher_link", site=1, hash=hashed("link"), expires_at=moment(60))
        _insert(connection, "teacher_pass", browser=hashed("b"), since=moment(0), until=moment(700))
        room = {"id": "r" * 32, "name": "History 9b", "code": "AAAA-BBBB"}
        _insert(connection, "classroom", **room, created_at=moment(1))
        draft = {"path": "quizzes/a.yaml", "who": "the teacher", "text": "id: a"}
        more = {"based_on": "", "number": 1, "tab": "", "replaced": 0, "is_saved": False}
        _insert(connection, "file_draft", **draft, **more, kept_at=moment(2))
    engine.dispose()


def test_the_one_password_of_before_is_that_of_a_teacher_who_owns_all_classes(
    url: str, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir(exist_ok=True)
    database_with_one_password(url)

    store = Store.open(url)

    teacher = store.teachers.with_password(UPGRADED_NAME, PASSWORD)
    assert teacher is not None
    assert store.teachers.everybody() == (teacher,)
    assert teacher.since == moment(0)
    assert store.teachers.at_desk(hashed("b"), now=moment(699)) == teacher
    assert [each.name for each in store.classes.owned_by(teacher.id)] == ["History 9b"]
    assert store.revisions.unsaved_drafts(UPGRADED_NAME) == ("quizzes/a.yaml",)
    assert store.teachers.invitation("link", now=moment(1)) is None
    other = make_teacher(store, now=NOON)
    assert store.classes.seen_by(other.id) == ()
    store.close()


def test_classes_of_before_belong_to_nobody_if_there_was_no_password(
    url: str, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir(exist_ok=True)
    database_with_one_password(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM teacher_password"))
    engine.dispose()

    store = Store.open(url)

    assert store.teachers.everybody() == ()
    teacher = make_teacher(store, now=NOON)
    assert [each.name for each in store.classes.seen_by(teacher.id)] == ["History 9b"]
    store.close()


def test_learners_and_open_desks_stay_when_servers_begin_to_count_together(
    url: str, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir(exist_ok=True)
    engine = create_engine(url)
    with engine.begin() as connection:
        _upgrade(connection, "0012")
        _insert(connection, "learner", id=ANI, created_at=moment(0))
        _insert(connection, "teacher", id="t" * 32, name="Ani", since=moment(0))
        desk = {"browser": hashed("b"), "teacher_id": "t" * 32}
        _insert(connection, "teacher_pass", **desk, since=moment(0), until=moment(700))
    engine.dispose()

    store = Store.open(url)

    assert store.learners.one(ANI) is not None
    assert store.teachers.has_session(hashed("b"), now=moment(1))
    assert store.wrong_tries.count("password", now=moment(1)) == 0
    assert not store.ended_logins.has_ended(hashed("a login"), now=moment(1))
    store.close()
