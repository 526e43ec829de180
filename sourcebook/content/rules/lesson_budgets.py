"""Rules on what a lesson asks of a reader: the words of a step, all its words, and the minutes.

They warn: a lesson that is too long still teaches.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple, assert_never

from sourcebook.content.faults import Values
from sourcebook.content.lesson_files import LessonFile, prose_texts
from sourcebook.content.statements import texts_of_block
from sourcebook.content.unchecked_course import UncheckedCourse, entries
from sourcebook.model.items import Item, VerdictItem
from sourcebook.model.lessons import (
    Block,
    ChartFigure,
    CheckTask,
    ClaimTask,
    ComparisonTask,
    DocumentTask,
    DrawingFigure,
    GuessTask,
    MapFigure,
    Prose,
    Section,
    Task,
    TimelineFigure,
)
from sourcebook.model.options import options, prompts
from sourcebook.model.sources import Comparison

_WORD = re.compile(r"\S*\w\S*")

MOST_WORDS_OF_A_STEP = 250
"""What fits on a screen or two, and is read in less than two minutes."""

MOST_WORDS_OF_A_LESSON = 1100
"""Six minutes of reading; with its tasks such a lesson takes about ten."""

WORDS_A_MINUTE = 180
"""A slow reader's pace, because the texts are dense."""

MINUTES_OF_A_TASK = Fraction(3, 4)
"""For thinking and answering, and for reading the passages of a document."""


class _Read(NamedTuple):
    """What a learner reads in blocks that name it: the comparisons and items of the course."""

    comparisons: Mapping[str, Comparison]
    items: Mapping[str, Item]


def steps_are_short(unchecked: UncheckedCourse) -> None:
    """`long-step`: a step of a lesson has at most 250 words of prose."""
    for lesson in unchecked.lessons:
        for section, spot in lesson.steps:
            count = count_words(_prose(section))
            if count > MOST_WORDS_OF_A_STEP:
                message = f"this step has {count} words of prose, more than {MOST_WORDS_OF_A_STEP}."
                hint = "Begin another step with '## ', or shorten it."
                values = Values(str(count))
                lesson.file.add(spot, "long-step", message, hint, "warning", values=values)


def lessons_are_short(unchecked: UncheckedCourse) -> None:
    """`long-lesson`: a lesson has at most 1,100 words in all, those of its tasks included."""
    for lesson, words, _ in _sizes(unchecked):
        if words > MOST_WORDS_OF_A_LESSON:
            message = f"the lesson has {words} words, more than {MOST_WORDS_OF_A_LESSON}."
            hint = "Shorten it: comparisons and tasks count too."
            values = Values(str(words))
            lesson.parsed.add(("title",), "long-lesson", message, hint, "warning", values=values)


def minutes_are_true(unchecked: UncheckedCourse) -> None:
    """`minutes`: a lesson takes about as many minutes as it says."""
    for lesson, words, tasks in _sizes(unchecked):
        takes = max(1, round(Fraction(words, WORDS_A_MINUTE) + tasks * MINUTES_OF_A_TASK))
        stated = lesson.lesson.minutes if lesson.lesson else takes
        if abs(stated - takes) > 1:
            size = f"{words} words and {tasks} task{'' if tasks == 1 else 's'}"
            message = f"{size} come to about {takes} minute{'' if takes == 1 else 's'}."
            hint, values = f"Write 'minutes: {takes}'.", Values(str(stated), str(takes))
            lesson.parsed.add(("minutes",), "minutes", message, hint, "warning", values=values)


def _sizes(unchecked: UncheckedCourse) -> Iterator[tuple[LessonFile, int, int]]:
    """The words and tasks of each lesson of which everything could be read."""
    comparisons = {name: one for each in unchecked.comparisons for name, one in entries(each.model)}
    read = _Read(comparisons, {item.id: item for _, _, item in unchecked.items()})
    for lesson in unchecked.lessons:
        blocks = [block for step in lesson.steps for block in step.section.blocks]
        if lesson.lesson and all(_is_known(block, read) for block in blocks):
            headings = (step.section.heading or "" for step in lesson.steps)
            texts = (text for block in blocks for text in _texts(block, read))
            tasks = sum(isinstance(block, Task) for block in blocks)
            yield lesson, count_words(headings) + count_words(texts), tasks


def _is_known(block: Block, read: _Read) -> bool:
    match block:
        case ComparisonTask():
            return block.comparison in read.comparisons
        case CheckTask():
            return block.item in read.items
        case Prose() | GuessTask() | DocumentTask() | ClaimTask():
            return True
        case TimelineFigure() | MapFigure() | DrawingFigure() | ChartFigure():
            return True
        case _:
            assert_never(block)


def _texts(block: Block, read: _Read) -> Iterator[str]:
    """What a learner reads in a block; a figure is looked at, and a document has its own time."""
    match block:
        case Prose():
            yield from prose_texts(block.markdown)
        case ComparisonTask():
            yield from _of_comparison(block, read.comparisons[block.comparison])
        case CheckTask():
            yield from _of_item(read.items[block.item])
        case GuessTask() | DocumentTask() | ClaimTask():
            yield from (text for _, text in texts_of_block(block))
        case TimelineFigure() | MapFigure() | DrawingFigure() | ChartFigure():
            return
        case _:
            assert_never(block)


def _of_comparison(task: ComparisonTask, comparison: Comparison) -> Iterator[str]:
    yield task.ask or comparison.question
    for account in comparison.accounts:
        yield account.says or ""
        yield account.quote or ""
    yield comparison.conclusion


def _of_item(item: Item) -> Iterator[str]:
    """The question and the options of an item, before it is answered."""
    yield item.stem
    if isinstance(item, VerdictItem):
        yield item.claim
    yield from (each.text for each in (*prompts(item), *options(item)))


def _prose(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Prose):
            yield from prose_texts(block.markdown)


def count_words(texts: Iterable[str]) -> int:
    """How many words the texts have; a dash that stands alone is none."""
    return sum(len(_WORD.findall(text)) for text in texts)
