"""What a lesson cites, numbered as in its text: folded on a screen, whole on paper."""

from collections.abc import Mapping

from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def cited(course: Course, numbers: Mapping[str, int]) -> Markup:
    """The passages by the numbers of `citation_numbers`, and the articles they stand in."""
    found = [each for each in map(course.evidence, numbers) if each]
    if not found:
        return Markup("")
    sources = {each.source.id: each.source for each in found}
    in_order = [sources[each] for each in sorted(sources)]
    return _html.cited(counted(len(found), "passage"), found, in_order)
