"""Fields that follow what is kept, when two tabs write in the same place."""

import pytest
import streamlit as st

from sourcebook.pages.shared.following_fields import FollowingField


@pytest.fixture(autouse=True)
def _new_tab(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


def field(kept: str | int = "Putin") -> FollowingField[str | int]:
    """The field as a run of the page finds it."""
    return FollowingField("item", kept)


def test_a_field_stays_the_same_while_the_same_is_kept() -> None:
    key = field().key

    assert not field().follow("Putin")
    assert field().key == key


def test_it_shows_what_another_tab_has_kept() -> None:
    key = field().key

    assert field().follow("Lukashenko")
    assert field().key != key
    assert field().seen == "Lukashenko"


def test_what_is_newly_written_in_it_stays() -> None:
    key = field().key

    assert not field().follow("Lukashenko", has_news=True)
    assert (field().key, field().seen) == (key, "Putin")


def test_what_this_tab_keeps_itself_makes_it_no_other_field() -> None:
    key = field().key

    field().note("Lukashenko")

    assert not field().follow("Lukashenko")
    assert field().key == key


def test_it_can_be_made_another_field() -> None:
    key = field().key

    field().renew("Putin")

    assert field().key != key


def test_after_a_restart_a_field_of_a_version_has_the_same_key() -> None:
    field(3).follow(4)
    key = field(4).key

    st.session_state.clear()

    assert field(4).key == key == "item-4"
