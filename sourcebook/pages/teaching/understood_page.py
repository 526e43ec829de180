"""What a class understood of a quiz, on one page to print before the next lesson."""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from sourcebook.analysis import ClassResults, basis, concerns, member_statuses
from sourcebook.model.course import Course
from sourcebook.model.learners import Classroom
from sourcebook.pages.shared import clock, print_button
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.navigation import draw_panel, name_page
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.announcements import say_change
from sourcebook.pages.teaching import understood_links, understood_sheet
from sourcebook.pages.teaching.class_data import (
    class_results,
    classes,
    draw_no_class,
    members_of,
    readings_of_class,
    stages_of_class,
)
from sourcebook.pages.teaching.result_filter import COUNTING
from sourcebook.pages.teaching.understood_sheet import Understood

TITLE = understood_links.TITLE

_Id = TypeVar("_Id", bound=str)
_html = Macros(__file__)


def show() -> None:
    """Draw the page."""
    name_page(TITLE)
    store().attempts.end_overdue(now=clock.now())
    course, rooms = library().course(), classes()
    with st.container(key="understood"):
        st.html(_html.head(TITLE))
        if not rooms:
            draw_no_class()
        else:
            _draw(course, rooms)
    draw_panel(course)


def _draw(course: Course, rooms: tuple[Classroom, ...]) -> None:
    names = {room.id: room.name for room in reversed(rooms)}
    with st.container(border=True, key="panel-understood"):
        with st.container(horizontal=True):
            class_id = _choose("Class", "understood-class", names)
            results = class_results(class_id)
            offered = understood_links.quizzes_offered(course, results.titles)
            latest = results.latest_quiz or ""
            choice = _choose("Quiz", "understood-quiz", offered, first=latest)
            counting = _choose("What counts", "understood-counts", COUNTING)
        has_names = st.checkbox("Show names", key="understood-names")
    quizzes = understood_links.quiz_ids(course, choice)
    chosen_results = results.counting(counting).at_quizzes(quizzes)
    found = _understood(course, class_id, chosen_results)
    about = f"{names[class_id]}: {offered[choice]}"
    name_page(about, TITLE)
    rests_on, chosen = understood_sheet.rests_on(found.basis), (class_id, choice, counting)
    say_change(rests_on, of="understood", state=chosen)
    print_button.draw(type="primary")
    st.html(understood_sheet.sheet(course, found, about, COUNTING[counting], has_names=has_names))


def _choose(label: str, key: str, offered: Mapping[_Id, str], first: str = "") -> _Id:
    """Draw a choice that the address names; a new address chooses, and a choice makes the address.

    Without either, `first` is chosen.
    """
    parameter, known = key.removeprefix("understood-"), f"{key}-address"
    wanted = st.query_params.get(parameter, "")
    if wanted and wanted not in offered:
        st.warning(f"There is no ‘{literal(wanted[:60])}’ under “{label}”. Choose one here.")
    is_new = st.session_state.get(known) != wanted or key not in st.session_state
    if wanted in offered and is_new:
        st.session_state[key] = wanted
    elif st.session_state.get(key) not in offered:
        st.session_state[key] = first if first in offered else next(iter(offered))
    chosen = st.selectbox(label, list(offered), format_func=offered.__getitem__, key=key)
    st.query_params[parameter] = st.session_state[known] = chosen
    return chosen


def _understood(course: Course, class_id: str, results: ClassResults) -> Understood:
    """What the attempts that count come to, and whom to speak to."""
    begun, members = stages_of_class(class_id), members_of(class_id)
    statuses = member_statuses(members, readings_of_class(class_id), begun, course, now=clock.now())
    quizzes = results.selected.quiz_ids or ()
    return Understood(
        results=results,
        sure=results.sure(),
        items=results.items_asked,
        basis=basis(results.attempts, (each for each in begun if each.quiz_id in quizzes), members),
        concerns=concerns(statuses, results.percents(), results.sure_and_wrong_by_learner()),
        members={each.id: each for each in members},
    )
