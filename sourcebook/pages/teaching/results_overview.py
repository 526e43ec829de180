"""Results by quiz, by learner (a heat map with its numbers) and by objective."""

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import (
    FEWEST_ATTEMPTS,
    ClassQuizResult,
    FileTable,
    ObjectiveResult,
    file_table,
    whole_per_cent,
)
from sourcebook.model.course import Course
from sourcebook.model.learners import Member
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.number_format import percent
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import learner_links
from sourcebook.pages.teaching.paging import ON_A_PAGE, turn_pages
from sourcebook.pages.teaching.result_filter import Selection, quiz_ids

_QUIZ_HEADS = ("Quiz", "Learners", "Attempts", "Passed", "Mean", "Lowest to highest")
_OBJECTIVE_HEADS = ("Objective", "Learners", "Right answers", "Mean score")
_html = Macros(__file__)


_QUIZ_COLUMNS: Final[Sequence[tuple[str, Callable[[ClassQuizResult], object]]]] = (
    ("Quiz", lambda each: each.quiz_title),
    ("Learners", lambda each: each.learners),
    ("Attempts", lambda each: each.attempts),
    ("Learners who passed", lambda each: each.passed),
    ("Mean (%)", lambda each: whole_per_cent(each.mean)),
    ("Lowest (%)", lambda each: whole_per_cent(each.lowest)),
    ("Highest (%)", lambda each: whole_per_cent(each.highest)),
    ("Quiz id", lambda each: each.quiz_id),
)


def quizzes(_course: Course, selection: Selection) -> FileTable:
    """The results by quiz, for a file."""
    return file_table(selection.results.quizzes(), _QUIZ_COLUMNS)


def draw_quizzes(_course: Course, selection: Selection) -> None:
    """Draw the results by quiz."""
    rows = [
        (
            each.quiz_title,
            each.learners,
            each.attempts,
            _html.with_bar(f"{each.passed} of {each.learners}", each.passed / each.learners),
            _html.with_bar(percent(each.mean), each.mean / 100),
            f"{percent(each.lowest)} to {percent(each.highest)}",
        )
        for each in selection.results.quizzes()
    ]
    st.html(table("Results by quiz", _QUIZ_HEADS, rows, look="brief figures"))


def learners(course: Course, selection: Selection) -> FileTable:
    """The whole per cent of each learner at each quiz, by their names, for a file."""
    columns: list[tuple[str, Callable[[_OfLearner], object]]] = [
        ("Learner", lambda each: each[0].name or ""),
        ("Number", lambda each: each[0].number),
    ]
    for place, quiz_id in enumerate(quiz_ids(course, selection)):
        columns.append((f"{selection.results.titles[quiz_id]} (%)", _percent_at(place)))
    return file_table(_learners(course, selection), columns)


def draw_learners(course: Course, selection: Selection) -> None:
    """Draw the heat map: each cell has its number, and the fuller it is, the higher."""
    found = _learners(course, selection)
    titles = [selection.results.titles[each] for each in quiz_ids(course, selection)]
    slot, first, which = turn_pages(len(found), key="learners-page", noun="Learners")
    shown = found[first : first + ON_A_PAGE]
    rows = [(learner_links.link(member), *map(heat, percents)) for member, percents in shown]
    listed = table("Each learner at each quiz", ["Learner", *titles], rows, look="heat")
    slot.html(_html.learners(which, listed))


_OfLearner = tuple[Member, Sequence[int | None]]
"""A member, and their whole per cent at each quiz; None at a quiz that they did not take."""


def _learners(course: Course, selection: Selection) -> list[_OfLearner]:
    """The members who took a quiz, by their names."""
    in_order = quiz_ids(course, selection)
    found = [
        (selection.members[learner_id], [whole_per_cent(taken.get(each)) for each in in_order])
        for learner_id, taken in selection.results.percents().items()
        if learner_id in selection.members
    ]
    return sorted(found, key=lambda each: each[0].label.casefold())


def _percent_at(place: int) -> Callable[[_OfLearner], object]:
    return lambda each: each[1][place]


def objectives(course: Course, selection: Selection) -> FileTable:
    """The results by objective, for a file."""
    texts = _texts(course)
    columns: Sequence[tuple[str, Callable[[ObjectiveResult], object]]] = (
        ("Objective", lambda each: texts.get(each.objective, each.objective)),
        ("Learners", lambda each: each.learners),
        ("Items", lambda each: each.items),
        ("Answers", lambda each: each.answers),
        ("Right answers", lambda each: each.right),
        ("Mean score (%)", lambda each: whole_per_cent(each.mean * 100)),
        ("Objective id", lambda each: each.objective),
    )
    return file_table(_objectives(course, selection), columns)


def draw_objectives(course: Course, selection: Selection) -> None:
    """Draw the results by objective."""
    texts = _texts(course)
    rows = [
        (
            texts.get(each.objective, each.objective),
            each.learners,
            f"{each.right} of {each.answers}",
            _mean(each),
        )
        for each in _objectives(course, selection)
    ]
    listed = table("Results by objective", _OBJECTIVE_HEADS, rows, look="listed brief")
    st.html(_html.objectives(FEWEST_ATTEMPTS, listed))


def _texts(course: Course) -> dict[str, str]:
    return {each.id: each.text for lesson in course.lessons.values() for each in lesson.objectives}


def _objectives(course: Course, selection: Selection) -> list[ObjectiveResult]:
    """The results by objective in the order of the course; removed objectives come last."""
    found = {each.objective: each for each in selection.results.objectives()}
    known = [found[each] for each in _texts(course) if each in found]
    return [*known, *(each for each in found.values() if each not in known)]


def _mean(result: ObjectiveResult) -> str:
    if result.answers < FEWEST_ATTEMPTS:
        return f"{result.answers} answers, too few to say"
    return _html.with_bar(percent(result.mean * 100), result.mean)


def heat(value: int | None) -> Markup:
    """A whole per cent in a cell that is the fuller, the higher it is; a dash for none."""
    if value is None:
        return Markup("<span class='cell'>–</span>")
    return Markup("<span class='cell' style='--share:{}%'>{}</span>").format(value, percent(value))
