"""The sources page: five cards, the passages of one source, and the one that is asked for."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.pages.shared import services

from .conftest import REQUESTS, Browser, everything_sent, html


def focus_target(tab_sent: str) -> bool:
    """Whether the browser was told to move to some element."""
    return '"target"' in tab_sent


SOURCES = ["s1", "s2", "s3", "s4", "s5"]


def test_at_first_the_shelf_stands_alone(browser: Browser) -> None:
    course = services.library().course()

    page = html(browser.open("sources"))

    shelf = re.findall(r"<li><a data-in-app='1' href='/sources\?source=(s\d)'>", page)
    assert shelf == SOURCES == list(course.sources)
    assert "<article class='passage" not in page


@pytest.mark.parametrize("source_id", SOURCES)
def test_a_source_shows_all_its_passages_and_no_others(browser: Browser, source_id: str) -> None:
    course = services.library().course()

    page = html(browser.open("sources", source=source_id))

    own = [each.id.replace(".", "-") for each in course.passages(course.sources[source_id])]
    assert re.findall(r"<article class='passage' id='passage-([^']+)'", page) == own


@pytest.mark.parametrize("source_id", SOURCES)
def test_a_card_shows_publisher_date_language_and_damage(browser: Browser, source_id: str) -> None:
    source = services.library().course().sources[source_id]

    sent = everything_sent(browser.open("sources", source=source_id))

    notes = [source.publisher.note, source.date.note, source.language.note, *source.damage]
    # Behind a bracket stand the passages that a note names, as links.
    assert [note for note in notes if note.partition(" (")[0] not in sent] == []


def test_quotes_are_marked_and_name_their_speaker(browser: Browser) -> None:
    page = html(browser.open("sources", source="s2"))

    assert "<mark>“And Putin knows it, too”</mark></p><footer>Bakhti Nishanov" in page


def test_every_passage_has_a_link_to_itself(browser: Browser) -> None:
    page = html(browser.open("sources", source="s2"))

    itself = "<a class='own-link' data-in-app='page' href='/sources?passage=s2.p10'>"
    assert itself in page
    assert "<span class='unseen'>Link to this passage: Newsweek, paragraph 10</span>" in page


@pytest.mark.parametrize(
    ("source_id", "ways"),
    [
        ("s1", ["Next source: Newsweek", "Back to all sources"]),
        (
            "s2",
            ["Next source: Polish report", "Previous source: Munich report", "Back to all sources"],
        ),
        ("s5", ["Previous source: Two-expert analysis", "Back to all sources"]),
    ],
)
def test_a_source_leads_to_those_beside_it_and_back_to_the_shelf(
    browser: Browser, source_id: str, ways: list[str]
) -> None:
    page = html(browser.open("sources", source=source_id))

    listed = page.partition("aria-label='What is next'")[2].partition("</nav>")[0]
    assert re.findall(r">([^<]+)</a>", listed) == ways
    over = "<p class='kicker'><a data-in-app='1' href='/sources'>Sources</a> · Source "
    assert f"{over}{source_id[1:]} of 5</p>" in page


def test_without_a_passage_in_the_address_none_is_marked(browser: Browser) -> None:
    tab = browser.open("sources")

    assert "Cited passage" not in html(tab)
    assert not focus_target(everything_sent(tab))


def test_the_passage_in_the_address_is_marked_and_brought_into_view(browser: Browser) -> None:
    tab = browser.open("sources", passage="s2.p5")

    assert html(tab).count("Cited passage") == 1
    assert "<article class='passage cited' id='passage-s2-p5'>" in html(tab)
    assert '"target": "passage-s2-p5"' in everything_sent(tab)


def test_a_passage_is_shown_in_its_source(browser: Browser) -> None:
    page = html(browser.open("sources", passage="s2.p5"))

    assert "<section class='source' id='source-s2'>" in page
    assert "id='passage-s1-" not in page


@pytest.mark.parametrize("wanted", ["s9.p9", "s2", "s2.", ".p5", "s2.p5.p6", "%00", "s2.p0"])
def test_a_passage_that_does_not_exist_is_answered_with_advice(
    browser: Browser, wanted: str
) -> None:
    tab = browser.open("sources", passage=wanted)

    assert len(tab.warning) == 1
    assert tab.warning[0].value.startswith("There is no passage ‘")
    assert "Cited passage" not in html(tab)
    assert not tab.exception


def test_a_source_that_does_not_exist_is_passed_over(browser: Browser) -> None:
    tab = browser.open("sources", source="s9")

    assert "<h1>Sources</h1>" in html(tab)
    assert not focus_target(everything_sent(tab))
    assert not tab.exception


def test_the_sources_can_be_read_without_cookies(browser: Browser) -> None:
    browser.cookie = None

    tab = browser.open("sources", passage="s2.p5")

    assert html(tab).count("Cited passage") == 1


@pytest.mark.parametrize("page", ["sources", "lesson"])
def test_what_is_below_the_panel_keeps_its_number_among_the_elements(
    browser: Browser, page: str
) -> None:
    query = {"lesson": "csto"} if page == "lesson" else {}

    closed, opened = browser.open(page, **query), browser.open(page, **query, proof="s2.p10")

    assert drawn(opened) == drawn(closed)


def drawn(tab: AppTest) -> int:
    """How many elements are on a page, but for code and requests, which show nothing."""
    shown = [each for each in tab.main.children.values() if each.type != "bidi_component"]
    requests = [each for each in tab.get("html") if str(each.value).startswith(REQUESTS)]  # type: ignore[union-attr]  # html elements have values
    return len(shown) - len(requests)
