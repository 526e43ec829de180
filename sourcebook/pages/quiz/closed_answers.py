"""What a learner sees instead of an answer or a result that a test of theirs closes."""

from markupsafe import Markup

from sourcebook.delivery import may_see_result
from sourcebook.model.attempts import Attempt, OpenTest
from sourcebook.pages.shared import local_times
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def shown_when(test: OpenTest) -> str:
    """When a test explains its items: once it is handed in, or at the moment when it closes."""
    if test.until is None:
        return "once you have handed it in"
    return f"on {local_times.exact(test.until)}"


def closed_item(attempt: Attempt, place: int) -> Markup:
    """Why an item that was answered is not explained yet, and a link to the test."""
    test = attempt.withheld[place]
    return _html.closed_item(test, test.attempt_id == attempt.id, shown_when(test))


def closed_check(test: OpenTest) -> Markup:
    """The same for an item in a lesson, where nothing is saved."""
    return _html.closed_check(test, shown_when(test))


def closed_result(attempt: Attempt) -> Markup:
    """Why the result of a finished attempt is not shown yet; empty if it is shown."""
    if may_see_result(attempt):
        return Markup()
    test = _closing_test(attempt)
    return _html.closed_result(test, test.attempt_id == attempt.id, shown_when(test))


def closed_attempt(attempt: Attempt) -> Markup:
    """What an attempt still waits for when all of its items are answered."""
    if not attempt.withheld:
        return _html.finish_it()
    test = _closing_test(attempt)
    return _html.closed_attempt(test, test.attempt_id == attempt.id, shown_when(test))


def _closing_test(attempt: Attempt) -> OpenTest:
    """The test that closes the attempt: its own rule first, else one that has some of its items."""
    tests = list(attempt.withheld.values())
    return next((each for each in tests if each.attempt_id == attempt.id), tests[0])
