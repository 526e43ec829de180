"""What a teacher has set in the states of the app, until the next state."""

from datetime import UTC, datetime, timedelta

from sourcebook.model.assignments import Assignment, Extension, Part, Settings
from sourcebook.store import Store, hashed
from tests.browser.people import CLASS, cookie
from tests.browser.stage import Stage

QUIZ = "csto-quiz"
_DAY = timedelta(days=1)


def set_work(stage: Stage) -> dict[str, str]:
    """Sets a quiz that is late, a lesson, and a quiz that is gone; one learner has other dates.

    Fills the gaps `class` and `assignment`.
    """
    store, now = stage.store("full"), datetime.now(UTC)
    room = next(each for each in store.classes.all() if each.name == CLASS)
    settings = Settings(
        opens=now - 9 * _DAY,
        due=now - _DAY,
        closes=now + 7 * _DAY,
        attempts=3,
        time_limit=40,
        keys="after_closing",
    )
    quiz = _set(stage, store, room.id, Part("quiz", QUIZ), settings)
    _set(stage, store, room.id, Part("lesson", "csto"), Settings(due=now + 2 * _DAY))
    _set(stage, store, room.id, Part("quiz", "gone-quiz"), Settings())
    learner = store.learners.with_credential(hashed(cookie("long")))
    own = Extension(closes=now + 9 * _DAY, extra_percent=25)
    store.assignments.extend(quiz.id, learner or "", own, version=1, now=now)
    return {"class": room.id, "assignment": quiz.id}


def not_open(stage: Stage) -> dict[str, str]:
    """Sets a quiz that opens in a week."""
    store, opens = stage.store("full"), datetime.now(UTC) + 7 * _DAY
    room = next(each for each in store.classes.all() if each.name == CLASS)
    _set(stage, store, room.id, Part("quiz", QUIZ), Settings(opens=opens))
    return {}


def _set(stage: Stage, store: Store, room: str, part: Part, settings: Settings) -> Assignment:
    now = datetime.now(UTC)
    made = store.assignments.set_part(room, part, "A part of the course", settings, now=now)
    stage.undo(lambda: _delete(store, made))
    return made


def _delete(store: Store, made: Assignment) -> None:
    version = next(
        each.version for each in store.assignments.of_class(made.classroom_id) if each.id == made.id
    )
    store.assignments.delete(made.id, version=version, now=datetime.now(UTC))
