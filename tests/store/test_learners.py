"""What opens a learner's work, how it moves to another browser, and how all of it is deleted."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import Row, create_engine, text

from sourcebook.errors import StoreError
from sourcebook.model.assignments import Extension, Part, Settings
from sourcebook.model.learners import Learner, Reading
from sourcebook.model.lesson_work import TaskDraft
from sourcebook.store import Store, hashed
from sourcebook.store.learners import TICKET_LIFE
from sourcebook.store.tables import metadata
from tests.store.builders import (
    HOUR,
    MINUTE,
    ONE_WRITTEN,
    PROVED,
    TEST_MODE,
    TIMED,
    TWO_ITEMS,
    answer_with,
    choose,
    guess,
    reloaded,
    start,
)
from tests.store.conftest import NOON

HERS, HIS, NEW = hashed("her cookie"), hashed("his cookie"), hashed("new cookie")
JUST_BEFORE = timedelta(microseconds=1)
NOBODYS = (
    *("item_version", "revision", "file_draft", "site_secret"),
    *("teacher", "classroom", "class_teacher", "assignment", "wrong_try", "ended_login"),
)
"""The tables that hold nothing of a learner's."""
Found = TypeVar("Found")


def at_once(step: Callable[[], Found]) -> list[Found]:
    """What comes of a step that eight tabs take at the same moment."""
    ready = Barrier(8)

    def take(_: int) -> Found:
        ready.wait(30)
        return step()

    with ThreadPoolExecutor(8) as tabs:
        return list(tabs.map(take, range(8)))


def enrol(store: Store, browser: str = HERS) -> str:
    """The id of the learner of a browser, who came at noon."""
    return store.learners.get_or_create(browser, now=NOON)


def learner(store: Store, learner_id: str) -> Learner:
    """A learner who must be there."""
    found = store.learners.one(learner_id)
    assert found is not None
    return found


def hand_over(store: Store, browser: str, to: str | None, *, bring_along: bool = False) -> bool:
    """Let a browser change hands at noon; its new cookie is NEW."""
    ticket = store.learners.offer_browser(browser, to, now=NOON, bring_along=bring_along)
    return store.learners.redeem(ticket, browser=browser, renewed=NEW, now=NOON)


def work(store: Store, learner_id: str) -> None:
    """One row of every kind that is kept of a learner, so that each table has one."""
    store.learners.rename(learner_id, f"Learner {learner_id}")
    store.learners.new_recovery_code(learner_id, now=NOON)
    store.readings.note_step(learner_id, "yerevan-summit", "in-his-words", now=NOON)
    store.readings.save_task(learner_id, "yerevan-summit", "why", guess("No help"), now=NOON)
    store.readings.save_draft(learner_id, "csto", "why", TaskDraft(text="It helps."), now=NOON)
    store.notes.save(learner_id, "s2.p11", "He says it twice.", now=NOON)
    room = store.classes.create("9b", now=NOON)
    store.classes.join(learner_id, room.id, now=NOON)
    lesson = Part("lesson", "csto")
    made = store.assignments.set_part(room.id, lesson, "The alliance", Settings(), now=NOON)
    later = Extension(due=NOON + timedelta(days=1))
    store.assignments.extend(made.id, learner_id, later, version=1, now=NOON)
    answer_with(store, start(store, learner_id), 0, "Russia", learner=learner_id)
    done = start(store, learner_id, TWO_ITEMS.model_copy(update={"id": "done"}))
    store.attempts.finish(learner_id, done.id, now=NOON)
    essay = start(store, learner_id, ONE_WRITTEN, purpose="missed")
    store.attempts.save_draft(learner_id, essay.id, 0, "It said", now=NOON)
    store.learners.offer_browser(HERS, learner_id, now=NOON)


