"""The page behind the last item: what is still open, handing in, the result, and trying again."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import progress
from sourcebook.delivery import (
    earned_at_first,
    has_passed,
    is_answered,
    lacks,
    mark,
    may_see_result,
    open_places,
    step,
)
from sourcebook.model.attempts import Attempt
from sourcebook.pages.quiz import attempt_archive, before_start, next_attempt, review_sessions
from sourcebook.pages.quiz.attempt_view import AttemptView, changes, is_session, link, move
from sourcebook.pages.quiz.closed_answers import closed_attempt, closed_result
from sourcebook.pages.quiz.objectives_met import objectives_met
from sourcebook.pages.shared import clock, links, print_button
from sourcebook.pages.shared.buttons import ButtonType, action_button
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.number_format import (
    counted,
    counted_points,
    percent,
    points,
    points_of,
)
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.components import move_focus
from sourcebook.review import deck

_html = Macros(__file__)


def show(at: AttemptView) -> None:
    """Draw the result of a finished attempt, else what is left to do in it."""
    if at.attempt.is_finished:
        _result(at)
    elif at.attempt.feedback == "deferred":
        _review(at)
    else:
        _before_finishing(at)


def _before_finishing(at: AttemptView) -> None:
    """Draw the items that are still open, each with the way to it, and ask once."""
    attempt, left = at.attempt, open_places(at.attempt)
    if not left and attempt.withheld:
        _all_answered(at)
        return
    st.html(_html.before_finishing(_how_many_are_open(attempt)))
    with st.container(horizontal=True):
        if not left:
            _finish_button(at, "To my result", type="primary")
        else:
            _to_first_open(at, left)
            _finish_button(at, f"Finish without {'it' if len(left) == 1 else 'them'}")
    if left:
        rows = [(_item_link(attempt, place), _OPEN[_lacking(attempt, place)]) for place in left]
        st.html(table("Still open", ("Item", "State"), rows, look="brief"))
    move_focus("stem", f"{attempt.id} before finishing")


_OPEN = {
    "answer": "○ Not answered",
    "try": "◐ Another try is open",
    "proof": "◐ Proof not chosen",
    "marking": "◐ Not marked yet",
}


def _lacking(attempt: Attempt, place: int) -> str:
    waits = step(attempt, place)
    return "try" if waits == "answer" and is_answered(attempt, place) else waits


def _how_many_are_open(attempt: Attempt) -> str:
    left, items = len(open_places(attempt)), counted(len(attempt.items), "item")
    if not left:
        return "Every item is complete."
    return f"{left} of {items} {'is' if left == 1 else 'are'} still open. {_what_is_lost(attempt)}"


def _all_answered(at: AttemptView) -> None:
    """Draw the end of an attempt in which only an open test keeps some answers closed."""
    st.html(_html.all_answered(closed_attempt(at.attempt)))
    _finish_button(at, "Finish", type="primary")
    move_focus("stem", f"{at.attempt.id} all answered")


def _what_is_lost(attempt: Attempt) -> str:
    if is_session(attempt):
        return "What you leave out now can come back another time."
    return "What is not answered or marked earns nothing."


def _review(at: AttemptView) -> None:
    """Draw all items with what they lack, before the quiz is handed in."""
    attempt, places = at.attempt, range(len(at.attempt.items))
    open_ones = open_places(attempt)
    flagged = [place for place in places if attempt.record(place).flagged]
    said = "All items are complete."
    if open_ones or flagged:
        said = f"{counted(len(open_ones), 'item')} not complete, {len(flagged)} flagged."
    rows = [_row(attempt, place) for place in places]
    listed = table("Before you hand in", ("Item", "State", "Flag"), rows, look="brief")
    st.html(_html.before_handing_in(said, listed))
    label = (
        f"Hand in with {counted(len(open_ones), 'item')} not complete" if open_ones else "Hand in"
    )
    with st.container(horizontal=True):
        if open_ones:
            _to_first_open(at, open_ones)
        _finish_button(at, label, key="hand-in", type="secondary" if open_ones else "primary")
    move_focus("stem", f"{attempt.id} review")


def _row(attempt: Attempt, place: int) -> tuple[Markup, str, str]:
    states = {
        "answer": "○ Not answered",
        "rest": "◐ Not complete",
        "proof": "◐ Proof not chosen",
        None: "✓ Answered",
    }
    flag = "⚑ Flagged" if attempt.record(place).flagged else ""
    return _item_link(attempt, place), states[lacks(attempt, place)], flag


def _item_link(attempt: Attempt, place: int) -> Markup:
    asked = attempt_archive.asked(attempt.items[place].item)
    return links.link(link(attempt, place), f"{place + 1}. {asked}")


def _to_first_open(at: AttemptView, open_ones: Sequence[int]) -> None:
    label, first = "Go to the first of them", open_ones[0]
    action_button(label, lambda: move(at.attempt, first), key="to-first-open", type="primary")


def _finish_button(
    at: AttemptView, label: str, *, key: str = "finish", type: ButtonType = "secondary"
) -> None:
    action_button(label, lambda: _finish(at), key=key, type=type)


def _finish(at: AttemptView) -> None:
    store().attempts.finish(at.learner, at.attempt.id, now=clock.now())
    move(at.attempt, None)


def _result(at: AttemptView) -> None:
    if not may_see_result(at.attempt):
        _closed_result(at)
    elif is_session(at.attempt):
        _session_result(at)
    else:
        _quiz_result(at)
    move_focus("stem", f"{at.attempt.id} finished")


def _closed_result(at: AttemptView) -> None:
    """Draw why the result is not shown, while a test with some of the items explains nothing."""
    terms = before_start.terms_of(at.learner, at.attempt.quiz_id)
    late = _html.late(before_start.late(terms, at.attempt))
    st.html(_html.closed(closed_result(at.attempt)) + late + _every_item(at))
    if not is_session(at.attempt):
        next_attempt.draw_others(at, terms)


def _session_result(at: AttemptView) -> None:
    attempt = at.attempt
    coming = deck(store().attempts.of_learner(at.learner), at.course, clock.zone())
    verdict = f"{review_sessions.verdict(attempt)} {review_sessions.comes_back(attempt, coming)}"
    sentence = f"Your quiz results stay as they are.{_left(at)}"
    result = _html.result(f"result {review_sessions.look(attempt)}", verdict, sentence)
    st.html(result + _changes(at) + _corrections(at) + _every_item(at))
    review_sessions.ways_on(at, coming)


def _quiz_result(at: AttemptView) -> None:
    total, attempt = mark(at.attempt), at.attempt
    passed = has_passed(attempt)
    verdict = f"{'✓ Passed' if passed else 'Not passed yet'}: {percent(total.percent)}"
    if attempt.purpose == "missed":
        verdict = f"Practised: {percent(total.percent)}. Your quiz results stay as they are."
    sentence = f"{points_of(total.points, total.possible)}.{_needed(attempt)}{_left(at)}"
    look = "result right passed" if passed else "result part"
    terms = before_start.terms_of(at.learner, attempt.quiz_id)
    late = _html.late(before_start.late(terms, attempt))
    result = _html.result(look, verdict, sentence) + late
    st.html(result + _certificate(at) + objectives_met(attempt, at.course))
    next_attempt.draw_main(at)
    st.html(_changes(at) + _corrections(at) + _every_item(at))
    print_button.draw()
    next_attempt.draw_others(at, terms)


def _every_item(at: AttemptView) -> Markup:
    """Each item with what it earned and the passages that prove its key, folded on a screen."""
    rows = [
        (
            Markup("{}. {}").format(place + 1, attempt_archive.item_link(at.attempt, place)),
            _outcome(at.attempt, place),
            attempt_archive.proofs(at.course, at.attempt, place),
        )
        for place in range(len(at.attempt.items))
    ]
    listed = table("Every item", ("Item", "Result", "Proof"), rows, look="answers")
    return _html.every_item(listed)


def _outcome(attempt: Attempt, place: int) -> str | Markup:
    if not is_answered(attempt, place):
        return "– Unanswered"
    waits = step(attempt, place) == "marking"
    return "• Not marked yet" if waits else attempt_archive.outcome_with_comment(attempt, place)


def _certificate(at: AttemptView) -> Markup:
    """A link to the certificate, if this quiz was passed and no part is left to be done."""
    if not (at.attempt.purpose == "quiz" and has_passed(at.attempt)):
        return Markup()
    readings, attempts = (
        store().readings.of_learner(at.learner),
        store().attempts.of_learner(at.learner),
    )
    is_complete = progress(at.course, readings, attempts).is_complete
    return _html.certificate() if is_complete else Markup()


def _needed(attempt: Attempt) -> str:
    return f" {percent(attempt.pass_mark)} passes." if attempt.purpose == "quiz" else ""


def _left(at: AttemptView) -> str:
    total = mark(at.attempt)
    parts = []
    if total.unanswered:
        were = "was" if total.unanswered == 1 else "were"
        parts.append(f"{counted(total.unanswered, 'item')} {were} left unanswered.")
    if total.unmarked:
        wait, count = ("waits", "counts") if total.unmarked == 1 else ("wait", "count")
        parts.append(
            f"{counted(total.unmarked, 'text')} of yours {wait} to be marked, and {count} 0 as yet."
        )
    return "".join(f" {part}" for part in parts)


def _changes(at: AttemptView) -> Markup:
    """Which items their author has edited since, if any."""
    found = ((place, changes(at, place)) for place in range(len(at.attempt.items)))
    rows = [(place + 1, changed) for place, changed in found if changed]
    return _html.changes(rows) if rows else Markup()


def _corrections(at: AttemptView) -> Markup:
    """Which items were corrected and scored again, with the score before and after."""
    rows = []
    for place, pinned in enumerate(at.attempt.items):
        record = at.attempt.record(place)
        if record.regraded and place not in at.attempt.withheld:
            worth = pinned.item.points
            before = earned_at_first(pinned.item, record) * worth
            after = record.regraded.score * worth
            change = f"{points(before)} became {counted_points(after)}"
            change = change if after != before else f"you keep your {counted_points(after)}"
            rows.append((place + 1, change))
    return _html.corrections(rows) if rows else Markup()
