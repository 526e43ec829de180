"""Results by passage: which are misread, by which items, and which were taken for proof."""

from collections import Counter
from typing import Any, Final

import pandas as pd

from sourcebook.analysis import FEWEST_ATTEMPTS, passage_results
from sourcebook.model.course import Course
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.number_format import counted, percent
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.file_tables import for_file
from sourcebook.pages.teaching.paging import ON_A_PAGE, turn_pages
from sourcebook.pages.teaching.result_filter import Selection

_IN_A_FILE: Final = {
    "where": "Passage",
    "answers": "Answers",
    "right": "Right answers",
    "share": "Right (%)",
    "items": "Items that rest on it",
    "mistaken": "Wrongly chosen as proof",
    "mistaken_for": "In these items",
    "passage": "Passage id",
}
_HEADS = ("Passage", "Right answers", "Items that rest on it", "Wrongly chosen as proof")
_html = Macros(__file__)


def tabulate(course: Course, selection: Selection) -> pd.DataFrame:
    """The results by passage, for a file."""
    found = passage_results(selection.responses, selection.chosen)
    names = [_name(course, str(each)) for each in found.index]
    found.insert(0, "where", pd.Series(names, index=found.index, dtype=object))
    joined = {name: found[name].map(", ".join) for name in ("items", "mistaken_for")}
    return for_file(found.assign(**joined).reset_index(), _IN_A_FILE, shares=("share",))


def draw(course: Course, selection: Selection) -> None:
    """Draw the results by passage, what is misread most first."""
    found = attempt_archive.records(
        passage_results(selection.responses, selection.chosen).reset_index()
    )
    slot, first, which = turn_pages(len(found), key="passages-page", noun="Passages")
    shown = found[first : first + ON_A_PAGE]
    rows = [_row(course, selection, row) for row in shown]
    listed = table("Results by passage", _HEADS, rows, look="listed passages")
    slot.html(_html.results(which, FEWEST_ATTEMPTS, listed))


def _row(course: Course, selection: Selection, row: dict[str, Any]) -> tuple[str, ...]:
    return (
        _passage(course, row["passage"]),
        _right(row),
        _listed(selection, row["items"]) or "–",
        _mistaken(selection, row),
    )


def _passage(course: Course, passage_id: str) -> str:
    evidence = course.evidence(passage_id)
    if evidence is None:
        return f"{passage_id}, no longer in the course"
    return _html.passage(evidence, markup.citations(course, [passage_id]))


def _right(row: dict[str, Any]) -> str:
    if not row["answers"]:
        return "–"
    counts = f"{row['right']} of {row['answers']}"
    few = row["answers"] < FEWEST_ATTEMPTS
    return counts if few else f"{percent(row['share'] * 100)}, {counts}"


def _listed(selection: Selection, item_ids: tuple[str, ...]) -> str:
    """What the items ask, behind a summary that counts them."""
    stems = [attempt_archive.asked(selection.items[each]) for each in item_ids]
    return _html.folded(counted(len(stems), "item"), stems) if stems else ""


def _mistaken(selection: Selection, row: dict[str, Any]) -> str:
    """In which items the passage was wrongly chosen as proof, and how often."""
    if not row["mistaken"]:
        return "never"
    chosen = selection.chosen
    wrong = chosen[(chosen["passage"] == row["passage"]) & ~chosen["is_right"]]
    times = [
        f"{number}: {attempt_archive.asked(selection.items[each])}"
        for each, number in Counter(wrong["item_id"]).most_common()
    ]
    return _html.folded(counted(row["mistaken"], "time"), times)


def _name(course: Course, passage_id: str) -> str:
    evidence = course.evidence(passage_id)
    return markup.passage_name(evidence) if evidence else ""
