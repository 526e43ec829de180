"""Where one is: the title of each page, the line over its heading, and its address."""

import re
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import services
from sourcebook.pages.shared.navigation import PAGES
from sourcebook.pages.streamlit_internals import addresses
from sourcebook.store import hashed

from .conftest import NINA, Browser, everything_sent, html, press, right
from .teaching import at_desk

NOBODY = "0" * 32
"""The id of an attempt that nobody has made."""


@pytest.fixture
def titles(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles that the browser's tab is given, the last one is what stays."""
    given, unchanged = list[str](), st.set_page_config

    def note(**config: Any) -> None:
        given.extend([config["page_title"]] if "page_title" in config else [])
        unchanged(**config)

    monkeypatch.setattr(st, "set_page_config", note)
    return given


def over(tab: AppTest) -> str:
    """The line over the heading of a page, without its links."""
    (found,) = re.findall(r"<p class='kicker'>(.*?)</p>", html(tab))
    return re.sub("<[^>]+>", "", found)


def ways_on(tab: AppTest) -> list[str]:
    """The links at the end of a page."""
    listed = html(tab).partition("aria-label='What is next'")[2].partition("</nav>")[0]
    return re.findall(r">([^<]+)</a>", listed)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("", "The course · Sourcebook"),
        ("lesson?lesson=csto", "The alliance · Lesson 1 · Sourcebook"),
        ("lesson?lesson=csto&view=whole", "The alliance · Lesson 1 · Sourcebook"),
        ("lesson?lesson=moon", "Lesson · Sourcebook"),
        ("quiz", "Quizzes · Sourcebook"),
        ("quiz?quiz=csto-quiz", "Quiz: The alliance · Sourcebook"),
        ("quiz?quiz=moon", "Quizzes · Sourcebook"),
        (f"quiz?attempt={NOBODY}", "Quizzes · Sourcebook"),
        ("sources", "Sources · Sourcebook"),
        ("sources?source=s2", "Newsweek · Sources · Sourcebook"),
        ("sources?passage=s2.p10", "Newsweek, paragraph 10 · Sources · Sourcebook"),
        ("sources?passage=s9.p9", "Sources · Sourcebook"),
        ("sources?view=terms", "People and terms · Sources · Sourcebook"),
        ("sources?search=war", "Search for “war” · Sources · Sourcebook"),
        ("scores", "My scores · Sourcebook"),
        ("me", "Me · Sourcebook"),
        ("certificate", "Certificate · Sourcebook"),
        ("teach", "For teachers · Sourcebook"),
    ],
)
def test_the_title_says_what_is_shown(
    browser: Browser, titles: list[str], address: str, title: str
) -> None:
    url_path, _, query = address.partition("?")

    browser.open(url_path, **dict(each.split("=") for each in query.split("&") if each))

    assert titles[-1] == title


def warnings(tab: AppTest) -> list[str]:
    """The warnings on a page."""
    return [each.value for each in tab.warning]


def test_the_server_knows_the_address_of_every_page(browser: Browser) -> None:
    tab = browser.open()

    known = (*addresses.LEARNERS, *addresses.TEACHERS)
    assert sorted(tab.session_state[PAGES]) == sorted(known)


def test_a_session_keeps_its_pages_until_the_desk_opens(browser: Browser) -> None:
    tab = browser.open("scores")
    before = dict(tab.session_state[PAGES])

    after_a_run = dict(tab.run().session_state[PAGES])
    at_desk(browser, "teach")
    at_open_desk = dict(tab.run().session_state[PAGES])

    assert after_a_run == before
    assert at_open_desk.keys() == before.keys()
    assert at_open_desk["marking"].title == "Marking"


def test_a_lesson_is_not_guessed_from_an_address_that_is_wrong(browser: Browser) -> None:
    tab = browser.open("lesson", **{"<b>": "csto"})

    assert warnings(tab) == [
        r"This address is wrong: it has ‘\<b\>’, and this page expects ‘lesson’, ‘section’ and "
        "‘view’. Choose one on the course page."
    ]
    assert not tab.get("button")
    assert services.store().learners.with_credential(hashed(NINA)) is None


def test_what_another_site_adds_to_a_right_address_does_no_harm(browser: Browser) -> None:
    tab = browser.open("lesson", lesson="csto", utm_source="moodle")

    assert warnings(tab) == []
    assert "<h1>The alliance</h1>" in html(tab)


