"""What an author may have meant who named something that does not exist, or what there is."""

import re
from collections.abc import Collection, Mapping

from sourcebook.content.faults import Fault, did_you_mean, list_some, nearest
from sourcebook.content.unchecked_course import Draft, entries

MOST_NAMED = 6
"""So many names of what there is are a help; more are a list to search."""


def suggest(draft: Draft) -> None:
    """Add to each fault about a name that does not exist what may be meant, or what there is."""
    known = known_names(draft)
    for file in draft.files():
        file.faults[:] = [_advised(draft, fault, known) for fault in file.faults]


def _advised(draft: Draft, fault: Fault, known: Mapping[str, Collection[str]]) -> Fault:
    if not fault.values.kind or fault.hint:
        return fault
    kind, name = fault.values.kind, fault.values.found
    names = known.get(kind, ())
    near = nearest(name, names) or _by_words(draft, kind, name)
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


def _by_words(draft: Draft, kind: str, name: str) -> str:
    """The objective whose text, or the passage whose source and number, somebody wrote."""
    if kind == "objective":
        lessons = (each.lesson for each in draft.lessons if each.lesson)
        texts = {each.text: each.id for lesson in lessons for each in lesson.objectives}
        return texts.get(nearest(name, texts), "")
    found = re.fullmatch(r"(.+?)[\s,.:]*(?:p|para|par|paragraph|§)?\.?\s*([0-9]+)", name)
    for source in draft.source_cards() if found and kind == "passage" else ():
        if found and found[1].casefold() in (source.label.casefold(), source.id):
            passage = f"p{found[2]}"
            return f"{source.id}.{passage}" if passage in source.passages else ""
    return ""


def known_names(draft: Draft) -> dict[str, Collection[str]]:
    """The ids of what can be named, by what it is."""
    lessons = [each.lesson for each in draft.lessons if each.lesson]
    return {
        "passage": draft.passages().keys(),
        "objective": [objective.id for lesson in lessons for objective in lesson.objectives],
        "lesson": [lesson.id for lesson in lessons],
        "comparison": [name for each in draft.comparisons for name, _ in entries(each.model)],
        "item": [item.id for _, _, item in draft.items()],
        "map": draft.maps().keys(),
    }
