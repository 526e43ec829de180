"""A text of several lines that answers an item: kept as a draft while it is written."""

from typing import cast

import streamlit as st

from sourcebook.model.attempts import Written
from sourcebook.model.items import ExtendedResponse
from sourcebook.pages.quiz.attempt_view import AttemptView
from sourcebook.pages.quiz.browser_fields import written
from sourcebook.pages.quiz.inputs import Drawn, Filled, ask, ask_confidence, confidence_in, rubric
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.buttons import Action, action_button
from sourcebook.pages.shared.following_fields import FollowingField
from sourcebook.pages.shared.services import store


def draw(at: AttemptView, place: int, hand_in: Action) -> Drawn:
    """Draw the field with the rubric beside it, and the button that hands it in."""
    pinned, field = at.attempt.items[place], _field(at, place)
    kept = _kept(at, place, field)
    left, right = st.columns([3, 2], gap="medium")
    with right:
        st.html(rubric(cast("ExtendedResponse", pinned.item)))
    with left:
        response = ask(pinned, field.key, at.course, Written(text=kept))
        # After a restart the browser's text is known only once the field is drawn.
        _kept(at, place, field)
        if at.attempt.confidence:
            ask_confidence(field.key)
        label = "Hand in and see a model answer"
        sent = action_button(label, hand_in, type="primary", key=f"send-{field.key}")
    return Drawn(field.key, response, sent)


def save(at: AttemptView, place: int) -> None:
    """Save what the field holds."""
    _kept(at, place, _field(at, place))


def filled_in(at: AttemptView, place: int) -> Filled:
    """The text to hand in; it is saved first, unless another tab has saved a newer one."""
    field = _field(at, place)
    text = _kept(at, place, field)
    return Filled(Written(text=text), confidence_in(field.key))


def _field(at: AttemptView, place: int) -> FollowingField[str]:
    kept = store().attempts.draft(at.learner, at.attempt.id, place)
    field = FollowingField(f"{at.attempt.id}-{place}-text", kept)
    field.follow(kept, has_news=written(field.key) not in (None, field.seen))
    return field


def _kept(at: AttemptView, place: int, field: FollowingField[str]) -> str:
    """Save what this tab has newly sent of the text; the text that is kept then."""
    text = written(field.key)
    if text is not None and text != field.seen:
        # Noted first, because another click may end the run at any step but the one that saves.
        field.note(text)
        store().attempts.save_draft(at.learner, at.attempt.id, place, text, now=clock.now())
    return field.seen
