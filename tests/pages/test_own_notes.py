"""A learner's own notes and bookmarks: written at a passage or a step, listed on the page Me."""

import sqlite3
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.lesson_work import LONGEST_NOTE
from sourcebook.pages.reading import steps
from sourcebook.pages.shared import clock, services
from sourcebook.settings import settings
from sourcebook.store.notes import Notes

from .conftest import ARAM, Browser, fails, html, labels, press, restart
from .test_me import HOSTILE
from .tiny_course import warnings, words

Opening = Callable[[Browser], AppTest]
PASSAGE, STEP = "s2.p11", "csto/start"
STAYS = "Saved on 23 November 2022, 09:0"


def at_passage(browser: Browser) -> AppTest:
    """A tab with the passage in the panel beside the sources."""
    return browser.open("sources", proof=PASSAGE)


def at_step(browser: Browser) -> AppTest:
    """A tab at the step of a lesson."""
    return browser.open("lesson", lesson="csto", section="start")


def write(tab: AppTest, text: str) -> AppTest:
    """The tab after a note was written and saved."""
    tab.text_area[-1].set_value(text)
    return press(tab, "Save the note")


def keep(browser: Browser, place: str, text: str = "") -> None:
    """A note on record."""
    services.store().notes.save(browser.learner, place, text, now=clock.now())


def places(browser: Browser) -> dict[str, str]:
    """The learner's notes in the store, by place."""
    found = services.store().notes.of_learner(browser.learner)
    return {place: note.text for place, note in found.items()}


@pytest.mark.parametrize(("open_it", "place"), [(at_passage, PASSAGE), (at_step, STEP)])
def test_a_note_is_saved_shown_changed_and_removed(
    browser: Browser, open_it: Opening, place: str
) -> None:
    tab = write(open_it(browser), "Who says so?")
    assert places(browser) == {place: "Who says so?"}
    assert "✎ Your note" in words(tab)
    assert STAYS in words(tab)
    assert "<p class='note-text'>Who says so?</p>" in html(open_it(browser))

    tab = write(tab, "Reuters says so.")
    assert places(browser) == {place: "Reuters says so."}

    tab = press(tab, "Remove the note")
    assert places(browser) == {}
    assert "Your note" not in words(tab)
    assert tab.text_area[-1].value == ""


@pytest.mark.parametrize(("open_it", "place"), [(at_passage, PASSAGE), (at_step, STEP)])
def test_a_bookmark_is_set_and_removed(browser: Browser, open_it: Opening, place: str) -> None:
    tab = press(open_it(browser), "Bookmark")
    assert places(browser) == {place: ""}
    assert "⚑ Your bookmark" in words(tab)

    press(tab, "Remove the bookmark")
    assert places(browser) == {}


def test_a_note_without_words_is_not_saved_and_says_what_to_do(browser: Browser) -> None:
    tab = write(at_passage(browser), "  \n")

    assert warnings(tab) == ["Write your note first."]
    assert places(browser) == {}


def test_a_longer_note_made_by_a_merge_is_shown_whole_and_refused_only_when_it_is_saved(
    browser: Browser,
) -> None:
    longer = "a" * (LONGEST_NOTE + 100)
    keep(browser, PASSAGE, "short")
    services.store().close()
    with sqlite3.connect(settings().data / "sourcebook.db") as database:
        database.execute("UPDATE note SET text = ?", (longer,))
    restart()

    tab = at_passage(browser)

    assert tab.text_area[-1].value == longer
    assert not tab.text_area[-1].max_chars
    tab = write(tab, longer + "b")
    assert "it has 4,101 characters" in warnings(tab)[0]
    assert tab.text_area[-1].value == longer + "b"
    assert places(browser) == {PASSAGE: longer}


def test_a_note_that_cannot_be_saved_stays_in_its_field(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = at_passage(browser)
    monkeypatch.setattr(Notes, "save", fails)

    tab = write(tab, "Who says so?")

    assert warnings(tab) == ["The disk is full."]
    assert tab.text_area[-1].value == "Who says so?"


def test_no_learner_sees_the_note_of_another(browser: Browser) -> None:
    write(at_passage(browser), "Who says so?")
    browser.cookie = ARAM

    assert "Who says so?" not in html(at_passage(browser)) + html(browser.open("me"))


def test_without_a_cookie_a_note_lasts_as_long_as_the_tab_and_says_why(browser: Browser) -> None:
    browser.cookie = None

    tab = write(at_passage(browser), "Who says so?")

    assert (
        "✎ Your note It is lost when you close or reload this page, because this browser keeps no "
        "cookie for us. Who says so?"
    ) in words(tab)
    assert "Your note" not in words(press(tab, "Remove the note"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_note_is_shown_as_text(browser: Browser, text: str) -> None:
    keep(browser, PASSAGE, text)

    pages = html(at_passage(browser)), html(browser.open("me"))

    assert not any("<script>alert" in page or "onmouseover='" in page for page in pages)
    assert all(text in words(tab) for tab in (at_passage(browser),) if "<" not in text)


def test_places_with_a_note_have_a_mark(browser: Browser) -> None:
    keep(browser, PASSAGE, "Who says so?")
    keep(browser, STEP)

    source = html(browser.open("sources", source="s2"))
    steps_of_lesson = html(browser.open("lesson", lesson="csto"))

    assert "✎ Your note<span class='unseen'>: Newsweek, paragraph 11</span>" in source
    assert source.count("Note or bookmark") > 5
    assert steps_of_lesson.count("<span class='note'>⚑ Your bookmark</span>") == 1


def test_a_proof_of_several_passages_leads_to_the_note_of_each(browser: Browser) -> None:
    tab = browser.open("lesson", lesson="csto", section="start", proof="start:1")

    panel = html(tab).partition("<aside class='proof-panel'")[2]
    assert panel.count("Note or bookmark") == panel.count("<article class='passage'>") > 0


def test_me_lists_notes_in_the_order_of_the_course_with_links(browser: Browser) -> None:
    course = services.library().course()
    second = list(course.lessons.values())[1]
    step = steps.steps(second)[1]
    for place in (PASSAGE, "s1.p2", steps.place(second, step), STEP):
        keep(browser, place, f"At {place}.")

    page = html(browser.open("me"))

    assert f"<a data-in-app='1' href='/lesson?lesson={second.id}&amp;section={step.name}'>" in page
    assert f"<a data-in-app='1' href='/sources?passage={PASSAGE}'>" in page
    in_order = (STEP, steps.place(second, step), "s1.p2", PASSAGE)
    found = [page.index(f"At {each}.") for each in in_order]
    assert found == sorted(found)


def test_a_note_whose_place_is_gone_can_be_read_and_removed(browser: Browser) -> None:
    keep(browser, "csto/an-old-step", "Still mine.")

    tab = browser.open("me")

    assert "csto/an-old-step, which is no longer in the course." in words(tab)
    assert "Still mine." in words(tab)
    press(tab, "Remove the note")
    assert places(browser) == {}


def test_without_notes_me_says_how_to_make_one(browser: Browser) -> None:
    assert "You can write a note or set a bookmark at the end of each step" in words(
        browser.open("me")
    )


def test_while_notes_are_out_of_reach_a_lesson_is_read_and_no_note_can_be_replaced(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(browser, STEP)
    monkeypatch.setattr(Notes, "of_learner", fails)
    monkeypatch.setattr(Notes, "at", fails)

    tab = at_step(browser)

    assert not tab.error
    assert not tab.text_area
    assert "Continue" in labels(tab)
