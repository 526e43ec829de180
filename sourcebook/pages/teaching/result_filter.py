"""Which attempts the results are of: the class, the days, and which of each learner's count."""

from collections.abc import Mapping
from typing import Final, NamedTuple

import streamlit as st

from sourcebook.analysis import ClassResults, Counting
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.model.learners import Classroom, Member
from sourcebook.pages.shared import clock
from sourcebook.pages.teaching.class_data import ALL, choose_class, class_work, members_of

COUNTING: Final[Mapping[Counting, str]] = {
    "first": "First attempts",
    "latest": "Latest attempts",
    "best": "Best attempts",
    "all": "All attempts",
}


class Selection(NamedTuple):
    """The attempts that count, with the members and items that are in them.

    `members` are by learner id, `items` by item id, as they were last answered, and
    `in_words` says what was selected. `is_narrowed` says that the days leave attempts out.
    `classroom_id` is ALL for all classes.
    """

    members: Mapping[str, Member]
    items: Mapping[str, Item]
    results: ClassResults
    in_words: str
    is_narrowed: bool = False
    classroom_id: str = ALL
    counting: Counting = "first"


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
    work = class_work(classroom_id)
    kept = work.results.finished_between(first_day, last_day, clock.zone())
    names = {room.id: room.name for room in rooms}
    days = f", finished from {first_day or 'the start'} to {last_day or 'today'}"
    in_words = (
        f"{names.get(classroom_id, 'All classes')}; {COUNTING[which].lower()}"
        f"{days if first_day or last_day else ''}"
    )
    members = members_of(classroom_id)
    return Selection(
        members={member.id: member for member in members},
        items={each.item.id: each.item for attempt in work.attempts for each in attempt.items},
        results=kept.counting(which),
        in_words=in_words,
        is_narrowed=len(kept.attempts) < len(work.results.attempts),
        classroom_id=classroom_id,
        counting=which,
    )


def quiz_ids(course: Course, selection: Selection) -> list[str]:
    """The quizzes taken, in the order of the course; those that it no longer has come last."""
    taken = selection.results.titles
    known = [quiz_id for quiz_id in course.quizzes if quiz_id in taken]
    return [*known, *(quiz_id for quiz_id in taken if quiz_id not in known)]
