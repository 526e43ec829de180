"""What a page gives a screen reader to say: news only, each once, also over the next run."""

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import requests


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


def page_with_a_part() -> None:
    """A page that asks twice: a part of it for itself, then the page."""
    from sourcebook.pages.streamlit_internals import components

    components.move_focus("result", "answered")
    components.send_requests()
    components.turn_steps("turn", "back", "on")
    components.send_requests()


def page_with_signs() -> None:
    """A page that says what could be read as HTML."""
    from sourcebook.pages.streamlit_internals import announcements, components

    announcements.say("Saved: <title>'A' --> \"B\" & C</title>")
    announcements.announce()
    components.send_requests()


def said(tab: AppTest) -> str:
    return str(requests(tab).get("say", {}).get("said", ""))


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
    before = requests(tab)["say"]["moment"]

    tab.run()

    assert requests(tab)["say"]["moment"] == before


def test_what_ends_a_run_is_said_by_the_next_one() -> None:
    tab = AppTest.from_function(page).run()

    tab.button[0].click().run()

    assert said(tab) == "It is closed."


def test_a_part_of_a_page_asks_for_itself() -> None:
    tab = AppTest.from_function(page_with_a_part).run()

    first, second = (str(each.value) for each in tab.get("html"))  # type: ignore[union-attr]  # html elements have values
    assert "result" in first
    assert "result" not in second
    assert list(requests(tab)) == ["focus", "turn"]


def test_what_is_said_has_no_sign_that_a_filter_of_html_takes_for_a_mark() -> None:
    tab = AppTest.from_function(page_with_signs).run()

    sent = str(tab.get("html")[0].value)  # type: ignore[union-attr]  # html elements have values
    assert (sent.count("<"), sent.count(">"), sent.count("'")) == (2, 2, 2)
    assert said(tab) == "Saved: <title>'A' --> \"B\" & C</title>"
