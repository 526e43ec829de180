"""Moodle XML as a tree of elements; a file that could do harm is refused before it is read."""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sourcebook.errors import QuestionListError

_MOST_BYTES: Final = 50_000_000
_MOST_TAGS: Final = 600_000
_MOST_TAGS_IN_TEXTS: Final = 80_000
_MOST_QUESTIONS: Final = 3_000
_ENTITY: Final = 11
"""The number of expat's error for an entity that is not known."""


def questions(raw: bytes) -> list[Element]:
    """The elements `<question>` of a file, in their order.

    Raises QuestionListError if the file is no Moodle XML, is damaged, or is too large.
    """
    _expect_moderate(raw)
    root = _root(raw)
    if root.tag != "quiz":
        raise QuestionListError(
            f"This is no file of Moodle XML: it begins with <{str(root.tag)[:40]}>, not with "
            "<quiz>. Export the questions in Moodle under Question bank > Export > Moodle XML."
        )
    found = root.findall("question")
    if len(found) > _MOST_QUESTIONS:
        raise QuestionListError(
            f"The file has {len(found):,} questions, and {_MOST_QUESTIONS:,} can be read at once. "
            "Export one category at a time."
        )
    inside = sum(text.count("<") for text in root.itertext())
    if inside > _MOST_TAGS_IN_TEXTS:
        raise QuestionListError(
            f"The texts of the file have about {inside:,} tags, and {_MOST_TAGS_IN_TEXTS:,} can be "
            "read at once. Export one category at a time."
        )
    return found


def own_text(element: Element | None) -> str:
    """The text of an element, without white space around it; empty for None.

    Raises QuestionListError if the text has tags that are not in CDATA.
    """
    if element is None:
        return ""
    if len(element):
        raise QuestionListError(
            f"Its text has the tag <{str(element[0].tag)[:40]}>, which must be in CDATA."
        )
    return (element.text or "").strip()


def text_in(parent: Element, path: str) -> str:
    """The text of the first element at a path, such as `name/text`; empty if there is none."""
    return own_text(parent.find(path))


def texts_in(parent: Element, path: str) -> Iterator[str]:
    """The texts of all elements at a path, empty ones left out."""
    return (text for each in parent.findall(path) if (text := own_text(each)))


def _expect_moderate(raw: bytes) -> None:
    if len(raw) > _MOST_BYTES:
        raise QuestionListError(
            f"The file has {len(raw) // 1_000_000:,} MB, and {_MOST_BYTES // 1_000_000} MB can be "
            "read. Export one category at a time, or without pictures."
        )
    # Counted before anything is parsed, because a tree of millions of elements fills the memory.
    if (tags := raw.count(b"<")) > _MOST_TAGS:
        raise QuestionListError(
            f"The file has about {tags:,} tags, and {_MOST_TAGS:,} can be read. "
            "Export one category at a time."
        )


def _root(raw: bytes) -> Element:
    try:
        return fromstring(raw, forbid_dtd=True)
    except ParseError as error:
        raise QuestionListError(_fault(raw, error)) from None
    except DefusedXmlException:
        raise QuestionListError(
            "The file has a DOCTYPE, in which entities can be defined. Moodle writes none: delete "
            "the line that begins with <!DOCTYPE, or export the questions again."
        ) from None
    except (LookupError, ValueError):
        raise QuestionListError(
            "The encoding that the first line of the file names is not known. Save it as UTF-8."
        ) from None


def _fault(raw: bytes, error: ParseError) -> str:
    line, column = error.position
    place = f"Line {line}, column {column + 1}"
    if not raw.strip():
        return "The file is empty."
    if error.code == _ENTITY:
        return (
            f"{place}: an entity is not known in XML, such as &nbsp; is not. Write &#160; for it, "
            "or put the text into CDATA."
        )
    reason = re.sub(r": line \d+, column \d+$", "", str(error))
    return f"{place}: this is no well-formed XML ({reason}). Export the questions in Moodle again."
