"""What a learner reads before they start a quiz: what to expect, and the rules of their class."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from sourcebook.delivery.terms import Refusal, Terms
from sourcebook.model.assignments import Part
from sourcebook.model.attempts import Attempt
from sourcebook.model.quiz_minutes import quiz_minutes
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import clock, local_times
from sourcebook.pages.shared.number_format import counted, percent
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)

_REFUSED: Final[dict[Refusal, str]] = {
    "not_open": "You can start once it is open.",
    "closed": "It is closed, and takes no new attempt. Ask your teacher if you still need one.",
    "used_up": "You have used all your attempts. Ask your teacher if you need another one.",
}


def terms_of(learner: str | None, quiz_id: str) -> Terms | None:
    """The rules that a learner's classes set for a quiz; None if none set it."""
    if learner is None:
        return None
    return store().assignments.of_learner(learner).get(Part("quiz", quiz_id))


def what_to_expect(quiz: Quiz, terms: Terms | None) -> str:
    """How the quiz goes: its length, when answers are explained, its time and its pass mark."""
    asked = terms.applied_to(quiz) if terms else quiz
    limit = f" You have {counted(asked.time_limit, 'minute')}." if asked.time_limit else ""
    stop = (
        "The clock runs on if you leave; what you have answered by then counts."
        if asked.time_limit
        else "You can stop and come back when you like."
    )
    return (
        f"{asked.size} items, one at a time, in about {counted(quiz_minutes(quiz), 'minute')}. "
        f"Each answer is saved at once. {_explained(asked, terms)}{limit} "
        f"{percent(asked.pass_mark)} passes. {stop}"
    )


def rules(terms: Terms, attempts: Sequence[Attempt]) -> Markup:
    """The dates and the attempts that are left, by the learner's clock."""
    left, now = terms.attempts_left(attempts), clock.now()
    facts = [
        (name, f"{local_times.day_in_words(moment)}, {local_times.exact(moment)}")
        for name, moment in (
            ("Opens", terms.opens if terms.opens and now < terms.opens else None),
            ("Due", terms.due),
            ("Closes", terms.closes),
        )
        if moment
    ]
    if left is not None:
        facts.append(("Attempts left", f"{left} of {terms.attempts}"))
    return _html.rules(facts, is_late=terms.is_after_due(now))


def why_not(terms: Terms | None, attempts: Sequence[Attempt]) -> str:
    """Why the learner cannot start the quiz now, and what to do; empty if they can."""
    refusal = terms.refusal(attempts, clock.now()) if terms else None
    return _REFUSED[refusal] if refusal else ""


def refused(why: str) -> Markup:
    """The note in place of the button that starts the quiz."""
    return _html.refused(why)


def late(terms: Terms | None, attempt: Attempt) -> str:
    """That an attempt was handed in late; empty if it was in time."""
    if terms is None or terms.due is None or not terms.is_late(attempt, clock.now()):
        return ""
    return f"Handed in late: it was due on {local_times.exact(terms.due)}."


def _explained(quiz: Quiz, terms: Terms | None) -> str:
    if quiz.feedback == "immediate":
        return "Then you see why it is right or not, and the passage that proves it."
    until = terms.withheld_until(clock.now()) if terms else None
    seen = "you see what is right, why, and the passages that prove it."
    shown = (
        f". When it has closed, on {local_times.exact(until)}, {seen}"
        if until
        else f"; only then {seen}"
    )
    return (
        f"You can change it until you hand in the whole quiz{shown} Until then the answers to its "
        "items are closed to you elsewhere, too: in other quizzes, lessons, reviews and past "
        "results."
    )
