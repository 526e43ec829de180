"""What stands in the place of an answer that a learner's open test closes."""

from html import escape

from sourcebook.delivery import may_see_result
from sourcebook.model.attempts import Attempt, OpenTest


def closed_item(test: OpenTest) -> str:
    """Why an item that was answered is not explained yet, and the way to the test."""
    return (
        f"<div id='result' class='notice' role='group' aria-labelledby='result'><p>Your answer is "
        f"saved. {_also_in(test)} What is right, and why, appears here once you have handed it "
        f"in.</p>{_way_to(test)}</div>"
    )


def closed_check(test: OpenTest) -> str:
    """The same of an item in a lesson, where nothing is saved."""
    return (
        f"<div class='notice'><p>{_also_in(test)} What is right, and why, appears here once you "
        f"have handed it in.</p>{_way_to(test)}</div>"
    )


def closed_result(attempt: Attempt) -> str:
    """Why the result of a finished attempt is not shown yet; empty where it is."""
    if may_see_result(attempt):
        return ""
    test = next(iter(attempt.withheld.values()))
    return (
        f"<p class='verdict'>Finished, and saved</p><p>Some of these items are also in "
        f"“{escape(test.title)}”, a test that you have not handed in. Your result appears here "
        f"once you have.</p>{_way_to(test)}"
    )


def closed_attempt(attempt: Attempt) -> str:
    """What an attempt still waits for when all of its items are answered."""
    if not attempt.withheld:
        return "<p>Finish it to see your result.</p>"
    test = next(iter(attempt.withheld.values()))
    return (
        f"<p>Some of these items are also in “{escape(test.title)}”, a test that you have not "
        "handed in. Hand it in first if you want to go on here with another try or a proof. Or "
        f"finish now; your result appears once you have handed it in.</p>{_way_to(test)}"
    )


def _also_in(test: OpenTest) -> str:
    return f"This item is also in “{escape(test.title)}”, a test that you have not handed in."


def _way_to(test: OpenTest) -> str:
    address = escape(f"/quiz?quiz={test.quiz_id}&attempt={test.attempt_id}")
    return f"<p><a data-in-app='1' href='{address}'>Go on with the test</a></p>"
