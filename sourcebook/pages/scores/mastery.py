"""What a learner can do: each objective and each skill, and what to do about it next."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from sourcebook.analysis import FEWEST_ITEMS, mastery
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.lessons import Lesson, Objective
from sourcebook.pages.quiz import attempt_archive, review_sessions
from sourcebook.pages.reading.sources_page import VIEWS
from sourcebook.pages.scores.page_sections import heading
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.number_format import bar, counted
from sourcebook.pages.streamlit_internals.components import move_focus
from sourcebook.review import MISSED_SIZE, missed_items

LEVELS: Final = {
    "secure": "Secure",
    "growing": "Growing",
    "weak": "Needs another look",
    "too_few": "Too few to say",
}
_COUNTED: Final = {
    "weak": "to look at again",
    "growing": "growing",
    "secure": "secure",
    "too_few": "too few to say",
    "none": "not answered yet",
}
SKILLS: Final = {
    "facts": ("Facts: knowing what the reports say", "terms"),
    "evidence": ("Evidence: finding the passage that shows it", ""),
    "sourcing": ("Sourcing: knowing who says so", "voices"),
    "disagreement": ("Disagreement: judging where reports differ", "differences"),
    "chronology": ("Chronology: putting events in order", "timeline"),
}
"""Each skill in words, and the view of the sources that helps with it."""


def draw_abilities(
    course: Course,
    learner: str,
    attempts: Iterable[Attempt],
    answers: pd.DataFrame,
    mastered: pd.DataFrame,
) -> None:
    """Draw the section; `answers` are those of the attempts, `mastered` is `mastery` of them."""
    st.html(
        f"{heading('abilities')}<p>Your latest answer to each item counts. A level is told from "
        f"{counted(FEWEST_ITEMS, 'item')} on, because with fewer one slip would decide it.</p>"
    )
    _ask_to_practise(course, learner)
    _offer_missed(course, learner, attempts)
    by_id = {str(name): row for name, row in _by_name(mastered)}
    lessons = "".join(_lesson(lesson, by_id) for lesson in course.lessons.values())
    st.html(f"{_skills(answers)}{lessons}{_not_begun(course, by_id)}{_gone(course, by_id)}")


def _ask_to_practise(course: Course, learner: str) -> None:
    """Draw the button that starts the practice which the address names, `?practise=judge-claims`.

    A link alone starts nothing: whoever opens one in a new tab is asked first.
    """
    objective = course.objective(st.query_params.get("practise", ""))
    if objective is None:
        return
    with st.container(key="practise", border=True):
        st.html(
            "<h3 id='practise'>A short practice</h3>"
            f"<p>{escape(objective.text)}</p><p class='meta'>Up to ten items, each explained at "
            "once. Your quiz results stay as they are.</p>"
        )
        action_button(
            "Start the practice",
            lambda: review_sessions.practise_objective(learner, objective.id),
            key="start-practice",
        )
    move_focus("practise", f"practise {objective.id}", block="center")


def _offer_missed(course: Course, learner: str, attempts: Iterable[Attempt]) -> None:
    missed = len(missed_items(attempts, course))
    at_once = f", {MISSED_SIZE} at a time" if missed > MISSED_SIZE else ""
    label = f"Practise what you missed ({counted(missed, 'item')}{at_once})"
    if missed:
        practise = review_sessions.practise_missed
        action_button(label, lambda: practise(learner), key="practise-missed")


def _lesson(lesson: Lesson, by_id: Mapping[str, dict[str, Any]]) -> str:
    """The objectives of a lesson, told in a line and unfolded where one needs another look.

    Empty where none began.
    """
    found = [by_id.get(objective.id) for objective in lesson.objectives]
    if not any(found):
        return ""
    rows = [_objective(lesson, *each) for each in zip(lesson.objectives, found, strict=True)]
    listed = _listed(lesson.title, ("Objective", "So far", "Next"), rows)
    levels = [row["level"] if row else "none" for row in found]
    is_open = " open" if "weak" in levels else ""
    return (
        f"<h3>{escape(lesson.title)}</h3><details{is_open}><summary>{_counted(levels)}</summary>"
        f"{listed}</details>"
    )


def _counted(levels: Sequence[str]) -> str:
    """How many objectives are at each level: `1 to look at again, 3 secure`, or `All secure`."""
    if set(levels) == {"secure"}:
        return "All secure"
    counts = ((levels.count(level), words) for level, words in _COUNTED.items())
    return ", ".join(f"{count} {words}" for count, words in counts if count)


def _objective(
    lesson: Lesson, objective: Objective, row: dict[str, Any] | None
) -> tuple[str, str, str]:
    if row is None:
        return escape(objective.text), "No item answered yet.", _practise(objective)
    return escape(objective.text), _so_far(row), _next(lesson, objective, row["level"])


def _next(lesson: Lesson, objective: Objective, level: str) -> str:
    """What to do about an objective, by how well it goes."""
    match level:
        case "secure":
            return "Nothing\u00a0now"
        case "weak":
            return (
                f"<a data-in-app='1' href='/lesson?lesson={lesson.id}'>Read again<span "
                f"class='unseen'>: {escape(lesson.title)}</span></a>, then "
                f"{_practise(objective, 'practise')}"
            )
        case _:
            return _practise(objective)


def _listed(name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return table(name, heads, rows, look="listed")


def _practise(objective: Objective, label: str = "Practise") -> str:
    return (
        f"<a data-in-app='1' href='/scores?practise={objective.id}'>{label}"
        f"<span class='unseen'>: {escape(objective.text)}</span></a>"
    )


def _so_far(row: Mapping[str, Any]) -> str:
    """How many items were right, the level in a word, and the mean score as a bar."""
    said = f"{row['right']} of {row['items']}\u00a0right"
    if row["level"] == "too_few":
        return f"{said}. {LEVELS['too_few']}."
    return f"<strong>{LEVELS[row['level']]}</strong>: {said}{bar(row['share'])}"


def _not_begun(course: Course, by_id: Mapping[str, dict[str, Any]]) -> str:
    """The lessons of whose objectives no item was answered, in one sentence."""
    untouched = [
        f"<a data-in-app='1' href='/lesson?lesson={lesson.id}'>{escape(lesson.title)}</a>"
        for lesson in course.lessons.values()
        if not any(objective.id in by_id for objective in lesson.objectives)
    ]
    said = f"<p>No item answered yet in: {', '.join(untouched)}.</p>"
    return f"<h3>Still to come</h3>{said}" if untouched else ""


def _gone(course: Course, by_id: Mapping[str, dict[str, Any]]) -> str:
    rows = [
        (escape(name), _so_far(row)) for name, row in by_id.items() if not course.objective(name)
    ]
    if not rows:
        return ""
    heading = "No longer in the course"
    return f"<h3>{heading}</h3>{_listed(heading, ('Objective', 'So far'), rows)}"


def _skills(answers: pd.DataFrame) -> str:
    by_skill = dict(_by_name(mastery(answers, by="skill")))
    rows = [
        (words, _so_far(by_skill[skill]), _view(view))
        for skill, (words, view) in SKILLS.items()
        if skill in by_skill
    ]
    return f"<h3>Skills</h3>{table('Skills', ('Skill', 'So far', 'What helps'), rows)}"


def _view(view: str) -> str:
    address = f"/sources?view={view}" if view else "/sources"
    return f"<a data-in-app='1' href='{address}'>{VIEWS[view]}</a>"


def _by_name(found: pd.DataFrame) -> Iterable[tuple[str, dict[str, Any]]]:
    return zip(map(str, found.index), attempt_archive.records(found), strict=True)
