"""Lesson files: front matter and Markdown in, a lesson and its paragraphs out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from sourcebook.content.citations import CITATION, lesson_markdown
from sourcebook.content.faults import Spot, Values, did_you_mean, nearest
from sourcebook.content.files import ContentFile, Parsed, read_front_matter
from sourcebook.model.base import SLUG
from sourcebook.model.lessons import (
    ChartFigure,
    CheckFigure,
    ComparisonFigure,
    Figure,
    FrontMatter,
    Lesson,
    MapFigure,
    Prose,
    Section,
    TimelineFigure,
)

_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_SPAN = re.compile(r"(\d{4}(?:-\d{2})?)\.\.(\d{4}(?:-\d{2})?)")
_FIGURES = {
    "compare": "'```compare' and the id of a comparison",
    "timeline": "'```timeline 2020..2022' or '```timeline 2022-09..2022-11'",
    "map": "'```map' and the id of a map",
    "chart": "'```chart who-is-quoted'",
    "check": "'```check' and the id of an item",
}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, list item or quotation of a lesson: its words, its citations, its lines."""

    text: str
    passages: tuple[str, ...]
    first_line: int
    last_line: int


@dataclass
class LessonFile:
    """A lesson file as read: its front matter, the lesson it makes, its paragraphs."""

    parsed: Parsed[FrontMatter]
    lesson: Lesson | None
    paragraphs: tuple[Paragraph, ...]
    figures: tuple[tuple[Figure, Spot], ...] = ()

    @property
    def file(self) -> ContentFile:
        """The file itself."""
        return self.parsed.file

    def find(self, paragraph: Paragraph, words: str) -> Spot:
        """Where words stand in a paragraph, or its first line if a line break parts them."""
        for number in range(paragraph.first_line, paragraph.last_line + 1):
            column = self.file.lines[number - 1].find(words)
            if column >= 0:
                return Spot(number, column + 1)
        return Spot(paragraph.first_line, 1)


def read_lesson(file: ContentFile) -> LessonFile:
    """The lesson that a Markdown file describes; all slips are recorded in the file."""
    front = _FRONT.match(file.text)
    if front is None:
        # Text that is not UTF-8 has been reported already and reads as empty.
        if file.text or not file.faults:
            _refuse_head(file)
        return LessonFile(Parsed(file, None, None), None, ())
    parsed = read_front_matter(file, front.group(1), FrontMatter)
    lines_before = file.text[: front.end()].count("\n")
    body = "\n" * lines_before + file.text[front.end() :]
    tokens = lesson_markdown(html=True).parse(body)
    _refuse_markup(file, tokens)
    _refuse_broken_citations(file, tokens)
    sections = tuple(_sections(file, tokens))
    lesson = Lesson(**dict(parsed.model), sections=sections) if parsed.model else None
    return LessonFile(parsed, lesson, tuple(_paragraphs(tokens)), tuple(_figures(tokens)))


def _refuse_head(file: ContentFile) -> None:
    """Report that a lesson begins without front matter, or that its front matter has no end."""
    message = "the lesson has no front matter."
    hint = "Begin with '---', id, title, minutes and objectives, and '---' again."
    if re.match(r"---[ \t]*\n", file.text):
        message = "the front matter that begins here is not closed."
        hint = "Write '---' on a line of its own below the objectives."
    file.add(Spot(1, 1), "front-matter", message, hint)


def _sections(file: ContentFile, tokens: list[Token]) -> Iterator[Section]:
    """The lesson cut at its second-level headings, each part cut at its figures."""
    heading: str | None = None
    blocks: list[Prose | Figure] = []
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        if token.level or token.map is None:
            continue
        if token.type == "heading_open" and token.tag == "h2" and after is not None:
            if heading is not None or blocks:
                yield Section(heading=heading, blocks=tuple(blocks))
            heading, blocks = after.content, []
        elif token.type == "fence":
            blocks += _figure(file, token)
        else:
            markdown = "\n".join(file.lines[token.map[0] : token.map[1]]).strip("\n")
            blocks = _joined(blocks, markdown)
    if heading is not None or blocks:
        yield Section(heading=heading, blocks=tuple(blocks))


