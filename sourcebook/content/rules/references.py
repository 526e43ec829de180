"""Rules on names: ids are unique, and everything that is referred to exists.

References to things in a file that could not be read are not reported: the faults of that file say
what to fix.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sourcebook.content.citations import NONE
from sourcebook.content.faults import Fault, Spot, Values, did_you_mean, list_some, nearest
from sourcebook.content.file_places import Path
from sourcebook.content.files import Parsed
from sourcebook.content.lesson_files import BlockSource, LessonFile
from sourcebook.content.plan_files import PlanFile
from sourcebook.content.unchecked_course import UncheckedCourse, entries, passages_of
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.lessons import (
    CheckTask,
    ClaimTask,
    ComparisonTask,
    DrawingFigure,
    Figure,
    MapFigure,
    Task,
    passages_named,
)
from sourcebook.model.quizzes import Quiz
from sourcebook.model.sources import Comparisons, Source

_OTHERS = ("comparisons", "course", "people", "glossary", "timeline")


def only_course_files(unchecked: UncheckedCourse) -> None:
    """`unknown-file`: every file in the course's folders is one that the course reads."""
    for file in unchecked.strays:
        message = "the course does not read this file."
        hint = f"Beside s1.yaml, s2.yaml … stand {list_some(_OTHERS, 'and')}.yaml."
        file.faults.append(Fault(file.path, Spot(1, 1), "unknown-file", message, hint))


def source_ids_match_files(unchecked: UncheckedCourse) -> None:
    """`source-id`: s2.yaml holds the source s2, so that a reader finds a passage's file."""
    for parsed in unchecked.sources:
        stem = parsed.file.stem
        if parsed.model and parsed.model.id != stem:
            message = f"expected '{stem}', as the file is named, found '{parsed.model.id}'."
            hint, values = "Rename the file or change the id.", Values(parsed.model.id, stem)
            parsed.add(("id",), "source-id", message, hint, values=values)


def ids_are_unique(unchecked: UncheckedCourse) -> None:
    """`duplicate-id`: an id names one thing of its kind in the whole course."""
    _unique(
        (parsed, ("id",), parsed.model.id)
        for parsed in unchecked.sources
        if parsed.model and parsed.model.id == parsed.file.stem
    )
    by_id: tuple[list[Parsed[Any]], ...] = (
        unchecked.comparisons,
        unchecked.people,
        unchecked.glossary,
        unchecked.timeline,
    )
    for files in by_id:
        _unique((parsed, (name,), name) for parsed in files for name, _ in entries(parsed.model))
    lessons = [each.parsed for each in unchecked.lessons]
    _unique((parsed, ("id",), parsed.model.id) for parsed in lessons if parsed.model)
    _unique(
        (parsed, ("objectives", place, "id"), objective.id)
        for parsed in lessons
        if parsed.model
        for place, objective in enumerate(parsed.model.objectives)
    )
    _unique((parsed, ("id",), parsed.model.id) for parsed in unchecked.quizzes if parsed.model)
    _unique((parsed, ("items", place, "id"), item.id) for parsed, place, item in unchecked.items())


def references_lead_somewhere(unchecked: UncheckedCourse) -> None:
    """`unknown-reference`: lessons, objectives, comparisons and items that are named exist."""
    if all(each.model for each in unchecked.comparisons):
        known = {name for each in unchecked.comparisons for name, _ in entries(each.model)}
        for lesson, block, spot in _blocks(unchecked):
            if isinstance(block, ComparisonTask):
                _known_at(lesson, spot, "comparison", block.comparison, known)
        for parsed, place, item in unchecked.items():
            if item.comparison:
                path = ("items", place, "comparison")
                _known(parsed, path, "comparison", item.comparison, known)
    if all(each.model for each in unchecked.quizzes):
        items = {item.id for _, _, item in unchecked.items()}
        for lesson, block, spot in _blocks(unchecked):
            if isinstance(block, CheckTask):
                _known_at(lesson, spot, "item", block.item, items)
    if all(each.model for each in unchecked.about):
        for lesson, block, spot in _blocks(unchecked):
            if isinstance(block, MapFigure):
                _known_at(lesson, spot, "map", block.map, unchecked.maps())
            if isinstance(block, DrawingFigure):
                _known_at(lesson, spot, "drawing", block.drawing, unchecked.drawings())
        for parsed_about in unchecked.about:
            if parsed_about.model and (cover := parsed_about.model.cover):
                _known(parsed_about, ("cover",), "drawing", cover, unchecked.drawings())
    if all(each.lesson for each in unchecked.lessons):
        _known_lessons(unchecked)


