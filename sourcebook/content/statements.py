"""Every text of the course that claims something, with the passages that support it."""

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol, assert_never

from sourcebook.content.faults import Severity, Values
from sourcebook.content.file_places import Path
from sourcebook.content.files import Parsed
from sourcebook.content.lesson_files import LessonFile
from sourcebook.content.markdown_files import Paragraph
from sourcebook.content.plan_files import PlanFile
from sourcebook.content.unchecked_course import UncheckedCourse, bands_of, entries, passages_of
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
from sourcebook.model.lessons import (
    ChartFigure,
    CheckTask,
    ClaimTask,
    ComparisonTask,
    DocumentTask,
    DrawingFigure,
    Figure,
    GuessTask,
    MapFigure,
    Task,
    TimelineFigure,
    passages_named,
)
from sourcebook.model.rubrics import texts_of_rubric
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
    """A text that claims something: its words, the passages that support it, and how to report it.

    `report` takes the words concerned, a rule, a message and a hint. `is_quote` says that all of it
    is a quotation.
    """

    text: str
    passages: tuple[str, ...]
    report: Reporter
    is_quote: bool = False


def statements(unchecked: UncheckedCourse) -> Iterator[Statement]:
    """Every statement of every file that could be read."""
    for parsed in unchecked.sources:
        yield from _of_source(parsed)
    for compared in unchecked.comparisons:
        yield from _of_accounts(compared)
    yield from _of_background(unchecked)
    yield from in_our_voice(unchecked)


def in_our_voice(unchecked: UncheckedCourse) -> Iterator[Statement]:
    """What the course says itself: in lessons, plans and items, and on what it compares.

    A passage or an account says what a source says, so its words have an owner.
    """
    for compared in unchecked.comparisons:
        yield from _of_comparisons(compared)
    for lesson in unchecked.lessons:
        yield from _of_lesson(lesson)
    for plan in unchecked.plans:
        for paragraph in plan.paragraphs:
            yield Statement(paragraph.text, paragraph.passages, _finder(plan, paragraph))
    for quiz, place, item in unchecked.items():
        # A hint opens a passage, and feedback may be about one, so both may quote it.
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


def _of_background(unchecked: UncheckedCourse) -> Iterator[Statement]:
    for people in unchecked.people:
        for name, person in entries(people.model):
            yield Statement(person.office, person.citations, _reporter(people, (name, "office")))
            report = _reporter(people, (name, "quoted_on"))
            yield Statement(person.quoted_on, person.citations, report)
    for glossary in unchecked.glossary:
        for name, term in entries(glossary.model):
            report = _reporter(glossary, (name, "definition"))
            yield Statement(term.definition, term.citations, report)
    for timeline in unchecked.timeline:
        for name, event in entries(timeline.model):
            yield Statement(event.event, event.citations, _reporter(timeline, (name, "event")))
            if event.note:
                yield Statement(event.note, event.citations, _reporter(timeline, (name, "note")))


def _of_lesson(lesson: LessonFile) -> Iterator[Statement]:
    for paragraph in lesson.paragraphs:
        yield Statement(paragraph.text, paragraph.passages, _finder(lesson, paragraph))
    for read in lesson.blocks:
        for path, text in texts_of_block(read.block):
            yield Statement(text, passages_named(read.block), _reporter(read.parsed, path))


def texts_of_block(block: Task | Figure) -> Iterator[tuple[Path, str]]:
    """Every text of a block, with the path to it."""
    match block:
        case GuessTask():
            yield ("ask",), block.ask
            yield from ((("options", place), text) for place, text in enumerate(block.options))
        case DocumentTask():
            yield ("ask",), block.ask
            yield ("answer",), block.answer
            if block.headnote:
                yield ("headnote",), block.headnote
        case ComparisonTask():
            if block.ask:
                yield ("ask",), block.ask
        case ClaimTask():
            for name in ("ask", "full", "part", "none", "model"):
                yield (name,), getattr(block, name)
        case CheckTask():
            return
        case TimelineFigure() | MapFigure() | DrawingFigure() | ChartFigure():
            return
        case _:
            assert_never(block)


def _finder(file: LessonFile | PlanFile, paragraph: Paragraph) -> Reporter:
    def report(
        words: str,
        rule: str,
        message: str,
        hint: str,
        severity: Severity = "error",
        *,
        suggestion: str = "",
    ) -> None:
        spot, values = file.find(paragraph, words), Values(words, suggestion)
        file.file.add(spot, rule, message, hint, severity, values=values)

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
                yield from _of_feedback(("distractors", place), distractor.feedback)
        case Matching():
            for place, pair in enumerate(item.pairs):
                yield ("pairs", place, "prompt"), pair.prompt
                yield ("pairs", place, "target"), pair.target
                yield from _of_feedback(("pairs", place), pair.feedback)
        case VerdictItem():
            yield ("claim",), item.claim
            yield from ((("feedback", name), text) for name, text in item.feedback.items())
        case TrueFalse():
            yield from _of_feedback((), item.feedback)
        case Numeric():
            for name, bands in bands_of(item):
                for place, band in enumerate(bands):
                    yield from _of_feedback((name, place), band.feedback)
        case Ordering():
            yield from ((("sequence", place), text) for place, text in enumerate(item.sequence))
            yield from _of_feedback((), item.feedback)
        case EvidenceItem():
            for place, other in enumerate(item.distractors):
                yield from _of_feedback(("distractors", place), other.feedback)
        case ExtendedResponse():
            yield ("model_answer",), item.model_answer
            yield from ((("rubric", *path), text) for path, text in texts_of_rubric(item.rubric))
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


def _of_feedback(path: Path, feedback: str | None) -> Iterator[tuple[Path, str]]:
    if feedback:
        yield (*path, "feedback"), feedback
