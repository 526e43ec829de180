"""The teacher's pages that the desk leads to, and those within them; not here: the desk itself."""

from collections.abc import Callable
from typing import NamedTuple

from sourcebook.pages.teaching import (
    assignment_links,
    assignments_page,
    class_page,
    learner_links,
    learner_page,
    log_page,
    marking_page,
    plans_page,
    regrade_page,
    results_page,
    teachers_page,
    understood_links,
    understood_page,
)
from sourcebook.pages.teaching.editor import editor_page as editor


class TeacherPage(NamedTuple):
    """A page after the sign-in: its address, its title, its purpose in a sentence, its script."""

    url_path: str
    title: str
    purpose: str
    show: Callable[[], None]


PAGES: tuple[TeacherPage, ...] = (
    TeacherPage("class", class_page.TITLE, class_page.PURPOSE, class_page.show),
    TeacherPage(
        assignment_links.ADDRESS,
        assignments_page.TITLE,
        assignments_page.PURPOSE,
        assignments_page.show,
    ),
    TeacherPage("results", results_page.TITLE, results_page.PURPOSE, results_page.show),
    TeacherPage("marking", marking_page.TITLE, marking_page.PURPOSE, marking_page.show),
    TeacherPage("plans", plans_page.TITLE, plans_page.PURPOSE, plans_page.show),
    TeacherPage("edit", editor.TITLE, editor.PURPOSE, editor.show),
    TeacherPage("teachers", teachers_page.TITLE, teachers_page.PURPOSE, teachers_page.show),
    TeacherPage("log", log_page.TITLE, log_page.PURPOSE, log_page.show),
)

INNER: tuple[TeacherPage, ...] = (
    TeacherPage(learner_links.ADDRESS, learner_page.TITLE, "", learner_page.show),
    TeacherPage(understood_links.ADDRESS, understood_page.TITLE, "", understood_page.show),
    TeacherPage(regrade_page.ADDRESS, regrade_page.TITLE, "", regrade_page.show),
)
"""Pages without a place at the desk or in the bar; other pages of the desk lead there."""
