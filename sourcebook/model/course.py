"""The course: everything that was read from its files, frozen, with look-ups."""

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import Field

from sourcebook.model.base import Closed
from sourcebook.model.lessons import Lesson, Objective
from sourcebook.model.quizzes import Quiz
from sourcebook.model.sources import Comparison, Passage, Source


class Evidence(NamedTuple):
    """A passage together with its id and the source it stands in.

    `original` is the paragraph itself, where whoever runs the app holds a copy, else None.
    """

    id: str
    source: Source
    passage: Passage
    original: str | None


class Course(Closed):
    """All sources, comparisons, lessons and quizzes, each by id and in file order."""

    sources: dict[str, Source]
    comparisons: dict[str, Comparison]
    lessons: dict[str, Lesson]
    quizzes: dict[str, Quiz]
    originals: dict[str, str] = Field(default_factory=dict)

    def evidence(self, passage_id: str) -> Evidence | None:
        """The passage with this id, or None where the course has none."""
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
        """The quiz that belongs to a lesson, or None while it has none."""
        return next((quiz for quiz in self.quizzes.values() if quiz.lesson == lesson.id), None)

    def objective(self, objective_id: str) -> Objective | None:
        """The objective with this id, from whichever lesson states it."""
        for lesson in self.lessons.values():
            for objective in lesson.objectives:
                if objective.id == objective_id:
                    return objective
        return None
