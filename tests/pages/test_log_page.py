"""The page Log: who did what, the newest first, and nothing of a learner's answers."""

import pytest

from sourcebook.pages.identity import guard
from sourcebook.pages.shared import services
from sourcebook.pages.teaching import log_page
from sourcebook.store import hashed
from tests.teachers import NAME, PASSWORD, make_teacher

from .conftest import MORNING, NINA, Browser, everything_sent, html, press
from .teaching import SPELL, a_class, at_desk
from .test_door import Quick, knock
from .tiny_course import words


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "sleep", lambda seconds: None)
    monkeypatch.setattr("sourcebook.store.teacher_accounts._HASHER", Quick())
    monkeypatch.setattr("sourcebook.store.teacher_accounts._nobodys_hash", lambda: "nobody")


def entries() -> list[tuple[str, str | None, str]]:
    """All entries, the newest first: kind, who, and about what."""
    found = services.store().log.page(0, 100, now=MORNING)
    return [(each.kind, each.who, each.about) for each in found]


def test_openings_and_failed_ones_are_in_the_log_without_what_was_typed(browser: Browser) -> None:
    make_teacher(services.store(), now=MORNING)
    knock("a wrong one of mine")
    knock("a wrong one of mine", name="my own password by mistake")
    knock(PASSWORD)

    assert entries()[:3] == [("opened", NAME, ""), ("failed", None, ""), ("failed", None, NAME)]


def test_a_class_closed_and_a_learner_taken_out_are_in_the_log_by_number(browser: Browser) -> None:
    room = a_class("Nina", "Aram")
    learner = services.store().learners.with_credential(hashed(NINA))
    tab = at_desk(browser, "class")
    tab.selectbox(key=f"leaving-{room.id}").select("Nina, no. 1")
    tab = press(tab, "Take out of the class")
    tab.checkbox(key=f"close-meant-{room.id}").check()
    press(tab, "Close the class")

    assert learner
    assert entries()[:2] == [
        ("class_closed", NAME, "History 9b"),
        ("learner_out", NAME, "learner no. 1, “History 9b”"),
    ]


def test_the_page_shows_who_did_what_as_text(browser: Browser) -> None:
    services.store().log.note("class_closed", SPELL, who="<b>Ani</b>", now=MORNING)

    shown = words(at_desk(browser, "log"))

    assert "23 Nov 2022, 08:00" in shown or "Nov" in shown
    assert f"<b>Ani</b> closed a class: {SPELL}" in shown


def test_a_long_log_is_read_in_pages(browser: Browser) -> None:
    for number in range(60):
        services.store().log.note("exported", f"table {number}", who=NAME, now=MORNING)

    shown = words(at_desk(browser, "log"))

    assert "Entries 1 to 50 of 61." in shown
    assert "table 59" in shown
    assert "table 5 " not in shown


def test_no_stranger_sees_the_log(browser: Browser) -> None:
    services.store().log.note("exported", "table 1", who=NAME, now=MORNING)

    assert "table 1" not in everything_sent(browser.open("log"))
    assert log_page.PURPOSE in html(at_desk(browser, "teach"))
