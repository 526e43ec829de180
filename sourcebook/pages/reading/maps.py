"""A map of the course: its picture, and in words what it shows."""

import base64
from html import escape

from sourcebook.model.about import CourseMap
from sourcebook.model.course import Course

_SWATCHES = {"plain": "swatch plain", "hatched": "swatch hatched"}


def map_figure(course: Course, map_id: str) -> str:
    """A map with its caption; empty if the course has no such map.

    The picture is shown as an image, so that nothing in it can run or be fetched.
    """
    shown, picture = course.about.maps.get(map_id), course.pictures.get(map_id)
    if shown is None or picture is None:
        return ""
    data = base64.b64encode(picture.encode()).decode("ascii")
    return (
        "<figure class='map'><img width='720' height='400' "
        f"src='data:image/svg+xml;base64,{data}' alt='{escape(shown.alt)}'>"
        f"<figcaption>{_caption(shown)}</figcaption></figure>"
    )


def _caption(shown: CourseMap) -> str:
    legend = " ".join(
        f"<span class='{_SWATCHES[each.filling]}'></span> {escape(each.means)}"
        for each in shown.legend
    )
    return "".join(f"<p>{each}</p>" for each in (legend, escape(shown.note or "")) if each)
