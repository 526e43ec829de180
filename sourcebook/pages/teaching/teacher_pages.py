"""The teacher's pages that the desk leads to; not here: the desk itself."""

from collections.abc import Callable
from typing import NamedTuple

from sourcebook.pages.teaching import class_page, marking_page, results_page
from sourcebook.pages.teaching.editor import editor_page as editor


class TeacherPage(NamedTuple):
    """A page behind the door: its address, its title, what it is for in a sentence, its script."""

    url_path: str
    title: str
    purpose: str
    show: Callable[[], None]


PAGES: tuple[TeacherPage, ...] = (
    TeacherPage("class", class_page.TITLE, class_page.PURPOSE, class_page.show),
    TeacherPage("results", results_page.TITLE, results_page.PURPOSE, results_page.show),
    TeacherPage("marking", marking_page.TITLE, marking_page.PURPOSE, marking_page.show),
    TeacherPage("edit", editor.TITLE, editor.PURPOSE, editor.show),
)
