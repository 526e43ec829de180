"""The foot of every page, with the list of keys."""

import pytest

from .conftest import Browser, everything_sent
from .teaching import at_desk

PAGES = ["", "lesson", "quiz", "sources", "scores", "me", "certificate", "teach"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_ends_with_the_list_of_keys(browser: Browser, path: str) -> None:
    sent = everything_sent(browser.open(path))

    assert sent.count("<footer class='page-foot'>") == 1
    assert "<dt><kbd>Esc</kbd></dt><dd>closes the panel with the proof</dd>" in sent


def test_the_keys_of_marking_are_listed_on_its_page_alone(browser: Browser) -> None:
    key = "<dd>goes to the comment</dd>"
    assert key not in everything_sent(browser.open("marking"))
    assert key in everything_sent(at_desk(browser, "marking"))
    assert key not in everything_sent(at_desk(browser, "teach"))
