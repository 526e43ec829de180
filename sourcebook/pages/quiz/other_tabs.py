"""Two tabs at one item: what the other tab did is said, and not shown as this tab's own."""

from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from sourcebook.model.attempts import Attempt, Response, is_blank
from sourcebook.pages.quiz.answer_vs_key import own_answer
from sourcebook.pages.quiz.attempt_view import AttemptView
from sourcebook.pages.quiz.inputs import filled_in
from sourcebook.pages.quiz.passage_choice import chosen_passage
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)

ANCHOR = "elsewhere"
"""The HTML id of the note."""

CHANGED = (
    "You changed this answer in another tab. That answer is saved. What you chose here was not "
    "taken. Choose again to change it."
)

_OPEN, _NOTE = "item-open-here", "item-changed-elsewhere"


class _Stage(NamedTuple):
    """How far an item of an attempt is."""

    attempt_id: str
    place: int
    tries: int
    gave_up: bool
    proof: str | None


def note_open(at: AttemptView, place: int, key: str) -> None:
    """Note that this tab shows an item to be answered or proved, in the fields with this key."""
    st.session_state[_OPEN] = _stage(at.attempt, place), key


def note_own_step() -> None:
    """Note that what comes next at the item is this tab's own doing."""
    st.session_state.pop(_OPEN, None)


def was_taken(after: Attempt, place: int, number: int, response: Response) -> bool:
    """Whether a response is the one on record for the try with this number."""
    answers = after.record(place).answers
    return number < len(answers) and answers[number].response == response


def note(at: AttemptView, place: int) -> Markup:
    """The note on what another tab did here, as HTML; empty if it did nothing that differs."""
    stage = _stage(at.attempt, place)
    opened, key = st.session_state.get(_OPEN, (None, ""))
    if opened and opened[:2] == stage[:2] and opened != stage:
        note_own_step()
        st.session_state[_NOTE] = stage, _what_happened(at, opened, key)
    noted, text = st.session_state.get(_NOTE, (None, Markup()))
    return Markup(text) if noted == stage else Markup()  # noqa: S704  # Made by `_note`.


def change(at: AttemptView, place: int, own: Response, taken: Response) -> Markup:
    """The note that another tab has changed an answer which this one wanted to change as well."""
    return _note("", CHANGED, _answers(at, place, own, taken))


def _what_happened(at: AttemptView, opened: _Stage, key: str) -> Markup:
    place, record = opened.place, at.attempt.record(opened.place)
    pinned = at.attempt.items[place]
    if key.endswith("-proof"):
        return _proof_chosen(at, record.proof, chosen_passage(key))
    own = filled_in(pinned, key)
    before = record.answers[opened.tries - 1].response if opened.tries else None
    if own is None or is_blank(own) or own == before:
        return Markup()
    if len(record.answers) > opened.tries:
        taken = record.answers[opened.tries].response
        title = "You answered this item in another tab."
        said = "That answer was taken. What you chose here was not."
        return _note(title, said, _answers(at, place, own, taken)) if own != taken else Markup()
    title = "You asked for the solution of this item in another tab."
    shown = own_answer(pinned, own, at.course, "What you chose here")
    return _note(title, "What you chose here was not taken.", shown) if record.gave_up else Markup()


def _proof_chosen(at: AttemptView, taken: str | None, own: str | None) -> Markup:
    if not taken or not own or own == taken:
        return Markup()
    names = [markup.passage_name(each) for each in map(at.course.evidence, (taken, own)) if each]
    rows = zip(("Taken", "What you chose here"), names, strict=False)
    return _note(
        "You chose the passage in another tab.",
        "That passage was taken. What you chose here was not.",
        _html.named(list(rows)),
    )


def _answers(at: AttemptView, place: int, own: Response, taken: Response) -> Markup:
    pinned = at.attempt.items[place]
    return own_answer(pinned, taken, at.course, "Taken") + own_answer(
        pinned, own, at.course, "What you chose here"
    )


def _note(title: str, said: str, shown: Markup) -> Markup:
    return _html.note(ANCHOR, title, said, shown)


def _stage(attempt: Attempt, place: int) -> _Stage:
    record = attempt.record(place)
    return _Stage(attempt.id, place, len(record.answers), record.gave_up, record.proof)
