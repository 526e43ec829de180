"""Rules on names: ids are unique, and whatever is referred to exists.

What a file names that could not be read is not held against those who refer to it:
its own faults say what to mend.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sourcebook.content.citations import NONE
from sourcebook.content.faults import Fault, Spot, Values, did_you_mean, list_some, nearest
from sourcebook.content.file_places import Path
from sourcebook.content.files import Parsed
from sourcebook.content.lesson_files import LessonFile
from sourcebook.content.unchecked_course import Draft, entries, passages_of
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.lessons import CheckFigure, ComparisonFigure, Figure, MapFigure
from sourcebook.model.sources import Comparisons, Source

_OTHERS = ("comparisons", "course", "people", "glossary", "timeline")


def only_course_files(draft: Draft) -> None:
    """`unknown-file`: every file in the course's folders is one that the course reads."""
    for file in draft.strays:
        message = "the course does not read this file."
        hint = f"Beside s1.yaml, s2.yaml … stand {list_some(_OTHERS, 'and')}.yaml."
        file.faults.append(Fault(file.path, Spot(1, 1), "unknown-file", message, hint))


def source_ids_match_files(draft: Draft) -> None:
    """`source-id`: s2.yaml holds the source s2, so that a reader finds a passage's file."""
    for parsed in draft.sources:
        stem = parsed.file.stem
        if parsed.model and parsed.model.id != stem:
            message = f"expected '{stem}', as the file is named, found '{parsed.model.id}'."
            hint, values = "Rename the file or change the id.", Values(parsed.model.id, stem)
            parsed.add(("id",), "source-id", message, hint, values=values)


def ids_are_unique(draft: Draft) -> None:
    """`duplicate-id`: an id names one thing of its kind in the whole course."""
    _unique(
        (parsed, ("id",), parsed.model.id)
        for parsed in draft.sources
        if parsed.model and parsed.model.id == parsed.file.stem
    )
    by_id: tuple[list[Parsed[Any]], ...] = (
        draft.comparisons,
        draft.people,
        draft.glossary,
        draft.timeline,
    )
    for files in by_id:
        _unique((parsed, (name,), name) for parsed in files for name, _ in entries(parsed.model))
    lessons = [each.parsed for each in draft.lessons]
    _unique((parsed, ("id",), parsed.model.id) for parsed in lessons if parsed.model)
    _unique(
        (parsed, ("objectives", place, "id"), objective.id)
        for parsed in lessons
        if parsed.model
        for place, objective in enumerate(parsed.model.objectives)
    )
    _unique((parsed, ("id",), parsed.model.id) for parsed in draft.quizzes if parsed.model)
    _unique((parsed, ("items", place, "id"), item.id) for parsed, place, item in draft.items())


def references_lead_somewhere(draft: Draft) -> None:
    """`unknown-reference`: lessons, objectives, comparisons and items that are named exist."""
    if all(each.model for each in draft.comparisons):
        known = {name for each in draft.comparisons for name, _ in entries(each.model)}
        for lesson, figure, spot in _figures(draft):
            if isinstance(figure, ComparisonFigure):
                _known_at(lesson, spot, "comparison", figure.comparison, known)
        for parsed, place, item in draft.items():
            if item.comparison:
                path = ("items", place, "comparison")
                _known(parsed, path, "comparison", item.comparison, known)
    if all(each.model for each in draft.quizzes):
        items = {item.id for _, _, item in draft.items()}
        for lesson, figure, spot in _figures(draft):
            if isinstance(figure, CheckFigure):
                _known_at(lesson, spot, "item", figure.item, items)
    if all(each.model for each in draft.about):
        for lesson, figure, spot in _figures(draft):
            if isinstance(figure, MapFigure):
                _known_at(lesson, spot, "map", figure.map, draft.maps())
    if all(each.lesson for each in draft.lessons):
        _known_lessons(draft)


