"""A draft of the course: every file as read, faults and all, before anything is published."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sourcebook.content.faults import Fault
from sourcebook.content.files import ContentFile, Parsed, read_yaml
from sourcebook.content.lessons import LessonFile, Paragraph, read_lesson
from sourcebook.content.originals import Originals
from sourcebook.content.validation import Path
from sourcebook.model.course import Course
from sourcebook.model.quizzes import (
    Band,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Quiz,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.sources import Comparisons, Passage, Source


class Statement(NamedTuple):
    """A text that claims something: its words, the passages it rests on, and how to report it.

    `report` takes the words concerned, a rule, a message and a hint.
    """

    text: str
    passages: tuple[str, ...]
    report: Callable[[str, str, str, str], None]


@dataclass
class Draft:
    """The files of a course, by what they hold."""

    sources: list[Parsed[Source]] = field(default_factory=list)
    comparisons: list[Parsed[Comparisons]] = field(default_factory=list)
    lessons: list[LessonFile] = field(default_factory=list)
    quizzes: list[Parsed[Quiz]] = field(default_factory=list)
    strays: list[ContentFile] = field(default_factory=list)
    originals: Originals | None = None

    def faults(self) -> tuple[Fault, ...]:
        """All faults of all files, by file and place."""
        found = {fault for file in self.files() for fault in file.faults}
        return tuple(sorted(found, key=lambda fault: (fault.path, fault.spot, fault.message)))

    def files(self) -> Iterator[ContentFile]:
        """Every file of the draft."""
        yield from (parsed.file for parsed in self.sources)
        yield from (parsed.file for parsed in self.comparisons)
        yield from (lesson.file for lesson in self.lessons)
        yield from (parsed.file for parsed in self.quizzes)
        yield from self.strays

    def passages(self) -> dict[str, Passage]:
        """Every passage of every source, by id."""
        return {
            f"{source.id}.{number}": passage
            for source in self.source_cards()
            for number, passage in source.passages.items()
        }

    def source_cards(self) -> list[Source]:
        """The sources that could be read."""
        return [parsed.model for parsed in self.sources if parsed.model]

    def unread_sources(self) -> tuple[str, ...]:
        """The beginnings `s2.` of passage ids whose files could not be read as that source."""
        return tuple(
            f"{each.file.stem}."
            for each in self.sources
            if each.model is None or each.model.id != each.file.stem
        )

    def items(self) -> Iterator[tuple[Parsed[Quiz], int, Item]]:
        """Every item of every quiz that could be read, with its file and place."""
        for parsed in self.quizzes:
            for place, item in enumerate(parsed.model.items if parsed.model else ()):
                yield parsed, place, item

    def quotes_of(self, parsed: Parsed[Source]) -> Iterator[tuple[Path, str, str]]:
        """Every quote of a source: the path to it, the id of its passage, its words."""
        source = parsed.model
        for number, passage in (source.passages if source else {}).items():
            for place, quote in enumerate(passage.quotes):
                path = ("passages", number, "quotes", place, "words")
                yield path, f"{source.id if source else ''}.{number}", quote.words

    def statements(self) -> Iterator[Statement]:
        """Every text of the course that claims something."""
        for parsed in self.sources:
            yield from _of_source(parsed)
        for compared in self.comparisons:
            yield from _of_comparisons(compared)
        for lesson in self.lessons:
            yield from _of_lesson(lesson)
        for quiz, place, item in self.items():
            for path, text in _texts(item):
                report = _reporter(quiz, ("items", place, *path))
                yield Statement(text, item.citations, report)

    def course(self) -> Course:
        """The course that the readable files make up."""
        compared = {
            name: comparison
            for parsed in self.comparisons
            if parsed.model
            for name, comparison in parsed.model.root.items()
        }
        lessons = [each.lesson for each in self.lessons if each.lesson]
        return Course(
            sources={source.id: source for source in self.source_cards()},
            comparisons=compared,
            lessons={lesson.id: lesson for lesson in lessons},
            quizzes={quiz.model.id: quiz.model for quiz in self.quizzes if quiz.model},
            originals=self.originals.paragraphs if self.originals else {},
        )


def read_draft(files: Mapping[str, bytes]) -> Draft:
    """The draft made of these files, given as bytes by path below the course root."""
    draft = Draft()
    for path, raw in sorted(files.items()):
        file = ContentFile(path, raw)
        folder, _, name = path.partition("/")
        if folder == "lessons":
            draft.lessons.append(read_lesson(file))
        elif folder == "quizzes":
            draft.quizzes.append(read_yaml(file, Quiz))
        elif name.startswith("s") and name.removeprefix("s").split(".")[0].isdigit():
            draft.sources.append(read_yaml(file, Source))
        elif name.startswith("comparisons."):
            draft.comparisons.append(read_yaml(file, Comparisons))
        else:
            draft.strays.append(file)
    return draft


def bands_of(item: Numeric) -> Iterator[tuple[str, tuple[Band, ...]]]:
    """The further numbers of a numeric item, by the key under which they stand."""
    yield "also_accept", item.also_accept
    yield "distractors", item.distractors


def _reporter(
    parsed: Parsed[Source] | Parsed[Comparisons] | Parsed[Quiz], path: Path
) -> Callable[[str, str, str, str], None]:
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
    for name, comparison in (parsed.model.root if parsed.model else {}).items():
        everything = tuple(cited for each in comparison.accounts for cited in each.citations)
        for key, text in (("question", comparison.question), ("conclusion", comparison.conclusion)):
            yield Statement(text, everything, _reporter(parsed, (name, key)))
        for place, account in enumerate(comparison.accounts):
            path = (name, "accounts", place)
            if account.says:
                says = _reporter(parsed, (*path, "says"))
                yield Statement(account.says, account.citations, says)
            if account.quote:
                quoted = f"“{account.quote}”"
                report = _reporter(parsed, (*path, "quote"))
                yield Statement(quoted, account.citations, report)


def _of_lesson(lesson: LessonFile) -> Iterator[Statement]:
    for paragraph in lesson.paragraphs:
        yield Statement(paragraph.text, paragraph.passages, _finder(lesson, paragraph))


def _finder(lesson: LessonFile, paragraph: Paragraph) -> Callable[[str, str, str, str], None]:
    return lambda words, rule, message, hint: lesson.file.add(
        lesson.find(paragraph, words), rule, message, hint
    )


def _texts(item: Item) -> Iterator[tuple[Path, str]]:
    """Every text of an item, with the path to it."""
    yield ("stem",), item.stem
    yield ("rationale",), item.rationale
    match item:
        case SingleChoice():
            yield ("key",), item.key
        case MultipleChoice():
            yield from ((("keys", place), key) for place, key in enumerate(item.keys))
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
