"""A map of the course: its picture, and in words what it shows."""

import base64

from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def map_figure(course: Course, map_id: str) -> Markup:
    """A map with its caption; empty if the course has no such map.

    The picture is shown as an image, so that nothing in it can run or be fetched.
    """
    shown, picture = course.about.maps.get(map_id), course.pictures.get(map_id)
    if shown is None or picture is None:
        return Markup("")
    return _html.figure(shown, base64.b64encode(picture.encode()).decode("ascii"))
