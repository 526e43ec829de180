"""What is filled in at an item and not handed in: kept as drafts, for a refresh or a restart.

Not here: texts of several lines, which a field of their own sends while they are written.
"""

from contextlib import nullcontext, suppress

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
from sourcebook.pages.quiz.inputs import Drawn, Filled, ask, ask_confidence, confidence_in
from sourcebook.pages.quiz.last_try import options_tried
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.buttons import Action, action_button
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.components import press_on_enter, use_item_keys

_html = Macros(__file__)


def draw(at: AttemptView, place: int, hand_in: Action) -> Drawn:
    """Draw the fields of an item with the button that hands them in; save what they hold."""
    pinned, record, key = at.attempt.items[place], at.attempt.record(place), _key(at, place)
    before = read(at, place)
    is_typed = isinstance(pinned.item, Numeric | ShortAnswer)
    # The Enter key works in this container. Other items need none, which is one message less.
    with st.container(key=f"fill-in-{key}") if is_typed else nullcontext():
        given = before.response or _last_response(record)
        response = ask(pinned, key, at.course, given, tried=options_tried(record))
        confidence = ask_confidence(key, before.confidence) if at.attempt.confidence else None
        sent = action_button("Check my answer", hand_in, type="primary", key=f"send-{key}")
    _save_filled(at, place, Filled(response, confidence), before)
    if is_typed:
        keyboard = "decimal" if isinstance(pinned.item, Numeric) else "text"
        press_on_enter(f"fill-in-{key}", f"send-{key}", keyboard=keyboard)
    use_item_keys("item", f"send-{key}")
    return Drawn(key, response, sent)


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


def save_proof(at: AttemptView, place: int, passage: str | None) -> None:
    """Save the passage that this tab has newly chosen as the proof."""
    tries = len(at.attempt.record(place).answers)
    _save(at, place, Unsent(tries=tries, proof=passage), read(at, place))


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
    st.session_state[last] = unsent
    # Another tab may have answered a moment ago; the next look at the item says so.
    with suppress(AttemptError):
        store().attempts.save_draft(
            at.learner, at.attempt.id, place, unsent.model_dump_json(), now=clock.now()
        )


def _key(at: AttemptView, place: int) -> str:
    return f"{at.attempt.id}-{place}-{len(at.attempt.record(place).answers)}"


def _last_response(record: Record) -> Response | None:
    return record.answer.response if record.answer else None
