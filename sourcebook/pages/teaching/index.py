"""The teacher's pages that the desk leads to; not here: the desk itself."""

from collections.abc import Callable
from typing import NamedTuple

from sourcebook.pages.teaching import classes, marking, results
from sourcebook.pages.teaching.editor import page as editor


class TeacherPage(NamedTuple):
    """A page behind the door: its address, its title, what it is for in a sentence, its script."""

    url_path: str
    title: str
    purpose: str
    show: Callable[[], None]


PAGES: tuple[TeacherPage, ...] = (
    TeacherPage("class", classes.TITLE, classes.PURPOSE, classes.show),
    TeacherPage("results", results.TITLE, results.PURPOSE, results.show),
    TeacherPage("marking", marking.TITLE, marking.PURPOSE, marking.show),
    TeacherPage("edit", editor.TITLE, editor.PURPOSE, editor.show),
)
