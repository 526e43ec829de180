"""Me: a learner's name, class, notes and other browsers, how pages look, and all that is kept."""

import streamlit as st

from sourcebook.model.learners import LONGEST_NAME, Learner, tidy_name
from sourcebook.pages.identity import handover, school
from sourcebook.pages.me import (
    data_controls,
    display_settings,
    joined_classes,
    other_devices,
    own_notes,
)
from sourcebook.pages.shared import current_learner
from sourcebook.pages.shared.navigation import draw_panel, name_page
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros

_NAME, _CHANGED = joined_classes.NAME_FIELD, "my-name-changed"
_html = Macros(__file__)


def show() -> None:
    """Draw the page."""
    course = library().course()
    name_page("Me")
    with st.container(key="me"):
        st.html(_html.head(school.is_in_use()))
        handover.say_if_it_failed()
        if current_learner.credential() is None:
            current_learner.explain_no_learner(
                "So that nobody else sees your work, this page asks who you are."
            )
            display_settings.show()
            return
        # Before anything else may end the run, such as joining a class.
        kept = _save_changed_name()
        learner_id = current_learner.learner_id()
        learner = store().learners.one(learner_id) if learner_id else None
        joined_classes.invitation(learner)
        _name(learner, kept)
        joined_classes.show(learner)
        own_notes.show(course)
        display_settings.show()
        if school.is_in_use():
            other_devices.log_out(learner)
        else:
            other_devices.show(learner)
        data_controls.show(learner, course)
        st.html(_html.for_teachers())
    draw_panel(course)


def _name(learner: Learner | None, kept: str | None) -> None:
    st.html(_html.name())
    # Outside of a form, so that a name is saved as soon as the learner leaves its field.
    st.session_state.setdefault(_NAME, (learner.name or "") if learner else "")
    st.text_input(
        "Name",
        max_chars=LONGEST_NAME,
        placeholder="No name yet",
        autocomplete="name",
        key=_NAME,
        on_change=lambda: st.session_state.update({_CHANGED: True}),
    )
    st.button("Keep this name")
    if kept:
        st.success(kept)


def _save_changed_name() -> str | None:
    """Save the name in the field if the learner has just changed it; return what to say then."""
    if (
        not st.session_state.get(_CHANGED)
        or (learner_id := current_learner.get_or_create_learner()) is None
    ):
        return None
    name = tidy_name(st.session_state.get(_NAME) or "")
    store().learners.rename(learner_id, name)
    st.session_state[_CHANGED] = False
    return "Kept." if name else "You have no name here now."
