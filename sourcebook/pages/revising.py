"""An item in test mode: it can be changed until the quiz is handed in, and each change is saved."""

from typing import Literal

import streamlit as st

from sourcebook.delivery import lacks
from sourcebook.model.attempts import Attempt, Confidence, Response, Written, is_blank
from sourcebook.model.items import ExtendedResponse
from sourcebook.pages import here
from sourcebook.pages.asking import ask, ask_confidence, rubric
from sourcebook.pages.components import move_focus
from sourcebook.pages.fields import written
from sourcebook.pages.passages import choose_passage, choose_source
from sourcebook.pages.process import store
from sourcebook.pages.sitting import Sitting, move, stem, whose


def revise(at: Sitting, place: int) -> Attempt:
    """Draw an item that can be changed until the quiz is handed in; each change is saved."""
    pinned, key = at.attempt.items[place], _fresh_key(at, place)
    st.html(stem(at, place))
    if isinstance(pinned.item, ExtendedResponse):
        st.html(rubric(pinned.item))
        if (text := written(key)) is not None:
            at = _revise(at, place, Written(text=text), _sure(at, place))
    answer = at.attempt.record(place).answer
    response = ask(pinned, key, at.course, answer.response if answer else None)
    confidence = ask_confidence(key, _sure(at, place)) if at.attempt.confidence else None
    at = _revise(at, place, response, confidence)
    if pinned.item.proof:
        st.html("<h3>Which passage proves it?</h3>")
        proof = at.attempt.record(place).proof
        passage = choose_passage(choose_source(at.course, key, proof), at.course, key, proof)
        at = _prove_anew(at, place, passage)
    flagged = at.attempt.record(place).flagged
    if st.checkbox("Mark this item for another look", flagged, key=f"{key}-flag") != flagged:
        at = _kept(at, place, store().flag(*whose(at), place, flagged=not flagged, now=here.now()))
    st.html(_saved(at.attempt, place))
    _go_on(at, place)
    move_focus("stem", f"{at.attempt.id}-{place} asked")
    return at.attempt


def _revise(at: Sitting, place: int, response: Response, confidence: Confidence | None) -> Sitting:
    """Save a response where it is not the one on record."""
    saved = at.attempt.record(place).answer
    if saved is None and is_blank(response):
        return at
    if saved and (saved.response, saved.confidence) == (response, confidence):
        return at
    attempt = store().answer(*whose(at), place, response, now=here.now(), confidence=confidence)
    return _kept(at, place, attempt)


def _prove_anew(at: Sitting, place: int, passage: str | None) -> Sitting:
    if passage is None or passage == at.attempt.record(place).proof:
        return at
    return _kept(at, place, store().prove(*whose(at), place, passage, now=here.now()))


def _kept(at: Sitting, place: int, attempt: Attempt) -> Sitting:
    """Where the learner is after this tab has saved something."""
    st.session_state[f"seen-{attempt.id}-{place}"] = attempt.record(place)
    return at._replace(attempt=attempt)


def _fresh_key(at: Sitting, place: int) -> str:
    """The key of an item's fields: another one once another tab has saved something else."""
    base, record = f"{at.attempt.id}-{place}", at.attempt.record(place)
    if st.session_state.setdefault(f"seen-{base}", record) != record:
        st.session_state[f"seen-{base}"] = record
        st.session_state[f"turn-{base}"] = st.session_state.get(f"turn-{base}", 0) + 1
    return f"{base}-{st.session_state.get(f'turn-{base}', 0)}"


def _sure(at: Sitting, place: int) -> Confidence | None:
    answer = at.attempt.record(place).answer
    return answer.confidence if answer else None


def _saved(attempt: Attempt, place: int) -> str:
    answer = attempt.record(place).answer
    match lacks(attempt, place):
        case None if answer:
            says = f"✓ Saved at {here.clock_time(answer.answered_at)}. You can still change it."
        case "proof" if answer:
            says = "✓ Your answer is saved. The passage that proves it is still to be chosen."
        case _:
            says = "Not answered yet."
    return f"<p class='meta' role='status'>{says}</p>"


def _go_on(at: Sitting, place: int) -> None:
    """Draw the ways to the item before, the next one, and the review before handing in."""
    key, last = f"{at.attempt.id}-{place}", len(at.attempt.items) - 1
    with st.container(horizontal=True, key=f"ways-{key}"):
        if place < last and st.button("Next item", type="primary", key=f"next-{key}"):
            move(at.attempt, place + 1)
        if place and st.button("Item before", key=f"before-{key}"):
            move(at.attempt, place - 1)
        kind: Literal["primary", "secondary"] = "primary" if place == last else "secondary"
        if st.button("Review and hand in", type=kind, key=f"review-{key}"):
            move(at.attempt, None)
