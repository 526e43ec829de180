"""Which attempts the results are of: the class, the days, and which of each learner's count."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Self

import streamlit as st

from sourcebook.analysis import ClassResults
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.model.learners import Classroom, Member
from sourcebook.model.results import Counting
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.services import store
from sourcebook.pages.teaching.class_data import ALL, choose_class, class_results

COUNTING: Final[Mapping[Counting, str]] = {
    "first": "First attempts",
    "latest": "Latest attempts",
    "best": "Best attempts",
    "all": "All attempts",
}


@dataclass(frozen=True)
class Selection:
    """The attempts that count; what is in them is read when it is first asked for.

    `in_words` says what was selected, and `is_narrowed` that days were chosen. `classroom_id` is
    ALL for all classes.
    """

    results: ClassResults
    in_words: str
    is_narrowed: bool = False
    classroom_id: str = ALL

    @property
    def counting(self) -> Counting:
        """Which attempts of each learner count."""
        return self.results.selected.counting

    @cached_property
    def members(self) -> Mapping[str, Member]:
        """The members of the class by learner id. They are also read outside of a run."""
        asked = self.results.selected
        found = store().classes.members(asked.classroom_id, teacher=asked.teacher)
        return {member.id: member for member in found}

    @property
    def items(self) -> Mapping[str, Item]:
        """The items that learners had, by id, as they were last asked."""
        return self.results.items_asked

    def at_quiz(self, quiz_id: str) -> Self:
        """The attempts at one quiz."""
        return replace(self, results=self.results.at_quizzes([quiz_id]))


def select(rooms: tuple[Classroom, ...]) -> Selection:
    """Draw the filters; the attempts that they leave."""
    with st.container(border=True, key="panel-results"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            classroom_id = choose_class(rooms, "results-class", all_too=True)
            first_day = st.date_input("From", value=None, format="YYYY-MM-DD", key="results-from")
            last_day = st.date_input("To", value=None, format="YYYY-MM-DD", key="results-to")
        which: Counting = st.radio(
            "What counts",
            list(COUNTING),
            format_func=lambda each: COUNTING[each],
            horizontal=True,
            key="results-which",
        )
    results = class_results(classroom_id)
    kept = results.finished_between(first_day, last_day, clock.zone())
    names = {room.id: room.name for room in rooms}
    days = f", finished from {first_day or 'the start'} to {last_day or 'today'}"
    in_words = (
        f"{names.get(classroom_id, 'All classes')}; {COUNTING[which].lower()}"
        f"{days if first_day or last_day else ''}"
    )
    return Selection(
        results=kept.counting(which),
        in_words=in_words,
        is_narrowed=bool(first_day or last_day) and bool(results.number),
        classroom_id=classroom_id,
    )


def quiz_ids(course: Course, selection: Selection) -> list[str]:
    """The quizzes taken, in the order of the course; those that it no longer has come last."""
    taken = selection.results.titles
    known = [quiz_id for quiz_id in course.quizzes if quiz_id in taken]
    return [*known, *(quiz_id for quiz_id in taken if quiz_id not in known)]
