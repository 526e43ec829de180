"""The result of a quiz: every item once more, with what it earned and its proof."""

import re

from sourcebook.pages.shared import clock, services
from tests.builders import extended_response, single_choice

from .conftest import Browser, Serve, html
from .taking import LEFT_OUT, RIGHT, WRONG, hand_in, take
from .tiny_course import teach


def result(browser: Browser, quiz_id: str) -> str:
    """The page with the result of the attempt that was finished last."""
    attempt = browser.attempt()
    return html(browser.open("quiz", quiz=quiz_id, attempt=attempt.id, item="end"))


def test_each_item_stands_there_with_its_result_and_its_proof(
    browser: Browser, serve: Serve
) -> None:
    quiz = teach(serve, *[single_choice(id=f"refuser-{n}") for n in range(3)])
    hand_in(browser, quiz, RIGHT, WRONG, LEFT_OUT)

    page = result(browser, quiz.id)

    listed = page.partition("<summary>Every item and its proof</summary>")[2]
    told = re.findall(r"data-label='Result'>(.*?)</td>", listed)
    assert told == ["✓ Right, 1 of 1 point", "✗ Not right, 0 of 1 point", "– Unanswered"]
    assert listed.count("href='/sources?passage=s1.p1'") == 3


def test_a_text_that_waits_for_its_mark_is_neither_wrong_nor_unanswered(
    browser: Browser, serve: Serve
) -> None:
    quiz = teach(serve, extended_response(), single_choice())
    attempt = take(browser, quiz, RIGHT, RIGHT)
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())

    page = result(browser, quiz.id)

    assert "• Not marked yet" in page
    assert "aria-label='Item 1, not marked yet'" in page
