"""A past answer in a few words: the item as a link to where its key stands, and its proof."""

from collections.abc import Callable
from datetime import datetime

from markupsafe import Markup

from sourcebook.delivery import earned_at
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import claim_of
from sourcebook.model.items import Item
from sourcebook.pages.quiz.attempt_view import link, shown_item
from sourcebook.pages.quiz.outcome import SIGNS, in_words, look
from sourcebook.pages.shared import clock, links, markup
from sourcebook.pages.shared.number_format import points_of
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def asked(item: Item) -> str:
    """What an item asked, in the words that tell it from others: of a verdict its claim."""
    return claim_of(item) or item.stem


def item_link(attempt: Attempt, place: int, leads: Callable[[Attempt, int], str] = link) -> Markup:
    """What was asked, as a link to the item in its attempt, where its key and proof stand.

    `leads` gives the address: of the item, or of its proof.
    """
    return links.link(leads(attempt, place), asked(shown_item(attempt, place)))


def proofs(course: Course, attempt: Attempt, place: int) -> str:
    """Marks for the passages that prove an item's key; each opens beside the page.

    None while a test with the same item is open.
    """
    if place in attempt.withheld:
        return "–"
    marks = markup.citations(course, shown_item(attempt, place).citations)
    return Markup("<span class='cites'>{}</span>").format(marks) if marks else "–"


def outcome(attempt: Attempt, place: int) -> str:
    """Right or not, and the points on record: `✓ Right, 2 of 2 points`.

    Neither while a test with the same item is open.
    """
    if place in attempt.withheld:
        return "• Answered"
    earned, worth = earned_at(attempt, place), attempt.items[place].item.points
    item, record = shown_item(attempt, place), attempt.record(place)
    found = look(item, record)
    sign = f"{SIGNS[found]} " if found else ""
    return f"{sign}{in_words(item, record)}, {points_of(earned * worth, worth)}"


def outcome_with_comment(attempt: Attempt, place: int) -> Markup:
    """The outcome of an answer, and below it what the teacher says to the learner."""
    record = attempt.record(place)
    comment = record.comment if place not in attempt.withheld else None
    return _html.outcome(outcome(attempt, place), comment)


def moment(at: datetime) -> str:
    """A moment by the learner's clock that breaks, if at all, between day and time."""
    return clock.local_time(at).replace(" ", "\u00a0").replace(",\u00a0", ", ")
