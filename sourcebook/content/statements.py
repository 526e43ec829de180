"""Every text of the course that claims something, with the passages that it rests on."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sourcebook.content.draft import Draft, bands_of, entries
from sourcebook.content.files import Parsed
from sourcebook.content.lessons import LessonFile, Paragraph
from sourcebook.content.validation import Path
from sourcebook.model.quizzes import (
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.sources import Comparisons, Source


class Statement(NamedTuple):
    """A text that claims something: its words, the passages it rests on, and how to report it.

    `report` takes the words concerned, a rule, a message and a hint.
    """

    text: str
    passages: tuple[str, ...]
    report: Callable[[str, str, str, str], None]


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
        for path, text in texts_of(item):
            report = _reporter(quiz, ("items", place, *path))
            yield Statement(text, item.citations, report)


def _reporter(parsed: Parsed[Any], path: Path) -> Callable[[str, str, str, str], None]:
    return lambda _words, rule, message, hint: parsed.add(path, rule, message, hint)


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
        everything = tuple(cited for each in comparison.accounts for cited in each.citations)
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
                yield Statement(quoted, account.citations, report)


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


def _finder(lesson: LessonFile, paragraph: Paragraph) -> Callable[[str, str, str, str], None]:
    return lambda words, rule, message, hint: lesson.file.add(
        lesson.find(paragraph, words), rule, message, hint
    )


def texts_of(item: Item) -> Iterator[tuple[Path, str]]:
    """Every text of an item, with the path to it."""
    yield ("stem",), item.stem
    yield ("rationale",), item.rationale
    yield from keys_of(item)
    match item:
        case Matching():
            for place, pair in enumerate(item.pairs):
                yield ("pairs", place, "prompt"), pair.prompt
                yield ("pairs", place, "target"), pair.target
                if pair.feedback:
                    yield ("pairs", place, "feedback"), pair.feedback
        case VerdictItem():
            yield ("claim",), item.claim
            yield from ((("feedback", name), text) for name, text in item.feedback.items())
        case TrueFalse() if item.feedback:
            yield ("feedback",), item.feedback
        case Numeric():
            for name, bands in bands_of(item):
                for place, band in enumerate(bands):
                    if band.feedback:
                        yield (name, place, "feedback"), band.feedback
        case TrueFalse():
            pass
    if isinstance(item, SingleChoice | MultipleChoice):
        for place, distractor in enumerate(item.distractors):
            yield ("distractors", place, "text"), distractor.text
            if distractor.feedback:
                yield ("distractors", place, "feedback"), distractor.feedback


def keys_of(item: Item) -> Iterator[tuple[Path, str]]:
    """The right options of a choice item, with the path to each."""
    match item:
        case SingleChoice():
            yield ("key",), item.key
        case MultipleChoice():
            yield from ((("keys", place), key) for place, key in enumerate(item.keys))
        case _:
            pass
