"""Grades for Moodle and Canvas on the page of the results: who is who, and what each file has."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import downloads, services

from .conftest import ARAM, Browser, html, one_pointers
from .teaching import SPELL, TEACHER, a_class, at_desk
from .test_downloads import fetch
from .test_results_page import sits
from .tiny_course import words

MOODLE = "First name,Last name,Email address\nAnna,Petrosyan,anna@school.example\nB,C,b@x.example\n"
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section\n"
    'Points Possible,,,,\n"Petrosyan, Anna",17,s17,anna,9b\n'
)


@pytest.fixture
def tab(browser: Browser, quiz: Quiz) -> AppTest:
    """The results of Anna, who had half of a quiz right, and of a learner with a spell as name."""
    a_class("Anna Petrosyan", SPELL)
    four = one_pointers(quiz)
    sits(browser, four, right_answers=2)
    sits(browser, four, right_answers=4, cookie=ARAM)
    return at_desk(browser, "results")


def with_list(tab: AppTest, raw: str) -> AppTest:
    """The page after a class list was chosen."""
    uploader: Any = tab.get("file_uploader")[0]
    uploader.upload("list.csv", raw.encode(), "text/csv")
    return tab.run()


def grades(tab: AppTest, program: str) -> list[str]:
    """The lines of the file with grades."""
    offered = next(
        each for each in downloads._offers.values() if each.name.endswith(f"{program}.csv")
    )
    address = html(tab).split(f"download='{offered.name}'")[0].rpartition("href='")[2].split("'")[0]
    status, text = fetch(address, TEACHER)
    assert status == 200
    return text.removeprefix("\ufeff").splitlines()


def test_the_learners_of_a_class_list_get_their_scores(tab: AppTest) -> None:
    tab = with_list(tab, MOODLE)

    assert "Anna Petrosyan, no. 1" in html(tab)
    assert "In the class list, and not found here for sure (1)" in html(tab)
    assert "<li>B C</li>" in html(tab)
    assert "Anna Petrosyan, no. 1 Anna Petrosyan The Yerevan summit 50 %" in words(tab)
    head, row = grades(tab, "moodle")
    assert head.startswith("Email address,Full name,")
    assert row == "anna@school.example,Anna Petrosyan,50"


def test_canvas_gets_its_own_columns(tab: AppTest) -> None:
    tab = with_list(tab, CANVAS)
    tab = tab.radio(key="gradebook").set_value("Canvas").run()

    head, possible, row = grades(tab, "canvas")
    assert head.startswith("Student,ID,SIS User ID,SIS Login ID,Section,")
    assert possible.endswith(",100")
    assert row.endswith(",50")


def test_a_name_is_shown_as_a_text(tab: AppTest) -> None:
    assert "<img" not in html(with_list(tab, MOODLE))


def test_a_file_that_is_no_class_list_is_refused_with_the_reason(tab: AppTest) -> None:
    tab = with_list(tab, "a,b\n1,2\n")

    assert "no row of headers with names" in tab.warning[0].value


def test_invented_learners_go_into_no_gradebook(
    tab: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(services.store().classes), "has_demo", lambda self: True)

    assert "No gradebook has them." in html(tab.run())
