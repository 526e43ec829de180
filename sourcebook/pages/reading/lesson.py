"""A lesson: its objectives and its text, with citations that open their passage in place."""

from html import escape
from typing import assert_never

import streamlit as st

from sourcebook.model.course import Course
from sourcebook.model.lessons import (
    ChartFigure,
    CheckFigure,
    ComparisonFigure,
    Figure,
    Lesson,
    MapFigure,
    Prose,
    Section,
    TimelineFigure,
)
from sourcebook.pages import here, markup
from sourcebook.pages.navigation import follow_links, go, name_page
from sourcebook.pages.process import library, store
from sourcebook.pages.quiz.practice import try_item
from sourcebook.pages.reading import figures, maps


def show() -> None:
    """Draw the lesson that the address names, else the one read last, else the first."""
    course = library().course()
    wanted = st.query_params.get("lesson") or _read_last(course) or next(iter(course.lessons), "")
    lesson = course.lessons.get(wanted)
    if lesson is None:
        st.html("<h1>Lesson</h1>")
        st.warning(f"There is no lesson ‘{markup.plain(wanted)}’. Choose one on the course page.")
        return
    name_page(lesson.title)
    with st.container(key="lesson"):
        draw(lesson, course)
        _what_next(course, lesson)
    # Last, so that a lesson can be read while the database is out of reach.
    _remember(lesson)
    follow_links("lesson", course)


def draw(lesson: Lesson, course: Course) -> None:
    """Draw what there is to read of a lesson, and its items to try."""
    st.html(_head(lesson))
    numbers = markup.citation_numbers(lesson)
    for section in lesson.sections:
        _section(section, course, numbers)


def _read_last(course: Course) -> str | None:
    learner = here.learner_id()
    lesson = course.read_last(store().readings(learner)) if learner else None
    return lesson.id if lesson else None


def _remember(lesson: Lesson) -> None:
    """Note the lesson as read last, once each time it is opened."""
    if st.session_state.get("reading") != lesson.id and (learner := here.enrol()):
        store().note_reading(learner, lesson.id, now=here.now())
        st.session_state["reading"] = lesson.id


def _head(lesson: Lesson) -> str:
    goals = "".join(f"<li>{escape(objective.text)}</li>" for objective in lesson.objectives)
    return (
        f"<h1>{escape(lesson.title)}</h1><p class='meta'>About {lesson.minutes} minutes</p>"
        f"<details class='goals' open><summary>After this lesson you can</summary><ul>{goals}</ul>"
        "</details>"
    )


def _section(section: Section, course: Course, numbers: dict[str, int]) -> None:
    """Draw a section: one piece of HTML for all between two items to try."""
    shown = f"<h2>{escape(section.heading)}</h2>" if section.heading else ""
    for block in section.blocks:
        if isinstance(block, CheckFigure):
            _flush(shown)
            shown = ""
            if item := course.item(block.item):
                try_item(item, course)
        else:
            shown += _block(block, course, numbers)
    _flush(shown)


def _flush(shown: str) -> None:
    if shown:
        st.html(f"<div class='prose'>{shown}</div>")


def _block(block: Prose | Figure, course: Course, numbers: dict[str, int]) -> str:
    match block:
        case Prose():
            return markup.prose(block, course, numbers)
        case ComparisonFigure():
            return markup.comparison(course.comparisons[block.comparison], course)
        case TimelineFigure():
            return figures.timeline(course, block.first, block.last)
        case MapFigure():
            return maps.members_map()
        case ChartFigure():
            return figures.who_is_quoted(course)
        case CheckFigure():
            return ""
        case _:
            assert_never(block)


def _what_next(course: Course, lesson: Lesson) -> None:
    quiz = course.quiz_of(lesson)
    if quiz and st.button(f"Take the quiz ({quiz.size} items)", type="primary"):
        go("quiz", quiz=quiz.id)
