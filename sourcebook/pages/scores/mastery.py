"""What a learner can do: each objective and each skill, and what to do about it next."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import FEWEST_ITEMS, Mastery, PastAnswer, mastery
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.lessons import Lesson, Objective
from sourcebook.pages.quiz import review_sessions
from sourcebook.pages.reading.sources_page import VIEWS
from sourcebook.pages.scores.page_sections import heading
from sourcebook.pages.shared import links
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.mastery_words import so_far
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.streamlit_internals.components import move_focus
from sourcebook.review import MISSED_SIZE, missed_items

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
    "contextualisation": ("Contextualisation: seeing words in their time and place", "timeline"),
    "close_reading": ("Close reading: weighing the very words", "terms"),
}
"""Each skill in words, and the view of the sources that helps with it."""

_html = Macros(__file__)


def draw_abilities(
    course: Course,
    learner: str,
    attempts: Iterable[Attempt],
    answers: Iterable[PastAnswer],
    mastered: Mapping[str, Mastery],
) -> None:
    """Draw the section; `answers` are those of the attempts, `mastered` is `mastery` of them."""
    st.html(_html.intro(heading("abilities"), FEWEST_ITEMS))
    _ask_to_practise(course, learner)
    _offer_missed(course, learner, attempts)
    begun = [each for each in course.lessons.values() if _is_begun(each, mastered)]
    st.html(
        _html.abilities(
            _skills(answers),
            lessons=[_lesson(lesson, mastered) for lesson in begun],
            untouched=[each for each in course.lessons.values() if each not in begun],
            removed=_removed(course, mastered),
        )
    )


def _ask_to_practise(course: Course, learner: str) -> None:
    """Draw the button that starts the practice which the address names, `?practise=judge-claims`.

    A link alone starts nothing: a learner who opens one in a new tab is asked first.
    """
    objective = course.objective(st.query_params.get("practise", ""))
    if objective is None:
        return
    with st.container(key="practise", border=True):
        st.html(_html.practice(objective))
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


def _is_begun(lesson: Lesson, mastered: Mapping[str, Mastery]) -> bool:
    return any(objective.id in mastered for objective in lesson.objectives)


def _lesson(lesson: Lesson, mastered: Mapping[str, Mastery]) -> dict[str, Any]:
    """The objectives of a lesson, counted in a line, and unfolded if one needs another look."""
    found = [mastered.get(objective.id) for objective in lesson.objectives]
    rows = [_objective(lesson, *each) for each in zip(lesson.objectives, found, strict=True)]
    levels = [row.level if row else "none" for row in found]
    return {
        "title": lesson.title,
        "is_open": "weak" in levels,
        "summary": _counted(levels),
        "table": _listed(lesson.title, ("Objective", "So far", "Next"), rows),
    }


def _counted(levels: Sequence[str]) -> str:
    """How many objectives are at each level: `1 to look at again, 3 secure`, or `All secure`."""
    if set(levels) == {"secure"}:
        return "All secure"
    counts = ((levels.count(level), words) for level, words in _COUNTED.items())
    return ", ".join(f"{count} {words}" for count, words in counts if count)


def _objective(lesson: Lesson, objective: Objective, row: Mastery | None) -> tuple[str, str, str]:
    if row is None:
        return objective.text, "No item answered yet.", _practise(objective)
    return objective.text, so_far(row), _next(lesson, objective, row.level)


def _next(lesson: Lesson, objective: Objective, level: str) -> str:
    """What to do about an objective, according to how well it goes."""
    match level:
        case "secure":
            return "Nothing\u00a0now"
        case "weak":
            return _html.read_again(lesson, objective)
        case _:
            return _practise(objective)


def _listed(name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    return table(name, heads, rows, look="listed")


def _practise(objective: Objective) -> Markup:
    return _html.practise(objective, "Practise")


def _removed(course: Course, mastered: Mapping[str, Mastery]) -> Markup | None:
    """Objectives that are no longer in the course, but have answers."""
    rows = [(name, so_far(row)) for name, row in mastered.items() if not course.objective(name)]
    return _listed("No longer in the course", ("Objective", "So far"), rows) if rows else None


def _skills(answers: Iterable[PastAnswer]) -> Markup:
    by_skill = mastery(answers, by="skill")
    rows = [
        (words, so_far(by_skill[skill]), _view(view))
        for skill, (words, view) in SKILLS.items()
        if skill in by_skill
    ]
    return table("Skills", ("Skill", "So far", "What helps"), rows)


def _view(view: str) -> Markup:
    address = in_app(f"/sources?view={view}") if view else in_app("/sources")
    return links.link(address, VIEWS[view])
