"""Every text of the course that claims something, with the passages that it rests on."""

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol, assert_never

from sourcebook.content.faults import Severity, Values
from sourcebook.content.file_places import Path
from sourcebook.content.files import Parsed
from sourcebook.content.lesson_files import LessonFile, Paragraph
from sourcebook.content.unchecked_course import Draft, bands_of, entries, passages_of
from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.sources import Comparisons, Source


class Reporter(Protocol):
    """Records a fault of a text: the words concerned, a rule, a message and a hint."""

    def __call__(
        self,
        words: str,
        rule: str,
        message: str,
        hint: str,
        severity: Severity = "error",
        *,
        suggestion: str = "",
    ) -> None:
        """Record a fault."""


class Statement(NamedTuple):
    """A text that claims something: its words, the passages it rests on, and how to report it.

    `report` takes the words concerned, a rule, a message and a hint. `is_quote` says that the
    whole of it is given as somebody's words.
    """

    text: str
    passages: tuple[str, ...]
    report: Reporter
    is_quote: bool = False


def statements(draft: Draft) -> Iterator[Statement]:
    """Every statement of every file that could be read."""
    for parsed in draft.sources:
        yield from _of_source(parsed)
    for compared in draft.comparisons:
        yield from _of_accounts(compared)
    yield from _of_background(draft)
    yield from in_our_voice(draft)


def in_our_voice(draft: Draft) -> Iterator[Statement]:
    """What the course says itself: lessons, items, and what comparisons ask and conclude.

    A passage or an account tells what a source says: its words have an owner already.
    """
    for compared in draft.comparisons:
        yield from _of_comparisons(compared)
    for lesson in draft.lessons:
        yield from _of_lesson(lesson)
    for quiz, place, item in draft.items():
        # A hint opens a passage, and a feedback may be on one: its words are quoted there.
        beside = {path[:-1]: cited for path, cited in passages_of(item) if path[-1] == "passage"}
        for path, text in texts_of(item):
            report = _reporter(quiz, ("items", place, *path))
            shown = (*item.citations, beside[path[:-1]]) if path[:-1] in beside else item.citations
            yield Statement(text, shown, report)


def _reporter(parsed: Parsed[Any], path: Path) -> Reporter:
    def report(
        words: str,
        rule: str,
        message: str,
        hint: str,
        severity: Severity = "error",
        *,
        suggestion: str = "",
    ) -> None:
        parsed.add(path, rule, message, hint, severity, values=Values(words, suggestion))

    return report


def _of_source(parsed: Parsed[Source]) -> Iterator[Statement]:
    source = parsed.model
    if source is None:
        return
    everything = tuple(f"{source.id}.{number}" for number in source.passages)
    about: list[tuple[Path, str]] = [
        (("publisher", "note"), source.publisher.note),
        (("date", "note"), source.date.note),
        (("language", "note"), source.language.note),
        (("genre",), source.genre),
        (("perspective",), source.perspective),
        *((("damage", place), text) for place, text in enumerate(source.damage)),
    ]
    for path, text in about:
        yield Statement(text, everything, _reporter(parsed, path))
    for number, passage in source.passages.items():
        cited = (f"{source.id}.{number}",)
        place = ("passages", number)
        yield Statement(passage.summary, cited, _reporter(parsed, (*place, "summary")))
        if passage.caution:
            yield Statement(passage.caution, cited, _reporter(parsed, (*place, "caution")))


def _of_comparisons(parsed: Parsed[Comparisons]) -> Iterator[Statement]:
    for name, comparison in entries(parsed.model):
        everything = comparison.citations()
        for key, text in (("question", comparison.question), ("conclusion", comparison.conclusion)):
            yield Statement(text, everything, _reporter(parsed, (name, key)))


