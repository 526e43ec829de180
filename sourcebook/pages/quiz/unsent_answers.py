"""What is filled in at an item and not handed in: kept as drafts, for a refresh or a restart.

Not here: texts of several lines, which a field of their own sends while they are written.
"""

from contextlib import suppress
from html import escape

import streamlit as st
from pydantic import ValidationError

from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Confidence, Response, Unsent, is_blank
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.pages.quiz.answer_vs_key import own_answer
from sourcebook.pages.quiz.attempt_view import Sitting, whose
from sourcebook.pages.quiz.inputs import ask, ask_confidence
from sourcebook.pages.quiz.last_try import options_tried
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.services import store
from sourcebook.pages.streamlit_internals.components import press_on_enter


def fill_in(at: Sitting, place: int, key: str) -> tuple[Response, Confidence | None, bool]:
    """Draw the fields of an item, and keep what is filled in before it is handed in."""
    pinned, record = at.attempt.items[place], at.attempt.record(place)
    before = read(at, place)
    last = record.answer.response if record.answer else None
    with st.container(key=f"fill-in-{key}"):
        given, tried = before.response or last, options_tried(record)
        response = ask(pinned, key, at.course, given, tried=tried)
        confidence = ask_confidence(key, before.confidence) if at.attempt.confidence else None
        sent = st.button("Check my answer", type="primary", key=f"send-{key}")
    keep(at, place, response, confidence)
    press_on_enter(f"fill-in-{key}", f"send-{key}")
    return response, confidence, sent


def not_handed_in(at: Sitting, place: int) -> str:
    """What was filled in at an item that was left unanswered, as HTML; empty for nothing."""
    pinned, text = at.attempt.items[place], store().attempts.draft(*whose(at), place)
    if not is_marked_by_rubric(pinned.item):
        given = read(at, place).response
        title = "What you had chosen, and not handed in"
        return own_answer(pinned, given, at.course, title) if given else ""
    kept = f"<p class='meta'>What you had written</p><p class='written'>{escape(text)}</p>"
    return kept if text else ""


def parsed(draft: str) -> Unsent | None:
    """What a draft holds; None for a text of several lines, which is kept as it is."""
    try:
        return Unsent.model_validate_json(draft)
    except ValidationError:
        return None


def read(at: Sitting, place: int) -> Unsent:
    """What was filled in last for the next response at a place, perhaps nothing."""
    tries = len(at.attempt.record(place).answers)
    found = parsed(store().attempts.draft(*whose(at), place))
    return found if found and found.tries == tries else Unsent(tries=tries)


def keep(at: Sitting, place: int, response: Response, confidence: Confidence | None) -> None:
    """Save what this tab has newly filled in; it is handed in and scored nowhere."""
    record = at.attempt.record(place)
    before = record.answer.response if record.answer else None
    # The fields of a later try begin with the response before, which is on record already.
    is_new = response != before if before else not is_blank(response)
    filled = response if is_new else None
    _save(at, place, Unsent(tries=len(record.answers), response=filled, confidence=confidence))


def keep_proof(at: Sitting, place: int, passage: str | None) -> None:
    """Save the passage that this tab has newly chosen as the proof."""
    tries = len(at.attempt.record(place).answers)
    _save(at, place, Unsent(tries=tries, proof=passage))


def _save(at: Sitting, place: int, filled: Unsent) -> None:
    known = f"unsent-{at.attempt.id}-{place}"
    if st.session_state.setdefault(known, read(at, place)) == filled:
        return
    st.session_state[known] = filled
    # Another tab may have answered a moment ago; the next look at the item says so.
    with suppress(AttemptError):
        store().attempts.save_draft(*whose(at), place, filled.model_dump_json(), now=clock.now())
