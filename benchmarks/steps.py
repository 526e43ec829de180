"""What a learner does in a benchmark, step by step, and what must stand in the database then."""

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import count, islice
from typing import NamedTuple

from sourcebook.model.attempts import Choice, Regraded, Written
from sourcebook.model.items import ExtendedResponse, SingleChoice
from sourcebook.model.options import option
from sourcebook.model.quizzes import Quiz
from sourcebook.store import Store
from sourcebook.store.attempts import Attempts

NOON = datetime(2022, 11, 23, 12, 0, tzinfo=UTC)
PASSAGE = "s2.p10"
WHO = SingleChoice.model_validate(
    {
        "type": "single_choice",
        "id": "who-leads",
        "objective": "name-members",
        "stem": "Who leads the alliance?",
        "key": "Russia",
        "distractors": ["Belarus", {"text": "Armenia", "score": "1/3"}],
        "rationale": "Newsweek says so.",
        "citations": [PASSAGE],
        "proof": [PASSAGE],
        "hints": ["It is the largest of them."],
        "tries": ["1", "1/2", "0"],
    }
)
WHY = ExtendedResponse.model_validate(
    {
        "type": "extended_response",
        "id": "why-unsigned",
        "objective": "tell-why",
        "stem": "Why was the declaration left unsigned?",
        "rubric": {"full": "Names both reasons.", "part": "Names one.", "none": "Names none."},
        "model_answer": "It said nothing about the attack.",
        "rationale": "Newsweek quotes him.",
        "citations": [PASSAGE],
    }
)
WHO_ELSE = WHO.model_copy(update={"id": "who-else-leads"})
AT_ONCE = Quiz(id="summit", title="The summit", items=(WHO, WHY, WHO_ELSE))
TEST_MODE = Quiz(id="test", title="A test", items=(WHO, WHY), feedback="deferred")
TEXT = Written(text="It said nothing about the attack.")

Facts = Mapping[str, object]
"""What stands in the database, by where it stands; a later fact takes the place of an earlier."""


class Step(NamedTuple):
    """A call of the store, and the facts that stand in the database once it returns."""

    take: Callable[[Store], object]
    facts: Facts


def expected(learner: str, done: int) -> dict[str, object]:
    """The facts that stand in the database after so many steps of a learner."""
    facts: dict[str, object] = {}
    for step in islice(steps(learner), done):
        facts.update(step.facts)
    return facts


def steps(learner: str) -> Iterator[Step]:
    """The endless way of a learner through quizzes: every kind of event comes again and again."""
    for number in count(step=2):
        yield from _taken_at_once(_Way(learner, number, AT_ONCE))
        yield from _taken_as_a_test(_Way(learner, number + 1, TEST_MODE))


def _taken_at_once(way: "_Way") -> Iterator[Step]:
    yield way.start()
    yield way.event(Attempts.flag, 1, "flagged", flagged=True)
    yield way.hint(0)
    yield way.answer(0, _choice("Belarus"), "0")
    yield way.draft(1, "It said")
    yield way.answer(0, _choice("Armenia"), "1/6")
    yield way.answer(2, _choice("Belarus", WHO_ELSE), "0")
    yield way.event(Attempts.give_up, 2, "gave_up")
    yield way.answer(0, _choice("Russia"), "0")
    yield way.event(Attempts.prove, 0, "proved", passage=PASSAGE)
    yield way.draft(1, TEXT.text)
    yield way.answer(1, TEXT, "0")
    yield way.event(Attempts.mark_written, 1, "marked", finishes=True, level=2)
    yield way.regrade(0, Fraction(1, 2))


def _taken_as_a_test(way: "_Way") -> Iterator[Step]:
    yield way.start()
    yield way.event(Attempts.prove, 0, "proved", passage="s3.p4")
    yield way.answer(0, _choice("Belarus"), "0")
    yield way.answer(0, _choice("Russia"), "1")
    yield way.draft(1, TEXT.text)
    yield way.answer(1, TEXT, "0")
    yield way.event(Attempts.flag, 1, "flagged", flagged=True)
    yield way.event(Attempts.flag, 1, "flagged", flagged=False)
    yield way.finish()
    yield way.event(Attempts.mark_written, 1, "marked", level=1)


class _Way:
    """The steps of a learner in one attempt; her attempts are counted from 0."""

    def __init__(self, learner: str, number: int, quiz: Quiz) -> None:
        self.learner, self.number, self.quiz = learner, number, quiz
        self._events = self._steps = 0

    def start(self) -> Step:
        now, rng = self._next_moment(), random.Random(self.number)  # noqa: S311  # No secret.
        return Step(
            lambda store: store.attempts.start(self.learner, self.quiz, now=now, rng=rng),
            {f"{self.number}.started": [self.quiz.id, len(self.quiz.items)]},
        )

    def answer(self, place: int, response: Choice | Written, score: str) -> Step:
        now = self._next_moment()
        kind = "tried" if self.quiz.feedback == "immediate" else "revised"
        return Step(
            lambda store: store.attempts.answer(
                self.learner, self._id(store), place, response, now=now
            ),
            self._event(now, place, kind, response=response.model_dump(), score=score),
        )

    def event(
        self,
        take: Callable[..., object],
        place: int,
        kind: str,
        *,
        finishes: bool = False,
        **told: object,
    ) -> Step:
        now = self._next_moment()
        facts = self._event(now, place, kind, **told)
        end = {f"{self.number}.finished": _written(now)} if finishes else {}
        return Step(
            lambda store: take(
                store.attempts, self.learner, self._id(store), place, now=now, **told
            ),
            facts | end,
        )

    def hint(self, place: int) -> Step:
        now = self._next_moment()
        return Step(
            lambda store: store.attempts.open_hint(
                self.learner, self._id(store), place, number=0, now=now
            ),
            self._event(now, place, "hinted"),
        )

    def regrade(self, place: int, score: Fraction) -> Step:
        now = self._next_moment()
        event = Regraded(place=place, at=now, item=self.quiz.items[place], score=score)
        return Step(
            lambda store: store.attempts.regrade([(self._id(store), event)]),
            self._event(now, place, "regraded", score=str(score)),
        )

    def draft(self, place: int, text: str) -> Step:
        now = self._next_moment()
        return Step(
            lambda store: store.attempts.save_draft(
                self.learner, self._id(store), place, text, now=now
            ),
            {f"{self.number}.draft{place}": text},
        )

    def finish(self) -> Step:
        now = self._next_moment()
        return Step(
            lambda store: store.attempts.finish(self.learner, self._id(store), now=now),
            {f"{self.number}.finished": _written(now)},
        )

    def _event(self, now: datetime, place: int, kind: str, **told: object) -> dict[str, object]:
        self._events += 1
        where = f"{self.number}.event{self._events - 1}"
        return {where: [place, kind, _written(now), told]}

    def _id(self, store: Store) -> str:
        return store.attempts.of_learner(self.learner)[self.number].id

    def _next_moment(self) -> datetime:
        self._steps += 1
        return NOON + timedelta(hours=self.number, seconds=self._steps)


def _choice(text: str, item: SingleChoice = WHO) -> Choice:
    return Choice(option=option(item.id, text).id)


def _written(moment: datetime) -> str:
    """A moment as it stands in a table of SQLite."""
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"
