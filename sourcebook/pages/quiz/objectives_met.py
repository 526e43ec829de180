"""What an attempt showed of each objective: understood, in part, or to look at again."""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from sourcebook.delivery import earned_at, step
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.pages.quiz.outcome import SIGNS, Look
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)

_WORDS = {"right": "Understood", "part": "In part", "wrong": "Look at it again"}


class _Met(NamedTuple):
    """An objective with how many of its items were right, as a sign, words and a share."""

    text: str
    right: int
    items: int
    look: Look

    @property
    def sign(self) -> str:
        return SIGNS[self.look]

    @property
    def word(self) -> str:
        return _WORDS[self.look]

    @property
    def share(self) -> float:
        return self.right / self.items


def objectives_met(attempt: Attempt, course: Course) -> Markup:
    """Each objective that the attempt asked about; empty if the course has none of them now."""
    places: dict[str, list[int]] = {}
    for place, pinned in enumerate(attempt.items):
        # Not what an open test has, too, and not a text that nobody has marked.
        if place not in attempt.withheld and step(attempt, place) == "nothing":
            places.setdefault(pinned.item.objective, []).append(place)
    lessons = course.as_if_open().lessons.values()
    stated = [each for lesson in lessons for each in lesson.objectives]
    met = [_met(each.text, attempt, places[each.id]) for each in stated if each.id in places]
    return _html.objectives(met) if met else Markup()


def _met(text: str, attempt: Attempt, places: Iterable[int]) -> _Met:
    scores = [earned_at(attempt, place) for place in places]
    right = sum(score == 1 for score in scores)
    look: Look = "right" if right == len(scores) else "part" if any(scores) else "wrong"
    return _Met(text, right, len(scores), look)
