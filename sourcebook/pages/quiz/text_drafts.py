"""A text of several lines that answers an item: kept as a draft while it is written."""

from typing import cast

import streamlit as st

from sourcebook.model.attempts import Written
from sourcebook.model.items import ExtendedResponse
from sourcebook.pages.quiz.attempt_view import AttemptView
from sourcebook.pages.quiz.browser_fields import written
from sourcebook.pages.quiz.inputs import (
    Filled,
    ask,
    ask_confidence,
    confidence_in,
    rubric,
    warn_of_missing,
)
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.buttons import Action, action_button
from sourcebook.pages.shared.draft_fields import DraftField
from sourcebook.pages.shared.services import store


def draw(at: AttemptView, place: int, hand_in: Action) -> str:
    """Draw the field with the rubric beside it, and the button that hands it in; its key."""
    pinned, field = at.attempt.items[place], _field(at, place)
    draft = field.save_new_text()
    left, right = st.columns([3, 2], gap="medium")
    with right:
        st.html(rubric(cast("ExtendedResponse", pinned.item)))
    with left:
        response = ask(pinned, field.key, at.course, Written(text=draft))
        # After a restart the browser's text is known only once the field is drawn.
        field.save_new_text()
        if at.attempt.confidence:
            ask_confidence(field.key)
        label = "Hand in and see a model answer"
        sent = action_button(label, hand_in, type="primary", key=f"send-{field.key}")
    if sent:
        warn_of_missing(pinned, response)
    return field.key


def save(at: AttemptView, place: int) -> None:
    """Save what the field holds."""
    _field(at, place).save_new_text()


def filled_in(at: AttemptView, place: int) -> Filled:
    """The text to hand in; it is saved first, unless another tab has saved a newer one."""
    field = _field(at, place)
    return Filled(Written(text=field.save_new_text()), confidence_in(field.key))


def _field(at: AttemptView, place: int) -> DraftField:
    def save_draft(text: str) -> None:
        store().attempts.save_draft(at.learner, at.attempt.id, place, text, now=clock.now())

    draft = store().attempts.draft(at.learner, at.attempt.id, place)
    name = f"{at.attempt.id}-{place}-text"
    return DraftField(name, draft, sent=written, save=save_draft)
