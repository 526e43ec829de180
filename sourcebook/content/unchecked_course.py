"""The course before it is checked: every file as it was read, with its faults."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, TypeVar, assert_never

from pydantic import BaseModel, RootModel, TypeAdapter, ValidationError

from sourcebook.content.faults import NO_VALUES, Fault
from sourcebook.content.file_places import Path
from sourcebook.content.files import ContentFile, M, Parsed, read_yaml
from sourcebook.content.known_names import KnownNames, known_names, with_known_names
from sourcebook.content.lesson_files import LessonFile, read_lesson
from sourcebook.content.originals import Originals
from sourcebook.content.plan_files import PlanFile, read_plan
from sourcebook.model.about import UNNAMED, About, CourseMap, Drawing
from sourcebook.model.background import Glossary, People, Person, Timeline
from sourcebook.model.course import Course
from sourcebook.model.items import (
    AnyItem,
    Band,
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
from sourcebook.model.quizzes import Purpose, Quiz
from sourcebook.model.sources import Comparisons, Passage, Source

ABOUT = "seeds/course.yaml"
"""The file in which a course describes itself."""

Entry = TypeVar("Entry", bound=BaseModel)
_ITEM: TypeAdapter[Item] = TypeAdapter(AnyItem)


@dataclass
class UncheckedCourse:
    """The files of a course, by what they hold."""

    sources: list[Parsed[Source]] = field(default_factory=list)
    comparisons: list[Parsed[Comparisons]] = field(default_factory=list)
    people: list[Parsed[People]] = field(default_factory=list)
    glossary: list[Parsed[Glossary]] = field(default_factory=list)
    timeline: list[Parsed[Timeline]] = field(default_factory=list)
    about: list[Parsed[About]] = field(default_factory=list)
    pictures: dict[str, ContentFile] = field(default_factory=dict)
    lessons: list[LessonFile] = field(default_factory=list)
    plans: list[PlanFile] = field(default_factory=list)
    quizzes: list[Parsed[Quiz]] = field(default_factory=list)
    strays: list[ContentFile] = field(default_factory=list)
    originals: Originals | None = None
    sound: dict[str, tuple[tuple[int, Item], ...]] = field(default_factory=dict)

    def faults(self) -> tuple[Fault, ...]:
        """All faults of all files, by file and place; equal ones are listed once."""
        found = (fault for file in self.files() for fault in file.faults)
        once = {fault._replace(values=NO_VALUES): fault for fault in found}
        return tuple(sorted(once.values(), key=lambda fault: fault[:4]))

    def files(self) -> Iterator[ContentFile]:
        """Every file of the course."""
        yield from (parsed.file for parsed in self.sources)
        yield from (parsed.file for parsed in self.comparisons)
        yield from (parsed.file for parsed in self.people)
        yield from (parsed.file for parsed in self.glossary)
        yield from (parsed.file for parsed in self.timeline)
        yield from (parsed.file for parsed in self.about)
        yield from self.pictures.values()
        yield from (lesson.file for lesson in self.lessons)
        yield from (plan.file for plan in self.plans)
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
        """The beginnings of passage ids, such as `s2.`, whose source could not be read."""
        return tuple(
            f"{each.file.stem}."
            for each in self.sources
            if each.model is None or each.model.id != each.file.stem
        )

    def items(self) -> Iterator[tuple[Parsed[Quiz], int, Item]]:
        """Every item that could be read, with its file and its place there.

        If a quiz has errors, these are the items without any.
        """
        for parsed in self.quizzes:
            if parsed.file.path not in self.sound:
                self.sound[parsed.file.path] = tuple(_sound_items(parsed))
            for place, item in self.sound[parsed.file.path]:
                yield parsed, place, item

    def quotes_of(self, parsed: Parsed[Source]) -> Iterator[tuple[Path, str, str]]:
        """Every quote of a source: the path to it, the id of its passage, its words."""
        source = parsed.model
        for number, passage in (source.passages if source else {}).items():
            for place, quote in enumerate(passage.quotes):
                path = ("passages", number, "quotes", place, "words")
                yield path, f"{source.id if source else ''}.{number}", quote.words

    def persons(self) -> list[Person]:
        """Everybody in people.yaml, if it could be read."""
        return [person for parsed in self.people for _, person in entries(parsed.model)]

    def maps(self) -> dict[str, CourseMap]:
        """The maps that course.yaml describes, by id."""
        described = (parsed.model.maps for parsed in self.about if parsed.model)
        return {name: each for maps in described for name, each in maps.items()}

    def drawings(self) -> dict[str, Drawing]:
        """The drawings that course.yaml describes, by id."""
        described = (parsed.model.drawings for parsed in self.about if parsed.model)
        return {name: each for drawings in described for name, each in drawings.items()}

    def background(self) -> Iterator[tuple[Parsed[Any], str, tuple[str, ...]]]:
        """Every person, term and event: its file, its id, the passages it cites."""
        for people in self.people:
            yield from ((people, name, each.citations) for name, each in entries(people.model))
        for glossary in self.glossary:
            yield from ((glossary, name, each.citations) for name, each in entries(glossary.model))
        for timeline in self.timeline:
            yield from ((timeline, name, each.citations) for name, each in entries(timeline.model))

    def course(self) -> Course:
        """The course that the readable files make up."""
        lessons = {each.lesson.id: each.lesson for each in self.lessons if each.lesson}
        known = known_names((item for *_, item in self.items()), self.persons())
        return Course(
            sources={source.id: source for source in self.source_cards()},
            comparisons=_merged(self.comparisons),
            people=_merged(self.people),
            glossary=_merged(self.glossary),
            timeline=_merged(self.timeline),
            lessons={name: each for name, each in lessons.items() if each.state == "open"},
            plans={each.plan.lesson: each.plan for each in self.plans if each.plan},
            quizzes=self._quizzes("quiz", known),
            checks=self._quizzes("checks", known),
            pools=self._quizzes("pool", known),
            lessons_not_open={n: each for n, each in lessons.items() if each.state != "open"},
            quizzes_not_open=self._quizzes_not_open(known),
            originals=self.originals.paragraphs if self.originals else {},
            about=next((each.model for each in self.about if each.model), UNNAMED),
            pictures={name: file.text for name, file in self.pictures.items()},
        )

    def _quizzes(self, purpose: Purpose, known: KnownNames) -> dict[str, Quiz]:
        read = (each.model for each in self.quizzes if each.model)
        chosen = (quiz for quiz in read if quiz.purpose == purpose and quiz.state == "open")
        return {quiz.id: with_known_names(quiz, known) for quiz in chosen}

    def _quizzes_not_open(self, known: KnownNames) -> dict[str, Quiz]:
        read = (each.model for each in self.quizzes if each.model)
        return {each.id: with_known_names(each, known) for each in read if each.state != "open"}


def _sound_items(parsed: Parsed[Quiz]) -> Iterator[tuple[int, Item]]:
    """The items of a quiz that have no error in them, with their places."""
    if parsed.model:
        yield from enumerate(parsed.model.items)
        return
    listed = parsed.values.get("items") if isinstance(parsed.values, dict) else None
    for place, values in enumerate(listed if isinstance(listed, list) else ()):
        try:
            yield place, _ITEM.validate_python(values)
        except ValidationError:
            continue


def read_unchecked_course(
    files: Mapping[str, bytes], *, unread: Iterable[str] = ()
) -> UncheckedCourse:
    """The course in these files, as bytes by path; `unread` are paths that cannot be read."""
    unchecked = UncheckedCourse()
    for path, raw in sorted(files.items()):
        folder, _, name = path.partition("/")
        if folder == "lessons":
            unchecked.lessons.append(_lesson(path, raw))
        elif folder == "plans":
            unchecked.plans.append(_plan(path, raw))
        elif folder == "quizzes":
            unchecked.quizzes.append(_yaml(path, raw, Quiz))
        elif name.startswith("s") and name.removeprefix("s").split(".")[0].isdigit():
            unchecked.sources.append(_yaml(path, raw, Source))
        elif name.startswith("comparisons."):
            unchecked.comparisons.append(_yaml(path, raw, Comparisons))
        elif name.startswith("people."):
            unchecked.people.append(_yaml(path, raw, People))
        elif name.startswith("glossary."):
            unchecked.glossary.append(_yaml(path, raw, Glossary))
        elif name.startswith("timeline."):
            unchecked.timeline.append(_yaml(path, raw, Timeline))
        elif name.startswith("course."):
            unchecked.about.append(_yaml(path, raw, About))
        elif name.startswith(("maps/", "drawings/")):
            unchecked.pictures[name.removesuffix(".svg")] = ContentFile(path, raw)
        else:
            unchecked.strays.append(ContentFile(path, raw))
    blanks = [Parsed[Any](ContentFile(path, b""), None, None) for path in unread]
    unchecked.about += [each for each in blanks if each.file.path == ABOUT]
    unchecked.quizzes += [each for each in blanks if each.file.path != ABOUT]
    if not unchecked.about:
        unchecked.about.append(_yaml(ABOUT, b"", About))
    return unchecked


def _lesson(path: str, raw: bytes) -> LessonFile:
    read = _read_lesson(path, raw)
    return replace(read, parsed=_unblamed(read.parsed))


def _plan(path: str, raw: bytes) -> PlanFile:
    read = _read_plan(path, raw)
    return replace(read, parsed=_unblamed(read.parsed))


def _yaml(path: str, raw: bytes, model: type[M]) -> Parsed[M]:
    return _unblamed(_read_yaml(path, raw, model))


def _unblamed(read: Parsed[M]) -> Parsed[M]:
    """A copy of a file as it was read, with a list of faults for this check."""
    file = copy(read.file)
    file.faults = [*read.file.faults]
    return replace(read, file=file)


# In an editor, one file changes at every pause, and all the others stay the same.
@lru_cache(maxsize=128)
def _read_lesson(path: str, raw: bytes) -> LessonFile:
    return read_lesson(ContentFile(path, raw))


@lru_cache(maxsize=128)
def _read_plan(path: str, raw: bytes) -> PlanFile:
    return read_plan(ContentFile(path, raw))


@lru_cache(maxsize=128)
def _read_yaml(path: str, raw: bytes, model: type[BaseModel]) -> Parsed[Any]:
    return read_yaml(ContentFile(path, raw), model)


def bands_of(item: Numeric) -> Iterator[tuple[str, tuple[Band, ...]]]:
    """The further numbers of a numeric item, by the key under which they stand."""
    yield "also_accept", item.also_accept
    yield "distractors", item.distractors


def passages_of(item: Item) -> Iterator[tuple[Path, str]]:
    """Every passage that an item names, with the path to it."""
    named = ("citations", item.citations), ("proof", item.proof), ("candidates", item.candidates)
    for name, passages in named:
        yield from (((name, number), cited) for number, cited in enumerate(passages))
    for place, hint in enumerate(item.hints):
        if hint.passage:
            yield ("hints", place, "passage"), hint.passage
    match item:
        case EvidenceItem():
            yield from ((("keys", number), cited) for number, cited in enumerate(item.keys))
            for place, other in enumerate(item.distractors):
                yield ("distractors", place, "passage"), other.passage
        case Numeric():
            for name, bands in bands_of(item):
                for place, band in enumerate(bands):
                    for number, cited in enumerate(band.citations):
                        yield (name, place, "citations", number), cited
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem() | ShortAnswer():
            pass
        case Matching() | Ordering() | ExtendedResponse():
            pass
        case _:
            assert_never(item)


def entries(model: RootModel[dict[str, Entry]] | None) -> Iterable[tuple[str, Entry]]:
    """The entries of a file by id, in order; none if the file has errors."""
    return model.root.items() if model else ()


def _merged(files: Iterable[Parsed[Any]]) -> dict[str, Any]:
    return {name: entry for parsed in files for name, entry in entries(parsed.model)}
