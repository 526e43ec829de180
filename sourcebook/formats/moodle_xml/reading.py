"""Reading Moodle XML as the draft of a quiz; what is left out is named."""

import re
from collections.abc import Iterable
from typing import Final, get_args
from xml.etree.ElementTree import Element

from sourcebook.content.authoring.quiz_drafts import Draft, missing, missing_from, new_id
from sourcebook.content.yaml.text import Value
from sourcebook.errors import QuestionListError
from sourcebook.formats.moodle_xml.marks import parts_of
from sourcebook.formats.moodle_xml.notices import Notice, sentences
from sourcebook.formats.moodle_xml.numbers import read_grade, short
from sourcebook.formats.moodle_xml.options import passages
from sourcebook.formats.moodle_xml.question import Question, Text
from sourcebook.formats.moodle_xml.readers import READERS
from sourcebook.formats.moodle_xml.texts import expect_harmless, from_html
from sourcebook.formats.moodle_xml.tree import questions, text_in
from sourcebook.model.base import SLUG
from sourcebook.model.items import Difficulty, Skill

Fields = dict[str, Value | None]

_TITLE: Final = "Questions from Moodle"
_LONGEST_ID: Final = 60
_LONGEST_TITLE: Final = 300
_MOST_POINTS: Final = 100
_MOST_HINTS: Final = 5
_MOST_PARTS: Final = 300


def loads(raw: bytes) -> Draft:
    """The draft of a quiz from a file that Moodle exported, or that was written for it.

    Raises QuestionListError if the file cannot be read, or has no question that can be.
    """
    items: list[Fields] = []
    notices: list[Notice] = []
    titles: list[str] = []
    taken: dict[str, int] = {}
    number = 0
    for element in questions(raw):
        if element.get("type") == "category":
            titles.append(_category_title(element))
            continue
        number += 1
        item, noted = _item(element, number, taken)
        items += [item] if item else []
        notices += noted
    found = sentences(notices)
    if not items:
        raise QuestionListError(" ".join(["The file has no question that can be read.", *found]))
    return Draft(_title(titles), items, (*_on_categories(titles), *found))


def _item(
    element: Element, number: int, taken: dict[str, int]
) -> tuple[Fields | None, list[Notice]]:
    """The fields of an item, and what to look at; None for a question that is left out."""
    question = Question(element)
    name = ""
    item: Fields | None = None
    try:
        name = " ".join(text_in(element, "name/text").split())
        item = _fields(question, name, taken)
        question.causes.extend(_still_missing(item))
    except QuestionListError as error:
        question.note(f"The question is left out. {error}")
    return item, [Notice(cause, number, name) for cause in question.causes]


def _fields(question: Question, name: str, taken: dict[str, int]) -> Fields:
    kind = question.element.get("type", "")
    reader = READERS.get(kind)
    if reader is None:
        raise QuestionListError(f"Questions of the type '{kind[:40]}' have no place in a quiz.")
    if len(question.element) > _MOST_PARTS or len(list(question.tags())) > _MOST_PARTS:
        raise QuestionListError(f"It has more than {_MOST_PARTS} answers, hints or tags.")
    stem = question.text(question.element.find("questiontext"))
    explained = question.text(question.element.find("generalfeedback"), question.format)
    item: Fields = {
        "id": _id(question, name or stem.text, taken),
        "stem": stem.text or missing("stem"),
        **_tagged(question),
        **_explanation(question, explained),
        "hints": _hints(question) or None,
    }
    item |= reader(question, stem, explained)
    item["points"] = _points(question, proved=bool(item["proof"]))
    _note_what_is_left(question)
    return item


def _id(question: Question, text: str, taken: dict[str, int]) -> str:
    given = text_in(question.element, "idnumber")
    if re.fullmatch(SLUG, given) and len(given) <= _LONGEST_ID and given not in taken:
        taken[given] = 1
        return given
    return new_id(given, text, taken)


def _explanation(question: Question, explained: Text) -> Fields:
    marked = question.part(explained, "rationale")
    rationale = "\n\n".join(each for each in (marked, explained.text) if each)
    return {
        "rationale": rationale or missing("rationale"),
        "calculated": question.part(explained, "calculated"),
        "citations": passages(explained.parts.keys("citation")) or missing("citations"),
        "proof": passages(explained.parts.keys("proof")) or None,
        "candidates": passages(explained.parts.keys("candidate")) or None,
    }


def _tagged(question: Question) -> Fields:
    """What stands in the tags of ours; another tag is noted."""
    for tag in question.other_tags():
        question.note(f"The tag '{tag[:60]}' is left out.")
    objective, comparison = _slug(question.mark("objective")), _slug(question.mark("comparison"))
    tries = question.mark("tries").split()
    return {
        "objective": objective or missing("objective"),
        "skill": _one_of(question.mark("skill"), get_args(Skill)),
        "difficulty": _one_of(question.mark("difficulty"), get_args(Difficulty)),
        "comparison": comparison,
        "tries": [each for each in tries if re.fullmatch("[0-9]{1,9}(/[1-9][0-9]{0,8})?", each)]
        or None,
    }


def _slug(found: str) -> str | None:
    return found if re.fullmatch(SLUG, found) else None


def _one_of(found: str, known: tuple[str, ...]) -> str | None:
    return found if found in known else None


def _hints(question: Question) -> list[Value]:
    found: list[Value] = []
    for element in question.element.findall("hint"):
        content = element.find("hintcontent")
        hint = question.text(element if content is None else content, question.format)
        cited = passages(hint.parts.keys("passage"))
        if hint.text:
            found.append({"text": hint.text, "passage": cited[0]} if cited else hint.text)
    if len(found) > _MOST_HINTS:
        question.note(f"It has {len(found)} hints, and an item has {_MOST_HINTS} at most.")
    return found[:_MOST_HINTS]


def _points(question: Question, *, proved: bool) -> str | None:
    """The points where they are not those that an item has by itself."""
    written = text_in(question.element, "defaultgrade")
    points = read_grade(written or "1")
    if points is None or not 0 < points <= _MOST_POINTS:
        question.note(f"Its mark is '{written[:20]}'. It is worth the usual point instead.")
        return None
    return None if points == (2 if proved else 1) else short(points)


def _note_what_is_left(question: Question) -> None:
    files = [each.get("name", "") for each in question.element.iter("file")]
    if files and not any("left out" in cause for cause in question.causes):
        question.note(f"Files are left out: {', '.join(files)[:200]}.")
    if question.element.find("image") is not None:
        question.note("A picture is left out.")


def _still_missing(item: Fields) -> Iterable[str]:
    if lacking := list(missing_from(item)):
        yield f"Still missing: {', '.join(lacking)}."


def _category_title(element: Element) -> str:
    """The last name of a category's path, or the title that an exported quiz gave it."""
    marked = parts_of(expect_harmless(text_in(element, "info/text"))).html("title")
    if marked:
        return from_html(marked).text
    path = text_in(element, "category/text")
    return re.split("(?<!/)/(?!/)", path)[-1].replace("//", "/").strip()


def _title(titles: list[str]) -> str:
    """The first title that says something, on one line."""
    named = (each for each in titles if each not in ("", "top", "$course$"))
    return " ".join(next(named, _TITLE).split())[:_LONGEST_TITLE]


def _on_categories(titles: list[str]) -> Iterable[str]:
    names = list(dict.fromkeys(each for each in titles if each))
    if len(names) > 1:
        yield f"The questions of {len(names)} categories are in one quiz: {', '.join(names)[:300]}."
