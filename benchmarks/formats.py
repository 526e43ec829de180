"""What it costs to write and read many items in each format: `python -m benchmarks.formats`.

Printed is the CPU time for a quiz of 1,000 items, 100 of each kind, and for checking the same quiz
as a file of the course, with which it can be compared on any machine.
"""

import time
from collections.abc import Callable
from typing import Annotated

import typer

from sourcebook.content.checking import check
from sourcebook.content.yaml.text import item_yaml
from sourcebook.errors import SourcebookError
from sourcebook.formats.registry import FORMATS
from sourcebook.model.course import Course
from sourcebook.model.quizzes import Quiz
from tests import builders


def many(size: int) -> Quiz:
    """A quiz of this many items, of all kinds in turn."""
    kinds = builders.every_kind()
    items = (
        kinds[number % len(kinds)].model_copy(update={"id": f"item-{number}"})
        for number in range(size)
    )
    return builders.quiz(*items)


def main(
    size: Annotated[int, typer.Option(help="How many items the quiz has.")] = 1000,
) -> None:
    """Measure each format, out and, where it is read, in."""
    course, quiz = _course(), many(size)
    as_file = _seconds(lambda: [item_yaml(each.model_dump(mode="json")) for each in quiz.items])
    typer.echo(f"{'as YAML of the course':24} out {as_file:6.2f} s")
    for format in FORMATS.values():
        raw = format.dumps(quiz, course)
        out = _seconds(lambda format=format: format.dumps(quiz, course))  # type: ignore[misc]
        told = f"{format.title:24} out {out:6.2f} s  {len(raw) / 1000:8,.0f} kB"
        if format.is_read:
            back = _seconds(lambda format=format, raw=raw: format.loads(raw))  # type: ignore[misc]
            told += f"  in {back:6.2f} s"
        typer.echo(told)


def _course() -> Course:
    course = check(builders.course_files()).course
    if course is None:
        raise SourcebookError("The small course of the tests has errors.")
    return course


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    typer.run(main)
