"""The plans at the teacher's desk: which lessons have one, and the plan of a lesson."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.pages.shared import services
from tests.builders import course_files
from tests.minimal_course import PLAN

from .conftest import Browser, Serve, everything_sent, html, labels, press
from .editing import desk, open_text, place, said, save, shown, type_text
from .teaching import at_desk
from .tiny_course import words

__all__ = ["desk"]

PATH = "plans/04-yerevan-summit.md"


@pytest.fixture
def course(serve: Serve) -> dict[str, bytes]:
    """A course whose only lesson has a plan."""
    files = course_files()
    serve(files)
    return files


@pytest.fixture
def without(serve: Serve) -> None:
    """The same course without a folder of plans."""
    files = course_files()
    del files[PATH]
    serve(files)
    library = services.library()
    # The first look may have been a moment ago.
    library.interval_seconds = library._next_look = 0


def text_of(tab: AppTest) -> str:
    """What a page says, without its tags."""
    return re.sub(r"<[^>]*>", "", html(tab))


def plan(browser: Browser) -> AppTest:
    return at_desk(browser, "plans", lesson="yerevan-summit")


@pytest.mark.usefixtures("course")
def test_the_page_lists_the_lessons_with_links_to_their_plans(browser: Browser) -> None:
    tab = at_desk(browser, "plans")

    assert "<a data-in-app='1' href='/plans?lesson=yerevan-summit'>The Yerevan summit</a>" in html(
        tab
    )
    assert "no plan yet" not in words(tab)
    assert "1 of 1 lesson has a plan" in words(at_desk(browser, "teach"))


@pytest.mark.usefixtures("course")
def test_a_plan_has_its_sections_under_headings_and_can_be_printed(browser: Browser) -> None:
    tab = plan(browser)

    page = html(tab)
    assert "<h1>Plan: The Yerevan summit</h1>" in page
    assert page.count("<section><h2>") == 10
    assert "<h2>Sensitive moments</h2><p>Nobody has to speak for a country.</p>" in page
    assert "Print this page" in everything_sent(tab)


@pytest.mark.usefixtures("course")
def test_a_citation_names_its_passage_and_opens_it(browser: Browser) -> None:
    assert (
        "Six. <span class='plan-cites'>(<a class='passage-ref' data-in-app='1' "
        "href='/sources?passage=s1.p1' aria-label='Munich report, paragraph 1'>"
        "Munich report, paragraph 1</a>)</span>" in html(plan(browser))
    )


def test_passages_of_one_source_name_it_once(browser: Browser, serve: Serve) -> None:
    text = PLAN.replace("[@s1.p2; @s2.p1]", "[@s1.p1; @s1.p2; @s2.p1; @none]")
    serve(course_files() | {PATH: text.encode()})

    assert "(Munich report, paragraph 1, 2; Polish report, paragraph 1)" in text_of(plan(browser))


@pytest.mark.usefixtures("without")
def test_without_plans_the_page_and_the_desk_say_so(browser: Browser) -> None:
    assert "No lesson has a plan yet." in words(at_desk(browser, "teach"))
    assert "The Yerevan summit, no plan yet" in text_of(at_desk(browser, "plans"))
    tab = plan(browser)
    assert "This lesson has no plan yet." in words(tab)
    assert labels(tab) == ["Begin the plan"]
    assert not tab.exception


@pytest.mark.usefixtures("without")
def test_a_plan_is_begun_written_and_saved_at_the_desk(desk: Browser) -> None:
    tab = press(desk.open("plans", lesson="yerevan-summit"), "Begin the plan")

    tab = open_text(desk, PATH)
    assert "lesson: yerevan-summit" in shown(tab)
    assert not place(PATH).exists()
    waiting = desk.open("plans", lesson="yerevan-summit")
    assert "The plan for this lesson is not finished." in words(waiting)
    assert "Begin the plan" not in labels(waiting)

    save(type_text(tab, PLAN))

    assert place(PATH).read_text() == PLAN
    assert "Nobody has to speak for a country." in words(
        desk.open("plans", lesson="yerevan-summit")
    )


@pytest.mark.usefixtures("course")
def test_the_editor_shows_a_plan_as_the_desk_does(desk: Browser) -> None:
    tab = open_text(desk, PATH)

    assert "As the desk shows it" in words(tab)
    assert f"{PATH} · yerevan-summit" in tab.selectbox[0].options
    assert "<h2>Exit question</h2>" in html(tab)
    assert "This file is written as text." in words(open_text(desk, PATH, view="Form"))


@pytest.mark.usefixtures("course")
def test_a_plan_with_errors_is_not_saved(desk: Browser) -> None:
    tab = save(type_text(open_text(desk, PATH), PLAN.replace("## To begin", "## Begin")))

    assert "Not saved" in said(tab)[0]
    assert place(PATH).read_text() == PLAN


@pytest.mark.usefixtures("course")
def test_an_unknown_lesson_is_said_and_the_list_is_shown(browser: Browser) -> None:
    tab = at_desk(browser, "plans", lesson="nothing")

    assert [each.value for each in tab.warning] == [
        "There is no lesson ‘nothing’. Choose one here."
    ]
    assert "The Yerevan summit" in words(tab)


@pytest.mark.usefixtures("course")
def test_learners_see_no_plan(browser: Browser) -> None:
    for page in ("plans", "lesson", "quiz", "sources", "me", ""):
        sent = everything_sent(browser.open(page, lesson="yerevan-summit"))

        assert "Nobody has to speak for a country." not in sent
        assert "Sensitive moments" not in sent


@pytest.mark.usefixtures("browser")
def test_text_of_a_plan_is_never_html(browser: Browser, serve: Serve) -> None:
    """The check refuses it; if it came through, it would be text."""
    text = PLAN.replace("Read one report only.", "Is 1 < 2 & 3 > 2? `<b>`")
    serve(course_files() | {PATH: text.encode()})

    assert "Is 1 &lt; 2 &amp; 3 &gt; 2? <code>&lt;b&gt;</code>" in html(plan(browser))
