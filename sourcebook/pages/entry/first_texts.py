"""The text of a page that the first response carries, so that it can be read before the app runs.

It is the same for everyone: no learner is asked for, and it is drawn once for each version of the
course.
"""

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.pages.entry import first_page, top_bar
from sourcebook.pages.reading import lesson_text
from sourcebook.pages.shared.services import library
from sourcebook.pages.streamlit_internals.index_page import FirstText

_PARTS: Mapping[str, Sequence[str]] = {"/": (), "/lesson": lesson_text.PARTS}
"""The pages with such a text, and the parts of a query that choose among their texts."""

_Address = tuple[str, tuple[str | None, ...]]


class FirstTexts:
    """The texts of the course of this process, each kept until the course changes."""

    def __init__(self) -> None:
        self._course: Course | None = None
        self._drawn: dict[_Address, FirstText] = {}

    def __call__(self, path: str, query: Mapping[str, str]) -> FirstText | None:
        """The text of the page at an address such as `/lesson`; None where there is none."""
        if path not in _PARTS:
            return None
        course = library().course()
        if course is not self._course:
            self._course, self._drawn = course, {}
        drawn, address = self._drawn, (path, tuple(map(query.get, _PARTS[path])))
        # Only what there is is kept, so wrong addresses fill no memory.
        if address not in drawn and (text := _text(course, path, query)):
            drawn[address] = text
        return drawn.get(address)


def _text(course: Course, path: str, query: Mapping[str, str]) -> FirstText | None:
    is_lesson = path == "/lesson"
    text = lesson_text.first_text(course, query) if is_lesson else first_page.first_text(course)
    if text is None:
        return None
    bar = top_bar.for_learners(path.removeprefix("/"))
    return text._replace(bar=bar, pieces=tuple(map(_without_ids, text.pieces)))


def _without_ids(piece: Markup) -> Markup:
    """The app draws the same ids, and for a moment both are there; a page may have each once."""
    return Markup(re.sub(r" id='[\w-]+'(?=[^<]*>)", "", piece))  # noqa: S704  # Only less of it.
