"""The texts that a learner handed in, the newest first, each with its mark."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from sourcebook.model.attempts import Attempt
from sourcebook.model.learners import Member
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import learner_links, marking_cards
from sourcebook.pages.teaching.learner_attempt import mark_in_words
from sourcebook.pages.teaching.written_answers import Text, texts_by_item

_MOST: Final = 3
"""How many texts are shown before the earlier ones are folded away."""

_html = Macros(__file__)


def texts(member: Member, attempts: Sequence[Attempt]) -> Markup:
    """The section on written texts; empty if there are none. `attempts` come oldest first."""
    shown = [
        _text(member, attempt, text)
        for attempt in reversed(attempts)
        for same in texts_by_item([attempt]).values()
        for text in same
    ]
    return _html.texts(shown[:_MOST], shown[_MOST:]) if shown else Markup()


def _text(member: Member, attempt: Attempt, text: Text) -> Markup:
    record = attempt.record(text.place)
    answer = record.answers[-1]
    return _html.text(
        text,
        title=learner_links.title(attempt),
        attempt=learner_links.attempt_address(member.number, attempt.id),
        moment=attempt_archive.moment(answer.answered_at),
        mark=mark_in_words(text.item, record),
        marking=marking_cards.address(text),
    )
