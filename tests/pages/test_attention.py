"""What a page gives a screen reader to say: news only, each once, also over the next run."""

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import component_data


def page() -> None:
    """A page with a number that can change, and a button that leads to the next run."""
    import streamlit as st

    from sourcebook.pages.streamlit_internals import announcements, components

    number = st.number_input("Number", value=1)
    announcements.say_change(f"It is {number}.", of="number")
    if st.button("Close"):
        announcements.say("It is closed.")
        st.rerun()
    announcements.announce()
    components.send_requests()


def said(tab: AppTest) -> str:
    return str(component_data(tab, "request").get("say", {}).get("said", ""))


def test_what_a_page_shows_at_first_is_not_said() -> None:
    tab = AppTest.from_function(page).run()

    assert said(tab) == ""


def test_what_has_changed_is_said() -> None:
    tab = AppTest.from_function(page).run()

    tab.number_input[0].set_value(2).run()

    assert said(tab) == "It is 2."


def test_what_is_drawn_again_is_no_news() -> None:
    tab = AppTest.from_function(page).run()
    tab.number_input[0].set_value(2).run()
    before = component_data(tab, "request")["say"]["moment"]

    tab.run()

    assert component_data(tab, "request")["say"]["moment"] == before


def test_what_ends_a_run_is_said_by_the_next_one() -> None:
    tab = AppTest.from_function(page).run()

    tab.button[0].click().run()

    assert said(tab) == "It is closed."
