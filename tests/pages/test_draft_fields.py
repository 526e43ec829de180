"""Text fields whose text is saved while it is written, also when two tabs write in one place."""

import pytest
import streamlit as st

from sourcebook.pages.shared.draft_fields import DraftField


@pytest.fixture(autouse=True)
def _new_tab(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


def field(draft: str, sent: dict[str, str], saved: list[str]) -> DraftField:
    """The field as a run of the page finds it; `sent` is what the browser sent, by key."""
    return DraftField("item", draft, sent=sent.get, save=saved.append)


def test_a_text_that_the_browser_has_sent_is_saved_once() -> None:
    saved: list[str] = []
    key = field("Six", {}, saved).key
    written = field("Six", {key: "Six members"}, saved)

    assert [written.save_new_text(), written.save_new_text()] == ["Six members", "Six members"]
    assert saved == ["Six members"]
    assert written.key == key


def test_nothing_is_saved_if_nothing_new_is_sent() -> None:
    saved: list[str] = []
    key = field("Six", {}, saved).key

    assert field("Six", {}, saved).save_new_text() == "Six"
    assert field("Six", {key: "Six"}, saved).save_new_text() == "Six"
    assert saved == []


def test_an_emptied_field_is_saved() -> None:
    saved: list[str] = []
    key = field("Six", {}, saved).key

    assert field("Six", {key: ""}, saved).save_new_text() == ""
    assert saved == [""]


def test_it_shows_what_another_tab_has_written() -> None:
    saved: list[str] = []
    key = field("Six", {}, saved).key
    followed = field("Five", {key: "Six"}, saved)

    assert followed.key != key
    assert followed.save_new_text() == "Five"
    assert saved == []


def test_a_text_not_saved_yet_stays_when_another_tab_has_saved_one() -> None:
    saved: list[str] = []
    key = field("Six", {}, saved).key
    written = field("Five", {key: "Six members"}, saved)

    assert written.key == key
    assert written.save_new_text() == "Six members"
    assert saved == ["Six members"]
