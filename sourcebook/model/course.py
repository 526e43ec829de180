"""The course: everything read from its files, frozen, with look-ups."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pydantic import Field

from sourcebook.model.about import UNNAMED, About
from sourcebook.model.background import Event, Person, Term
from sourcebook.model.base import Closed
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import Item
from sourcebook.model.learners import Reading
from sourcebook.model.lessons import Lesson, Objective
from sourcebook.model.plans import Plan
from sourcebook.model.quizzes import Purpose, Quiz
from sourcebook.model.sources import Comparison, Passage, Source


class Evidence(NamedTuple):
    """A passage with its id and its source.

    `original` is the paragraph itself; None if this site has no copy of the article.
    """

    id: str
    source: Source
    passage: Passage
    original: str | None

    @property
    def number(self) -> str:
        """The number of its paragraph."""
        return self.id.partition(".p")[2]

    @property
    def name(self) -> str:
        """Its source's label and its paragraph, such as `Newsweek, paragraph 6`."""
        return f"{self.source.label}, paragraph {self.number}"


class Course(Closed):
    """All sources, comparisons, lessons and quizzes, each by id and in file order.

    `lessons`, `quizzes`, `checks` and `pools` have what is open, which is what a learner is given.
    What is a draft or hidden is in `lessons_not_open` and `quizzes_not_open`, the latter with
    every purpose.

    `plans` has the plan for the teacher of each lesson that has one, by the id of the lesson.
    `checks` has the items that stand in lessons and `pools` those that are drawn for tests, by the
    file they come from; `pictures` has the SVG text of each map and drawing, by a name such as
    `maps/csto-members`.
    """

    sources: dict[str, Source]
    comparisons: dict[str, Comparison]
    lessons: dict[str, Lesson]
    quizzes: dict[str, Quiz]
    plans: dict[str, Plan] = Field(default_factory=dict)
    checks: dict[str, Quiz] = Field(default_factory=dict)
    pools: dict[str, Quiz] = Field(default_factory=dict)
    lessons_not_open: dict[str, Lesson] = Field(default_factory=dict)
    quizzes_not_open: dict[str, Quiz] = Field(default_factory=dict)
    people: dict[str, Person] = Field(default_factory=dict)
    glossary: dict[str, Term] = Field(default_factory=dict)
    timeline: dict[str, Event] = Field(default_factory=dict)
    originals: dict[str, str] = Field(default_factory=dict)
    about: About = UNNAMED
    pictures: dict[str, str] = Field(default_factory=dict)

    def evidence(self, passage_id: str) -> Evidence | None:
        """The passage with this id; None if the course has none."""
        source_id, _, number = passage_id.partition(".")
        source = self.sources.get(source_id)
        passage = source.passages.get(number) if source else None
        if source is None or passage is None:
            return None
        return Evidence(passage_id, source, passage, self.originals.get(passage_id))

    def passages(self, source: Source) -> Iterator[Evidence]:
        """The passages of a source, in the order of its paragraphs."""
        for number in sorted(source.passages, key=lambda number: int(number[1:])):
            passage_id = f"{source.id}.{number}"
            yield Evidence(
                passage_id, source, source.passages[number], self.originals.get(passage_id)
            )

    def quiz_of(self, lesson: Lesson) -> Quiz | None:
        """The quiz that belongs to a lesson; None if it has none."""
        return next((quiz for quiz in self.quizzes.values() if quiz.lesson == lesson.id), None)

    def opened_last(self, readings: Mapping[str, Reading]) -> Lesson | None:
        """The lesson that a learner opened last; None if they opened no lesson of the course."""
        opened = [lesson_id for lesson_id in readings if lesson_id in self.lessons]
        latest = max(opened, key=lambda lesson_id: readings[lesson_id].opened_at, default=None)
        return self.lessons[latest] if latest else None

    def voices(self) -> dict[str, int]:
        """Quoted words per side, in all sources together, the most quoted side first.

        A speaker who is not among the people of the course counts for the side `unknown`.
        """
        sides = {person.name: person.side for person in self.people.values()}
        counted: Counter[str] = Counter()
        for source in self.sources.values():
            for speaker, number in source.quoted.items():
                counted[sides.get(speaker, "unknown")] += number
        return dict(counted.most_common())

    def as_if_open(self) -> "Course":
        """The course with its drafts and hidden parts after those that are open.

        For teachers, and for what is said of work that a learner has done; a learner is never
        given items or lessons from it.
        """
        if not self.lessons_not_open and not self.quizzes_not_open:
            return self
        more = self.quizzes_not_open
        return self.model_copy(
            update={
                "lessons": self.lessons | self.lessons_not_open,
                "quizzes": self.quizzes | _with_purpose("quiz", more),
                "checks": self.checks | _with_purpose("checks", more),
                "pools": self.pools | _with_purpose("pool", more),
                "lessons_not_open": {},
                "quizzes_not_open": {},
            }
        )

    def item(self, item_id: str) -> Item | None:
        """The item with this id, from any open quiz or lesson; None if there is none."""
        return next((item for item in self.all_items() if item.id == item_id), None)

    def items(self) -> Iterator[Item]:
        """Every item that open quizzes ask, in file order: their own, then those of the pools."""
        for quiz in (*self.quizzes.values(), *self.pools.values()):
            yield from quiz.items

    def all_items(self) -> Iterator[Item]:
        """Every item that quizzes ask, then those that stand in lessons."""
        yield from self.items()
        for each in self.checks.values():
            yield from each.items

    def filled(self, quiz: Quiz, rng: random.Random) -> Quiz:
        """The quiz with the items that its blueprint draws; unchanged if it has no blueprint.

        Items of pools come first, then those of other quizzes. No item is drawn twice, and none
        that is marked by a rubric. If too few items assess an objective, all of them are taken.
        """
        drawn: list[Item] = []
        for each in quiz.draw:
            wanted = len(drawn) + each.items
            for quizzes in (self.pools, self.quizzes):
                taken = (*quiz.items, *drawn)
                fresh = [item for item in _drawable(quizzes, each.objective) if item not in taken]
                drawn += rng.sample(fresh, min(wanted - len(drawn), len(fresh)))
        return quiz.model_copy(update={"items": (*quiz.items, *drawn)})

    def objective(self, objective_id: str) -> Objective | None:
        """The objective with this id, from any lesson; None if there is none."""
        for lesson in self.lessons.values():
            for objective in lesson.objectives:
                if objective.id == objective_id:
                    return objective
        return None


def _with_purpose(purpose: Purpose, quizzes: Mapping[str, Quiz]) -> dict[str, Quiz]:
    return {name: quiz for name, quiz in quizzes.items() if quiz.purpose == purpose}


def _drawable(quizzes: Mapping[str, Quiz], objective_id: str) -> list[Item]:
    """The items on an objective that a blueprint can draw."""
    items = (item for quiz in quizzes.values() for item in quiz.items)
    return [
        item for item in items if item.objective == objective_id and not is_marked_by_rubric(item)
    ]