def items_to_try_are_scored(draft: Draft) -> None:
    """`unfit-check`: an item to try in a lesson is one that the app can score by itself."""
    written = {item.id for _, _, item in draft.items() if is_marked_by_rubric(item)}
    for lesson, figure, spot in _figures(draft):
        if isinstance(figure, CheckFigure) and figure.item in written:
            message = f"'{figure.item}' is answered in one's own words, which only a quiz keeps."
            hint, values = "Name an item of another kind.", Values(figure.item)
            lesson.file.add(spot, "unfit-check", message, hint, values=values)


def speakers_are_known(draft: Draft) -> None:
    """`unknown-speaker`: whoever is quoted stands in people.yaml under that name."""
    if not draft.people or not all(each.model for each in draft.people):
        return
    known = {person.name for each in draft.people for _, person in entries(each.model)}
    for parsed in draft.sources:
        for path, speaker in _speakers(parsed):
            if speaker not in known:
                near = nearest(speaker, known)
                hint = did_you_mean(near) or "Add the speaker to people.yaml."
                message = f"nobody in people.yaml is named '{speaker}'."
                parsed.add(path, "unknown-speaker", message, hint, values=Values(speaker, near))


def cited_passages_exist(draft: Draft) -> None:
    """`unknown-reference`: a citation leads to a passage of `seeds/`."""
    known = draft.passages()
    unread = draft.unread_sources()
    for parsed, place, item in draft.items():
        for path, cited in passages_of(item):
            if not cited.startswith(unread):
                _known(parsed, ("items", place, *path), "passage", cited, known)
    for compared in draft.comparisons:
        for path, cited in _citations(compared):
            if not cited.startswith(unread):
                _known(compared, path, "passage", cited, known)
    for parsed_background, name, citations in draft.background():
        for number, cited in enumerate(citations):
            if not cited.startswith(unread):
                _known(parsed_background, (name, "citations", number), "passage", cited, known)
    for lesson in draft.lessons:
        for paragraph in lesson.paragraphs:
            for cited in paragraph.passages:
                if cited not in known and cited != NONE and not cited.startswith(unread):
                    spot = lesson.find(paragraph, f"@{cited}")
                    _known_at(lesson, spot, "passage", cited, known)


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


def _known_lessons(draft: Draft) -> None:
    lessons = {each.lesson.id: each.lesson for each in draft.lessons if each.lesson}
    objectives = {o.id for lesson in lessons.values() for o in lesson.objectives}
    for each in draft.lessons:
        for place, needed in enumerate(each.lesson.needs if each.lesson else ()):
            _known(each.parsed, ("needs", place), "lesson", needed, lessons)
    for parsed in draft.quizzes:
        if parsed.model and parsed.model.lesson:
            _known(parsed, ("lesson",), "lesson", parsed.model.lesson, lessons)
        for place, drawn in enumerate(parsed.model.draw if parsed.model else ()):
            path = ("draw", place, "objective")
            _known(parsed, path, "objective", drawn.objective, objectives)
    for parsed, place, item in draft.items():
        _known(parsed, ("items", place, "objective"), "objective", item.objective, objectives)


def _figures(draft: Draft) -> Iterator[tuple[LessonFile, Figure, Spot]]:
    for lesson in draft.lessons:
        for figure, spot in lesson.figures:
            yield lesson, figure, spot


def _known_at(lesson: LessonFile, spot: Spot, kind: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        message = f"there is no {kind} '{name}'."
        values = Values(name, kind=kind)
        lesson.file.add(spot, "unknown-reference", message, values=values)


def _speakers(parsed: Parsed[Source]) -> Iterator[tuple[Path, str]]:
    for number, passage in (parsed.model.passages if parsed.model else {}).items():
        for place, quote in enumerate(passage.quotes):
            yield ("passages", number, "quotes", place, "speaker"), quote.speaker
    for speaker in parsed.model.quoted if parsed.model else ():
        yield ("quoted", speaker), speaker


def _citations(parsed: Parsed[Comparisons]) -> Iterator[tuple[Path, str]]:
    for name, comparison in entries(parsed.model):
        for place, account in enumerate(comparison.accounts):
            for number, cited in enumerate(account.citations):
                yield (name, "accounts", place, "citations", number), cited
