"""What lessons and plans have in common: front matter, cited paragraphs, and plain Markdown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from sourcebook.content.citations import CITATION
from sourcebook.content.faults import Spot
from sourcebook.content.files import ContentFile

_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MARKUP = {
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "an image",
    "link_open": "a link",
}


class Parts(NamedTuple):
    """The front matter of a file and its text, which keeps its line numbers by empty lines."""

    front: str
    body: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, list item or quotation of a text: its words, its citations, its lines."""

    text: str
    passages: tuple[str, ...]
    first_line: int
    last_line: int


def front_and_body(file: ContentFile, kind: str, fields: str, *, last: str) -> Parts | None:
    """The two parts of a file; None, and a fault, if it does not begin with front matter.

    In words, `kind` is what the file is, `fields` what its front matter has, `last` its last field.
    """
    front = _FRONT.match(file.text)
    if front:
        lines_before = file.text[: front.end()].count("\n")
        return Parts(front.group(1), "\n" * lines_before + file.text[front.end() :])
    # Text that is not UTF-8 has been reported already and reads as empty.
    if file.text or not file.faults:
        message = f"the {kind} has no front matter."
        hint = f"Begin with '---', {fields}, and '---' again."
        if re.match(r"---[ \t]*\n", file.text):
            message = "the front matter that begins here is not closed."
            hint = f"Write '---' on a line of its own below {last}."
        file.add(Spot(1, 1), "front-matter", message, hint)
    return None


def paragraphs(tokens: Sequence[Token]) -> tuple[Paragraph, ...]:
    """The paragraphs, list items and quotations of a text, in its order."""
    return tuple(
        _paragraph(token, token.map)
        for before, token in pairwise(tokens)
        if token.type == "inline" and before.type == "paragraph_open" and token.map
    )


def find_words(file: ContentFile, paragraph: Paragraph, words: str) -> Spot:
    """Where words stand in a paragraph, or its first line if a line break parts them."""
    for number in range(paragraph.first_line, paragraph.last_line + 1):
        column = file.lines[number - 1].find(words)
        if column >= 0:
            return Spot(number, column + 1)
    return Spot(paragraph.first_line, 1)


def refuse_markup(
    file: ContentFile, tokens: Sequence[Token], kind: str, others: Mapping[str, str]
) -> None:
    """Report HTML, images, links and others: a course is text, and shows nothing from elsewhere."""
    refused = {**_MARKUP, **others}
    for part, spot in _parts(tokens):
        if name := refused.get(part.type):
            hint = "Write plain Markdown; cite passages as [@s2.p10]."
            file.add(spot, "markup", f"{name} cannot stand in {kind}.", hint)


def refuse_broken_citations(file: ContentFile, tokens: Sequence[Token]) -> None:
    """Report text that only begins like a citation: readers would see it as text."""
    for part, spot in _parts(tokens):
        if part.type == "text" and "[@" in part.content:
            hint = "Write it as [@s2.p10] or [@s2.p10; @s3.p6]."
            file.add(spot, "citation", "a citation here is not written as one.", hint)


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


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[Token, Spot]]:
    """Every token, and every part of one, with the line in which its paragraph begins."""
    for token in tokens:
        spot = Spot((token.map or [0])[0] + 1, 1)
        yield from ((part, spot) for part in (token, *(token.children or ())))
