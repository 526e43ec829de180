"""Buttons that run their action before the page: once for a click, also after a restart."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.errors import StoreError
from sourcebook.pages.shared import current_learner


def page() -> None:
    """A page that counts its runs and the actions of its button."""
    import streamlit as st

    from sourcebook.errors import SourcebookError
    from sourcebook.pages.shared import buttons, current_learner

    current_learner.forget_another_learner()
    state = st.session_state
    state["runs"] = state.get("runs", 0) + 1
    st.text(f"{state.get('actions', 0)} actions")

    def act() -> None:
        state["actions"] = state.get("actions", 0) + 1
        if state.get("disk-is-full"):
            raise state["disk-is-full"]
        state["is-hidden"] = state.get("hides")

    try:
        if not state.get("is-hidden") and buttons.action_button("Act", act, key="act"):
            st.text("That was done.")
        buttons.raise_error_of_action()
    except SourcebookError as error:
        st.error(str(error))


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(current_learner, "credential", lambda: "Nina")
    return AppTest.from_function(page).run()


def texts(tab: AppTest) -> list[str]:
    return [each.value for each in tab.text]


def test_the_action_runs_before_the_page_which_runs_once(tab: AppTest) -> None:
    tab.button[0].click().run()

    assert texts(tab) == ["1 actions", "That was done."]
    assert tab.session_state["runs"] == 2


def test_the_next_run_follows_no_action(tab: AppTest) -> None:
    tab.button[0].click().run()

    tab.run()

    assert texts(tab) == ["1 actions"]


def test_in_a_new_session_the_action_runs_while_the_button_is_drawn(tab: AppTest) -> None:
    """After a restart of the server a click arrives whose action the session does not know."""
    newer = AppTest.from_function(page)
    newer._run(widget_state=clicked(tab))

    assert texts(newer) == ["1 actions", "That was done."]
    assert newer.session_state["actions"] == 1


def test_an_error_of_the_action_is_shown(tab: AppTest) -> None:
    tab.session_state["disk-is-full"] = StoreError("The disk is full.")

    tab.button[0].click().run()

    assert [each.value for each in tab.error] == ["The disk is full."]


def test_an_error_is_shown_even_if_the_button_is_gone(tab: AppTest) -> None:
    tab.session_state["disk-is-full"] = StoreError("The disk is full.")
    tab.session_state["is-hidden"] = True

    tab.button[0].click().run()

    assert [each.value for each in tab.error] == ["The disk is full."]


def test_a_click_for_another_learner_does_nothing(
    tab: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser was given to someone else, and the socket came back with the new cookie."""
    monkeypatch.setattr(current_learner, "credential", lambda: "Aram")

    tab.button[0].click().run()

    assert texts(tab) == ["0 actions"]


def clicked(tab: AppTest) -> Any:
    """The state of the fields that a browser sends with a click on the only button."""
    states: Callable[[], Any] = tab.button[0].click().root.get_widget_states
    return states()
