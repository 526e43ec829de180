"""Makes the questions of a file of GIFT into the draft of a quiz."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from sourcebook.content.authoring.quiz_drafts import Draft, missing, new_id
from sourcebook.content.authoring.tables.notes import listed, quoted, shortened
from sourcebook.content.yaml.text import Value
from sourcebook.errors import QuestionListError
from sourcebook.formats.gift.drafted_answers import own_fields, with_feedback
from sourcebook.formats.gift.item_reader import Reader
from sourcebook.formats.gift.questions import (
    Description,
    Question,
    Refused,
    Text,
    UnreadableError,
)
from sourcebook.formats.gift.sections import read_sections
from sourcebook.formats.gift.tags import Read, read_tags
from sourcebook.model.base import SLUG

_TITLE: Final = "Imported questions"
_LONGEST_ID: Final = 60
_MOST_PLACES: Final = 6
_MOST_TAGS: Final = 20_000
_NO_QUESTION: Final = "A text that asks nothing is no question and is left out."
_LEFT_OUT_TAGS: Final = "Tags that have no place are left out."
_SEVERAL: Final = "The questions of several categories become one quiz."
_CLAIM: Final = ("claim", "<blockquote>", "</blockquote>")
_UNIT: Final = ("unit", "<p><i>Unit: ", "</i></p>")
_CONTEXT: Final = re.compile(r"\$[a-z]+\$")
_OF_ONE_KIND: Final = {"scoring": "multiple_choice", "length": "extended_response"}

Fields = dict[str, Value | None]


class _Place(NamedTuple):
    """A cause to look at, with its place in words."""

    cause: str
    place: str


class _Item(NamedTuple):
    """The fields of an item, none if it is left out; its category, and what to look at."""

    fields: Fields
    places: Sequence[_Place]
    category: str = ""


def draft(questions: Iterable[Question | Refused]) -> Draft:
    """The draft of a quiz, with a note for each cause that changed a question or left it out.

    Raises QuestionListError if there is no question that can be read.
    """
    read = list(_items(questions))
    notes = list(_sentences(place for each in read for place in each.places))
    kept = [each for each in read if each.fields]
    if not kept:
        raise QuestionListError(" ".join(["The file has no question that can be read.", *notes]))
    categories = list(dict.fromkeys(each.category for each in kept))
    named = [name for category in categories if (name := _last_part(category))]
    if len(named) > 1:
        notes.insert(0, f"{_SEVERAL} They are: {listed(named)}.")
    return Draft(named[0] if named else _TITLE, [each.fields for each in kept], tuple(notes))


def _items(questions: Iterable[Question | Refused]) -> Iterator[_Item]:
    """Each question as an item.

    Raises QuestionListError for more HTML than can be read in a short time.
    """
    taken: dict[str, int] = {}
    tags = 0
    for question in questions:
        if isinstance(question, Refused):
            place = _Place(f"{question.why} It is left out.", f"line {question.line}")
            yield _Item({}, [place])
            continue
        reader = Reader()
        yield _item(question, reader, taken)
        tags += reader.tags
        if tags > _MOST_TAGS:
            raise QuestionListError(
                f"Line {question.line}: up to here, the file has more than {_MOST_TAGS:,} HTML "
                "tags. Divide it."
            )


def _item(question: Question, reader: Reader, taken: dict[str, int]) -> _Item:
    tags = read_tags(question.tags)
    for cause in question.doubts:
        reader.doubt(cause)
    try:
        fields = _fields(question, tags, reader, taken)
    except UnreadableError as error:
        fields = {}
        reader.doubt(f"{error} It is left out.")
    if isinstance(question.body, Description):
        reader.doubt(_NO_QUESTION)
    elif tags.others:
        reader.doubt(_LEFT_OUT_TAGS, quoted(tags.others))
    return _Item(fields, list(_places(question, reader)), question.category)


def _places(question: Question, reader: Reader) -> Iterator[_Place]:
    for cause, value in reader.doubts:
        named = [f"'{shortened(question.name)}'"] if question.name else []
        inside = ", ".join([*named, *([value] if value else [])])
        yield _Place(cause, f"line {question.line}{f' ({inside})' if inside else ''}")


def _fields(question: Question, tags: Read, reader: Reader, taken: dict[str, int]) -> Fields:
    own = dict(own_fields(question, tags.kind, reader))
    if not own:
        return {}
    rationale, sections = _general(question.general, tags, reader)
    stem = _stem(question.stem, str(own["type"]), reader)
    known = {
        name: value
        for name, value in tags.fields.items()
        if _OF_ONE_KIND.get(name, own["type"]) == own["type"]
    }
    asked = stem["stem"]
    words = question.name or (asked if isinstance(asked, str) else "")
    return {
        "id": _id(question.id, words, taken),
        "objective": missing("objective"),
        "rationale": rationale or missing("rationale"),
        "citations": missing("citations"),
        **stem,
        **own,
        **known,
        **_fitting(sections, own),
    }


def _general(general: Text, tags: Read, reader: Reader) -> tuple[str, Mapping[str, Value]]:
    """The rationale, and what stands under the headings of a question that was exported."""
    if tags.kind is None:
        return reader.text(general), {}
    return read_sections(general.written, lambda html: reader.text(Text(html, general.format)))


def _fitting(sections: Mapping[str, Value], own: Fields) -> Fields:
    """What stands under headings, as far as an item of this kind has a place for it."""
    fields: Fields = {}
    for name, value in sections.items():
        if name == "pairs" and "pairs" in own and isinstance(value, list):
            fields["pairs"] = with_feedback(own["pairs"], value)
        elif name in ("calculated", "hints") or (name in own and name != "pairs"):
            fields[name] = value
    return fields


def _stem(stem: Text, kind: str, reader: Reader) -> Fields:
    """The stem of an item, with the claim of a verdict or the unit of a number, if it has one."""
    name, start, end = {"verdict": _CLAIM, "numeric": _UNIT}.get(kind, ("", "", ""))
    if name and start in stem.written and stem.written.endswith(end):
        parts = stem.written.removesuffix(end).rpartition(start)
        asked, behind = (reader.text(Text(part, stem.format)) for part in parts[::2])
        return {"stem": asked or missing("stem"), name: behind or None}
    fields: Fields = {"stem": reader.text(stem) or missing("stem")}
    return fields | {"claim": missing("claim")} if kind == "verdict" else fields


def _id(given: str, words: str, taken: dict[str, int]) -> str:
    """The id that is given if it can be an item's, else one made of words; never one taken."""
    if re.fullmatch(SLUG, given) and len(given) <= _LONGEST_ID and given not in taken:
        taken[given] = 1
        return given
    return new_id(given, words, taken)


def _last_part(category: str) -> str:
    """The last name of a path, in which two slashes stand for one; empty for Moodle's root."""
    parts = [part.strip() for part in re.split("(?<!/)/(?!/)", category)]
    names = [part for part in parts if part and not _CONTEXT.fullmatch(part)]
    named = names[1:] if names[:1] == ["top"] else names
    return named[-1].replace("//", "/") if named else ""


def _sentences(places: Iterable[_Place]) -> Iterator[str]:
    """A sentence for each cause, in the order of first mention, with its places."""
    causes: dict[str, list[str]] = {}
    for cause, place in places:
        causes.setdefault(cause, []).append(place)
    for cause, named in causes.items():
        where = listed(named, most=_MOST_PLACES)
        yield f"{where[0].upper()}{where[1:]}: {cause}"