def rows(url: str) -> dict[str, list[Row[tuple[object, ...]]]]:
    """All rows of all tables that learners fill."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {
            table: sorted(connection.execute(text(f"SELECT * FROM {table}")).all(), key=str)
            for table in metadata.tables
            if table not in NOBODYS and not table.startswith("teacher_")
        }
    engine.dispose()
    return found


def test_a_browser_that_nobody_knows_opens_nothing(store: Store) -> None:
    assert store.learners.with_credential(HERS) is None
    assert store.learners.one("a" * 32) is None


def test_a_browser_opens_the_same_learner_again(store: Store) -> None:
    first = enrol(store)

    assert enrol(store) == store.learners.with_credential(HERS) == first
    assert enrol(store, HIS) != first
    assert learner(store, first) == Learner(id=first, name=None, created_at=NOON)


def test_what_names_a_learner_says_nothing_of_what_opens_her(store: Store) -> None:
    learner_id = enrol(store)

    assert learner_id not in HERS
    assert store.learners.with_credential(learner_id) is None


def test_many_tabs_at_once_make_one_learner(store: Store, url: str) -> None:
    ids = at_once(lambda: enrol(store))

    assert set(ids) == {store.learners.with_credential(HERS)}
    assert len(rows(url)["learner"]) == len(rows(url)["credential"]) == 1


def test_a_school_account_brings_a_name_once(store: Store) -> None:
    account = hashed("https://school.example\n17")
    learner_id = store.learners.get_or_create(account, now=NOON, kind="account", name="Nina")
    store.learners.rename(learner_id, "Ninotchka")

    again = store.learners.get_or_create(account, now=NOON + HOUR, kind="account", name="Nina")

    assert again == learner_id
    assert learner(store, again).name == "Ninotchka"


def test_a_name_is_kept_and_taken_away(store: Store) -> None:
    learner_id, other = enrol(store), enrol(store, HIS)

    store.learners.rename(learner_id, "Nina")
    assert learner(store, learner_id).name == "Nina"
    assert learner(store, other).name is None

    store.learners.rename(learner_id, None)
    assert learner(store, learner_id).name is None


def test_a_recovery_code_opens_its_learner_however_it_is_typed(store: Store) -> None:
    learner_id, other = enrol(store), enrol(store, HIS)

    code = store.learners.new_recovery_code(learner_id, now=NOON)
    others = store.learners.new_recovery_code(other, now=NOON)

    for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('0', 'o')}."):
        assert store.learners.with_recovery_code(typed) == learner_id
    assert store.learners.with_recovery_code(others) == other
    assert [learner(store, each).has_code for each in (learner_id, other)] == [True, True]


def test_a_newer_code_makes_the_older_one_void_and_no_other(store: Store) -> None:
    learner_id, other = enrol(store), enrol(store, HIS)
    older, others = (
        store.learners.new_recovery_code(each, now=NOON) for each in (learner_id, other)
    )

    newer = store.learners.new_recovery_code(learner_id, now=NOON)

    assert store.learners.with_recovery_code(older) is None
    assert store.learners.with_recovery_code(newer) == learner_id
    assert store.learners.with_recovery_code(others) == other
    assert store.learners.with_credential(HERS) == learner_id


def test_of_codes_made_at_once_one_is_in_force(store: Store) -> None:
    learner_id = enrol(store)

    codes = at_once(lambda: store.learners.new_recovery_code(learner_id, now=NOON))

    assert [store.learners.with_recovery_code(code) for code in codes].count(learner_id) == 1


@pytest.mark.parametrize("typed", ["", "-", "0000-0000-0000-0000-0000", "her cookie", "x" * 9999])
def test_what_is_no_code_opens_nothing(store: Store, typed: str) -> None:
    store.learners.new_recovery_code(enrol(store), now=NOON)

    assert store.learners.with_recovery_code(typed) is None


def test_a_code_is_no_cookie_and_a_cookie_is_no_code(store: Store) -> None:
    cookie = "7K0M-1XVR-7K0M-1XVR-7K0M"
    code = store.learners.new_recovery_code(enrol(store, hashed(cookie)), now=NOON)

    assert store.learners.with_credential(hashed(code)) is None
    assert store.learners.with_recovery_code(cookie) is None
    assert store.learners.with_recovery_code(hashed(cookie)) is None
    assert store.learners.with_recovery_code(hashed(code)) is None


def test_no_secret_stands_in_the_file(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/sourcebook.db")
    learner_id = enrol(store)
    code = store.learners.new_recovery_code(learner_id, now=NOON)
    ticket = store.learners.offer_browser(HERS, learner_id, now=NOON)

    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    store.close()

    assert HERS.encode() in kept
    secrets = ("her cookie", code, code.replace("-", ""), ticket)
    assert [secret for secret in secrets if secret.encode() in kept] == []


def test_a_browser_that_changed_hands_opens_the_other_learner_with_a_new_cookie(
    store: Store,
) -> None:
    former, other = enrol(store), enrol(store, HIS)

    assert hand_over(store, HERS, other)

    assert store.learners.with_credential(NEW) == store.learners.with_credential(HIS) == other
    assert store.learners.with_credential(HERS) is None
    assert store.learners.one(former) is not None


def test_a_browser_given_to_nobody_opens_nothing(store: Store) -> None:
    former = enrol(store)
    code = store.learners.new_recovery_code(former, now=NOON)

    assert hand_over(store, HERS, None)

    assert store.learners.with_credential(HERS) is None
    assert store.learners.with_credential(NEW) is None
    assert store.learners.with_recovery_code(code) == former


def test_a_browser_that_opened_nobody_can_be_given_to_a_learner(store: Store) -> None:
    other = enrol(store, HIS)

    assert hand_over(store, HERS, other, bring_along=True)

    assert store.learners.with_credential(NEW) == other


def test_a_browser_given_to_its_own_learner_gets_a_new_cookie(store: Store) -> None:
    own = enrol(store)
    work(store, own)
    before = store.attempts.of_learner(own)

    assert hand_over(store, HERS, own, bring_along=True)

    assert store.attempts.of_learner(own) == before
    assert store.learners.with_credential(HERS) is None
    assert store.learners.with_credential(NEW) == own


def test_a_ticket_is_good_once(store: Store) -> None:
    other = enrol(store, HIS)
    ticket = store.learners.offer_browser(HERS, other, now=NOON)

    taken = at_once(lambda: store.learners.redeem(ticket, browser=HERS, renewed=NEW, now=NOON))

    assert taken.count(True) == 1
    assert not store.learners.redeem(ticket, browser=HERS, renewed=hashed("another"), now=NOON)
    assert store.learners.with_credential(hashed("another")) is None


@pytest.mark.parametrize("bring_along", [False, True])
def test_a_ticket_of_another_browser_changes_nothing(
    store: Store, url: str, bring_along: bool
) -> None:
    own, other = enrol(store), enrol(store, HIS)
    ticket = store.learners.offer_browser(HERS, other, now=NOON, bring_along=bring_along)
    work(store, own)
    before = rows(url)

    for each, browser in [(ticket, HIS), (ticket, NEW), ("unknown", HERS), ("", HERS)]:
        assert not store.learners.redeem(each, browser=browser, renewed=NEW, now=NOON)

    assert rows(url) == before
    assert store.learners.redeem(ticket, browser=HERS, renewed=NEW, now=NOON)


def test_a_ticket_is_good_for_five_minutes(store: Store, url: str) -> None:
    other = enrol(store, HIS)
    ticket = store.learners.offer_browser(HERS, other, now=NOON)
    before = rows(url)

    assert not store.learners.redeem(ticket, browser=HERS, renewed=NEW, now=NOON + TICKET_LIFE)

    assert rows(url) == before
    assert timedelta(minutes=5) == TICKET_LIFE
    last_moment = NOON + TICKET_LIFE - JUST_BEFORE
    assert store.learners.redeem(ticket, browser=HERS, renewed=NEW, now=last_moment)


def test_a_new_ticket_clears_away_those_out_of_date(store: Store, url: str) -> None:
    store.learners.offer_browser(HERS, None, now=NOON)

    store.learners.offer_browser(HIS, None, now=NOON + TICKET_LIFE)

    assert [row.browser for row in rows(url)["ticket"]] == [HIS]


def test_a_ticket_to_a_learner_who_left_is_void(store: Store) -> None:
    own, other = enrol(store), enrol(store, HIS)
    ticket = store.learners.offer_browser(HERS, other, now=NOON)

    store.learners.delete(other)

    assert not store.learners.redeem(ticket, browser=HERS, renewed=NEW, now=NOON)
    assert store.learners.with_credential(HERS) == own


def test_a_browser_given_away_leaves_its_work_to_its_learner(store: Store) -> None:
    own, other = enrol(store), enrol(store, HIS)
    attempt = start(store, own)

    hand_over(store, HERS, other)

    assert store.attempts.of_learner(own) == (attempt,)
    assert store.attempts.of_learner(other) == ()


def test_what_both_were_writing_at_a_task_is_kept_together(store: Store) -> None:
    own, other = enrol(store), enrol(store, HIS)
    first = TaskDraft(text="Because of September.", passages=("s2.p6",))
    second = TaskDraft(text="He gave a reason.", passages=("s2.p6", "s3.p20"))
    readings, later = store.readings, NOON + timedelta(minutes=1)
    readings.save_draft(own, "yerevan-summit", "claim", first, now=NOON)
    readings.save_draft(other, "yerevan-summit", "claim", second, now=later)
    readings.save_draft(own, "csto", "guess", TaskDraft(text="It helps."), now=NOON)

    hand_over(store, HERS, other, bring_along=True)

    both = TaskDraft(
        text="Because of September.\n\nHe gave a reason.", passages=("s2.p6", "s3.p20")
    )
    assert readings.all_drafts(other) == {
        ("csto", "guess"): TaskDraft(text="It helps."),
        ("yerevan-summit", "claim"): both,
    }


def test_work_brought_along_is_the_other_learners_with_every_answer(store: Store) -> None:
    own, other = enrol(store), enrol(store, HIS)
    answered = answer_with(store, start(store, own), 0, "Russia", learner=own)
    essay = start(store, own, ONE_WRITTEN, purpose="missed")
    store.attempts.save_draft(own, essay.id, 0, "It said", now=NOON)

    hand_over(store, HERS, other, bring_along=True)

    moved = reloaded(store, answered, other)
    assert (moved.records, moved.is_finished) == (answered.records, False)
    assert store.attempts.draft(other, essay.id, 0) == "It said"
    assert store.attempts.one(own, answered.id) is None
    after = store.attempts.answer(other, moved.id, 1, choose(moved, 1, "Russia"), now=NOON + HOUR)
    assert after.is_finished


def test_of_two_open_attempts_at_a_quiz_the_one_brought_along_is_ended(store: Store) -> None:
    own, other = enrol(store), enrol(store, HIS)
    hers = answer_with(store, start(store, own), 0, "Russia", learner=own)
    her_proof = start(store, own, PROVED, purpose="missed")
    his = start(store, other)

    hand_over(store, HERS, other, bring_along=True)

    ended = reloaded(store, hers, other)
    assert (ended.finished_at, ended.records) == (NOON, hers.records)
    assert reloaded(store, his, other) == his
    assert not reloaded(store, her_proof, other).is_finished
    assert store.attempts.unfinished(other, "summit") == his


def test_an_attempt_brought_along_after_its_time_ended_at_its_deadline(store: Store) -> None:
    own, other = enrol(store), enrol(store, HIS)
    hers, _ = start(store, own, TIMED), start(store, other, TIMED)

    store.learners.bring_along(other, browser=HERS, now=NOON + HOUR)

    assert reloaded(store, hers, other).finished_at == hers.deadline
    assert hers.deadline == NOON + timedelta(minutes=30)


def test_two_finished_attempts_at_a_quiz_both_stay(store: Store) -> None:
    own, other = enrol(store), enrol(store, HIS)
    for each in (own, other):
        answer_with(store, start(store, each), 0, "Russia", learner=each)
        store.attempts.finish(each, start(store, each).id, now=NOON + HOUR)

    store.learners.bring_along(other, browser=HERS, now=NOON + HOUR)

    assert [each.is_finished for each in store.attempts.of_learner(other)] == [True, True]


def test_readings_memberships_and_name_come_along(store: Store) -> None:
    own, other = enrol(store), enrol(store, HIS)
    shared, hers = (store.classes.create(name, now=NOON) for name in ("9b", "9c"))
    for who, room in [(own, shared), (own, hers), (other, shared)]:
        store.classes.join(who, room.id, now=NOON)
    for who, lesson in [(own, "csto"), (own, "yerevan-summit"), (other, "csto")]:
        store.readings.note_opened(who, lesson, now=NOON)
    store.learners.rename(own, "Nina")

    store.learners.bring_along(other, browser=HERS, now=NOON)

    assert {room.name for room in store.classes.of_learner(other)} == {"9b", "9c"}
    assert set(store.readings.of_learner(other)) == {"csto", "yerevan-summit"}
    assert learner(store, other).name == "Nina"
    assert store.learners.one(own) is None


def test_a_lesson_that_both_opened_was_opened_last_when_either_did(store: Store) -> None:
    own, other = enrol(store), enrol(store, HIS)
    for who, lesson, at in [
        (own, "csto", NOON + HOUR),
        (other, "csto", NOON),
        (own, "voices", NOON),
        (other, "voices", NOON + HOUR),
    ]:
        store.readings.note_opened(who, lesson, now=at)

    store.learners.bring_along(other, browser=HERS, now=NOON + HOUR)

    opened = {lesson: each.opened_at for lesson, each in store.readings.of_learner(other).items()}
    assert opened == {"csto": NOON + HOUR, "voices": NOON + HOUR}


@pytest.mark.parametrize("reader", ["own", "other"])
def test_a_lesson_that_either_has_read_is_read(store: Store, reader: str) -> None:
    learners = {"own": enrol(store), "other": enrol(store, HIS)}
    for who in learners.values():
        store.readings.note_opened(who, "csto", now=NOON)
    store.readings.mark_read(learners[reader], "csto", now=NOON + HOUR)

    store.learners.bring_along(learners["other"], browser=HERS, now=NOON + HOUR)

    assert store.readings.of_learner(learners["other"])["csto"].read_at == NOON + HOUR


def test_steps_opened_come_along(store: Store) -> None:
    own, other = enrol(store), enrol(store, HIS)
    store.readings.note_step(own, "csto", "before", now=NOON)
    store.readings.note_step(own, "csto", "members", now=NOON)
    store.readings.note_step(other, "csto", "before", now=NOON + HOUR)
    store.readings.note_step(own, "voices", "who-speaks", now=NOON)
    store.readings.note_opened(other, "voices", now=NOON + HOUR)

    store.learners.bring_along(other, browser=HERS, now=NOON + HOUR)

    assert store.readings.of_learner(other) == {
        "csto": Reading(
            opened_at=NOON + HOUR, step="before", steps=frozenset({"before", "members"})
        ),
        "voices": Reading(
            opened_at=NOON + HOUR, step="who-speaks", steps=frozenset({"who-speaks"})
        ),
    }


def test_revisions_of_both_are_numbered_in_the_order_in_which_they_were_saved(
    store: Store,
) -> None:
    own, other = enrol(store), enrol(store, HIS)
    for who, task, wrote, at in [
        (own, "why", "first", NOON),
        (other, "why", "second", NOON + MINUTE),
        (own, "why", "third", NOON + 2 * MINUTE),
        (own, "who", "only hers", NOON),
        (other, "when", "only his", NOON),
    ]:
        store.readings.save_task(who, "csto", task, guess(wrote), now=at)

    store.learners.bring_along(other, browser=HERS, now=NOON + HOUR)

    kept = [(each.task, each.number, each.answer) for _, each in store.readings.all_tasks(other)]
    assert kept == [
        ("when", 1, guess("only his")),
        ("who", 1, guess("only hers")),
        ("why", 1, guess("first")),
        ("why", 2, guess("second")),
        ("why", 3, guess("third")),
    ]
    assert store.readings.tasks(other, "csto")["why"].answer == guess("third")


def test_of_notes_at_one_place_the_texts_of_both_are_kept(store: Store) -> None:
    own, other = enrol(store), enrol(store, HIS)
    for who, place, wrote, at in [
        (own, "s2.p11", "Who says so?", NOON + MINUTE),
        (other, "s2.p11", "He says it twice.", NOON),
        (own, "s1.p1", "", NOON + MINUTE),
        (other, "s1.p1", "Compare.", NOON),
        (own, "csto/members", "Six.", NOON),
    ]:
        store.notes.save(who, place, wrote, now=at)

    store.learners.bring_along(other, browser=HERS, now=NOON + HOUR)

    assert {place: each.text for place, each in store.notes.of_learner(other).items()} == {
        "s2.p11": "He says it twice.\n\nWho says so?",
        "s1.p1": "Compare.",
        "csto/members": "Six.",
    }


def test_a_recovery_code_opens_lesson_work_in_another_browser(store: Store) -> None:
    own = enrol(store)
    work(store, own)
    code = store.learners.new_recovery_code(own, now=NOON)

    hand_over(store, HIS, store.learners.with_recovery_code(code))

    found = store.learners.with_credential(NEW)
    assert found == own
    assert store.readings.tasks(own, "yerevan-summit")["why"].answer == guess("No help")
    assert list(store.notes.of_learner(own)) == ["s2.p11"]


def test_whoever_has_a_name_keeps_it(store: Store) -> None:
    own, other = enrol(store), enrol(store, HIS)
    store.learners.rename(own, "Nina")
    store.learners.rename(other, "Aram")

    store.learners.bring_along(other, browser=HERS, now=NOON)

    assert learner(store, other).name == "Aram"


def test_what_else_opened_the_work_brought_along_opens_the_other_learner(store: Store) -> None:
    own, other = enrol(store), enrol(store, HIS)
    code = store.learners.new_recovery_code(own, now=NOON)
    second = hashed("her second browser")
    ticket = store.learners.offer_browser(second, own, now=NOON)
    store.learners.redeem(ticket, browser=second, renewed=second, now=NOON)

    hand_over(store, HERS, other, bring_along=True)

    assert (
        store.learners.with_credential(second) == store.learners.with_recovery_code(code) == other
    )
    assert store.learners.with_credential(HERS) is None


def test_work_brought_to_a_school_account_leaves_the_browser_with_nobody(store: Store) -> None:
    own, account = (
        enrol(store),
        store.learners.get_or_create(hashed("17"), now=NOON, kind="account"),
    )
    attempt = start(store, own)

    store.learners.bring_along(account, browser=HERS, now=NOON)
    store.learners.bring_along(account, browser=HERS, now=NOON)

    assert store.learners.with_credential(HERS) is None
    assert [each.id for each in store.attempts.of_learner(account)] == [attempt.id]


def test_a_browser_that_cannot_be_given_the_work_keeps_it(store: Store, url: str) -> None:
    """The learner who was to get it has just left."""
    work(store, enrol(store))
    before = rows(url)

    with pytest.raises(StoreError):
        store.learners.bring_along("a" * 32, browser=HERS, now=NOON)

    assert rows(url) == before


def test_deleting_a_learner_leaves_no_row_of_hers_and_all_of_another(
    store: Store, url: str
) -> None:
    his = enrol(store, HIS)
    work(store, his)
    his_rows = rows(url)
    own = enrol(store)
    work(store, own)
    start(store, own, TEST_MODE, purpose="practice")

    store.learners.delete(own)

    assert all(his_rows.values())
    assert rows(url) == his_rows


def test_what_is_deleted_is_not_left_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "sourcebook.db"
    store = Store.open(f"sqlite:///{file}")
    own = enrol(store)
    store.learners.rename(own, "Nina Petrosyan")
    store.close()
    before = file.read_bytes()

    store = Store.open(f"sqlite:///{file}")
    store.learners.delete(own)
    store.close()

    after = file.read_bytes()
    for each in ("Nina Petrosyan", own, HERS):
        assert each.encode() in before
        assert each.encode() not in after


def test_a_deleted_learner_is_opened_by_nothing(store: Store) -> None:
    own = enrol(store)
    code = store.learners.new_recovery_code(own, now=NOON)
    ticket = store.learners.offer_browser(HIS, own, now=NOON)
    store.learners.redeem(ticket, browser=HIS, renewed=NEW, now=NOON)

    store.learners.delete(own)

    assert store.learners.one(own) is None
    assert [store.learners.with_credential(each) for each in (HERS, HIS, NEW)] == [None] * 3
    assert store.learners.with_recovery_code(code) is None
    assert enrol(store) != own
