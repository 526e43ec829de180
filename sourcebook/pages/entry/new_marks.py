"""What a learner finds on the first page when their teacher has marked texts of theirs."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from sourcebook.delivery import has_new_mark
from sourcebook.model.attempts import Attempt
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.shared.templates import Macros

_MOST: Final = 3
"""How many texts are named; more are counted."""

_html = Macros(__file__)


def messages(attempts: Sequence[Attempt]) -> Markup:
    """The texts that were marked since their learner last opened them, the newest mark first.

    Empty if there are none.
    """
    found = [
        (attempt.record(place).marks[-1].at, attempt, place)
        for attempt in attempts
        for place in attempt.records
        if has_new_mark(attempt, place)
    ]
    found.sort(key=lambda each: each[0], reverse=True)
    rows = [
        (attempt_archive.item_link(attempt, place), bool(attempt.record(place).comment))
        for _, attempt, place in found
    ]
    return _html.messages(rows[:_MOST], len(rows[_MOST:])) if rows else Markup()
