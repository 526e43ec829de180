"""HTML that is the same for every learner, and so is made once for a course."""

from collections.abc import Callable, Hashable

from markupsafe import Markup

from sourcebook.model.course import Course


class KeptHtml:
    """Pieces of HTML that are kept until another version of the course is shown."""

    def __init__(self) -> None:
        self._kept: tuple[Course | None, dict[Hashable, Markup]] = None, {}

    def of(self, course: Course, key: Hashable, make: Callable[[], Markup]) -> Markup:
        """The piece of this course with this key, made if there is none."""
        of, pieces = self._kept
        if of is not course:
            self._kept = _, pieces = course, {}
        if key not in pieces:
            pieces[key] = make()
        return pieces[key]
