"""Where a passage is cited: in which file, and by what in it."""

from collections.abc import Iterator
from typing import NamedTuple

from sourcebook.content.lesson_files import LessonFile
from sourcebook.content.plan_files import PlanFile
from sourcebook.content.unchecked_course import UncheckedCourse, entries, passages_of
from sourcebook.model.lessons import passages_named


class Citing(NamedTuple):
    """A place that cites a passage: the file, and the item, step or entry in it."""

    path: str
    what: str


def citing(unchecked: UncheckedCourse, passage: str) -> tuple[Citing, ...]:
    """Everything that cites a passage, file by file; each thing once."""
    found = (each for each, cited in _citations(unchecked) if cited == passage)
    return tuple(sorted(dict.fromkeys(found)))


def _citations(unchecked: UncheckedCourse) -> Iterator[tuple[Citing, str]]:
    for parsed, _, item in unchecked.items():
        for _, cited in passages_of(item):
            yield Citing(parsed.file.path, f"item {item.id}"), cited
    texts: list[LessonFile | PlanFile] = [*unchecked.lessons, *unchecked.plans]
    for text in texts:
        for paragraph in text.paragraphs:
            for cited in paragraph.passages:
                yield Citing(text.file.path, "its text"), cited
    for lesson in unchecked.lessons:
        for read in lesson.blocks:
            for cited in passages_named(read.block):
                yield Citing(lesson.file.path, f"the task in line {read.spot.line}"), cited
    for compared in unchecked.comparisons:
        for name, comparison in entries(compared.model):
            for cited in comparison.citations():
                yield Citing(compared.file.path, name), cited
    for background, name, citations in unchecked.background():
        for cited in citations:
            yield Citing(background.file.path, name), cited
