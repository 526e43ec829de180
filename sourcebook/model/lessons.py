"""A lesson: its central question, its objectives, and its steps of prose, figures and tasks."""

from collections.abc import Iterator
from typing import Literal, assert_never

from pydantic import Field

from sourcebook.model.base import Closed, Line, PassageId, Slug, State, Whole
from sourcebook.model.base import Prose as Text


class Objective(Closed):
    """What a learner can do after a lesson; the text begins with a verb that can be tested."""

    id: Slug
    text: Line


class Prose(Closed):
    """Markdown between two figures; its citations look like `[@s2.p10]`."""

    markdown: str


class GuessTask(Closed):
    """A question that a learner answers before they see the evidence, and again at the end.

    They choose one of the options, or write a sentence if there are none. It is never scored.
    """

    ask: Line
    options: tuple[Line, ...] = Field(default=(), max_length=5)


class DocumentText(Closed):
    """What a lesson says of a document: a headnote in one line, a question, and our answer to it.

    The answer is shown once the learner has answered.
    """

    headnote: Line | None = None
    ask: Line
    answer: Text


class DocumentTask(DocumentText):
    """Passages of one source as an exhibit, with a question on them."""

    passages: tuple[PassageId, ...] = Field(min_length=1, max_length=5)


class ComparisonText(Closed):
    """What a lesson asks on a comparison; None for the comparison's own question."""

    ask: Line | None = None


class ComparisonTask(ComparisonText):
    """A comparison of the sources whose verdict a learner gives before they see ours."""

    comparison: Slug


class ClaimTask(Closed):
    """The end of a lesson: a learner answers its question and names the passages it rests on.

    `full`, `part` and `none` are the levels of the rubric; the model answer rests on `cites`.
    """

    ask: Line
    full: Line
    part: Line
    none: Line
    model: Text
    cites: tuple[PassageId, ...] = Field(min_length=1, max_length=8)


class TimelineFigure(Closed):
    """The place in a lesson where the events of a period are shown.

    `first` and `last` are years such as `2020`, or months such as `2022-09`, both included.
    """

    first: str
    last: str


class MapFigure(Closed):
    """The place in a lesson where a map is shown."""

    map: Slug


class DrawingFigure(Closed):
    """The place in a lesson where a drawing is shown."""

    drawing: Slug


class ChartFigure(Closed):
    """The place in a lesson where a chart is shown."""

    chart: Literal["who-is-quoted"]


class CheckText(Closed):
    """What a lesson says of an item to check oneself with: nothing."""


class CheckTask(CheckText):
    """The place in a lesson where a learner answers an item that no quiz has."""

    item: Slug


Task = GuessTask | DocumentTask | ComparisonTask | CheckTask | ClaimTask
"""What a learner does in a lesson; their answer is saved."""

Figure = TimelineFigure | MapFigure | DrawingFigure | ChartFigure
"""What a learner looks at in a lesson."""

Block = Prose | Figure | Task


class Section(Closed):
    """A step of a lesson: a heading and what follows it; the opening has no heading."""

    heading: str | None
    blocks: tuple[Block, ...]


class FrontMatter(Closed):
    """The fields between the two `---` lines at the top of a lesson file."""

    id: Slug
    title: Line
    state: State = "open"
    question: Line
    minutes: Whole = Field(ge=1, le=120)
    needs: tuple[Slug, ...] = ()
    objectives: tuple[Objective, ...] = Field(min_length=1)


class Lesson(FrontMatter):
    """A lesson as a learner reads it, section by section."""

    kind: Literal["lesson"] = "lesson"
    sections: tuple[Section, ...]

    def tasks(self) -> dict[str, Task]:
        """The tasks of the lesson in reading order, by the name under which answers are saved.

        A guess or claim is named after its kind, a document after its first passage, a comparison
        or check after its id. Of two with the same name, the second has a number.
        """
        return dict(named for section in self.named_tasks() for named in section)

    def named_tasks(self) -> tuple[tuple[tuple[str, Task], ...], ...]:
        """The tasks of each section, with their names."""
        used: dict[str, int] = {}
        return tuple(
            tuple((_numbered(used, task_name(each)), each) for each in _tasks(section))
            for section in self.sections
        )


def task_name(task: Task) -> str:
    """What a task is called among the tasks of a lesson, such as `check-refuser`."""
    match task:
        case GuessTask():
            return "guess"
        case DocumentTask():
            return f"document-{task.passages[0]}"
        case ComparisonTask():
            return f"compare-{task.comparison}"
        case CheckTask():
            return f"check-{task.item}"
        case ClaimTask():
            return "claim"
        case _:
            assert_never(task)


def passages_named(block: Task | Figure) -> tuple[str, ...]:
    """The ids of the passages that a block names itself; prose cites in its text."""
    match block:
        case DocumentTask():
            return block.passages
        case ClaimTask():
            return block.cites
        case GuessTask() | ComparisonTask() | CheckTask():
            return ()
        case TimelineFigure() | MapFigure() | DrawingFigure() | ChartFigure():
            return ()
        case _:
            assert_never(block)


def _tasks(section: Section) -> Iterator[Task]:
    return (each for each in section.blocks if isinstance(each, Task))


def _numbered(used: dict[str, int], name: str) -> str:
    used[name] = used.get(name, 0) + 1
    return name if used[name] == 1 else f"{name}-{used[name]}"
