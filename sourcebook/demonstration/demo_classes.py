"""Two invented classes over three weeks: which lessons they open and which quizzes they take."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from sourcebook import delivery
from sourcebook.demonstration.demo_learners import SimulatedLearner, simulated_learner
from sourcebook.demonstration.simulated_attempts import SimulatedAttempt
from sourcebook.model.attempts import Attempt, PinnedItem
from sourcebook.model.course import Course
from sourcebook.model.demo_ids import (
    INVENTED,
    InventedAttempt,
    InventedClasses,
    InventedLearner,
)
from sourcebook.model.learners import Classroom, Learner
from sourcebook.model.options import shuffled_options
from sourcebook.model.quizzes import Quiz
from sourcebook.model.versions import fingerprint

CLASS_NAME, LEARNER_NAME = "Invented class", "Invented learner"

_DAYS = 21
_CODES = ("DEM0-0001", "DEM0-0002")
_NAMELESS = 11
"""One learner in so many gave no name."""


def invented_classes(course: Course, *, learners: int, seed: int, now: datetime) -> InventedClasses:
    """Two classes that have worked on a course for three weeks until `now`."""
    begun = now - timedelta(days=_DAYS)
    rooms = tuple(
        Classroom(
            id=f"{INVENTED}class-{number}",
            name=f"{CLASS_NAME} {number}",
            code=code,
            created_at=begun - timedelta(hours=number),
        )
        for number, code in enumerate(_CODES, start=1)
    )
    chosen = (rooms[number % len(rooms)].id for number in range(learners))
    people = [
        _learner(course, number, room, seed=seed, now=now)
        for number, room in enumerate(chosen, start=1)
    ]
    return InventedClasses(rooms, tuple(people))


def _learner(
    course: Course, number: int, classroom_id: str, *, seed: int, now: datetime
) -> InventedLearner:
    # A generator for each learner, so that one more learner changes none of the others.
    rng = random.Random(f"{seed} learner {number}")  # noqa: S311  # It guards no secret.
    someone = simulated_learner(number, rng)
    joined = now - timedelta(days=_DAYS - rng.random() * 2)
    weeks = _Weeks(course, someone, joined=joined, seed=seed, rng=rng, now=now)
    weeks.work_through()
    name = None if number % _NAMELESS == 0 else f"{LEARNER_NAME} {number:03}"
    learner = Learner(id=f"{INVENTED}{number:03}", name=name, created_at=joined)
    return InventedLearner(learner, classroom_id, weeks.readings, tuple(weeks.attempts))


class _Weeks:
    """The three weeks of one learner."""

    def __init__(
        self,
        course: Course,
        someone: SimulatedLearner,
        *,
        joined: datetime,
        seed: int,
        rng: random.Random,
        now: datetime,
    ) -> None:
        self.course, self.person, self.joined = course, someone, joined
        self.seed, self.rng, self.now = seed, rng, now
        self.readings: dict[str, datetime] = {}
        self.attempts: list[InventedAttempt] = []

    def work_through(self) -> None:
        """Work through as much of the course as this learner reaches."""
        if self.person.story == "never_started":
            return
        for quiz, day in self._days():
            opened = self.joined + timedelta(days=day + self.rng.random() * 1.5)
            if opened >= self.now or not self._take_quiz(quiz, opened):
                return

    def _days(self) -> Iterator[tuple[Quiz, float]]:
        """The quizzes that the learner reaches, each with the day on which they open its lesson."""
        quizzes = list(self.course.quizzes.values())
        reached = max(1, round(self.person.reach * len(quizzes)))
        if self.person.story == "fails_again":
            reached = min(2, reached)
        for place, quiz in enumerate(quizzes[:reached]):
            yield quiz, place * (_DAYS - 2) / len(quizzes)

    def _take_quiz(self, quiz: Quiz, opened: datetime) -> bool:
        """Read the lesson and take its quiz, perhaps again after a fail; whether they go on."""
        if quiz.lesson:
            self.readings[quiz.lesson] = opened
        begins = opened + timedelta(minutes=8 + 20 * self.rng.random())
        for earlier in range(3 if self.person.story == "fails_again" else 2):
            if begins >= self.now:
                return False
            taken = self._attempt(quiz, begins, earlier)
            self.attempts.append(taken)
            if not taken.attempt.is_finished:
                return False
            if delivery.has_passed(taken.attempt) or not self._tries_again():
                return True
            begins = self._end_of(taken) + timedelta(days=0.7 + 1.5 * self.rng.random())
        return self.person.story != "fails_again"

    def _tries_again(self) -> bool:
        return self.person.story == "fails_again" or self.rng.random() < 0.65

    def _attempt(self, quiz: Quiz, begins: datetime, earlier: int) -> InventedAttempt:
        left_open = self.person.story == "left_open" and len(self.attempts) >= 1
        here_now = self.person.story == "here_now" and len(self.attempts) >= 2
        if here_now:
            begins = self.now - timedelta(minutes=6)
        learnt = 0 if self.person.story == "fails_again" else earlier
        sitting = SimulatedAttempt(
            self._started(quiz, begins),
            self.person,
            course=self.course,
            seed=self.seed,
            rng=self.rng,
            earlier=learnt,
        )
        places = 3 + self.rng.randrange(5) if left_open or here_now else None
        return sitting.answered(until=places, now=self.now)

    def _started(self, quiz: Quiz, begins: datetime) -> Attempt:
        filled = self.course.filled(quiz, self.rng)
        limit = timedelta(minutes=quiz.time_limit) if quiz.time_limit else None
        return Attempt(
            id=f"{self.rng.getrandbits(128):032x}",
            learner_id=f"{INVENTED}{self.person.number:03}",
            quiz_id=quiz.id,
            quiz_title=quiz.title,
            pass_mark=quiz.pass_mark,
            feedback=quiz.feedback,
            confidence=quiz.confidence,
            started_at=begins,
            deadline=begins + limit if limit else None,
            finished_at=None,
            items=tuple(
                PinnedItem(
                    item=item,
                    fingerprint=fingerprint(item),
                    option_order=shuffled_options(item, self.rng),
                )
                for item in filled.items
            ),
        )

    def _end_of(self, taken: InventedAttempt) -> datetime:
        return taken.attempt.finished_at or self.now
