"""The maps and drawings of the course: each as an image, and in words what it shows.

In an image nothing can run or be fetched. A picture in it follows the light of the app by
`prefers-color-scheme`, which is that of the page around it.
"""

import base64
import re

from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)

_VIEW_BOX = re.compile(r"viewBox=['\"][-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)['\"]")


def map_figure(course: Course, map_id: str) -> Markup:
    """A map with its caption; empty if the course has no such map."""
    shown, picture = course.about.maps.get(map_id), _picture(course, f"maps/{map_id}")
    return _html.map(shown, *picture) if shown and picture else Markup()


def drawing_figure(course: Course, drawing_id: str) -> Markup:
    """A drawing with its caption; empty if the course has no such drawing."""
    shown = course.about.drawings.get(drawing_id)
    picture = _picture(course, f"drawings/{drawing_id}")
    return _html.drawing(shown, *picture) if shown and picture else Markup()


def cover(course: Course) -> Markup:
    """The drawing on the first page, without a caption; empty if the course has none."""
    name = course.about.cover or ""
    shown, picture = course.about.drawings.get(name), _picture(course, f"drawings/{name}")
    return _html.cover(shown, *picture) if shown and picture else Markup()


def _picture(course: Course, name: str) -> tuple[str, tuple[int, int]] | None:
    """The picture in base64 and its width and height; None if the course has none of this name.

    The size is that of its view box, so that a page keeps the room before the picture is there.
    """
    svg = course.pictures.get(name)
    if svg is None:
        return None
    box = _VIEW_BOX.search(svg)
    width, height = (round(float(box[n])) for n in (1, 2)) if box else (720, 400)
    return base64.b64encode(svg.encode()).decode("ascii"), (width, height)
