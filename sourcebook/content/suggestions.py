"""What an author may have meant by a name that does not exist, or which names exist."""

import re
from collections.abc import Collection, Mapping

from sourcebook.content.faults import Fault, did_you_mean, list_some, nearest
from sourcebook.content.unchecked_course import UncheckedCourse, entries

MOST_NAMED = 6
"""The most names to list: more would not help."""


def suggest(unchecked: UncheckedCourse) -> None:
    """Add a hint to each fault about an unknown name: what may be meant, or which names exist."""
    known = known_names(unchecked)
    for file in unchecked.files():
        file.faults[:] = [_advised(unchecked, fault, known) for fault in file.faults]


def _advised(
    unchecked: UncheckedCourse, fault: Fault, known: Mapping[str, Collection[str]]
) -> Fault:
    if not fault.values.kind or fault.hint:
        return fault
    kind, name = fault.values.kind, fault.values.found
    names = known.get(kind, ())
    near = nearest(name, names) or _by_words(unchecked, kind, name)
    hint = did_you_mean(near) or _what_there_is(kind, names)
    return fault._replace(hint=hint, values=fault.values._replace(suggestion=near))


def _what_there_is(kind: str, names: Collection[str]) -> str:
    if kind == "passage":
        sources = sorted({name.split(".")[0] for name in names})
        return f"Write it like 's2.p10'; sources are {list_some(sources, 'and', MOST_NAMED)}."
    if not names:
        return ""
    are = "is" if len(names) == 1 else "are"
    return f"There {are} {list_some(list(names), 'and', MOST_NAMED)}."


def _by_words(unchecked: UncheckedCourse, kind: str, name: str) -> str:
    """The objective that an author named by its text, or the passage by source and number."""
    if kind == "objective":
        lessons = (each.lesson for each in unchecked.lessons if each.lesson)
        texts = {each.text: each.id for lesson in lessons for each in lesson.objectives}
        return texts.get(nearest(name, texts), "")
    found = re.fullmatch(r"(.+?)[\s,.:]*(?:p|para|par|paragraph|§)?\.?\s*([0-9]+)", name)
    for source in unchecked.source_cards() if found and kind == "passage" else ():
        if found and found[1].casefold() in (source.label.casefold(), source.id):
            passage = f"p{found[2]}"
            return f"{source.id}.{passage}" if passage in source.passages else ""
    return ""


def known_names(unchecked: UncheckedCourse) -> dict[str, Collection[str]]:
    """The ids of what can be named, by what it is."""
    lessons = [each.lesson for each in unchecked.lessons if each.lesson]
    return {
        "passage": unchecked.passages().keys(),
        "objective": [objective.id for lesson in lessons for objective in lesson.objectives],
        "lesson": [lesson.id for lesson in lessons],
        "comparison": [name for each in unchecked.comparisons for name, _ in entries(each.model)],
        "item": [item.id for _, _, item in unchecked.items()],
        "map": unchecked.maps().keys(),
        "drawing": unchecked.drawings().keys(),
    }