def items_to_try_are_scored(unchecked: UncheckedCourse) -> None:
    """`unfit-check`: an item to try in a lesson is one that the app can score by itself."""
    written = {item.id for _, _, item in unchecked.items() if is_marked_by_rubric(item)}
    for lesson, block, spot in _blocks(unchecked):
        if isinstance(block, CheckTask) and block.item in written:
            message = f"'{block.item}' is answered in the learner's own words."
            hint, values = "Name an item of another kind.", Values(block.item)
            lesson.file.add(spot, "unfit-check", message, hint, values=values)


def items_to_try_are_in_no_quiz(unchecked: UncheckedCourse) -> None:
    """`check-in-quiz`: an item of a lesson is not asked again, with a score, in a quiz."""
    asked = (
        (parsed, item) for parsed, _, item in unchecked.items() if not is_marked_by_rubric(item)
    )
    quizzes = {item.id: parsed for parsed, item in asked if not _has_checks(parsed)}
    for lesson, block, spot in _blocks(unchecked):
        if isinstance(block, CheckTask) and block.item in quizzes:
            message = (
                f"'{block.item}' stands in {quizzes[block.item].file.path}, a quiz with scores."
            )
            hint = "Write an item of its own, in a file with 'purpose: checks'."
            values = Values(block.item)
            lesson.file.add(spot, "check-in-quiz", message, hint, "warning", values=values)


def items_to_try_are_shown(unchecked: UncheckedCourse) -> None:
    """`unused-check`: an item in a file of checks stands in a lesson."""
    if not all(each.lesson for each in unchecked.lessons):
        # A lesson that cannot be read may be the one that shows it.
        return
    shown = {block.item for _, block, _ in _blocks(unchecked) if isinstance(block, CheckTask)}
    for parsed, place, item in unchecked.items():
        if _has_checks(parsed) and item.id not in shown:
            message = "no lesson shows this item."
            hint = f"Write '```check {item.id}' in a lesson, or take it out."
            values = Values(item.id)
            parsed.add(("items", place), "unused-check", message, hint, "warning", values=values)


def _has_checks(parsed: Parsed[Quiz]) -> bool:
    return parsed.model is not None and parsed.model.purpose == "checks"


def speakers_are_known(unchecked: UncheckedCourse) -> None:
    """`unknown-speaker`: people.yaml has the name of each person who is quoted.

    A source may also be quoted itself, by its label.
    """
    if not unchecked.people or not all(each.model for each in unchecked.people):
        return
    known = {person.name for each in unchecked.people for _, person in entries(each.model)}
    for parsed in unchecked.sources:
        for path, speaker in _speakers(parsed):
            if speaker not in known:
                near = nearest(speaker, known)
                hint = did_you_mean(near) or "Add the speaker to people.yaml."
                message = f"nobody in people.yaml is named '{speaker}'."
                parsed.add(path, "unknown-speaker", message, hint, values=Values(speaker, near))


