"""Finished attempts scored again by a corrected quiz: a dry run first, then what is changed.

Not here: how the dry run is shown (`score_changes`).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from sourcebook import regrading
from sourcebook.content.checking import read_and_check, read_files, usable_quiz
from sourcebook.errors import RegradingError, UnusableQuizError
from sourcebook.model.course import Course
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import clock, links
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.navigation import draw_panel, name_page
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.teaching import current_teacher, score_changes
from sourcebook.regrading import Change, PairedTexts
from sourcebook.settings import settings

ADDRESS, TITLE = "regrade", "Score finished attempts again"

_DONE = "regrade-done"
"""Where an action notes what it has changed, for the run after it."""

_html = Macros(__file__)


def address(quiz_id: str) -> str:
    """The address at which finished attempts at a quiz are scored again."""
    return in_app(f"/{ADDRESS}?quiz={quiz_id}")


def link(quiz_id: str) -> Markup:
    """The link to it."""
    return links.link(address(quiz_id), TITLE)


def show() -> None:
    """Draw the dry run for the quiz that the address names, else the list of quizzes."""
    name_page(TITLE)
    store().attempts.end_overdue(now=clock.now())
    course = library().course().as_if_open()
    with st.container(key="regrade"):
        _draw(course, st.query_params.get("quiz", ""))
    draw_panel(course)


def _draw(course: Course, quiz_id: str) -> None:
    try:
        quiz = _quiz(quiz_id)
    except UnusableQuizError as error:
        st.html(_html.head(TITLE, quiz_id))
        st.error("Answers cannot be scored before these faults of the quiz are corrected.")
        st.html(_html.faults(str(error)))
        return
    if quiz is None or not quiz.items:
        st.html(_html.quizzes(TITLE, _listed(course), quiz_id[:60]))
        return
    name_page(quiz.title, TITLE)
    over = links.breadcrumbs(links.link(in_app(f"/{ADDRESS}"), "All quizzes"))
    st.html(over + _html.head(TITLE, quiz.title))
    if done := st.session_state.pop(_DONE, None):
        st.success(done)
    _dry_run(quiz)


def _dry_run(quiz: Quiz) -> None:
    pairs = score_changes.chosen_pairs(quiz)
    found = _changes(quiz, pairs)
    score_changes.draw(quiz, found)
    if score_changes.ask_for_pairs(quiz, found):
        st.rerun()
    if any(change.rises for change in found):
        raising = partial(_apply, quiz, pairs, found, lower=False)
        action_button("Raise scores", raising, key="raise", type="primary")
    if falling := sum(change.falls for change in found):
        with st.popover("Also lower scores"):
            st.html(_html.lowering(falling))
            lowering = partial(_apply, quiz, pairs, found, lower=True)
            action_button(f"Lower {counted(falling, 'score')}", lowering, key="lower")


def _apply(quiz: Quiz, pairs: PairedTexts, seen: Sequence[Change], *, lower: bool) -> None:
    """Change the scores as they were shown. Raises RegradingError if they would change otherwise.

    The quiz or the attempts may have changed since, also because of another teacher.
    """
    now = _quiz(quiz.id)
    found = _changes(now, pairs) if now else []
    if _outcomes(found) != _outcomes(seen):
        raise RegradingError(
            "The quiz or its attempts have changed since this page was drawn. Nothing was changed. "
            "Reload the page, and look at it once more."
        )
    store().attempts.regrade(regrading.events(found, now=clock.now(), lower=lower))
    raised = sum(change.rises for change in found)
    lowered = sum(change.falls for change in found) if lower else 0
    said = f"{counted(raised, 'score')} raised, {counted(lowered, 'score')} lowered."
    current_teacher.note("regraded", f"“{quiz.title}”, {said}")
    st.session_state[_DONE] = f"{said} Learners see the old score and the new one."


def _outcomes(found: Sequence[Change]) -> list[tuple[object, ...]]:
    return [(each.attempt.id, each.place, each.before, each.after, each.item) for each in found]


def _changes(quiz: Quiz, pairs: Mapping[str, Mapping[str, str]]) -> list[Change]:
    items = {item.id: item for item in quiz.items}
    return list(regrading.changes(store().attempts.with_items(items.keys()), items, pairs))


def _listed(course: Course) -> list[tuple[str, str]]:
    """The address and title of each quiz that has items of its own, and of each pool."""
    quizzes = (*course.quizzes.values(), *course.pools.values())
    return [(address(quiz.id), quiz.title) for quiz in quizzes if quiz.items]


def _quiz(quiz_id: str) -> Quiz | None:
    """The quiz as its file has it now, even if other files of the course have faults."""
    files = read_files(settings().course_root)
    return _usable(tuple(sorted(files.items())), quiz_id, settings().originals)


@lru_cache(maxsize=2)
def _usable(
    files: tuple[tuple[str, bytes], ...], quiz_id: str, originals: Path | None
) -> Quiz | None:
    return usable_quiz(read_and_check(dict(files), originals), quiz_id)
