"""Sessions of review and practice: what is offered, how one starts, and what came of it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import ceil
from random import SystemRandom
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from sourcebook.delivery import earned_at, may_see_result
from sourcebook.model.attempts import Attempt, Purpose
from sourcebook.model.course import Course
from sourcebook.pages.quiz import attempt_view
from sourcebook.pages.quiz.attempt_view import AttemptView, is_session, move, next_open
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.buttons import ButtonType, action_button
from sourcebook.pages.shared.navigation import go, name_page
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.review import (
    DUE_TODAY,
    MISSED_ITEMS,
    SESSION_SIZE,
    Due,
    deck,
    due,
    missed_session,
    practice_session,
    review_session,
)
from sourcebook.scoring import RIGHT

_html = Macros(__file__)

SECONDS_EACH = 40
"""About how long an item takes: our guess, so that learners can plan their time."""


class Step(NamedTuple):
    """What to do next: why, what the button says, and what it does."""

    why: str
    label: str
    take: Callable[[], None]


def purpose_of(quiz_id: str) -> Purpose:
    """The purpose of the attempts that are open under a quiz id in an address without one."""
    return "review" if quiz_id in (DUE_TODAY, MISSED_ITEMS) else "quiz"


def is_review(attempt: Attempt) -> bool:
    """Whether an attempt is a review of what is due."""
    return attempt.purpose == "review" and attempt.quiz_id == DUE_TODAY


def next_review(course: Course, learner: str, attempts: Sequence[Attempt]) -> Step | None:
    """The review left half-way, else what is due today, else the day of the next one, if any.

    What was left half-way comes first: its items are answered before others are due. There is
    nothing to be done before the day of the next one: its label is empty.
    """
    if running := [each for each in attempts if is_review(each) and not each.is_finished]:
        attempt = running[-1]
        why = (
            f"Your review is not finished: {len(attempt.answers)} of "
            f"{counted(len(attempt.items), 'item')} answered."
        )
        return Step(why, "Go on with the review", lambda: move(attempt, next_open(attempt, -1)))
    coming = deck(attempts, course, clock.zone())
    if waiting := _by_today(coming):
        label = "Review it" if len(waiting) == 1 else "Review them"
        return Step(_how_much(len(waiting)), label, lambda: start_review(learner))
    if coming:
        day = _on(coming[0].due_on).removeprefix("on ")
        return Step(f"Next review: {day}", "", lambda: None)
    return None


def show_beginning(course: Course, learner: str | None) -> None:
    """Draw what an address leads to that names a review of which none is open."""
    name_page("Review")
    st.html(_html.beginning())
    attempts = store().attempts.of_learner(learner) if learner else ()
    review = next_review(course, learner, attempts) if learner and attempts else None
    if review is None:
        st.html(_html.nothing_due())
    else:
        st.html(_html.due(review.why))
        if review.label:
            action_button(review.label, review.take, key="review", type="primary")
    st.html(_html.to_course())


def start_review(learner: str) -> None:
    """Start a session of what is due today, or go on with the one still open."""
    course = library().course()
    waiting = due(store().attempts.of_learner(learner), course, clock.zone(), by=clock.today())
    if waiting:
        attempt_view.start(learner, review_session(waiting, course), purpose="review")
    else:
        # Another tab has answered all of it, or it was taken out of the course since.
        go("")


def practise_missed(learner: str) -> None:
    """Start a session of all that was missed at the latest answer, or go on with the open one.

    Where nothing is missed any more the page stays as it is.
    """
    if session := missed_session(store().attempts.of_learner(learner), library().course()):
        attempt_view.start(learner, session, purpose="review")


def practise_objective(learner: str, objective_id: str) -> None:
    """Start a session on one objective, or go on with the one still open.

    Where the course has no item for it the page stays as it is.
    """
    attempts, course = store().attempts.of_learner(learner), library().course()
    if session := practice_session(objective_id, attempts, course, SystemRandom()):
        attempt_view.start(learner, session, purpose="practice")


def verdict(attempt: Attempt) -> str:
    """How many items of a session were right, unless an open test closes some of them."""
    done = "Reviewed" if is_review(attempt) else "Practised"
    if not may_see_result(attempt):
        return f"{done}: the result waits for a test with the same items."
    return f"{done}: {_right(attempt)} of {len(attempt.items)} right."


def look(attempt: Attempt) -> str:
    """The look of a session's result: `right` where all of it was, else `part`."""
    return "right" if may_see_result(attempt) and _right(attempt) == len(attempt.items) else "part"


def comes_back_on(at: AttemptView, place: int) -> Markup:
    """When the item just answered in a session comes back; empty where it does not."""
    if not is_session(at.attempt):
        return Markup()
    item_id = at.attempt.items[place].item.id
    coming = deck(
        store().attempts.of_learner_with_item(at.learner, item_id), at.course, clock.zone()
    )
    day = next((each.due_on for each in coming if each.item.id == item_id), None)
    if day is None or day <= clock.today():
        return Markup()
    return _html.comes_back(_on(day))


def comes_back(attempt: Attempt, coming: Sequence[Due]) -> str:
    """How many items of a session come back first, and when; empty where none does."""
    asked = {pinned.item.id for pinned in attempt.items}
    today = clock.today()
    days = [max(today, each.due_on) for each in coming if each.item.id in asked]
    if not days:
        return ""
    first = days.count(min(days))
    if min(days) == today:
        return f"{first} {'is' if first == 1 else 'are'} still due today."
    others = ", the others later" if first < len(days) else ""
    return f"{first} {'comes' if first == 1 else 'come'} back {_on(min(days))}{others}."


def ways_on(at: AttemptView, coming: Sequence[Due]) -> None:
    """Draw the ways on from the end of a session: what else is due, the course, the scores."""
    waiting = min(len(_by_today(coming)), SESSION_SIZE)
    with st.container(horizontal=True, vertical_alignment="center"):
        if waiting and is_review(at.attempt):
            many = f"{waiting} items" if waiting > 1 else "item"
            action_button(
                f"Go on with the next {many}",
                lambda: start_review(at.learner),
                key="review",
                type="primary",
            )
        type_: ButtonType = "secondary" if waiting else "primary"
        action_button("Back to the course", lambda: go(""), key="to-course", type=type_)
        action_button("See all my scores", lambda: go("scores"), key="to-scores", type="tertiary")


def _right(attempt: Attempt) -> int:
    return sum(earned_at(attempt, place) == RIGHT for place in range(len(attempt.items)))


def _by_today(coming: Sequence[Due]) -> list[Due]:
    today = clock.today()
    return [each for each in coming if each.due_on <= today]


def _how_much(count: int) -> str:
    """How much is due, and about how long the session takes."""
    are = "is" if count == 1 else "are"
    minutes = counted(ceil(min(count, SESSION_SIZE) * SECONDS_EACH / 60), "minute")
    said = f"{counted(count, 'item')} {are} due for review today"
    if count > SESSION_SIZE:
        return f"{said}. The first {SESSION_SIZE} take about {minutes}."
    return f"{said}, about {minutes}."


def _on(day: date) -> str:
    """A day as one speaks of it: `tomorrow`, `on 25 November`, `on 3 January 2023`."""
    today = clock.today()
    if day == today + timedelta(days=1):
        return "tomorrow"
    year = f" {day.year}" if day.year != today.year else ""
    return f"on {day.day} {day:%B}{year}"
