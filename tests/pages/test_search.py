"""The search among the passages: every word, in summaries, quotes and speakers."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.pages.shared import services
from tests.builders import course_files

from .conftest import Browser, Serve, everything_sent, html

LEADERS = "The six members of the alliance met in Yerevan on 23 November 2022."


@pytest.fixture
def page(browser: Browser, serve: Serve) -> AppTest:
    """The sources page of the minimal course: three passages, and one quote, of Pashinyan."""
    serve(course_files())
    return browser.open("sources")


def sought(tab: AppTest, words: str) -> list[str]:
    """The addresses of the passages that are found."""
    tab.text_input[0].set_value(words).run()
    assert not tab.exception
    return re.findall(r"<article class='passage' id='passage-(s\d-p\d+)'>", html(tab))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("alliance", ["s1-p1"]),
        ("ALLIANCE", ["s1-p1"]),
        ("unsigned", ["s1-p2", "s2-p1"]),
        ("depressing", ["s1-p2"]),
        ("Nikol", ["s1-p2"]),
        ("declaration unsigned", ["s1-p2", "s2-p1"]),
        ("unsigned   declaration", ["s1-p2", "s2-p1"]),
        ("unsigned nikol", ["s1-p2"]),
        ("unsigned alliance", []),
        ("sign", ["s1-p2", "s2-p1"]),
        ("23 November", ["s1-p1"]),
        ("Munich", []),
    ],
)
def test_a_passage_is_found_that_holds_every_word(
    page: AppTest, words: str, found: list[str]
) -> None:
    assert sought(page, words) == found


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("unsigned", "2 passages with “unsigned”."),
        (" alliance ", "One passage with “alliance”."),
        ("moon", "No passages with “moon”."),
        ("<b>&amp;", "No passages with “&lt;b&gt;&amp;amp;”."),
        ("'\"", "No passages with “&#39;&#34;”."),
    ],
)
def test_how_many_passages_hold_the_words_is_said(page: AppTest, words: str, expected: str) -> None:
    sought(page, words)

    assert f"<p>{expected}</p>" in html(page)


def test_what_is_found_takes_the_place_of_the_shelf_with_a_way_into_its_source(
    page: AppTest,
) -> None:
    sought(page, "alliance")

    assert LEADERS in html(page)
    assert "<ul class='shelf'>" not in html(page)
    assert "data-in-app='page' href='/sources?passage=s1.p1'" in html(page)


@pytest.mark.parametrize("words", ["", "   "])
def test_where_nothing_is_sought_nothing_is_found(page: AppTest, words: str) -> None:
    before = html(page)

    assert sought(page, words) == []
    assert html(page) == before


def test_the_words_sought_stand_in_the_address(browser: Browser, serve: Serve) -> None:
    serve(course_files())

    tab = browser.open("sources", search="alliance")

    assert LEADERS in html(tab)
    assert tab.text_input[0].value == "alliance"


def test_after_the_words_are_gone_so_is_what_was_found(page: AppTest) -> None:
    before = html(page)
    sought(page, "alliance")

    sought(page, "")

    assert html(page) == before


def test_signs_of_a_pattern_are_sought_as_they_stand(page: AppTest) -> None:
    assert sought(page, ".*") == []
    assert sought(page, "2022.") == ["s1-p1"]


def test_a_word_of_a_quote_is_found_in_the_course_of_this_repository(browser: Browser) -> None:
    evidence = services.library().course().evidence("s2.p5")
    assert evidence
    quote = evidence.passage.quotes[0]
    tab = browser.open("sources")

    found = sought(tab, f"{quote.words} {quote.speaker}")

    assert "s2-p5" in found
    assert quote.words in everything_sent(tab)
