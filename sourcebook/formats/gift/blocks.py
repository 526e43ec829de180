"""A file of GIFT in blocks: a question each, with what its comments say of it."""

import re
from collections.abc import Iterator
from itertools import groupby, islice
from typing import Final, NamedTuple

from sourcebook.errors import QuestionListError

_MOST_BYTES: Final = 5_000_000
_MOST_LINES: Final = 100_000
_MOST_QUESTIONS: Final = 2_000
_LONGEST_COMMENT: Final = 20_000
_MOST_MARKS: Final = 100
_LONGEST_BLOCK: Final = 200_000
_LINE_END: Final = re.compile("\r\n|\r|\n")
_COMMENT: Final = re.compile(r"\s*//")
_MARKED: Final = re.compile(r"\[(id|tag):((?:\\\]|[^\]\[])+)\]")
_CATEGORY: Final = re.compile(r"\$CATEGORY:[ \t]*(.*)")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")


class Block(NamedTuple):
    """The text between two empty lines, without comments, and the line on which it begins."""

    line: int
    text: str
    category: str = ""
    id: str = ""
    tags: tuple[str, ...] = ()
    is_below_category: bool = False


def blocks(raw: bytes) -> Iterator[Block]:
    """The questions of a file, not yet read; a comment alone and a category are no question.

    Raises QuestionListError if the file is no text in UTF-8, or too large.
    """
    lines = _LINE_END.split(_text(raw))
    if len(lines) > _MOST_LINES:
        raise QuestionListError(
            f"The file has {len(lines):,} lines. A file can have {_MOST_LINES:,}. Divide it."
        )
    category, number = "", 0
    for block in _parted(lines):
        if named := _CATEGORY.match(block.text):
            category = named[1].strip()
            block = _below(block, block.text[named.end() :])
        if not block.text:
            continue
        number += 1
        _expect_usual_size(block, number)
        yield block._replace(category=category)


def _below(block: Block, rest: str) -> Block:
    """What stands directly below a category."""
    text = rest.lstrip()
    skipped = rest[: len(rest) - len(text)].count("\n")
    return block._replace(line=block.line + skipped, text=text, is_below_category=True)


def _expect_usual_size(block: Block, number: int) -> None:
    if number > _MOST_QUESTIONS:
        raise QuestionListError(
            f"Line {block.line}: a file can have {_MOST_QUESTIONS:,} questions. Divide it."
        )
    if len(block.text) > _LONGEST_BLOCK:
        raise QuestionListError(
            f"Line {block.line}: this question is longer than {_LONGEST_BLOCK:,} characters. "
            "An empty line ends a question; perhaps one is missing."
        )


def _text(raw: bytes) -> str:
    if len(raw) > _MOST_BYTES:
        raise QuestionListError(
            f"The file has {len(raw):,} bytes. A file can have {_MOST_BYTES:,}. Divide it."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise QuestionListError(
            f"Line {line}: the file is not written in UTF-8. Save it again with the encoding UTF-8."
        ) from error
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise QuestionListError(
            f"Line {line}: there is a control character (U+{ord(found[0]):04X}), "
            "which no text has. Is this a file of GIFT?"
        )
    return text


def _parted(lines: list[str]) -> Iterator[Block]:
    """The blocks as they are parted by empty lines; a comment leaves a blank in its place."""
    numbered = enumerate(lines, 1)
    for is_empty, group in groupby(numbered, lambda each: not each[1].strip()):
        if is_empty:
            continue
        block = list(group)
        comments = [line for _, line in block if _COMMENT.match(line)]
        kept = [(number, " " if _COMMENT.match(line) else line.strip()) for number, line in block]
        first = next((number for number, line in kept if line.strip()), 0)
        if not first:
            continue
        found = (
            mark.groups() for line in comments for mark in _MARKED.finditer(line[:_LONGEST_COMMENT])
        )
        marks = list(islice(found, _MOST_MARKS))
        ids = (_unescaped(value) for name, value in marks if name == "id")
        tags = (_unescaped(value) for name, value in marks if name == "tag")
        yield Block(
            first,
            "\n".join(line for _, line in kept).strip(),
            id=next((each for each in ids if each), ""),
            tags=tuple(tag for tag in tags if tag and not re.search("[<>`]", tag)),
        )


def _unescaped(value: str) -> str:
    return " ".join(value.replace(r"\]", "]").split())
