"""The bar over every page: the rooms, which of them one is in, and a teacher's second row."""

import re

import pytest

from tests.pages.conftest import Browser, masthead
from tests.pages.teaching import at_desk

ROOMS = ["Course", "Quizzes", "Sources", "My scores", "Me"]


def test_the_bar_leads_to_every_room_of_a_learner_and_to_no_other(browser: Browser) -> None:
    bar = masthead(browser.open(""))

    links = re.findall(r"<li><a data-in-app='1' href='(/[^']*)'[^>]*>([^<]+)</a>", bar)
    assert links == list(zip(["/", "/quiz", "/sources", "/scores", "/me"], ROOMS, strict=True))


@pytest.mark.parametrize(
    ("page", "room", "current"),
    [
        ("", "Course", "page"),
        ("lesson", "Course", "true"),
        ("quiz", "Quizzes", "page"),
        ("sources", "Sources", "page"),
        ("scores", "My scores", "page"),
        ("certificate", "My scores", "true"),
        ("me", "Me", "page"),
    ],
)
def test_the_bar_marks_the_one_room_that_a_page_is_in(
    browser: Browser, page: str, room: str, current: str
) -> None:
    bar = masthead(browser.open(page))

    assert re.findall(r"aria-current='(\w+)'>([^<]+)<", bar) == [(current, room)]


def test_the_bar_begins_with_a_way_past_itself(browser: Browser) -> None:
    bar = masthead(browser.open("scores"))

    assert bar.index("href='#page'>Skip to the page<") < bar.index("class='wordmark'")


def test_a_teacher_has_her_desk_in_the_bar_and_its_pages_in_a_second_row(browser: Browser) -> None:
    bar = masthead(at_desk(browser, "results"))

    first, second = bar.split("aria-label='Teacher’s pages'")
    assert re.findall(r"aria-current='(\w+)'>([^<]+)<", first) == [("true", "Teacher’s desk")]
    titles = [
        *("Desk", "Class", "Assignments", "Results", "Marking", "Plans", "Edit the course"),
        *("Teachers", "Log"),
    ]
    assert re.findall(r"<li><a [^>]*>([^<]+)<", second) == titles
    assert re.findall(r"aria-current='(\w+)'>([^<]+)<", second) == [("page", "Results")]


def test_nobody_else_learns_from_the_bar_that_there_is_a_desk(browser: Browser) -> None:
    assert "Teacher" not in masthead(browser.open("results"))
