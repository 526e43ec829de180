"""What an author may have meant who named something that does not exist, or what there is."""

import difflib
import re
from collections.abc import Collection, Mapping

from sourcebook.content.faults import Fault, Reference, did_you_mean, list_some
from sourcebook.content.unchecked_course import Draft, entries

MOST_NAMED = 6
"""So many names of what there is are a help; more are a list to search."""


def suggest(draft: Draft) -> None:
    """Add to each fault about a name that does not exist what may be meant, or what there is."""
    known = known_names(draft)
    for file in draft.files():
        file.faults[:] = [_advised(draft, fault, known) for fault in file.faults]


def _advised(draft: Draft, fault: Fault, known: Mapping[str, Collection[str]]) -> Fault:
    if fault.reference is None or fault.hint:
        return fault
    names = known.get(fault.reference.kind, ())
    hint = did_you_mean(fault.reference.name, names) or _by_words(draft, fault.reference)
    return fault._replace(hint=hint or _what_there_is(fault.reference, names))


def _what_there_is(reference: Reference, names: Collection[str]) -> str:
    if reference.kind == "passage":
        sources = sorted({name.split(".")[0] for name in names})
        return f"Write it like 's2.p10'; sources are {list_some(sources, 'and', MOST_NAMED)}."
    if not names:
        return ""
    are = "is" if len(names) == 1 else "are"
    return f"There {are} {list_some(list(names), 'and', MOST_NAMED)}."


def _by_words(draft: Draft, reference: Reference) -> str:
    """The objective whose text, or the passage whose source and number, somebody wrote."""
    if reference.kind == "objective":
        lessons = (each.lesson for each in draft.lessons if each.lesson)
        texts = {each.text: each.id for lesson in lessons for each in lesson.objectives}
        near = difflib.get_close_matches(reference.name, texts, n=1, cutoff=0.6)
        return f"Did you mean '{texts[near[0]]}'?" if near else ""
    found = re.fullmatch(r"(.+?)[\s,.:]*(?:p|para|par|paragraph|§)?\.?\s*([0-9]+)", reference.name)
    for source in draft.source_cards() if found and reference.kind == "passage" else ():
        if found and found[1].casefold() in (source.label.casefold(), source.id):
            passage = f"p{found[2]}"
            return f"Did you mean '{source.id}.{passage}'?" if passage in source.passages else ""
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
