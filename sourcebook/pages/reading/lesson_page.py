"""A lesson: one step at a time or whole on one page, with its tasks and the proof of sentences."""

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

import streamlit as st
from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.model.lessons import Lesson, Task
from sourcebook.pages.reading import lesson_end, lesson_text, steps, tasks
from sourcebook.pages.reading.citation_counts import cited
from sourcebook.pages.reading.steps import Step
from sourcebook.pages.reading.visit import Visit, visit
from sourcebook.pages.shared import (
    clock,
    current_learner,
    links,
    markup,
    notes,
    panel,
    print_button,
)
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.navigation import draw_panel, go, name_page, stray_parts
from sourcebook.pages.shared.page_address import address
from sourcebook.pages.shared.panel import Proof
from sourcebook.pages.shared.prose import Reader, citation_numbers, cited_paragraphs
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.streamlit_internals.components import turn_steps

T = TypeVar("T")

_NOTHING = Markup()
_SHOWS_ALL = "every-citation"


def show() -> None:
    """Draw the lesson that the address names, else the one read last, else the first.

    `?section=how-we-work` leads to a step of it, `?view=whole` to all of it. Without them the step
    opened last is drawn.
    """
    course = library().course()
    named = st.query_params.get("lesson", "")
    stray = "" if named else stray_parts(*lesson_text.PARTS)
    wanted = named or _opened_last(course) or next(iter(course.lessons), "")
    lesson = None if stray else course.lessons.get(wanted)
    with st.container(key="lesson"):
        if lesson is None:
            name_page("Lesson")
            st.html(links.breadcrumbs(links.to_course()) + Markup("<h1>Lesson</h1>"))
            problem = stray or f"There is no lesson ‘{markup.literal(wanted)}’."
            st.warning(f"{problem} Choose one on the course page.")
        else:
            _draw(visit(course, lesson))
    draw_panel(course, partial(_proofs, lesson) if lesson else None)


def _draw(its: Visit) -> None:
    if st.query_params.get("view") == lesson_text.WHOLE:
        _draw_whole(its)
        return
    section = st.query_params.get("section", "")
    all_steps = steps.steps(its.lesson)
    wanted = section or (its.reading.step if its.reading else None)
    step = next((each for each in all_steps if each.name == wanted), all_steps[0])
    if section and step.name != section:
        st.warning(
            f"This lesson has no step ‘{markup.literal(section)}’. It may have a new name; here is "
            "the first."
        )
    if not section:
        # So that Back leads to this step, also when a later one is the step opened last.
        st.query_params.update({"lesson": its.lesson.id, "section": step.name})
    _draw_step(its, step)


def _draw_step(its: Visit, step: Step) -> None:
    """Draw one step, with the way to the one before and the one after."""
    course, lesson = its.course, its.lesson
    name_page(*lesson_text.step_titles(course, lesson, step))
    st.html(
        lesson_text.over_step(course, lesson)
        + steps.progress(lesson, step, its.steps, notes.known_notes())
    )
    st.html(lesson_text.step_head(lesson, step))
    _section(its, step)
    notes.draw(steps.place(lesson, step), f"Step “{step.title}”")
    before, after = steps.beside(lesson, step)
    if after is None:
        lesson_end.draw(its, step)
    _turn(lesson, before, after)
    _offer_citations()
    _remember(its, step)


def _draw_whole(its: Visit) -> None:
    """Draw a lesson whole, for readers who like to scroll, for search and for print."""
    course, lesson = its.course, its.lesson
    name_page(*lesson_text.whole_titles(course, lesson))
    st.html(lesson_text.whole_head(course, lesson))
    print_button.draw()
    _offer_citations()
    for step in steps.steps(lesson):
        _section(its, step, steps.linked_heading(lesson, step))
    if listed := cited(course, citation_numbers(lesson)):
        st.html(listed)
    lesson_end.draw_whole(its)
    if (learner := current_learner.get_or_create_learner()) and st.session_state.get(
        "reading"
    ) != lesson.id:
        store().readings.note_opened(learner, lesson.id, now=clock.now())
        st.session_state["reading"] = lesson.id


def _turn(lesson: Lesson, before: Step | None, after: Step | None) -> None:
    """Draw the buttons to the steps beside this one; the arrow keys press them, too."""
    with st.container(horizontal=True, key="turn"):
        if before:
            action_button("Back", lambda: _go(lesson, before), key="step-back")
        if after:
            action_button("Continue", lambda: _go(lesson, after), key="step-on", type="primary")
    turn_steps("turn", "step-back", "step-on")


def _offer_citations() -> None:
    st.toggle("Show every citation", key=_SHOWS_ALL)


def _go(lesson: Lesson, step: Step) -> None:
    go("lesson", lesson=lesson.id, section=step.name)


def _opened_last(course: Course) -> str | None:
    learner = current_learner.learner_id()
    lesson = course.opened_last(store().readings.of_learner(learner)) if learner else None
    return lesson.id if lesson else None


def _remember(its: Visit, step: Step) -> None:
    """Note the step as opened, once each time; last, so that it is read without a database, too."""
    opened = f"{its.lesson.id}/{step.name}"
    if st.session_state.get("reading") != opened and (
        learner := current_learner.get_or_create_learner()
    ):
        store().readings.note_step(learner, its.lesson.id, step.name, now=clock.now())
        st.session_state["reading"] = opened
    is_last = steps.beside(its.lesson, step)[1] is None
    if is_last and not its.is_read and lesson_end.is_done(its, step):
        lesson_end.note_done(its)


def _section(its: Visit, step: Step, heading: Markup = _NOTHING) -> None:
    """Draw a step: one piece of HTML for all between two tasks."""
    reader, shown, names = _reader(its, step), heading, iter(step.tasks)
    for block in step.section.blocks:
        if isinstance(block, Task):
            _flush(shown)
            shown = Markup()
            tasks.draw(its, next(names), block)
        else:
            shown += lesson_text.block(block, reader)
    _flush(shown)


def _flush(shown: Markup) -> None:
    if shown:
        st.html(lesson_text.text(shown))


def _reader(its: Visit, step: Step) -> Reader:
    """What the prose of a step needs: where its proofs open, and what marks it has."""
    numbers = citation_numbers(its.lesson) if st.session_state.get(_SHOWS_ALL) else {}
    here = address(without=panel.PARAMETER, lesson=its.lesson.id)
    return Reader(its.course, step.name, lambda name: f"{here}&{panel.PARAMETER}={name}", numbers)


def _proofs(lesson: Lesson, name: str) -> list[Proof]:
    """The sentences that `how-we-work:2` names, or the one that `how-we-work:2.1` names."""
    step_name, _, number = name.partition(":")
    place, _, sentence = number.partition(".")
    sections = dict(zip(steps.names(lesson), lesson.sections, strict=True))
    paragraphs = cited_paragraphs(sections[step_name]) if step_name in sections else ()
    found = _at(paragraphs, place) or ()
    chosen = [_at(found, sentence)] if sentence else list(found)
    return [Proof(each.words, each.passages) for each in chosen if each]


def _at(listed: Sequence[T], number: str) -> T | None:
    """The entry with this number, counted from 1; None if there is none."""
    return (
        listed[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(listed) else None
    )
