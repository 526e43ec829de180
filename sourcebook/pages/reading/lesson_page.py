"""A lesson: its objectives and its text, with citations that open their passage in place."""

from collections.abc import Mapping, Sequence
from typing import assert_never

import streamlit as st
from markupsafe import Markup

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
from sourcebook.pages.quiz.practice import try_item
from sourcebook.pages.reading import lesson_end, lesson_figures, maps, sections
from sourcebook.pages.reading.citation_counts import cited
from sourcebook.pages.shared import clock, current_learner, links, markup
from sourcebook.pages.shared.navigation import follow_links, name_page, stray_parts
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.components import move_focus

_html = Macros(__file__)


def show() -> None:
    """Draw the lesson that the address names, else the one read last, else the first.

    `?section=how-we-work` leads to a section of it.
    """
    course = library().course()
    named = st.query_params.get("lesson", "")
    stray = "" if named else stray_parts("lesson", "section")
    wanted = named or _opened_last(course) or next(iter(course.lessons), "")
    lesson = None if stray else course.lessons.get(wanted)
    with st.container(key="lesson"):
        if lesson is None:
            name_page("Lesson")
            st.html(links.breadcrumbs(links.TO_COURSE) + Markup("<h1>Lesson</h1>"))
            problem = stray or f"There is no lesson ‘{markup.literal(wanted)}’."
            st.warning(f"{problem} Choose one on the course page.")
        else:
            _draw(lesson, course)
    if lesson:
        # Last, so that a lesson can be read while the database is out of reach.
        _remember(lesson)
    follow_links("lesson", course)


def draw(lesson: Lesson, course: Course) -> None:
    """Draw what there is to read of a lesson, and its items to try, as a preview in a page."""
    st.html(_html.preview_head(lesson))
    _sections(lesson, course, sections.headings(lesson), markup.citation_numbers(lesson))


def _draw(lesson: Lesson, course: Course) -> None:
    """Draw a lesson whole: where it stands in the course, its contents, its text, what is next."""
    place = f"Lesson {links.lesson_number(course, lesson)}"
    name_page(lesson.title, place)
    section = st.query_params.get("section", "")
    is_known = section in filter(None, sections.names(lesson))
    if section and not is_known:
        st.warning(
            f"This lesson has no section ‘{markup.literal(section)}’. It may have a new name; here "
            "is the whole lesson."
        )
    over = links.breadcrumbs(links.TO_COURSE, f"{place} of {len(course.lessons)}")
    st.html(over + _html.head(lesson) + sections.contents(lesson))
    numbers = markup.citation_numbers(lesson)
    _sections(lesson, course, sections.linked_headings(lesson), numbers)
    if listed := cited(course, numbers):
        st.html(listed)
    _what_next(course, lesson)
    if is_known:
        move_focus(sections.anchor(section), f"section {lesson.id} {section}")


def _sections(
    lesson: Lesson, course: Course, headings: Sequence[Markup], numbers: Mapping[str, int]
) -> None:
    for section, heading in zip(lesson.sections, headings, strict=True):
        _section(section, heading, course, numbers)


def _opened_last(course: Course) -> str | None:
    learner = current_learner.learner_id()
    lesson = course.opened_last(store().readings.of_learner(learner)) if learner else None
    return lesson.id if lesson else None


def _remember(lesson: Lesson) -> None:
    """Note the lesson as read last, once each time it is opened."""
    if st.session_state.get("reading") != lesson.id and (learner := current_learner.enrol()):
        store().readings.note_opened(learner, lesson.id, now=clock.now())
        st.session_state["reading"] = lesson.id


def _section(section: Section, heading: Markup, course: Course, numbers: Mapping[str, int]) -> None:
    """Draw a section: one piece of HTML for all between two items to try."""
    shown = heading
    for block in section.blocks:
        if isinstance(block, CheckFigure):
            _flush(shown)
            shown = Markup("")
            if item := course.item(block.item):
                try_item(item, course)
        else:
            shown += _block(block, course, numbers)
    _flush(shown)


def _flush(shown: Markup) -> None:
    if shown:
        st.html(Markup("<div class='prose'>{}</div>").format(shown))


def _block(block: Prose | Figure, course: Course, numbers: Mapping[str, int]) -> Markup:
    match block:
        case Prose():
            return markup.prose(block, course, numbers)
        case ComparisonFigure():
            return markup.comparison(course.comparisons[block.comparison], course)
        case TimelineFigure():
            return lesson_figures.timeline(course, block.first, block.last)
        case MapFigure():
            return maps.map_figure(course, block.map)
        case ChartFigure():
            return lesson_figures.who_is_quoted(course)
        case CheckFigure():
            return Markup("")
        case _:
            assert_never(block)


def _what_next(course: Course, lesson: Lesson) -> None:
    """Draw the end of the lesson, and the ways on: the lessons beside this one, the course."""
    lesson_end.draw(course, lesson)
    before, after = links.neighbours(course, lesson)
    beside = (
        links.link(links.lesson_address(each), f"{which} lesson: {each.title}")
        for which, each in (("Next", after), ("Previous", before))
        if each
    )
    st.html(links.next_links([*beside, links.link("/", "Back to the course")]))
