"""Where a learner is in a quiz: their attempt, the place in it, and how another place is shown.

The address says it, `?quiz=…&attempt=…&item=3`, so that a refresh, a second tab and a
restarted server all lead back to the same item.
"""

import random
from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from sourcebook.delivery import is_answered, open_places, step
from sourcebook.model.attempts import Attempt, Purpose
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.model.quizzes import Quiz
from sourcebook.model.versions import changed_parts
from sourcebook.pages.quiz.outcome import SIGNS, in_words, look
from sourcebook.pages.shared import clock, markup
from sourcebook.pages.shared.navigation import go
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app

_html = Macros(__file__)

END = "end"
"""The value of `item` in the address for the page after the last item."""


PROOF = "proof"
"""The value of `at` in the address that leads to the passages which prove an answer."""


class AttemptView(NamedTuple):
    """A learner's attempt, and the place of an item in it or None for the end."""

    course: Course
    learner: str
    attempt: Attempt
    place: int | None


def start(learner: str, quiz: Quiz, *, purpose: Purpose = "quiz") -> None:
    """Start an attempt at a quiz with its items filled in, or go on with the open one."""
    rng = random.SystemRandom()
    attempt = store().attempts.start(learner, quiz, now=clock.now(), rng=rng, purpose=purpose)
    move(attempt, next_open(attempt, -1))


def move(attempt: Attempt, place: int | None) -> None:
    """Show an item of an attempt, or its end; for the action of a button."""
    go("quiz", **address(attempt, place))


def link(attempt: Attempt, place: int) -> str:
    """The address of an item of an attempt."""
    params = "&".join(f"{name}={value}" for name, value in address(attempt, place).items())
    return in_app(f"/quiz?{params}")


def address(attempt: Attempt, place: int | None) -> dict[str, str]:
    """The query of the address of an item of an attempt, or of its end."""
    item = END if place is None else str(place + 1)
    return {"quiz": attempt.quiz_id, "attempt": attempt.id, "item": item}


def proof_link(attempt: Attempt, place: int) -> str:
    """The address of the proof of an item, which is shown once its answer is in."""
    return f"{link(attempt, place)}&at={PROOF}"


def next_open(attempt: Attempt, place: int) -> int | None:
    """The next place after this one where something is to be done.

    None after the last: the page at the end then lists what was skipped.
    """
    return next((each for each in open_places(attempt) if each > place), None)


def finish_link(attempt: Attempt) -> Markup:
    """How many items are open, and a link to finish; empty if another way leads there."""
    if attempt.is_finished or attempt.feedback == "deferred":
        return Markup()
    left, size = len(open_places(attempt)), counted(len(attempt.items), "item")
    said = f"{left} of {size} {'is' if left == 1 else 'are'} open." if left else "Nothing is open."
    return _html.finish_link(said, in_app(f"/quiz?{urlencode(address(attempt, None))}"))


def title(attempt: Attempt) -> str:
    """What an attempt is called: its quiz, or what was missed of it."""
    missed = ", what you missed" if attempt.purpose == "missed" else ""
    return f"{attempt.quiz_title}{missed}"


def is_session(attempt: Attempt) -> bool:
    """Whether an attempt is a review or practice and so no result of a quiz."""
    return attempt.purpose in ("review", "practice")


def head(at: AttemptView) -> Markup:
    """The name of the quiz, how much is done, and a link to every item."""
    attempt = at.attempt
    steps = [_step(at, place) for place in range(len(attempt.items))]
    ran_out = attempt.deadline is not None and attempt.finished_at == attempt.deadline
    ended = clock.clock_time(attempt.deadline) if attempt.deadline and ran_out else ""
    counts = "handed in" if attempt.feedback == "immediate" else "saved"
    return _html.head(title(attempt), len(attempt.answers), steps, ended, counts)


def stem(at: AttemptView, place: int) -> Markup:
    """The question of an item, and what its author has changed of it since the attempt began."""
    item, size = shown_item(at.attempt, place), len(at.attempt.items)
    went_on = "You answered" if at.attempt.is_finished else "You go on with"
    changed = changes(at, place)
    return _html.stem(place + 1, size, item.stem, markup.claim(item), changed, went_on)


def changes(at: AttemptView, place: int) -> str | None:
    """What the author has changed of an item since the attempt began, None for nothing."""
    shown = shown_item(at.attempt, place)
    current = at.course.as_if_open().item(shown.id)
    if current is None:
        return "the item was taken out of the course"
    return ", ".join(changed_parts(shown, current)) or None


def shown_item(attempt: Attempt, place: int) -> Item:
    """The item as it was pinned, or as it was corrected for a new score."""
    again = attempt.record(place).regraded
    return again.item if again else attempt.items[place].item


class _Step(NamedTuple):
    """An item in the line of items: how far it is, in a class, a sign and words."""

    look: str
    sign: str
    label: str
    address: str
    is_current: bool


def _step(at: AttemptView, place: int) -> _Step:
    look, sign, label = _status(at.attempt, place)
    flag = at.attempt.record(place).flagged and not at.attempt.is_finished
    flagged, mark = (", flagged", "⚑") if flag else ("", "")
    address = link(at.attempt, place)
    return _Step(look, sign + mark, label + flagged, address, place == at.place)


def _status(attempt: Attempt, place: int) -> tuple[str, str, str]:
    """The look, the sign and the words for how far an item is."""
    if not is_answered(attempt, place):
        return "open", "", "unanswered" if attempt.is_finished else "open"
    waits_for = step(attempt, place)
    if waits_for == "nothing":
        item, record = shown_item(attempt, place), attempt.record(place)
        if shown := look(item, record):
            return shown, SIGNS[shown], in_words(item, record).lower()
    waits = attempt.is_finished and waits_for == "marking"
    return "given", "•", "not marked yet" if waits else "answered"