def test_quizzes_are_offered_at_an_address_that_names_none(browser: Browser) -> None:
    tab = browser.open("quiz", id="csto-quiz")

    assert warnings(tab) == [
        "This address is wrong: it has ‘id’, and this page expects ‘quiz’, ‘attempt’ and "
        "‘item’. Choose a quiz below."
    ]
    assert "/quiz?quiz=csto-quiz" in html(tab)


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"source": "s9"}, "There is no source ‘s9’ in this course."),
        ({"view": "moon"}, "There is no view ‘moon’ in this course."),
        ({"passage": "s9.p9"}, "There is no passage ‘s9\\.p9’ in this course."),
        (
            {"id": "s1"},
            "This address is wrong: it has ‘id’, and this page expects ‘source’, ‘passage’, "
            "‘search’ and ‘view’.",
        ),
    ],
)
def test_a_source_that_is_not_there_is_named(
    browser: Browser, params: dict[str, str], expected: str
) -> None:
    assert warnings(browser.open("sources", **params)) == [expected]


@pytest.mark.parametrize("view", ["", "terms", "voices"])
def test_a_right_address_of_the_sources_has_no_warning(browser: Browser, view: str) -> None:
    assert warnings(browser.open("sources", **({"view": view} if view else {}))) == []


def test_an_item_says_in_the_title_which_it_is(
    browser: Browser, quiz: Quiz, titles: list[str]
) -> None:
    attempt = browser.start(quiz)

    browser.open("quiz", attempt=attempt.id, item="3")

    assert titles[-1] == "Item 3 of 10 · Quiz: The Yerevan summit · Sourcebook"


def test_the_end_of_a_quiz_says_in_the_title_how_far_it_is(
    browser: Browser, quiz: Quiz, titles: list[str]
) -> None:
    attempt = browser.start(quiz)
    browser.open("quiz", attempt=attempt.id, item="end")
    before = titles[-1]
    services.store().attempts.finish(browser.learner, attempt.id, now=attempt.started_at)

    browser.open("quiz", attempt=attempt.id, item="end")

    assert before == "Before you finish · Quiz: The Yerevan summit · Sourcebook"
    assert titles[-1] == "Result · Quiz: The Yerevan summit · Sourcebook"


def test_the_beginning_of_a_quiz_leads_back_to_its_lesson(browser: Browser) -> None:
    tab = browser.open("quiz", quiz="csto-quiz")

    assert over(tab) == "Quizzes · Lesson 1: The alliance"
    assert "href='/lesson?lesson=csto'>Lesson 1: The alliance</a>" in html(tab)


def test_an_item_leads_back_to_the_lesson_of_its_quiz(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)

    tab = browser.open("quiz", attempt=attempt.id, item="2")

    assert over(tab) == "Lesson 4: The Yerevan summit · Quiz"


def test_a_quiz_without_a_lesson_leads_back_to_all_quizzes(browser: Browser) -> None:
    course = services.library().course()
    quiz = next(each for each in course.quizzes.values() if each.lesson is None)

    assert over(browser.open("quiz", quiz=quiz.id)) == "Quizzes"


def test_the_result_says_what_is_next(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    services.store().attempts.finish(browser.learner, attempt.id, now=attempt.started_at)

    tab = browser.open("quiz", attempt=attempt.id, item="end")

    assert ways_on(tab) == [
        "Next lesson: Why now?",
        "Read again: The Yerevan summit",
        "See all my scores",
        "Back to the course",
    ]


def test_an_attempt_found_without_its_item_names_it_in_the_address(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))

    tab = browser.open("quiz", quiz=quiz.id)

    assert tab.query_params == {"quiz": quiz.id, "attempt": attempt.id, "item": "2"}


def test_the_address_of_a_proof_leads_to_it_once_the_answer_is_in(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)
    browser.settle(attempt, 0)

    tab = browser.open("quiz", attempt=attempt.id, item="1", at="proof")

    assert "<h3 id='the-proof' class='proof-head'>The proof</h3>" in html(tab)
    assert '"target": "the-proof"' in everything_sent(tab)


def test_going_on_from_a_proof_leaves_it_out_of_the_address(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    browser.settle(attempt, 0)
    tab = browser.open("quiz", quiz=quiz.id, attempt=attempt.id, item="1", at="proof")

    press(tab, "Next item")

    assert tab.query_params == {"quiz": quiz.id, "attempt": attempt.id, "item": "2"}


def test_the_path_of_the_app_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses.in_app("/quiz")
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": "course101"}.get)

    assert addresses.in_app("/lesson") == "/lesson"
