"""What a learner sees instead of an answer or a result that their open test closes."""

from markupsafe import Markup

from sourcebook.delivery import may_see_result
from sourcebook.model.attempts import Attempt, OpenTest
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def closed_item(test: OpenTest) -> Markup:
    """Why an item that was answered is not explained yet, and a link to the test."""
    return _html.closed_item(test)


def closed_check(test: OpenTest) -> Markup:
    """The same for an item in a lesson, where nothing is saved."""
    return _html.closed_check(test)


def closed_result(attempt: Attempt) -> Markup:
    """Why the result of a finished attempt is not shown yet; empty if it is shown."""
    return Markup() if may_see_result(attempt) else _html.closed_result(_first_test(attempt))


def closed_attempt(attempt: Attempt) -> Markup:
    """What an attempt still waits for when all of its items are answered."""
    if not attempt.withheld:
        return _html.finish_it()
    return _html.closed_attempt(_first_test(attempt))


def _first_test(attempt: Attempt) -> OpenTest:
    return next(iter(attempt.withheld.values()))
