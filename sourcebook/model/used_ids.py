"""Ids that attempts refer to, and which of them the course no longer has."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sourcebook.model.course import Course


class Use(NamedTuple):
    """How many attempts, by how many learners, refer to an id."""

    attempts: int
    learners: int


class Uses(NamedTuple):
    """What attempts refer to: quizzes and items, by their ids."""

    quizzes: Mapping[str, Use]
    items: Mapping[str, Use]

    def missing_from(self, course: Course) -> "Uses":
        """What refers to quizzes and items that this course does not have."""
        whole = course.as_if_open()
        present = {item.id for item in whole.all_items()}
        return Uses(
            {name: use for name, use in self.quizzes.items() if name not in whole.quizzes},
            {name: use for name, use in self.items.items() if name not in present},
        )

    def within(self, course: Course) -> "Uses":
        """What refers to quizzes and items that this course has."""
        missing = self.missing_from(course)
        return Uses(
            {name: use for name, use in self.quizzes.items() if name not in missing.quizzes},
            {name: use for name, use in self.items.items() if name not in missing.items},
        )

    def warnings(self) -> Iterator[str]:
        """A sentence for each missing id: who is affected, and what to do."""
        for name, use in self.quizzes.items():
            yield (
                f"The quiz '{name}' is no longer in the course; {_counted(use)} at it. {_WAYS_OUT}"
            )
        for name, use in self.items.items():
            yield (
                f"The item '{name}' is no longer in the course; {_counted(use)} with it. "
                f"{_WAYS_OUT}"
            )


_WAYS_OUT = "If its id was changed, change it back. If it was taken out on purpose, do nothing."


def _counted(use: Use) -> str:
    attempts, learners = use
    there = "there is 1 attempt" if attempts == 1 else f"there are {attempts:,} attempts"
    return f"{there} of {learners:,} {'learner' if learners == 1 else 'learners'}"
