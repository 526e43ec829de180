"""One attempt of an invented learner, step by step, with the rules of a real one."""

import math
import random
from datetime import datetime, timedelta

from sourcebook import delivery
from sourcebook.demonstration.demo_learners import SimulatedLearner
from sourcebook.demonstration.difficulty import parameters, probability
from sourcebook.demonstration.simulated_answers import (
    chosen_proof,
    mistaken,
    right,
    stated_confidence,
)
from sourcebook.model.attempts import Attempt, Event, Marked, Record
from sourcebook.model.course import Course
from sourcebook.model.demo_ids import InventedAttempt
from sourcebook.model.item_kinds import PerKind, is_marked_by_rubric
from sourcebook.model.item_records import records
from sourcebook.model.items import Item, SingleChoice
from sourcebook.model.options import chosen_options

_SECONDS = PerKind(
    single_choice=40,
    multiple_choice=40,
    true_false=40,
    verdict=40,
    numeric=40,
    short_answer=40,
    matching=80,
    ordering=70,
    evidence=100,
    extended_response=240,
)
"""How long an answer usually takes."""

_LEARNT = 0.6
"""What a learner gains, in logits, from each try or attempt that was explained."""


class SimulatedAttempt:
    """An attempt while a learner works on it; each step takes time."""

    def __init__(
        self,
        attempt: Attempt,
        person: SimulatedLearner,
        *,
        course: Course,
        seed: int,
        rng: random.Random,
        earlier: int = 0,
    ) -> None:
        self.attempt, self.person, self.course = attempt, person, course
        self.seed, self.rng = seed, rng
        self.ability = person.ability + _LEARNT * earlier
        self.clock = attempt.started_at
        self.events: list[Event] = []

    def answered(self, *, until: int | None = None, now: datetime) -> InventedAttempt:
        """The attempt after its items were answered, up to place `until` if given.

        It stays open if items are left or if `now` comes before the end.
        """
        places = range(len(self.attempt.items))[:until]
        for place in places:
            if self.clock < now:
                self._answer_item(place)
        self.events = [event for event in self.events if event.at <= now]
        ended = None if until is not None or self.clock >= now else self.clock
        return InventedAttempt(
            self.attempt.model_copy(update={"records": records(self.events), "finished_at": ended}),
            tuple(self.events),
        )

    def _answer_item(self, place: int) -> None:
        item = self.attempt.items[place].item
        if self.attempt.feedback == "deferred" and self.rng.random() < 0.04:
            return
        for number, _ in enumerate(item.tries):
            if delivery.step(self.attempt, place) == "answer":
                self._hint(place, item)
                self._answer(place, item, number)
            if self.attempt.feedback == "deferred":
                break
        self._prove(place, item)
        self._mark(place)

    def _hint(self, place: int, item: Item) -> None:
        left = len(item.hints) - self.attempt.record(place).hints
        if self.attempt.feedback == "immediate" and left and self.rng.random() < 0.15:
            self._advance_clock(15)
            self._record(delivery.open_hint(self.attempt, place, now=self.clock))

    def _answer(self, place: int, item: Item, number: int) -> None:
        known = parameters(item, self.seed)
        hints = self.attempt.record(place).hints
        likely = probability(self.ability + _LEARNT * (number + hints), known)
        knows = self.rng.random() < (1 - likely if self._has_wrong_key(place, item) else likely)
        tried = self.attempt.record(place).answers
        before = [each for answer in tried for each in chosen_options(answer.response)]
        response = right(item, self.rng) if knows else mistaken(item, self.rng, avoiding=before)
        self._advance_clock(_SECONDS.of(item))
        sure = stated_confidence(_shifted(likely, self.person.sureness + self.rng.gauss(0, 0.8)))
        self._record(
            delivery.answer(
                self.attempt,
                place,
                response,
                now=self.clock,
                confidence=sure if self.attempt.confidence and not number else None,
            )
        )

    def _has_wrong_key(self, place: int, item: Item) -> bool:
        """Whether the key is wrong, as in one item of the course for the statistics to find."""
        quizzes = list(self.course.quizzes)
        in_first = self.attempt.quiz_id == quizzes[0]
        kinds = [isinstance(each.item, SingleChoice) for each in self.attempt.items]
        return in_first and isinstance(item, SingleChoice) and place == kinds.index(True)

    def _prove(self, place: int, item: Item) -> None:
        waits = delivery.step(self.attempt, place) == "proof"
        if not item.proof or not (waits or self.attempt.feedback == "deferred"):
            return
        was_right = delivery.earned_at(self.attempt, place) > 0
        knows = self.rng.random() < _shifted(0.65 if was_right else 0.3, self.ability / 2)
        passage = chosen_proof(item, self.course, self.rng, knows=knows)
        self._advance_clock(35)
        self._record(delivery.prove(self.attempt, place, passage, now=self.clock))

    def _mark(self, place: int) -> None:
        item, record = self.attempt.items[place].item, self.attempt.record(place)
        if is_marked_by_rubric(item) and record.answers and self.rng.random() < 0.75:
            self._advance_clock(40)
            level = self.rng.choices([0, 1, 2], [1, 4, 5])[0]
            self._record(Marked(place=place, at=self.clock, level=level))

    def _advance_clock(self, usual_seconds: float) -> None:
        """Let time pass: as long as the learner needs, and now and then a break."""
        seconds = usual_seconds * self.person.pace * math.exp(self.rng.gauss(0, 0.45))
        if self.rng.random() < 0.003:
            seconds += 2400
        self.clock += timedelta(seconds=round(seconds, 3))

    def _record(self, event: Event) -> None:
        self.events.append(event)
        here = [each for each in self.events if each.place == event.place]
        known: dict[int, Record] = {**self.attempt.records, **records(here)}
        self.attempt = self.attempt.model_copy(update={"records": known})


def _shifted(likely: float, logits: float) -> float:
    """A probability moved by so many logits; the result is from 0 to 1, too."""
    kept = min(max(likely, 0.001), 0.999)
    return 1 / (1 + math.exp(-(math.log(kept / (1 - kept)) + logits)))
