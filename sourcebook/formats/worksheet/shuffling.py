"""The order of items and options in the two versions of a worksheet.

Nothing here is left to chance: the id of the quiz and the version decide, so that a worksheet
printed again fits the key printed before.
"""

import random
from typing import Final, Literal, assert_never

from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.model.options import options, shuffled_options
from sourcebook.model.quizzes import Quiz

Version = Literal["A", "B"]
"""Two versions of a worksheet, for two learners who sit beside each other."""

_TRIES: Final = 50


def items_of(quiz: Quiz, course: Course, version: Version) -> tuple[Item, ...]:
    """The items of a version: A has the author's order, and B another one.

    If a quiz draws items at random, both versions have the same ones.
    """
    rng = random.Random(quiz.id)  # noqa: S311  # It has to come out the same each time.
    items = course.filled(quiz, rng).items
    match version:
        case "A":
            return items
        case "B":
            shuffled = (tuple(rng.sample(items, len(items))) for _ in range(_TRIES))
            return next((each for each in shuffled if each != items), items)
        case _:
            assert_never(version)


def option_order(item: Item, quiz_id: str, version: Version) -> tuple[str, ...]:
    """The ids of an item's options as a version shows them; B differs from A if it can.

    Options with an order of their own keep it: true and false, findings, and passages.
    """
    rng = random.Random(f"{quiz_id} {item.id}")  # noqa: S311  # The same each time.
    if len({each.id for each in options(item)}) < 2:
        return tuple(each.id for each in options(item))
    first = shuffled_options(item, rng)
    match version:
        case "A":
            return first
        case "B":
            others = (shuffled_options(item, rng) for _ in range(_TRIES))
            return next((each for each in others if each != first), first)
        case _:
            assert_never(version)
