"""Buttons whose action runs before the script, so that one click costs one run of the page.

Streamlit keeps the action of a button in the session. After a restart of the server the session
is new: the click arrives, but its action is unknown. Then the action runs when the button is
drawn, and the page is drawn once more.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

import streamlit as st

from sourcebook.errors import SourcebookError
from sourcebook.pages.shared import current_learner, measures

Action = Callable[[], object]
ButtonType = Literal["primary", "secondary", "tertiary"]

_PRESSED = "pressed-button"


class _Pressed(NamedTuple):
    """The button whose action has run, and the error that the action ended with."""

    key: str
    error: SourcebookError | None


def action_button(
    label: str,
    action: Action,
    *,
    key: str,
    type: ButtonType = "secondary",
    shortcut: str | None = None,
) -> bool:
    """Draw a button that runs an action; whether this run of the page follows that action.

    `shortcut` is a key that presses it. Raises the error of the action, so that the page shows it
    instead of the rest.
    """
    clicked = st.button(
        label, type=type, key=key, on_click=_run, args=(key, action), shortcut=shortcut
    )
    return _follows(clicked, key, action)


def action_submit_button(
    label: str, action: Action, *, key: str, type: ButtonType = "primary"
) -> bool:
    """Draw a button of a form, which runs an action like an `action_button`."""
    clicked = st.form_submit_button(label, type=type, key=key, on_click=_run, args=(key, action))
    return _follows(clicked, key, action)


def was_pressed(key: str) -> bool:
    """Whether this run follows the action of a button that it draws later."""
    pressed: _Pressed | None = st.session_state.get(_PRESSED)
    return pressed is not None and pressed.key == key


def raise_error_of_action() -> None:
    """Raise the error of an action whose button is no longer on the page; ends each run."""
    if error := take_error_of_action():
        raise error


def take_error_of_action() -> SourcebookError | None:
    """The error of an action that was not shown yet; for a run that ends before its button."""
    pressed: _Pressed | None = st.session_state.pop(_PRESSED, None)
    return pressed.error if pressed else None


def _run(key: str, action: Action) -> None:
    """Run the action for the learner for whom the button was drawn."""
    if current_learner.has_changed():
        return
    st.session_state[_PRESSED] = _Pressed(key, None)
    try:
        with measures.ACTION_SECONDS.time():
            action()
    except SourcebookError as error:
        st.session_state[_PRESSED] = _Pressed(key, error)


def _follows(clicked: bool, key: str, action: Action) -> bool:
    is_known = was_pressed(key)
    if clicked and not is_known:
        _run(key, action)
        st.rerun()
    if is_known:
        raise_error_of_action()
    return is_known
