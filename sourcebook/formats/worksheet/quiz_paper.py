"""A quiz on paper: questions for the learners, and the key for the teacher."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from sourcebook.formats.worksheet.item_parts import item_parts, proof_parts
from sourcebook.formats.worksheet.key_parts import key_parts
from sourcebook.formats.worksheet.key_words import right_answer
from sourcebook.formats.worksheet.parts import Fields, Group, Heading, Sheet, Side, Table, Text
from sourcebook.formats.worksheet.shuffling import Version, items_of, option_order
from sourcebook.formats.worksheet.texts import exact, points
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.model.quizzes import Quiz


class Numbered(NamedTuple):
    """An item as it stands on the paper: its number, and the ids of its options in order."""

    number: int
    item: Item
    order: tuple[str, ...]


def quiz_paper(quiz: Quiz, course: Course, version: Version) -> Sheet:
    """The sheet of a version of a quiz."""
    items = items_of(quiz, course, version)
    numbered = tuple(
        Numbered(number, item, option_order(item, quiz.id, version))
        for number, item in enumerate(items, start=1)
    )
    total = sum((item.points for item in items), Fraction(0))
    name = f"{quiz.title} · version {version}"
    learners = (_head(quiz, version, total), *_questions(numbered, course))
    teacher = (_key_head(quiz, version, total), *_key(numbered, course))
    return Sheet(name, Side(name, learners), Side(f"Key for the teacher · {name}", teacher))


def _head(quiz: Quiz, version: Version, total: Fraction) -> Group:
    minutes = "minute" if quiz.time_limit == 1 else "minutes"
    time = f" You have {quiz.time_limit} {minutes}." if quiz.time_limit else ""
    return Group(
        (
            Heading(1, quiz.title),
            Fields(("Name", "Date")),
            Fields(("Class", "Points"), f"of {exact(total)}"),
            Text(f"Version {version}.{time}", "note"),
        )
    )


def _questions(numbered: Sequence[Numbered], course: Course) -> Iterator[Group]:
    for number, item, order in numbered:
        heading = Heading(2, f"Question {number} ({points(item.points)})")
        yield Group((heading, *item_parts(item, course, order)))
        if proof := tuple(proof_parts(item, course)):
            yield Group((Heading(3, f"Proof of your answer to question {number}"), *proof))


def _key_head(quiz: Quiz, version: Version, total: Fraction) -> Group:
    needed = total * quiz.pass_mark / 100
    return Group(
        (
            Heading(1, f"Key for the teacher: {quiz.title}, version {version}"),
            Text(
                f"{points(total)} in all. A pass needs {quiz.pass_mark} %, "
                f"which is {points(needed)}.",
            ),
        )
    )


def _key(numbered: Sequence[Numbered], course: Course) -> Iterator[Group]:
    rows = tuple(
        (str(number), right_answer(item, course, order), exact(item.points))
        for number, item, order in numbered
    )
    head = ("Question", "Right", "Points")
    yield Group((Table("All answers", head, rows, (14, 72, 14)),), is_whole=False)
    for number, item, order in numbered:
        parts = (Heading(2, f"To question {number}"), *key_parts(item, course, order))
        yield Group(parts, is_whole=False)
