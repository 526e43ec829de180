"""The plans for lessons: a list of the lessons, and the plan of one, to read and to print."""

from urllib.parse import urlencode

import streamlit as st

from sourcebook.formats.registry import DOCX, FORMATS
from sourcebook.model.course import Course
from sourcebook.model.lessons import Lesson
from sourcebook.pages.shared import downloads, links, print_button
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.navigation import draw_panel, go, name_page, stray_parts
from sourcebook.pages.shared.services import library
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.teaching import understood_links
from sourcebook.pages.teaching.editor.new_file import begin_plan
from sourcebook.pages.teaching.editor.open_file import plan_path
from sourcebook.pages.teaching.plan_text import plan_text
from sourcebook.pages.teaching.result_files import guarded

TITLE = "Plans"
PURPOSE = "How to teach each lesson in 45 or 90 minutes, on two pages to print."

_html = Macros(__file__)


def show() -> None:
    """Draw the plan of the lesson that the address names, else the list of all lessons."""
    course = library().course().as_if_open()
    stray, wanted = stray_parts("lesson"), st.query_params.get("lesson", "")
    lesson = None if stray else course.lessons.get(wanted)
    with st.container(key="plans"):
        if lesson:
            _draw(course, lesson)
        else:
            problem = f"There is no lesson ‘{literal(wanted)}’." if wanted else ""
            _draw_list(course, stray or problem)
    draw_panel(course)


def _draw_list(course: Course, problem: str) -> None:
    name_page(TITLE)
    if problem:
        st.warning(f"{problem} Choose one here.")
    st.html(_html.lessons(TITLE, course))


def _draw(course: Course, lesson: Lesson) -> None:
    name_page(f"Plan: {lesson.title}", TITLE)
    place = f"Lesson {links.lesson_number(course, lesson)} of {len(course.lessons)}"
    st.html(links.breadcrumbs(links.link(in_app("/plans"), TITLE), place) + _html.head(lesson))
    plan, path = course.plans.get(lesson.id), plan_path(lesson.id)
    if plan:
        print_button.draw(type="primary")
    edit_address = _edit_address(path) if path else ""
    understood = understood_links.link_for_lesson(course, lesson)
    st.html(_html.ways(lesson, edit_address, understood, has_plan=plan is not None))
    downloads.offer(
        "Download the worksheet of this lesson (Word)",
        name=f"{lesson.id}-worksheet.docx",
        kind=DOCX,
        make=guarded(lambda: FORMATS["worksheet-a"].of_lesson(lesson, course)),
        key="lesson-worksheet",
    )
    if plan:
        st.html(plan_text(plan, course))
    elif path is None:
        action_button("Begin the plan", lambda: _begin(lesson), key="begin-plan", type="primary")


def _begin(lesson: Lesson) -> None:
    go("edit", file=begin_plan(lesson.id), view="Text")


def _edit_address(path: str) -> str:
    return in_app(f"/edit?{urlencode({'file': path, 'view': 'Text'})}")
