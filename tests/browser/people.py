"""The learners and the teacher whose pages are looked at, and what each has done so far.

All of it is written into the database of a server, which is quicker than doing it in a browser.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from sourcebook.demonstration import invented_classes
from sourcebook.model.attempts import Attempt, Written
from sourcebook.model.course import Course
from sourcebook.model.items import ExtendedResponse, Item
from sourcebook.model.lesson_work import (
    Claim,
    ComparisonAnswer,
    DocumentAnswer,
    Guess,
    PassedOver,
    TaskAnswer,
)
from sourcebook.model.lessons import Task
from sourcebook.model.quizzes import Quiz
from sourcebook.model.teachers import Teacher
from sourcebook.review import due, practice_session, review_session
from sourcebook.store import Store, hashed
from tests import teachers
from tests.browser.kinds import AT_ONCE, TEST, TIMED
from tests.pages.conftest import right, wrong

NAME: Final = "Zaruhi <b>Testian</b>"
COLLEAGUE: Final = "Davit Sargsyan"
CLASS: Final = "Ninth graders of Gyumri"
SUMMIT: Final = "yerevan-summit"
OBJECTIVE: Final = "order-summit-day"
TEXT: Final = "The photograph shows how they stood.\n\nIt does not show what anybody wanted."
_SURE: Final = ("guessing", "fairly_sure", "certain")

Past = Callable[["Someone"], None]


def cookie(name: str) -> str:
    """The cookie of somebody: it has the shape of a real one."""
    return f"{name:x<22}"


class Someone:
    """A learner in a database, for whom attempts are made and answered there."""

    def __init__(self, store: Store, course: Course, name: str, now: datetime) -> None:
        self.store, self.course, self.now = store, course, now
        self.id = store.learners.get_or_create(hashed(cookie(name)), now=now)

    def starts(self, quiz: Quiz | str, *, days_ago: float = 0, **options: str) -> Attempt:
        """A new attempt at a quiz, or at the one of the course with this id."""
        quiz = self.course.quizzes[quiz] if isinstance(quiz, str) else quiz
        then, rng = self.now - timedelta(days=days_ago), random.Random(quiz.id)
        filled = self.course.filled(quiz, rng)
        return self.store.attempts.start(self.id, filled, now=then, rng=rng, **options)  # type: ignore[arg-type]  # A purpose.

    def settles(self, attempt: Attempt, place: int, *, rightly: bool) -> None:
        """Take an item to its end: every try, its proof, the mark of a text."""
        item, then = attempt.items[place].item, attempt.started_at
        for _ in item.tries if attempt.feedback == "immediate" and not rightly else "1":
            self.answers(attempt, place, rightly=rightly)
        if item.proof and (rightly or attempt.feedback == "deferred"):
            proof = item.proof[0] if rightly else _no_proof(self.course, item)
            self.store.attempts.prove(self.id, attempt.id, place, proof, now=then)
        if isinstance(item, ExtendedResponse) and attempt.feedback == "immediate":
            self.store.attempts.mark_written(
                self.id, attempt.id, place, 2 if rightly else 0, now=then
            )

    def answers(self, attempt: Attempt, place: int, *, rightly: bool) -> None:
        """Hand in one answer."""
        item = attempt.items[place].item
        response = (right if rightly else wrong)(item)
        if isinstance(item, ExtendedResponse):
            response = Written(text=TEXT)
        self.store.attempts.answer(
            self.id,
            attempt.id,
            place,
            response,
            now=attempt.started_at,
            confidence=_SURE[place % 3] if attempt.confidence else None,
        )

    def finishes(self, attempt: Attempt, *, rightly: Callable[[int], bool]) -> None:
        """Settle every item and end the attempt."""
        for place in range(len(attempt.items)):
            self.settles(attempt, place, rightly=rightly(place))
        self.store.attempts.finish(self.id, attempt.id, now=attempt.started_at)

    def reads(self, lessons: Iterable[str]) -> None:
        """Read lessons to their end."""
        for lesson in lessons:
            self.store.readings.mark_read(self.id, lesson, now=self.now)


def _begun(she: Someone) -> None:
    she.reads(["csto"])
    attempt = she.starts("csto-quiz")
    for place in range(3):
        she.settles(attempt, place, rightly=place != 1)


def _reader(she: Someone) -> None:
    she.reads(["csto"])


def _noting(she: Someone) -> None:
    for place, text in (("csto/who-belongs-to-it", TEXT), ("s2.p10", TEXT), ("s1.p2", "")):
        she.store.notes.save(she.id, place, text, now=she.now)


def _short(she: Someone) -> None:
    she.finishes(she.starts("csto-quiz"), rightly=lambda place: place % 3 == 0)


def _long(she: Someone) -> None:
    she.store.learners.rename(she.id, NAME)
    she.store.learners.new_recovery_code(she.id, now=she.now)
    room = next(each for each in she.store.classes.all() if each.name == CLASS)
    she.store.classes.join(she.id, room.id, now=she.now)
    she.reads(list(she.course.lessons)[:4])
    for turn, quiz in enumerate(["yerevan-summit-quiz", AT_ONCE] * 2, start=1):
        attempt = she.starts(quiz, days_ago=22 - 5 * turn)
        she.finishes(attempt, rightly=lambda place, turn=turn: (place * 7 + turn) % 5 > 1)  # type: ignore[misc]  # mypy sees no types in it.
    session = practice_session(
        OBJECTIVE, she.store.attempts.of_learner(she.id), she.course, random.Random(1)
    )
    assert session
    she.finishes(she.starts(session, days_ago=1, purpose="practice"), rightly=lambda _: True)


def _done(she: Someone) -> None:
    she.store.learners.rename(she.id, NAME)
    she.reads(she.course.lessons)
    for quiz in she.course.quizzes.values():
        attempt = she.starts(quiz)
        she.finishes(attempt, rightly=lambda _: True)
        for place, pinned in enumerate(attempt.items):
            if isinstance(pinned.item, ExtendedResponse) and attempt.feedback == "deferred":
                she.store.attempts.mark_written(she.id, attempt.id, place, 2, now=she.now)


def _asked(she: Someone) -> None:
    she.starts(AT_ONCE)
    tested = she.starts(TEST)
    she.answers(tested, 2, rightly=True)
    she.store.attempts.flag(she.id, tested.id, 2, flagged=True, now=she.now)
    # Begun in an hour, so that the clock runs for as long as anybody looks at it.
    she.starts(TIMED, days_ago=-1 / 24)


def _tried(she: Someone) -> None:
    attempt = she.starts(AT_ONCE)
    for place, pinned in enumerate(attempt.items):
        for number, _ in enumerate(pinned.item.hints):
            she.store.attempts.open_hint(she.id, attempt.id, place, number=number, now=she.now)
        she.answers(attempt, place, rightly=False)


def _proving(she: Someone) -> None:
    she.answers(she.starts(AT_ONCE), 2, rightly=True)


def _right(she: Someone) -> None:
    she.finishes(she.starts(AT_ONCE), rightly=lambda _: True)


def _partly(she: Someone) -> None:
    attempt = she.starts(AT_ONCE)
    for place in range(len(attempt.items) - 2):
        she.settles(attempt, place, rightly=place % 2 == 0)


def _tested(she: Someone) -> None:
    attempt = she.starts(TEST)
    for place in range(6):
        she.settles(attempt, place, rightly=place % 2 == 0)
    she.store.attempts.finish(she.id, attempt.id, now=she.now)
    # Its minute was over long ago.
    she.starts(TIMED, days_ago=1 / 24)


def _reviewing(she: Someone) -> None:
    she.finishes(she.starts("csto-quiz", days_ago=9), rightly=lambda place: place % 2 == 0)
    waiting = due(she.store.attempts.of_learner(she.id), she.course, UTC, by=she.now.date())
    attempt = she.starts(review_session(waiting, she.course), purpose="review")
    she.settles(attempt, 0, rightly=True)


def _reviewed(she: Someone) -> None:
    _reviewing(she)
    attempt = she.store.attempts.of_learner(she.id)[-1]
    for place in range(1, len(attempt.items)):
        she.settles(attempt, place, rightly=True)
    she.store.attempts.finish(she.id, attempt.id, now=she.now)


def _practising(she: Someone) -> None:
    session = practice_session(OBJECTIVE, (), she.course, random.Random(1))
    assert session
    she.settles(she.starts(session, purpose="practice"), 0, rightly=True)


def _investigating(she: Someone) -> None:
    lesson = she.course.lessons[SUMMIT]
    tasks = lesson.tasks()
    her_own: dict[str, TaskAnswer] = {
        "guess": Guess(asked=_asks(tasks["guess"]), text="I cannot tell yet."),
        "document-s2.p11": DocumentAnswer(asked=_asks(tasks["document-s2.p11"]), text=TEXT),
        "compare-membership-sentence": ComparisonAnswer(asked="Is it?", verdict="wording"),
        "document-s2.p6": PassedOver(),
        "claim": Claim(asked=_asks(tasks["claim"]), text=TEXT, passages=("s2.p6", "s3.p20")),
    }
    for step in ("start", "in-his-words", "why-not-sign"):
        she.store.readings.note_step(she.id, SUMMIT, step, now=she.now)
    for name, answer in her_own.items():
        she.store.readings.save_task(she.id, SUMMIT, name, answer, now=she.now)


def _asks(task: Task) -> str:
    return getattr(task, "ask", None) or ""


NEW, TEACHER = "new", "teacher"
PASTS: Final[Mapping[str, Past]] = {
    "reader": _reader,
    "noting": _noting,
    "investigating": _investigating,
    "begun": _begun,
    "short": _short,
    "long": _long,
    "done": _done,
    "asked": _asked,
    "tried": _tried,
    "proving": _proving,
    "right": _right,
    "partly": _partly,
    "tested": _tested,
    "reviewing": _reviewing,
    "reviewed": _reviewed,
    "practising": _practising,
}
"""What each learner has done, by name; the one called NEW has done nothing."""


def settle_in(store: Store, course: Course, *, invented: int = 20) -> None:
    """Fill an empty database: invented classes, and a real one with the learners of the states."""
    now = datetime.now(UTC)
    store.classes.replace_demo(invented_classes(course, learners=invented, seed=7, now=now))
    own = open_desk(store)
    teachers.make_teacher(store, COLLEAGUE, now=now)
    store.classes.create(CLASS, now=now, owner=own.id)
    for name, past in PASTS.items():
        past(Someone(store, course, name, now))


def open_desk(store: Store) -> Teacher:
    """Open the desk in the browser of the teacher, who is given back."""
    return teachers.open_desk(store, cookie(TEACHER), now=datetime.now(UTC))


def _no_proof(course: Course, item: Item) -> str:
    passages = course.passages(course.sources["s1"])
    return next(each.id for each in passages if each.id not in item.proof)
