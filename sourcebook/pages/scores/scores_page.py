"""My scores: how far a learner is, what to do next, and what their answers show."""

import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import attempt_results, mastery, past_answers, progress
from sourcebook.model.course import Course
from sourcebook.pages.identity import school
from sourcebook.pages.scores import page_sections
from sourcebook.pages.scores.calibration import sureness
from sourcebook.pages.scores.mastery import draw_abilities
from sourcebook.pages.scores.past_attempts import draw_history
from sourcebook.pages.scores.progress import draw_next_step, next_step, standing, unfinished
from sourcebook.pages.scores.quiz_results import results, sessions
from sourcebook.pages.shared import clock, current_learner
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.navigation import draw_panel, go, name_page
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.components import move_focus

_html = Macros(__file__)


def show() -> None:
    """Draw the page."""
    course, learner = library().course(), current_learner.learner_id()
    store().attempts.end_overdue(now=clock.now())
    name_page("My scores")
    with st.container(key="scores"):
        st.html("<h1>My scores</h1>")
        if school.is_in_use() and current_learner.credential() is None:
            current_learner.explain_no_learner(
                "So that nobody else sees your scores, this page asks who you are."
            )
            return
        if learner:
            _draw(course, learner)
        else:
            _nothing_yet(course)
    draw_panel(course)


def _draw(course: Course, learner: str) -> None:
    attempts, readings = store().attempts.of_learner(learner), store().readings.of_learner(learner)
    if not attempts and not readings:
        _nothing_yet(course)
        return
    by_id = {attempt.id: attempt for attempt in attempts}
    answers, taken = past_answers(attempts), attempt_results(attempts)
    mastered = mastery(answers)
    reached = progress(course, readings, attempts, results=taken)
    sure = sureness(course, by_id, answers)
    with st.container(key="next"):
        st.html(standing(reached))
        draw_next_step(next_step(course, learner, attempts, reached, mastered))
    _draw_html(_html.no_quiz() if not attempts else unfinished(attempts))
    has = {"quizzes": len(taken), "abilities": len(answers), "sureness": sure}
    named = [name for name in page_sections.PARTS if has.get(name, len(answers))]
    _draw_html(page_sections.contents(named))
    _draw_html(results(by_id, taken) + sessions(attempts))
    if len(answers):
        draw_abilities(course, learner, attempts, answers, mastered)
    _draw_html(sure)
    if len(answers):
        draw_history(course, by_id, answers)
    if (wanted := st.query_params.get("part", "")) in named:
        move_focus(page_sections.anchor(wanted), f"part {wanted}")


def _nothing_yet(course: Course) -> None:
    """Draw what this page will show, and a link to the first lesson."""
    st.html(_html.no_quiz())
    lesson = next(iter(course.lessons.values()), None)
    if lesson:
        label = "Start with the first lesson"
        action_button(label, lambda: go("lesson", lesson=lesson.id), key="begin", type="primary")


def _draw_html(section: Markup) -> None:
    """Draw a section, unless there is nothing in it yet."""
    if section:
        st.html(section)
