"""Passages that a text names, as links to them: “paragraph 17 of the Polish report”, “s3.p17”."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.pages.shared.markup import Linked, passage_address, passage_name
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)

_WORD, _NUMBERS = 3, 4
"""The groups of `_reference` with the word “paragraph” and the numbers behind it."""


class _Piece(NamedTuple):
    """A piece of a text; with an address it is a link, whose name says which passage it opens."""

    text: str
    address: str = ""
    name: str = ""


def with_passage_links(text: str, course: Course, cited: Sequence[str] = ()) -> Markup:
    """The text with a link for each passage that it names by its source and paragraph, or by id.

    A paragraph without a source, as in “see its paragraph 9”, is a link if exactly one of the
    passages in `cited` has that number. An id is replaced by the name of its passage.
    """
    return _html.linked(list(_pieces(text, course, cited)))


def linked(course: Course) -> Linked:
    """What makes links of the passages that a text names."""
    return partial(with_passage_links, course=course)


def _pieces(text: str, course: Course, cited: Sequence[str]) -> Iterator[_Piece]:
    labels = {source.label.casefold(): source.id for source in course.sources.values()}
    at = 0
    for found in _reference(tuple(labels)).finditer(text):
        yield _Piece(text[at : found.start()])
        named, before, _, _, after = found.groups()
        if named:
            yield _link(named, named, course, is_named=True)
        else:
            source = labels.get((before or after or "").casefold(), "")
            yield from _paragraphs(found, source, course, cited)
        at = found.end()
    yield _Piece(text[at:])


def _paragraphs(
    found: re.Match[str], source: str, course: Course, cited: Sequence[str]
) -> Iterator[_Piece]:
    """The pieces of a reference: a link for each number, the first together with its word."""
    whole, first = found.string, True
    at = found.start()
    for number in re.finditer(r"[0-9]+", whole[found.start(_NUMBERS) : found.end(_NUMBERS)]):
        start = found.start(_WORD) if first else found.start(_NUMBERS) + number.start()
        end = found.start(_NUMBERS) + number.end()
        yield _Piece(whole[at:start])
        passage_id = f"{source}.p{number[0]}" if source else _only(cited, number[0])
        yield _link(passage_id, whole[start:end], course)
        at, first = end, False
    yield _Piece(whole[at : found.end()])


def _only(cited: Sequence[str], number: str) -> str:
    """The one passage among those cited that has this number; empty for none or several."""
    same = [each for each in dict.fromkeys(cited) if each.partition(".p")[2] == number]
    return same[0] if len(same) == 1 else ""


def _link(passage_id: str, text: str, course: Course, *, is_named: bool = False) -> _Piece:
    evidence = course.evidence(passage_id)
    if evidence is None:
        return _Piece(text)
    shown = passage_name(evidence) if is_named else text
    name = shown if is_named else f"{shown}, {evidence.source.label}"
    return _Piece(shown, passage_address(passage_id), name)


@lru_cache(maxsize=16)
def _reference(labels: tuple[str, ...]) -> re.Pattern[str]:
    """What names passages: an id, or numbers of paragraphs with a label before or after them."""
    label = "|".join(map(re.escape, sorted(labels, key=len, reverse=True))) or r"(?!)"
    return re.compile(
        rf"(\bs[0-9]+\.p[0-9]+\b)"
        rf"|(?:({label})(?:,|, in| in|,? \(|’s|'s)? ?)?"
        rf"(\bparagraphs? )([0-9]+(?:(?:, and |, | and | or )[0-9]+)*)"
        rf"(?: of (?:the )?({label}))?",
        re.IGNORECASE,
    )
