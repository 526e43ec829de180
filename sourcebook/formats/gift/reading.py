"""Reads the blocks of a file of GIFT as questions, in the way of Moodle.

What Moodle reads as something that nobody means is refused: braces inside braces, and numbers
that are none.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from sourcebook.formats.gift.answers import choice, matches, sequenced, statement, text_of, typed
from sourcebook.formats.gift.blocks import Block, blocks
from sourcebook.formats.gift.escapes import hidden, shown
from sourcebook.formats.gift.numbers import numbers
from sourcebook.formats.gift.questions import (
    Body,
    Description,
    Essay,
    Format,
    Question,
    Refused,
    UnreadableError,
)

_TAG: Final = re.compile("<[^<>]*>")
_GAP: Final = "_____"
_BELOW_CATEGORY: Final = (
    "There is no empty line between $CATEGORY and this question. Moodle would lose it."
)


def questions(raw: bytes) -> Iterator[Question | Refused]:
    """Each question of a file, or why it cannot be read.

    Raises QuestionListError if the file is no text in UTF-8, or too large.
    """
    for block in blocks(raw):
        try:
            yield _question(block)
        except UnreadableError as error:
            yield Refused(block.line, str(error))


def _question(block: Block) -> Question:
    name, text = _name(hidden(block.text))
    stem, inside = _braces(text)
    asked = text_of(stem, "moodle")
    answers, _, general = _general(inside)
    doubts = [_BELOW_CATEGORY] if block.is_below_category else []
    body = _body(answers, asked.format, doubts.append) if inside is not None else Description()
    return Question(
        line=block.line,
        name=name,
        id=block.id,
        tags=block.tags,
        category=block.category,
        stem=asked,
        general=text_of(general, asked.format),
        body=body,
        doubts=tuple(doubts),
    )


def _name(text: str) -> tuple[str, str]:
    """The name between two pairs of colons, without markup, and the rest of the text."""
    if not text.startswith("::"):
        return "", text
    name, found, rest = text[2:].partition("::")
    if not found:
        return "", text[2:].strip()
    return " ".join(_TAG.sub("", shown(name)).split()), rest.strip()


def _braces(text: str) -> tuple[str, str | None]:
    """The text around the braces, and what is inside them; None if there are none."""
    start, end = text.find("{"), text.find("}")
    if start == end == -1:
        return text, None
    if end == -1:
        raise UnreadableError(
            "There is a '{' without its '}'. An empty line ends a question, even inside braces."
        )
    if start == -1 or end < start:
        raise UnreadableError("There is a '}' before any '{'. Write '\\}' for a brace in a text.")
    before, inside, after = text[:start], text[start + 1 : end], text[end + 1 :]
    if "{" in inside or re.search("[{}]", after):
        raise UnreadableError(
            "There are more braces than one pair. Write '\\{' and '\\}' for braces in a text, "
            "and an empty line between two questions."
        )
    gap = f"{_GAP}{after}" if after.strip() else ""
    return before + gap, inside.strip()


def _general(inside: str | None) -> tuple[str, str, str]:
    """The answers, and the general feedback after the last four number signs."""
    answers, found, general = (inside or "").rpartition("####")
    return (answers.strip(), found, general) if found else (general, "", "")


def _body(answers: str, form: Format, doubt: Callable[[str], None]) -> Body:
    """What is asked, in the order in which Moodle tells the kinds apart."""
    if not answers:
        return Essay()
    if answers.startswith("#"):
        return numbers(answers[1:], form, doubt)
    if answers.startswith(">"):
        return sequenced(answers[1:])
    if "~" in answers:
        return choice(answers, form)
    if "=" in answers and "->" in answers:
        return matches(answers, form)
    return statement(answers, form) or typed(answers, form)
