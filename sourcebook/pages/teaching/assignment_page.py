"""One assignment: its rules, how far each learner is, and what can be changed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import AssignmentStatus, file_table, whole_per_cent
from sourcebook.model.assignments import Assignment, Settings
from sourcebook.model.course import Course
from sourcebook.model.learners import Classroom, Member
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.shared import clock, links, local_times
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.navigation import name_page
from sourcebook.pages.shared.number_format import counted, percent
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import (
    assignment_changes,
    assignment_form,
    assignment_links,
    assignment_work,
    learner_links,
    result_files,
)
from sourcebook.pages.teaching.class_data import members_of

_HEADS: Final = ("Learner", "State", "Handed in", "Result", "Attempts")
_STATES: Final[Mapping[str, str]] = {
    "not_begun": "○ Not begun",
    "at_work": "◐ At work",
    "done": "✓ Done",
}
_html = Macros(__file__)


def draw(course: Course, room: Classroom, assignment: Assignment) -> None:
    """Draw the page of an assignment."""
    title = assignment_links.title(course, assignment)
    name_page(title, room.name)
    back = links.breadcrumbs(links.link(assignment_links.of_class(room.id), "Assignments"))
    is_gone = assignment_links.part_title(course, assignment.part) is None
    st.html(_html.head(back, title, room.name, is_gone))
    assignment_work.show_note()
    st.html(_html.rules(_rules(assignment), local_times.zone_name()))
    members = {each.id: each for each in members_of(room.id)}
    found = assignment_work.statuses(room.id, [assignment])[assignment.id]
    rows = [each for each in found if each.learner_id in members]
    rows.sort(key=lambda each: members[each.learner_id].label.casefold())
    kinds = [row.kind for row in rows]
    late = sum(row.is_late for row in rows)
    st.html(_html.learners(_listed(assignment, rows, members), kinds, late))
    if rows:
        name = f"assignment-{assignment.part_id}"
        result_files.offer_csv(name, lambda: file_table(rows, _columns(members)))
    assignment_changes.draw(course, assignment, tuple(members.values()))


def _rules(assignment: Assignment) -> list[tuple[str, str]]:
    settings = assignment.settings
    dates = [("Opens", settings.opens), ("Due", settings.due), ("Closes", settings.closes)]
    found = [(name, clock.local_time(moment)) for name, moment in dates if moment]
    return found + (_quiz_rules(settings) if assignment.kind == "quiz" else [])


def _quiz_rules(settings: Settings) -> list[tuple[str, str]]:
    attempts = counted(settings.attempts, "attempt") if settings.attempts else "any number"
    found = [("Attempts", f"{attempts}, the {settings.counts} counts")]
    if settings.time_limit:
        found.append(("Time limit", counted(settings.time_limit, "minute")))
    return [*found, ("Keys and reasons", assignment_form.KEYS[settings.keys].casefold())]


def _listed(
    assignment: Assignment, rows: Sequence[AssignmentStatus], members: Mapping[str, Member]
) -> Markup:
    cells = [
        (
            _html.name(learner_links.link(members[row.learner_id]), _own(assignment, row)),
            _html.state(_STATES[row.kind], row.is_late),
            attempt_archive.moment(row.done_at) if row.done_at else "–",
            _result(row, members[row.learner_id]),
            row.attempts if assignment.kind == "quiz" else "–",
        )
        for row in rows
    ]
    return table("Learners", _HEADS, cells, look="brief")


def _own(assignment: Assignment, row: AssignmentStatus) -> str:
    """What holds for this learner alone, in words; empty if nothing does."""
    own = assignment.extensions.get(row.learner_id)
    return assignment_changes.in_words(own) if own else ""


def _result(row: AssignmentStatus, member: Member) -> str | Markup:
    attempt = row.attempt
    if attempt is None:
        return "–"
    address = learner_links.attempt_address(member.number, attempt.id)
    if not attempt.is_finished:
        items = counted(attempt.items, "item")
        return links.link(address, f"{attempt.answered} of {items} answered")
    passed = "passed" if attempt.passed else "not passed"
    return links.link(address, f"{percent(attempt.percent or 0)}, {passed}")


def _columns(
    members: Mapping[str, Member],
) -> Sequence[tuple[str, Callable[[AssignmentStatus], object]]]:
    return (
        ("Learner", lambda row: members[row.learner_id].name),
        ("Number", lambda row: members[row.learner_id].number),
        ("State", lambda row: row.kind),
        ("Late", lambda row: row.is_late),
        ("Handed in", lambda row: row.done_at),
        ("Result in per cent", _percent),
        ("Attempts", lambda row: row.attempts),
    )


def _percent(row: AssignmentStatus) -> int | None:
    return whole_per_cent(row.attempt.percent) if row.attempt else None
