"""Listing a quotation of a quiz, lesson or plan among the quotes of the passage that has it."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from sourcebook.content.authoring.value_edits import proved
from sourcebook.content.faults import Fault
from sourcebook.content.lesson_files import LessonFile
from sourcebook.content.plan_files import PlanFile
from sourcebook.content.quotations import stands_in, words
from sourcebook.content.rules.evidence import LONGEST_OWN_QUOTATION, LONGEST_QUOTATION
from sourcebook.content.unchecked_course import UncheckedCourse, entries
from sourcebook.content.yaml.edits import applied, edits_of
from sourcebook.content.yaml.text import Value
from sourcebook.content.yaml.tree import MappingNode, data, editable_tree
from sourcebook.errors import EditingError
from sourcebook.model.sources import Passage, Source

_ORDER = tuple(Passage.model_fields)


class Quotation(NamedTuple):
    """Words that somebody says in a passage, such as `s2.p6`."""

    passage: str
    speaker: str
    words: str


def is_unlisted(fault: Fault, unchecked: UncheckedCourse) -> bool:
    """Whether a fault is about words that no passage of the course lists as a quote."""
    if fault.rule != "unlisted-quotation" or not fault.values.found:
        return False
    quotes = (quote.words for each in unchecked.passages().values() for quote in each.quotes)
    return not any(stands_in(fault.values.found, each) for each in quotes)


def passages_for(fault: Fault, unchecked: UncheckedCourse) -> list[str]:
    """The passages cited where a fault is, those that have its words in the original first."""
    known = unchecked.passages()
    cited = [each for each in dict.fromkeys(_cited(fault, unchecked)) if each in known]
    return sorted(cited, key=lambda each: not _has(unchecked, each, fault.values.found))


def speakers_of(passage_id: str, unchecked: UncheckedCourse) -> list[str]:
    """Who may speak in a passage, by name: first who is quoted there, and the source itself."""
    quoted = [quote.speaker for quote in unchecked.passages()[passage_id].quotes]
    label = _source_of(passage_id, unchecked).label
    people = (person.name for each in unchecked.people for _, person in entries(each.model))
    return list(dict.fromkeys([*quoted, label, *sorted(people)]))


def source_path(passage_id: str, unchecked: UncheckedCourse) -> str:
    """The file of the source that has a passage."""
    source_id = passage_id.partition(".")[0]
    return next(
        each.file.path for each in unchecked.sources if each.model and each.model.id == source_id
    )


def expect_quotable(quotation: Quotation, unchecked: UncheckedCourse) -> None:
    """Raise EditingError if the words are too many, or are not in the original, if that is here."""
    is_own = quotation.speaker == _source_of(quotation.passage, unchecked).label
    most = LONGEST_OWN_QUOTATION if is_own else LONGEST_QUOTATION
    if (length := len(words(quotation.words))) > most:
        whose = "of a report's own words" if is_own else "of a speaker"
        message = f"It has {length} words. Quote {most} at most {whose}, and say the rest yourself."
        raise EditingError(message)
    here = unchecked.originals.found if unchecked.originals else ()
    is_here = quotation.passage.partition(".")[0] in here
    if is_here and not _has(unchecked, quotation.passage, quotation.words):
        raise EditingError(
            f"These words do not stand in {quotation.passage} of the original. "
            "Copy them letter by letter, or choose another passage."
        )


def with_quotation(text: str, quotation: Quotation) -> str:
    """The file of a source with one more quote in a passage; all the rest stays as it is.

    Raises EditingError if the file has no such passage, or cannot be read.
    """
    number = quotation.passage.partition(".")[2]
    root = editable_tree(text)
    passages = _within(root, "passages")
    passage = _within(passages, number)
    fields = cast("dict[str, Value]", data(passage))
    new: Value = {"speaker": quotation.speaker, "words": quotation.words}
    former = fields.get("quotes")
    after: dict[str, Value] = {
        **fields,
        "quotes": [*(former if isinstance(former, list) else []), new],
    }
    edits = edits_of(text, passage, after, order=_ORDER)
    meant = cast("dict[str, Value]", data(root))
    held = cast("dict[str, Value]", data(passages))
    return proved(applied(text, edits), {**meant, "passages": {**held, number: after}})


def _within(part: object, key: str) -> MappingNode:
    entry = part.entry(key) if isinstance(part, MappingNode) else None
    if entry is None or not isinstance(entry[1], MappingNode):
        raise EditingError(f"The file of the source has no '{key}' that can be changed here.")
    return entry[1]


def _source_of(passage_id: str, unchecked: UncheckedCourse) -> Source:
    source_id = passage_id.partition(".")[0]
    return next(each for each in unchecked.source_cards() if each.id == source_id)


def _has(unchecked: UncheckedCourse, passage_id: str, quoted: str) -> bool:
    """Whether the paragraph of the original has these words; not if it is not here."""
    paragraphs = unchecked.originals.paragraphs if unchecked.originals else {}
    return stands_in(quoted, paragraphs.get(passage_id, ""))


def _cited(fault: Fault, unchecked: UncheckedCourse) -> Iterator[str]:
    """The passages cited by the item, or by the paragraph, in which a fault is."""
    for parsed, place, item in unchecked.items():
        if parsed.file.path == fault.path and fault.place[:2] == ("items", place):
            yield from item.citations
    files: list[LessonFile | PlanFile] = [*unchecked.lessons, *unchecked.plans]
    for file in files:
        for each in file.paragraphs if file.file.path == fault.path else ():
            if each.first_line <= fault.spot.line <= each.last_line:
                yield from each.passages
