"""The end of a lesson: what is still open, the button that finishes it, and what comes next.

A lesson is done when its steps were opened and its tasks are answered, or left out on purpose.
"""

import streamlit as st
from markupsafe import Markup

from sourcebook.model.lesson_work import PassedOver
from sourcebook.pages.reading import steps, tasks
from sourcebook.pages.reading.lesson_text import ways_on
from sourcebook.pages.reading.steps import Step
from sourcebook.pages.reading.visit import Visit
from sourcebook.pages.shared import clock, current_learner, links
from sourcebook.pages.shared.buttons import ButtonType, action_button
from sourcebook.pages.shared.navigation import go
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.components import move_focus

_html = Macros(__file__)


def draw(its: Visit, here: Step) -> None:
    """Draw the end of a lesson that is read step by step."""
    _draw(its, unopened(its, here), is_done=is_done(its, here))


def draw_whole(its: Visit) -> None:
    """Draw the end of a lesson on one page; only the learner knows whether they read it."""
    _draw(its, [], is_done=its.is_read)


def is_done(its: Visit, here: Step) -> bool:
    """Whether the lesson counts as done once the step on the screen is opened."""
    return its.is_read or not (unopened(its, here) or its.open_tasks())


def unopened(its: Visit, here: Step) -> list[Step]:
    """The steps that the learner has not opened, apart from the one on the screen."""
    others = (each for each in steps.steps(its.lesson) if each.number != here.number)
    return [each for each in others if each.name not in its.steps]


def note_done(its: Visit) -> None:
    """Note the lesson as done; the first time counts."""
    if learner := current_learner.get_or_create_learner():
        store().readings.mark_read(learner, its.lesson.id, now=clock.now())


def _draw(its: Visit, left_steps: list[Step], *, is_done: bool) -> None:
    left = [] if is_done else [*_links(its, left_steps), *_open_tasks(its)]
    read_at = its.reading.read_at if its.reading else None
    since = clock.local_time(read_at) if read_at else ""
    st.html(_html.end(is_done, since, left))
    with st.container(horizontal=True, key="lesson-end"):
        if not is_done:
            label = "Leave these out and finish the lesson" if left else "I have read the lesson"
            look: ButtonType = "secondary" if left else "primary"
            action_button(label, lambda: _finish(its), key="finish", type=look)
        _quiz(its, is_primary=is_done)
    if st.session_state.get("just-done") == its.lesson.id:
        # The button with the keyboard's place is gone.
        move_focus("lesson-done", f"{its.lesson.id} done", block="center")
    st.html(ways_on(its.course, its.lesson))


def _finish(its: Visit) -> None:
    for name in its.open_tasks():
        its.save(name, PassedOver())
    note_done(its)
    st.session_state["just-done"] = its.lesson.id


def _quiz(its: Visit, *, is_primary: bool) -> None:
    if quiz := its.course.quiz_of(its.lesson):
        label = f"Take the quiz ({counted(quiz.size, 'item')})"
        look: ButtonType = "primary" if is_primary else "secondary"
        action_button(label, lambda: go("quiz", quiz=quiz.id), key="to-quiz", type=look)


def _links(its: Visit, left: list[Step]) -> list[Markup]:
    return [links.link(steps.address(its.lesson, each), f"Step: {each.title}") for each in left]


def _open_tasks(its: Visit) -> list[Markup]:
    """The tasks without an answer, each as a link to its step."""
    left = its.open_tasks()
    return [
        links.link(steps.address(its.lesson, step), tasks.title(its, task))
        for step in steps.steps(its.lesson)
        for name in step.tasks
        if (task := left.get(name))
    ]