def cited_passages_exist(unchecked: UncheckedCourse) -> None:
    """`unknown-reference`: a citation leads to a passage of `seeds/`."""
    known = unchecked.passages()
    unread = unchecked.unread_sources()
    for parsed, place, item in unchecked.items():
        for path, cited in passages_of(item):
            if not cited.startswith(unread):
                _known(parsed, ("items", place, *path), "passage", cited, known)
    for compared in unchecked.comparisons:
        for path, cited in _citations(compared):
            if not cited.startswith(unread):
                _known(compared, path, "passage", cited, known)
    for parsed_background, name, citations in unchecked.background():
        for number, cited in enumerate(citations):
            if not cited.startswith(unread):
                _known(parsed_background, (name, "citations", number), "passage", cited, known)
    texts: list[LessonFile | PlanFile] = [*unchecked.lessons, *unchecked.plans]
    for text in texts:
        for paragraph in text.paragraphs:
            for cited in paragraph.passages:
                if cited not in known and cited != NONE and not cited.startswith(unread):
                    spot = text.find(paragraph, f"@{cited}")
                    _known_at(text, spot, "passage", cited, known)
    for lesson in unchecked.lessons:
        for read in lesson.blocks:
            for cited, spot in _cited_in(read):
                if cited not in known and not cited.startswith(unread):
                    _known_at(lesson, spot, "passage", cited, known)


def _cited_in(read: BlockSource) -> Iterator[tuple[str, Spot]]:
    """The passages that a block of a lesson names, each with its place."""
    for place, cited in enumerate(passages_named(read.block)):
        is_claim = isinstance(read.block, ClaimTask)
        yield cited, read.parsed.spot(("cites", place)) if is_claim else read.spot


def _unique(named: Iterable[tuple[Parsed[Any], Path, str]]) -> None:
    first: dict[str, str] = {}
    for parsed, path, name in named:
        spot = parsed.spot(path)
        here = f"{parsed.file.path}:{spot.line}:{spot.column}"
        if first.setdefault(name, here) != here:
            message = f"'{name}' is already used at {first[name]}."
            hint = "Give it an id of its own."
            parsed.add(path, "duplicate-id", message, hint, values=Values(name))


def _known(parsed: Parsed[Any], path: Path, kind: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        message = f"there is no {kind} '{name}'."
        parsed.add(path, "unknown-reference", message, values=Values(name, kind=kind))


def _known_lessons(unchecked: UncheckedCourse) -> None:
    lessons = {each.lesson.id: each.lesson for each in unchecked.lessons if each.lesson}
    objectives = {o.id for lesson in lessons.values() for o in lesson.objectives}
    for each in unchecked.lessons:
        for place, needed in enumerate(each.lesson.needs if each.lesson else ()):
            _known(each.parsed, ("needs", place), "lesson", needed, lessons)
    for plan in unchecked.plans:
        if plan.plan:
            _known(plan.parsed, ("lesson",), "lesson", plan.plan.lesson, lessons)
    for parsed in unchecked.quizzes:
        if parsed.model and parsed.model.lesson:
            _known(parsed, ("lesson",), "lesson", parsed.model.lesson, lessons)
        for place, drawn in enumerate(parsed.model.draw if parsed.model else ()):
            path = ("draw", place, "objective")
            _known(parsed, path, "objective", drawn.objective, objectives)
    for parsed, place, item in unchecked.items():
        _known(parsed, ("items", place, "objective"), "objective", item.objective, objectives)


def _blocks(unchecked: UncheckedCourse) -> Iterator[tuple[LessonFile, Task | Figure, Spot]]:
    for lesson in unchecked.lessons:
        for read in lesson.blocks:
            yield lesson, read.block, read.spot


def _known_at(
    text: LessonFile | PlanFile, spot: Spot, kind: str, name: str, known: Collection[str]
) -> None:
    if name not in known:
        message = f"there is no {kind} '{name}'."
        values = Values(name, kind=kind)
        text.file.add(spot, "unknown-reference", message, values=values)


def _speakers(parsed: Parsed[Source]) -> Iterator[tuple[Path, str]]:
    for number, passage in (parsed.model.passages if parsed.model else {}).items():
        for place, quote in enumerate(passage.quotes):
            if parsed.model and quote.speaker != parsed.model.label:
                yield ("passages", number, "quotes", place, "speaker"), quote.speaker
    for speaker in parsed.model.quoted if parsed.model else ():
        yield ("quoted", speaker), speaker


def _citations(parsed: Parsed[Comparisons]) -> Iterator[tuple[Path, str]]:
    for name, comparison in entries(parsed.model):
        for place, account in enumerate(comparison.accounts):
            for number, cited in enumerate(account.citations):
                yield (name, "accounts", place, "citations", number), cited
