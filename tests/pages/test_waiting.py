"""What a teacher reads while a page takes long: words for each thing that has much to read."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import streamlit

from sourcebook.model.quizzes import Quiz
from sourcebook.pages.teaching.class_data import READING, WORKING_OUT

from .conftest import NINA, Browser
from .teaching import a_class, at_desk


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of all that would turn on the screen if it took longer than half a second."""
    said: list[str] = []

    @contextmanager
    def spinner(words: str) -> Iterator[None]:
        said.append(words)
        yield

    monkeypatch.setattr(streamlit, "spinner", spinner)
    return said


@pytest.mark.parametrize(
    ("page", "words"),
    [("results", [WORKING_OUT, WORKING_OUT]), ("class", [READING]), ("marking", [READING])],
)
def test_a_page_that_reads_a_whole_class_says_so(
    browser: Browser, quiz: Quiz, notes: list[str], page: str, words: list[str]
) -> None:
    a_class("Nina")
    browser.cookie = NINA
    attempt = browser.start(quiz)
    for place in range(len(quiz.items)):
        browser.settle(attempt, place, rightly=True)

    at_desk(browser, page)

    assert notes == words
