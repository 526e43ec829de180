"""What is filled in at an item and not handed in: kept as drafts, for a refresh or a restart.

Not here: texts of several lines, which a field of their own sends while they are written.
"""

from contextlib import nullcontext
from functools import partial

import streamlit as st
from markupsafe import Markup
from pydantic import ValidationError

from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Record, Response, Unsent, is_blank
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import Numeric, ShortAnswer
from sourcebook.pages.quiz import inputs
from sourcebook.pages.quiz.answer_vs_key import own_answer
from sourcebook.pages.quiz.attempt_view import AttemptView
from sourcebook.pages.quiz.inputs import (
    Filled,
    ask,
    ask_confidence,
    confidence_in,
    warn_of_missing,
)
from sourcebook.pages.quiz.last_try import options_tried
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.buttons import Action, action_button, was_pressed
from sourcebook.pages.shared.page_part import draw_page, draw_part
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.components import press_on_enter, use_item_keys

_html = Macros(__file__)


def draw(at: AttemptView, place: int, hand_in: Action) -> str:
    """Draw the fields of an item with the button that hands them in; the key of the fields."""
    pinned, key = at.attempt.items[place], _key(at, place)
    is_typed = isinstance(pinned.item, Numeric | ShortAnswer)
    # The Enter key works in this container. Other items need none, which is one message less.
    with st.container(key=f"fill-in-{key}") if is_typed else nullcontext():
        draw_part(partial(_draw_fields, at, place, read(at, place)))
        action_button("Check my answer", hand_in, type="primary", key=f"send-{key}")
    if is_typed:
        keyboard = "decimal" if isinstance(pinned.item, Numeric) else "text"
        press_on_enter(f"fill-in-{key}", f"send-{key}", keyboard=keyboard)
    use_item_keys("item", f"send-{key}")
    return key


def _draw_fields(at: AttemptView, place: int, before: Unsent) -> None:
    """Draw the fields, at first with what was filled in before, and save what they hold."""
    pinned, record, key = at.attempt.items[place], at.attempt.record(place), _key(at, place)
    given = before.response or _last_response(record)
    response = ask(pinned, key, at.course, given, tried=options_tried(record))
    confidence = ask_confidence(key, before.confidence) if at.attempt.confidence else None
    _save_filled(at, place, Filled(response, confidence), before)
    if was_pressed(f"send-{key}"):
        warn_of_missing(pinned, response)


def filled_in(at: AttemptView, place: int) -> Filled:
    """What the fields of an item hold before they are drawn."""
    pinned, key = at.attempt.items[place], _key(at, place)
    response = inputs.filled_in(pinned, key)
    if response is None:
        # An order that was not moved in this tab is the one that was saved or tried before.
        response = read(at, place).response or _last_response(at.attempt.record(place))
    return Filled(response, confidence_in(key))


def save(at: AttemptView, place: int) -> None:
    """Save what the fields of an item hold before they are drawn."""
    _save_filled(at, place, filled_in(at, place), read(at, place))


def not_handed_in(at: AttemptView, place: int) -> Markup:
    """What was filled in at an item that was left unanswered, as HTML; empty for nothing."""
    pinned, text = at.attempt.items[place], store().attempts.draft(at.learner, at.attempt.id, place)
    if not is_marked_by_rubric(pinned.item):
        given = read(at, place).response
        title = "What you had chosen, and not handed in"
        return own_answer(pinned, given, at.course, title) if given else Markup()
    return _html.text(text) if text else Markup()


def parsed(draft: str) -> Unsent | None:
    """What a draft holds; None for a text of several lines, which is kept as it is."""
    try:
        return Unsent.model_validate_json(draft)
    except ValidationError:
        return None


def read(at: AttemptView, place: int) -> Unsent:
    """What was filled in last for the next response at a place, perhaps nothing."""
    tries = len(at.attempt.record(place).answers)
    found = parsed(store().attempts.draft(at.learner, at.attempt.id, place))
    return found if found and found.tries == tries else Unsent(tries=tries)


def save_proof(at: AttemptView, place: int, passage: str | None, saved: Unsent) -> None:
    """Save the passage that this tab has newly chosen as the proof, unless it was saved before."""
    tries = len(at.attempt.record(place).answers)
    _save(at, place, Unsent(tries=tries, proof=passage), saved)


def _save_filled(at: AttemptView, place: int, filled: Filled, saved: Unsent) -> None:
    record = at.attempt.record(place)
    before, response = _last_response(record), filled.response
    # The fields of a later try begin with the response before, which is on record already.
    is_new = response is not None and (response != before if before else not is_blank(response))
    unsent = Unsent(
        tries=len(record.answers),
        response=response if is_new else None,
        confidence=filled.confidence,
    )
    _save(at, place, unsent, saved)


def _save(at: AttemptView, place: int, unsent: Unsent, saved: Unsent) -> None:
    """Save what differs from what this tab saved last; it is handed in and scored nowhere."""
    last = f"unsent-{at.attempt.id}-{place}"
    if st.session_state.setdefault(last, saved) == unsent:
        return
    attempts, text = store().attempts, unsent.model_dump_json()
    try:
        after = attempts.save_draft(at.learner, at.attempt.id, place, text, now=clock.now())
        is_same = after.record(place) == at.attempt.record(place)
    except AttemptError:
        is_same = False
    st.session_state[last] = unsent
    if not is_same:
        # Another tab went on with the item a moment ago, or its time is over. The page says which.
        draw_page()


def _key(at: AttemptView, place: int) -> str:
    return f"{at.attempt.id}-{place}-{len(at.attempt.record(place).answers)}"


def _last_response(record: Record) -> Response | None:
    return record.answer.response if record.answer else None
