"""Results of each learner at each item: for one quiz on the screen, for all quizzes in a file."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import FileTable, ItemScores, file_table, whole_per_cent
from sourcebook.model.course import Course
from sourcebook.model.learners import Member
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import learner_links
from sourcebook.pages.teaching.paging import ON_A_PAGE, turn_pages
from sourcebook.pages.teaching.result_filter import Selection, quiz_ids
from sourcebook.pages.teaching.results_overview import heat

_IN_A_TABLE: Final = 10
"""How many items stand side by side; more of them are in tables below one another."""

_html = Macros(__file__)


class _Column(NamedTuple):
    """An item of a quiz, with its number there, counted from 1."""

    quiz_id: str
    item_id: str
    number: int


_Row = tuple[Member, Mapping[_Column, int]]
"""A member, and their whole per cent at each item they answered."""


def tabulate(course: Course, selection: Selection) -> FileTable:
    """The whole per cent of each learner at each item of all quizzes, for a file."""
    columns: list[tuple[str, Callable[[_Row], object]]] = [
        ("Learner", lambda row: row[0].name or ""),
        ("Number", lambda row: row[0].number),
    ]
    own = [each for quiz_id in quiz_ids(course, selection) for each in _columns(selection, quiz_id)]
    for each in own:
        columns.append((_head(selection, each), _percent_at(each)))
    return file_table(_rows(selection, own), columns)


def draw(course: Course, selection: Selection) -> None:
    """Draw the choice of a quiz, what its items ask, and who scored how much at which."""
    titles = selection.results.titles
    quiz_id = st.selectbox(
        "Quiz", quiz_ids(course, selection), format_func=titles.__getitem__, key="scores-quiz"
    )
    here = selection.at_quiz(quiz_id)
    columns = _columns(here, quiz_id)
    rows = _rows(here, columns)
    key = f"item-scores-{quiz_id}"
    slot, first, which = turn_pages(len(rows), key=key, noun="Learners")
    stems = [_asked(here, each) for each in columns]
    shown = rows[first : first + ON_A_PAGE]
    parts = [columns[at : at + _IN_A_TABLE] for at in range(0, len(columns), _IN_A_TABLE)]
    slot.html(_html.scores(which, stems, [_table(part, shown) for part in parts]))


def _table(columns: Sequence[_Column], rows: Sequence[_Row]) -> Markup:
    """Some of the items of a quiz, side by side, for these learners."""
    first, last = columns[0].number, columns[-1].number
    which = f"items {first} to {last}" if first < last else f"item {first}"
    heads = ["Learner", *(f"Item {each.number}" for each in columns)]
    cells = [
        (learner_links.link(member), *(heat(percents.get(each)) for each in columns))
        for member, percents in rows
    ]
    return table(f"Each learner at {which}", heads, cells, look="heat")


def _columns(selection: Selection, quiz_id: str) -> list[_Column]:
    ids = selection.results.items(quiz_id)
    return [_Column(quiz_id, item_id, number) for number, item_id in enumerate(ids, start=1)]


def _rows(selection: Selection, columns: Sequence[_Column]) -> list[_Row]:
    """The members who answered one of the items, by their names."""
    scores = selection.results.item_scores()
    found = [
        (member, _percents(scores.get(member.id, {}), columns))
        for member in selection.members.values()
    ]
    return sorted((row for row in found if row[1]), key=lambda row: row[0].label.casefold())


def _percents(scores: ItemScores, columns: Sequence[_Column]) -> dict[_Column, int]:
    reached = ((each, scores.get((each.quiz_id, each.item_id))) for each in columns)
    percents = ((each, whole_per_cent(score * 100)) for each, score in reached if score is not None)
    return {each: percent for each, percent in percents if percent is not None}


def _percent_at(column: _Column) -> Callable[[_Row], object]:
    return lambda row: row[1].get(column)


def _head(selection: Selection, column: _Column) -> str:
    title = selection.results.titles[column.quiz_id]
    return f"{title} {column.number}: {_asked(selection, column)} (%)"


def _asked(selection: Selection, column: _Column) -> str:
    return attempt_archive.asked(selection.items[column.item_id])