def _of_accounts(parsed: Parsed[Comparisons]) -> Iterator[Statement]:
    for name, comparison in entries(parsed.model):
        for place, account in enumerate(comparison.accounts):
            path = (name, "accounts", place)
            if account.says:
                says = _reporter(parsed, (*path, "says"))
                yield Statement(account.says, account.citations, says)
            if account.quote:
                quoted = f"“{account.quote}”"
                report = _reporter(parsed, (*path, "quote"))
                yield Statement(quoted, account.citations, report, is_quote=True)


def _of_background(draft: Draft) -> Iterator[Statement]:
    for people in draft.people:
        for name, person in entries(people.model):
            yield Statement(person.office, person.citations, _reporter(people, (name, "office")))
            report = _reporter(people, (name, "quoted_on"))
            yield Statement(person.quoted_on, person.citations, report)
    for glossary in draft.glossary:
        for name, term in entries(glossary.model):
            report = _reporter(glossary, (name, "definition"))
            yield Statement(term.definition, term.citations, report)
    for timeline in draft.timeline:
        for name, event in entries(timeline.model):
            yield Statement(event.event, event.citations, _reporter(timeline, (name, "event")))
            if event.note:
                yield Statement(event.note, event.citations, _reporter(timeline, (name, "note")))


def _of_lesson(lesson: LessonFile) -> Iterator[Statement]:
    for paragraph in lesson.paragraphs:
        yield Statement(paragraph.text, paragraph.passages, _finder(lesson, paragraph))


def _finder(lesson: LessonFile, paragraph: Paragraph) -> Reporter:
    def report(
        words: str,
        rule: str,
        message: str,
        hint: str,
        severity: Severity = "error",
        *,
        suggestion: str = "",
    ) -> None:
        spot, values = lesson.find(paragraph, words), Values(words, suggestion)
        lesson.file.add(spot, rule, message, hint, severity, values=values)

    return report


def texts_of(item: Item) -> Iterator[tuple[Path, str]]:
    """Every text of an item, with the path to it."""
    yield ("stem",), item.stem
    yield ("rationale",), item.rationale
    yield from ((("hints", place, "text"), hint.text) for place, hint in enumerate(item.hints))
    yield from keys_of(item)
    match item:
        case SingleChoice() | MultipleChoice() | ShortAnswer():
            for place, distractor in enumerate(item.distractors):
                yield ("distractors", place, "text"), distractor.text
                yield from _told(("distractors", place), distractor.feedback)
        case Matching():
            for place, pair in enumerate(item.pairs):
                yield ("pairs", place, "prompt"), pair.prompt
                yield ("pairs", place, "target"), pair.target
                yield from _told(("pairs", place), pair.feedback)
        case VerdictItem():
            yield ("claim",), item.claim
            yield from ((("feedback", name), text) for name, text in item.feedback.items())
        case TrueFalse():
            yield from _told((), item.feedback)
        case Numeric():
            for name, bands in bands_of(item):
                for place, band in enumerate(bands):
                    yield from _told((name, place), band.feedback)
        case Ordering():
            yield from ((("sequence", place), text) for place, text in enumerate(item.sequence))
            yield from _told((), item.feedback)
        case EvidenceItem():
            for place, other in enumerate(item.distractors):
                yield from _told(("distractors", place), other.feedback)
        case ExtendedResponse():
            yield ("model_answer",), item.model_answer
            yield ("rubric", "full"), item.rubric.full
            yield ("rubric", "part"), item.rubric.part
            yield ("rubric", "none"), item.rubric.none
        case _:
            assert_never(item)


def keys_of(item: Item) -> Iterator[tuple[Path, str]]:
    """The right options of a choice item and the right word of a typed one, with their paths."""
    match item:
        case SingleChoice() | ShortAnswer():
            yield ("key",), item.key
        case MultipleChoice():
            yield from ((("keys", place), key) for place, key in enumerate(item.keys))
        case TrueFalse() | VerdictItem() | Numeric() | EvidenceItem():
            pass
        case Matching() | Ordering() | ExtendedResponse():
            pass
        case _:
            assert_never(item)


def _told(path: Path, feedback: str | None) -> Iterator[tuple[Path, str]]:
    if feedback:
        yield (*path, "feedback"), feedback
