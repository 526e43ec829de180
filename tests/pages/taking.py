"""A learner who takes a quiz in a few words: which items rightly, and how sure they were."""

import random
from datetime import datetime
from typing import NamedTuple

from sourcebook.model.attempts import Attempt, Confidence, Purpose
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import clock, services

from .conftest import Browser, right, wrong


class Said(NamedTuple):
    """An answer to an item, and what was said of it; None leaves the item out."""

    rightly: bool | None
    sure: Confidence | None = None


RIGHT, WRONG, LEFT_OUT = Said(True), Said(False), Said(None)


def take(
    browser: Browser,
    quiz: Quiz,
    *said: Said,
    at: datetime | None = None,
    purpose: Purpose = "quiz",
) -> Attempt:
    """An attempt still open, its first items answered like this, at a moment or now."""
    store, now = services.store(), at or clock.now()
    attempt = store.attempts.start(
        browser.learner, quiz, now=now, rng=random.Random(1), purpose=purpose
    )
    for place, each in enumerate(said):
        if each.rightly is not None:
            response = (right if each.rightly else wrong)(quiz.items[place])
            store.attempts.answer(
                browser.learner, attempt.id, place, response, now=now, confidence=each.sure
            )
    return attempt


def hand_in(
    browser: Browser,
    quiz: Quiz,
    *said: Said,
    at: datetime | None = None,
    purpose: Purpose = "quiz",
) -> Attempt:
    """Such an attempt, handed in."""
    attempt = take(browser, quiz, *said, at=at, purpose=purpose)
    services.store().attempts.finish(browser.learner, attempt.id, now=at or clock.now())
    return attempt
