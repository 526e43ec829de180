"""Results by passage: which are misread, by which items, and which were taken for proof."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from sourcebook.analysis import (
    FEWEST_ATTEMPTS,
    FileTable,
    PassageResult,
    file_table,
    whole_per_cent,
)
from sourcebook.model.course import Course
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.number_format import counted, percent
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.paging import ON_A_PAGE, turn_pages
from sourcebook.pages.teaching.result_filter import Selection

_HEADS: Final = ("Passage", "Right answers", "Items that rest on it", "Wrongly chosen as proof")
_html = Macros(__file__)


def tabulate(course: Course, selection: Selection) -> FileTable:
    """The results by passage, for a file."""
    columns: Sequence[tuple[str, Callable[[PassageResult], object]]] = (
        ("Passage", lambda each: _name(course, each.passage)),
        ("Answers", lambda each: each.answers),
        ("Right answers", lambda each: each.right),
        (
            "Right (%)",
            lambda each: whole_per_cent(each.percent),
        ),
        ("Items that rest on it", lambda each: ", ".join(each.items)),
        ("Wrongly chosen as proof", lambda each: each.mistaken),
        ("In these items", lambda each: ", ".join(each.mistaken_for)),
        ("Passage id", lambda each: each.passage),
    )
    return file_table(selection.results.passages(), columns)


def draw(course: Course, selection: Selection) -> None:
    """Draw the results by passage, what is misread most first."""
    found = selection.results.passages()
    slot, first, which = turn_pages(len(found), key="passages-page", noun="Passages")
    rows = [_row(course, selection, each) for each in found[first : first + ON_A_PAGE]]
    listed = table("Results by passage", _HEADS, rows, look="listed passages")
    slot.html(_html.results(which, FEWEST_ATTEMPTS, listed))


def _row(course: Course, selection: Selection, result: PassageResult) -> tuple[str, ...]:
    return (
        _passage(course, result.passage),
        _right(result),
        _listed(selection, result.items) or "–",
        _mistaken(selection, result),
    )


def _passage(course: Course, passage_id: str) -> str:
    evidence = course.evidence(passage_id)
    if evidence is None:
        return f"{passage_id}, no longer in the course"
    return _html.passage(evidence, markup.citations(course, [passage_id]))


def _right(result: PassageResult) -> str:
    if result.percent is None:
        return "–"
    counts = f"{result.right} of {result.answers}"
    few = result.answers < FEWEST_ATTEMPTS
    return counts if few else f"{percent(result.percent)}, {counts}"


def _listed(selection: Selection, item_ids: tuple[str, ...]) -> str:
    """What the items ask, behind a summary that counts them."""
    stems = [attempt_archive.asked(selection.items[each]) for each in item_ids]
    return _html.folded(counted(len(stems), "item"), stems) if stems else ""


def _mistaken(selection: Selection, result: PassageResult) -> str:
    """In which items the passage was wrongly chosen as proof, and how often."""
    if not result.mistaken:
        return "never"
    times = [
        f"{number}: {attempt_archive.asked(selection.items[each])}"
        for each, number in Counter(result.mistaken_for).most_common()
    ]
    return _html.folded(counted(result.mistaken, "time"), times)


def _name(course: Course, passage_id: str) -> str:
    evidence = course.evidence(passage_id)
    return markup.passage_name(evidence) if evidence else ""
