"""Lesson files: front matter and Markdown in, a lesson and its paragraphs out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from markdown_it.token import Token

from sourcebook.content.citations import lesson_markdown
from sourcebook.content.faults import Spot, Values, did_you_mean, nearest
from sourcebook.content.files import ContentFile, Parsed, read_first_part, read_part
from sourcebook.content.markdown_files import (
    Paragraph,
    find_words,
    front_and_body,
    paragraphs,
    refuse_broken_citations,
    refuse_markup,
)
from sourcebook.model.base import PASSAGE, SLUG, Closed
from sourcebook.model.lessons import (
    Block,
    ChartFigure,
    CheckTask,
    CheckText,
    ClaimTask,
    ComparisonTask,
    ComparisonText,
    DocumentTask,
    DocumentText,
    DrawingFigure,
    Figure,
    FrontMatter,
    GuessTask,
    Lesson,
    MapFigure,
    Prose,
    Section,
    Task,
    TimelineFigure,
)

_SPAN = re.compile(r"(\d{4}(?:-\d{2})?)\.\.(\d{4}(?:-\d{2})?)")
_BLOCKS = {
    "guess": "'```guess', and below it 'ask' and 'options'",
    "document": "'```document s2.p11', and below it 'ask' and 'answer'",
    "compare": "'```compare' and the id of a comparison",
    "check": "'```check' and the id of an item",
    "claim": "'```claim', and below it 'ask', 'full', 'part', 'none', 'model' and 'cites'",
    "timeline": "'```timeline 2020..2022' or '```timeline 2022-09..2022-11'",
    "map": "'```map' and the id of a map",
    "drawing": "'```drawing' and the id of a drawing",
    "chart": "'```chart who-is-quoted'",
}
_TASKS: dict[str, tuple[type[Task], type[Closed]]] = {
    "guess": (GuessTask, GuessTask),
    "document": (DocumentTask, DocumentText),
    "compare": (ComparisonTask, ComparisonText),
    "check": (CheckTask, CheckText),
    "claim": (ClaimTask, ClaimTask),
}
"""The task that a block makes, and what is written between its first line and its last."""
_MARKUP = {"code_block": "a block indented by four spaces"}


class BlockSource(NamedTuple):
    """A block of a lesson as read, with its place: its fields, and where its first line stands."""

    block: Task | Figure
    parsed: Parsed[Any]
    spot: Spot


class StepSource(NamedTuple):
    """A step of a lesson as read, with the place of its heading or, without one, of its start."""

    section: Section
    spot: Spot


@dataclass
class LessonFile:
    """A lesson file as read: its front matter, the lesson it makes, its steps and their parts."""

    parsed: Parsed[FrontMatter]
    lesson: Lesson | None
    paragraphs: tuple[Paragraph, ...]
    blocks: tuple[BlockSource, ...] = ()
    steps: tuple[StepSource, ...] = ()

    @property
    def file(self) -> ContentFile:
        """The file itself."""
        return self.parsed.file

    def find(self, paragraph: Paragraph, words: str) -> Spot:
        """Where words stand in a paragraph, or its first line if a line break parts them."""
        return find_words(self.file, paragraph, words)


def read_lesson(file: ContentFile) -> LessonFile:
    """The lesson that a Markdown file describes; all errors are recorded in the file."""
    fields = "id, title, question, minutes and objectives"
    parts = front_and_body(file, "lesson", fields, last="the objectives")
    if parts is None:
        return LessonFile(Parsed(file, None, None), None, ())
    parsed = read_first_part(file, parts.front, FrontMatter, 1)
    tokens = lesson_markdown(html=True).parse(parts.body)
    refuse_markup(file, tokens, "a lesson", _MARKUP)
    refuse_broken_citations(file, tokens)
    blocks = {line: read for line, token in _fences(tokens) if (read := _block(file, token, line))}
    steps = tuple(_steps(file, tokens, blocks))
    sections = tuple(step.section for step in steps)
    lesson = Lesson(**dict(parsed.model), sections=sections) if parsed.model else None
    return LessonFile(parsed, lesson, paragraphs(tokens), tuple(blocks.values()), steps)


# Several rules count the words of each lesson, and most lessons are what they were.
@lru_cache(maxsize=1024)
def prose_texts(markdown: str) -> tuple[str, ...]:
    """The paragraphs, list items and quotations of a Markdown text, without their citations."""
    return tuple(each.text for each in paragraphs(lesson_markdown().parse(markdown)))


def _steps(
    file: ContentFile, tokens: list[Token], read: Mapping[int, BlockSource]
) -> Iterator[StepSource]:
    """The lesson cut at its second-level headings, each part cut at its fenced blocks.

    A lesson without a text has one part, which is empty.
    """
    heading: str | None = None
    is_empty = True
    line = next((token.map[0] for token in tokens if token.map), 0)
    blocks: list[Block] = []
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        if token.level or token.map is None:
            continue
        if token.type == "heading_open" and token.tag == "h2" and after is not None:
            if heading is not None or blocks:
                yield _step(heading, blocks, line)
            heading, blocks, line, is_empty = after.content, [], token.map[0], False
        elif token.type == "fence":
            blocks += [read[token.map[0]].block] if token.map[0] in read else []
        else:
            markdown = "\n".join(file.lines[token.map[0] : token.map[1]]).strip("\n")
            blocks = _joined(blocks, markdown)
    if heading is not None or blocks or is_empty:
        yield _step(heading, blocks, line)


def _step(heading: str | None, blocks: list[Block], line: int) -> StepSource:
    return StepSource(Section(heading=heading, blocks=tuple(blocks)), Spot(line + 1, 1))


def _joined(blocks: list[Block], markdown: str) -> list[Block]:
    if blocks and isinstance(blocks[-1], Prose):
        return [*blocks[:-1], Prose(markdown=f"{blocks[-1].markdown}\n\n{markdown}")]
    return [*blocks, Prose(markdown=markdown)]


def _fences(tokens: list[Token]) -> Iterator[tuple[int, Token]]:
    """The fenced blocks of a lesson, each with the number of its line, counted from 0."""
    for token in tokens:
        if token.type == "fence" and not token.level and token.map:
            yield token.map[0], token


def _block(file: ContentFile, token: Token, line: int) -> BlockSource | None:
    """The block that a fence describes; None if it has faults, which are recorded in the file."""
    kind, _, name = token.info.strip().partition(" ")
    spot = Spot(line + 1, 1)
    named = _named(kind, name.strip())
    if isinstance(named, Figure):
        return BlockSource(named, Parsed(file, None, None), spot)
    if named is None:
        _refuse_block(file, token, spot)
        return None
    task, text = _TASKS[kind]
    parsed = read_part(file, token.content, text, line + 1)
    if parsed.model is None:
        return None
    return BlockSource(task.model_validate({**dict(parsed.model), **named}), parsed, spot)


def _refuse_block(file: ContentFile, token: Token, spot: Spot) -> None:
    kind = token.info.strip().partition(" ")[0]
    near = "" if kind in _BLOCKS else nearest(kind, _BLOCKS)
    hint = did_you_mean(near) or f"Write {_BLOCKS.get(kind, _BLOCKS['compare'])}."
    message = f"there is no block '{token.info.strip()}'."
    file.add(spot, "unknown-block", message, hint, values=Values(kind, near))


def _named(kind: str, name: str) -> Figure | Mapping[str, object] | None:
    """The figure of a fence, or the fields in the first line of a task; None for neither."""
    dates = _SPAN.fullmatch(name)
    match kind:
        case "guess" | "claim" if not name:
            return {}
        case "document" if name and all(re.fullmatch(PASSAGE, each) for each in name.split()):
            return {"passages": name.split()}
        case "compare" if re.fullmatch(SLUG, name):
            return {"comparison": name}
        case "check" if re.fullmatch(SLUG, name):
            return {"item": name}
        case "timeline" if dates and dates[1] <= dates[2] and _are_dates(*dates.groups()):
            return TimelineFigure(first=dates[1], last=dates[2])
        case "map" if re.fullmatch(SLUG, name):
            return MapFigure(map=name)
        case "drawing" if re.fullmatch(SLUG, name):
            return DrawingFigure(drawing=name)
        case "chart" if name == "who-is-quoted":
            return ChartFigure(chart="who-is-quoted")
        case _:
            return None


def _are_dates(*values: str) -> bool:
    return all(1 <= int(value[5:] or 1) <= 12 for value in values)
