"""The sources page: five cards, every passage, and the one that an address asks for."""

import pytest

from sourcebook.pages import process

from .conftest import Browser, everything_sent, html


def focus_target(tab_sent: str) -> bool:
    """Whether the browser was told to move to some element."""
    return '"target"' in tab_sent


def test_every_passage_of_every_source_is_shown(browser: Browser) -> None:
    course = process.library().course()

    sent = everything_sent(browser.open("sources"))

    for source in course.sources.values():
        assert [
            each.id for each in course.passages(source) if each.passage.summary not in sent
        ] == []


def test_every_card_shows_publisher_date_language_and_damage(browser: Browser) -> None:
    sent = everything_sent(browser.open("sources"))

    for source in process.library().course().sources.values():
        notes = [source.publisher.note, source.date.note, source.language.note, *source.damage]
        assert [note for note in notes if note not in sent] == []


def test_quotes_are_marked_and_name_their_speaker(browser: Browser) -> None:
    page = html(browser.open("sources"))

    assert "<mark>“And Putin knows it, too”</mark></p><footer>Bakhti Nishanov" in page


def test_without_a_passage_in_the_address_none_is_marked(browser: Browser) -> None:
    tab = browser.open("sources")

    assert "Cited passage" not in html(tab)
    assert not focus_target(everything_sent(tab))


def test_the_passage_in_the_address_is_marked_and_brought_into_view(browser: Browser) -> None:
    tab = browser.open("sources", passage="s2.p5")

    assert html(tab).count("Cited passage") == 1
    assert "<article class='passage cited' id='passage-s2-p5'>" in html(tab)
    assert '"target": "passage-s2-p5"' in everything_sent(tab)


def test_the_source_in_the_address_is_brought_into_view(browser: Browser) -> None:
    tab = browser.open("sources", source="s3")

    assert '"target": "source-s3"' in everything_sent(tab)


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

    assert not focus_target(everything_sent(tab))
    assert not tab.exception


def test_the_sources_can_be_read_without_cookies(browser: Browser) -> None:
    browser.cookie = None

    tab = browser.open("sources", passage="s2.p5")

    assert html(tab).count("Cited passage") == 1