def _joined(blocks: list[Prose | Figure], markdown: str) -> list[Prose | Figure]:
    if blocks and isinstance(blocks[-1], Prose):
        return [*blocks[:-1], Prose(markdown=f"{blocks[-1].markdown}\n\n{markdown}")]
    return [*blocks, Prose(markdown=markdown)]


def _figures(tokens: list[Token]) -> Iterator[tuple[Figure, Spot]]:
    for token in tokens:
        if token.type == "fence" and not token.level and token.map:
            kind, _, name = token.info.strip().partition(" ")
            if figure := _named_figure(kind, name.strip()):
                yield figure, Spot(token.map[0] + 1, 1)


def _figure(file: ContentFile, token: Token) -> list[Figure]:
    kind, _, name = token.info.strip().partition(" ")
    if figure := _named_figure(kind, name.strip()):
        return [figure]
    spot = Spot((token.map or [0])[0] + 1, 1)
    near = "" if kind in _FIGURES else nearest(kind, _FIGURES)
    hint = did_you_mean(near) or f"Write {_FIGURES.get(kind, _FIGURES['compare'])}."
    message = f"there is no figure '{token.info.strip()}'."
    file.add(spot, "unknown-figure", message, hint, values=Values(kind, near))
    return []


def _named_figure(kind: str, name: str) -> Figure | None:
    dates = _SPAN.fullmatch(name)
    match kind:
        case "compare" if re.fullmatch(SLUG, name):
            return ComparisonFigure(comparison=name)
        case "check" if re.fullmatch(SLUG, name):
            return CheckFigure(item=name)
        case "timeline" if dates and dates[1] <= dates[2] and _are_dates(*dates.groups()):
            return TimelineFigure(first=dates[1], last=dates[2])
        case "map" if re.fullmatch(SLUG, name):
            return MapFigure(map=name)
        case "chart" if name == "who-is-quoted":
            return ChartFigure(chart="who-is-quoted")
        case _:
            return None


def _are_dates(*values: str) -> bool:
    return all(1 <= int(value[5:] or 1) <= 12 for value in values)


def _paragraphs(tokens: list[Token]) -> Iterator[Paragraph]:
    for before, token in pairwise(tokens):
        if token.type == "inline" and before.type == "paragraph_open" and token.map:
            yield _paragraph(token, token.map)


def _paragraph(token: Token, lines: list[int]) -> Paragraph:
    words: list[str] = []
    passages: list[str] = []
    for child in token.children or ():
        if child.type == CITATION:
            passages += child.meta["passages"]
        elif child.type in ("softbreak", "hardbreak"):
            words.append(" ")
        else:
            words.append(child.content)
    return Paragraph("".join(words), tuple(passages), lines[0] + 1, lines[1])


def _refuse_markup(file: ContentFile, tokens: list[Token]) -> None:
    """Report HTML, images and links: a lesson is text, and shows nothing from elsewhere."""
    for token in tokens:
        for part in (token, *(token.children or ())):
            if name := _MARKUP.get(part.type):
                spot = Spot((token.map or [0])[0] + 1, 1)
                hint = "Write plain Markdown; cite passages as [@s2.p10]."
                file.add(spot, "markup", f"{name} cannot stand in a lesson.", hint)


def _refuse_broken_citations(file: ContentFile, tokens: list[Token]) -> None:
    """Report what begins like a citation and is none: a reader would see it as text."""
    for token in tokens:
        for part in token.children or ():
            if part.type == "text" and "[@" in part.content:
                spot = Spot((token.map or [0])[0] + 1, 1)
                hint = "Write it as [@s2.p10] or [@s2.p10; @s3.p6]."
                file.add(spot, "citation", "a citation here is not written as one.", hint)


_MARKUP = {
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "an image",
    "link_open": "a link",
    "code_block": "a block indented by four spaces",
}
