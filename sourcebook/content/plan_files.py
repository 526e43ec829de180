"""Plan files: front matter and Markdown in, a plan for the teacher and its sections out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markdown_it.token import Token

from sourcebook.content.citations import lesson_markdown
from sourcebook.content.faults import Spot
from sourcebook.content.files import ContentFile, Parsed, read_first_part
from sourcebook.content.markdown_files import (
    Paragraph,
    find_words,
    front_and_body,
    paragraphs,
    refuse_broken_citations,
    refuse_markup,
)
from sourcebook.model.plans import Plan, PlanHead, PlanSection

_MARKUP = {
    "code_block": "a block indented by four spaces",
    "fence": "a block between lines of backticks",
}


class SectionSource(NamedTuple):
    """A section as read, with the place of its heading; no heading for text above the first."""

    heading: str
    markdown: str
    spot: Spot


@dataclass
class PlanFile:
    """A plan file as read: its front matter, the plan it makes, its sections and paragraphs."""

    parsed: Parsed[PlanHead]
    plan: Plan | None
    sections: tuple[SectionSource, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def file(self) -> ContentFile:
        """The file itself."""
        return self.parsed.file

    @property
    def is_read(self) -> bool:
        """Whether the file could be taken apart, with faults or without."""
        return self.parsed.tree is not None

    def find(self, paragraph: Paragraph, words: str) -> Spot:
        """Where words stand in a paragraph, or its first line if a line break parts them."""
        return find_words(self.file, paragraph, words)


def read_plan(file: ContentFile) -> PlanFile:
    """The plan that a Markdown file describes; all errors of its form are recorded in the file."""
    parts = front_and_body(file, "plan", "'lesson:' and the id of its lesson", last="that line")
    if parts is None:
        return PlanFile(Parsed(file, None, None), None)
    parsed = read_first_part(file, parts.front, PlanHead, 1)
    tokens = lesson_markdown(html=True).parse(parts.body)
    refuse_markup(file, tokens, "a plan", _MARKUP)
    refuse_broken_citations(file, tokens)
    read = tuple(_sections(file, tokens))
    sections = tuple(PlanSection(heading=each.heading, markdown=each.markdown) for each in read)
    plan = Plan(lesson=parsed.model.lesson, sections=sections) if parsed.model else None
    return PlanFile(parsed, plan, read, paragraphs(tokens))


def _sections(file: ContentFile, tokens: Sequence[Token]) -> Iterator[SectionSource]:
    """The text cut at its second-level headings."""
    heading, spot = "", Spot(1, 1)
    lines: list[str] = []
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        if token.level or token.map is None:
            continue
        first, end = token.map
        if token.type == "heading_open" and token.tag == "h2" and after is not None:
            if heading or lines:
                yield SectionSource(heading, "\n\n".join(lines), spot)
            heading, spot, lines = after.content.strip(), Spot(first + 1, 1), []
        else:
            if not heading and not lines:
                spot = Spot(first + 1, 1)
            lines.append("\n".join(file.lines[first:end]).strip("\n"))
    if heading or lines:
        yield SectionSource(heading, "\n\n".join(lines), spot)
