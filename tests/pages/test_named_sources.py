"""A report that an item names is a chip, which recalls in one line what it is."""

from tests.builders import single_choice, verdict

from .conftest import Browser, Serve, hand_in, html, right
from .tiny_course import begin, begin_test, words


def chips(page: str) -> int:
    """How many chips are on a page."""
    return page.count("<details class='chip'>")


def test_each_source_that_the_stem_names_has_a_chip(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, single_choice(stem="Who refused, says the Munich report?"))

    assert chips(html(tab)) == 1
    assert "● Munich report News report" in words(tab)


def test_a_source_in_a_claim_has_one_too_and_also_in_test_mode(
    browser: Browser, serve: Serve
) -> None:
    item = verdict(claim="The Polish report and the Munich report agree.")

    assert chips(html(begin_test(browser, serve, item))) == 2


def test_a_question_that_names_no_source_has_none(browser: Browser, serve: Serve) -> None:
    assert chips(html(begin(browser, serve, single_choice()))) == 0


def test_a_chip_does_not_tell_what_is_asked(browser: Browser, serve: Serve) -> None:
    item = single_choice(
        stem="What is the Munich report?", key="News report", distractors=["A speech"]
    )

    assert chips(html(begin(browser, serve, item))) == 0


def test_after_the_answer_the_chips_are_gone(browser: Browser, serve: Serve) -> None:
    item = single_choice(stem="Who refused, says the Munich report?")

    assert chips(html(hand_in(begin(browser, serve, item), right(item)))) == 0
