"""What is changed at a server before a state is shown, and what fills the gaps in an address."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sourcebook.content.authoring.publishing import sha256
from sourcebook.store import hashed
from tests.browser.kinds import AT_ONCE
from tests.browser.people import cookie, open_desk
from tests.browser.stage import Prepare, Stage
from tests.teachers import NAME

FILE: Final = f"quizzes/9-{AT_ONCE}.yaml"
"""The file that is edited."""


def latest(who: str, quiz_id: str) -> Prepare:
    """Fills the gap `attempt` with somebody's latest attempt at a quiz."""

    def find(stage: Stage) -> dict[str, str]:
        store = stage.store("full")
        learner = store.learners.with_credential(hashed(cookie(who)))
        attempts = store.attempts.of_learner(learner or "")
        return {"attempt": next(each.id for each in attempts[::-1] if each.quiz_id == quiz_id)}

    return find


def known(who: str, quiz_id: str) -> Prepare:
    """Fills the gap `number` with somebody's number, and `attempt` as `latest` does."""

    def find(stage: Stage) -> dict[str, str]:
        store = stage.store("full")
        learner = store.learners.with_credential(hashed(cookie(who)))
        number = store.learners.number_of(learner or "")
        return {"number": str(number), **latest(who, quiz_id)(stage)}

    return find


def code(stage: Stage) -> dict[str, str]:
    """Fills the gap `code` with that of the class."""
    return {"code": stage.store("full").classes.all()[-1].code}


def link(stage: Stage) -> dict[str, str]:
    """Fills the gap `token` with that of a new link."""
    return {"token": stage.store("bare").teachers.new_link(now=datetime.now(UTC))}


def desk(stage: Stage) -> dict[str, str]:
    """Opens the desk of the bare server."""
    open_desk(stage.store("bare"))
    return {}


def empty_class(stage: Stage) -> dict[str, str]:
    """Opens the desk of the bare server, and a class that nobody has joined."""
    store = stage.store("bare")
    open_desk(store)
    room = store.classes.create("History 9b", now=datetime.now(UTC))
    stage.undo(lambda: store.classes.delete(room.id, now=datetime.now(UTC)))
    return {}


def away(stage: Stage) -> dict[str, str]:
    """Takes the database of the bare server away."""
    stage.without_database()
    return {}


def draft(text_for: dict[str, str], *, based_on: str = "") -> Prepare:
    """Writes a draft of the file with some words replaced; `based_on` names another version."""

    def write(stage: Stage) -> dict[str, str]:
        store, disk = stage.store("full"), (stage.full.course / FILE).read_bytes()
        text, now = disk.decode(), datetime.now(UTC)
        for former, later in text_for.items():
            text = text.replace(former, later, 1)
        base = based_on or sha256(disk)
        store.revisions.replace_draft(FILE, NAME, text, based_on=base, is_saved=False, now=now)
        stage.undo(
            lambda: store.revisions.settle_draft(FILE, NAME, text, sha256=sha256(disk), now=now)
        )
        return {}

    return write


def corrected(stage: Stage) -> dict[str, str]:
    """Makes a wrong answer of the file the right one, after learners have answered."""
    place = stage.full.course / FILE
    before = place.read_bytes()
    place.write_bytes(with_another_key(before))
    stage.undo(lambda: _put_back(place, before))
    return {}


def with_another_key(raw: bytes) -> bytes:
    """The file with the key and a wrong answer of an item changed about."""
    key, wrong = b"threw a pen, as a gesture for show", b"let a pen drop in a lazy way"
    between = b"-between-"
    return raw.replace(key, between).replace(wrong, key).replace(between, wrong)


def _put_back(place: Path, raw: bytes) -> None:
    place.write_bytes(raw)


def versions(stage: Stage) -> dict[str, str]:
    """Gives the file two versions before the one on the disk."""
    store, text = stage.store("full"), (stage.full.course / FILE).read_text("utf-8")
    for who, title in (("A teacher of History", "title: As it was before"), (None, "title: New")):
        older = text.replace(f"title: {AT_ONCE}", title)
        sha = sha256(older.encode())
        store.revisions.note(FILE, older, sha256=sha, now=datetime.now(UTC), who=who)
    return {}
