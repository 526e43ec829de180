"""The class: its link, its members, and what a teacher may change of it."""

import re
from datetime import timedelta

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from sourcebook.analysis import class_status as standing
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import clock, services
from sourcebook.pages.teaching import class_page, class_status
from sourcebook.store import hashed
from tests.teachers import open_desk

from .conftest import ARAM, MORNING, NINA, Browser, html, labels, press, right
from .teaching import SPELL, a_class, at_desk
from .tiny_course import words


def test_before_the_first_class_there_is_nothing_but_a_name_to_give(browser: Browser) -> None:
    tab = at_desk(browser, "class")

    assert "There is no class yet." in html(tab)
    assert labels(tab) == ["Make the class"]


def test_a_class_is_made_by_its_name(browser: Browser) -> None:
    tab = at_desk(browser, "class")
    tab.text_input(key="new-class-name").set_value("History 9b")

    tab = press(tab, "Make the class")

    room = services.store().classes.all()[0]
    assert room.name == "History 9b"
    assert f"/me?join={room.code}" in tab.code[0].value
    assert "Nobody has joined yet." in html(tab)


def test_a_class_without_a_name_is_not_made(browser: Browser) -> None:
    tab = press(at_desk(browser, "class"), "Make the class")

    assert [each.value for each in tab.warning] == ["Give the class a name."]
    assert services.store().classes.all() == ()


def test_each_member_is_told_with_where_she_is(browser: Browser, quiz: Quiz) -> None:
    a_class("Nina", None)
    attempt = browser.start(quiz)
    browser.answer(attempt, 0, right(quiz.items[0]))

    tab = at_desk(browser, "class")

    expected = words(tab)
    size = len(quiz.items)
    assert f"Nina, no. 1 0 of 6 0 of 7 today {quiz.title}, 1 of {size}" in expected
    assert "no name, no. 2 0 of 6 0 of 7 never –" in expected
    assert "Nobody is stuck." in expected


def test_who_is_stuck_is_named_with_the_reason(
    browser: Browser, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_class("Nina", "Aram")
    browser.start(quiz)
    monkeypatch.setattr(clock, "now", lambda: MORNING + timedelta(days=8))

    open_desk(services.store(), "Z" * 22, now=clock.now())
    browser.cookie = "Z" * 22
    expected = words(browser.open("class"))

    left = f"Nina, no. 1 “{quiz.title}” on 23 Nov, with 0 of {len(quiz.items)} items answered."
    assert "Stuck (2 of 2)" in expected
    assert f"Left a quiz open (1) {left}" in expected
    assert "Has not begun (1) Aram, no. 2 Nothing since joining on 23 Nov." in expected


def test_who_is_stuck_stands_first_unless_another_order_is_chosen(
    browser: Browser, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_class("Nina", "Aram")
    browser.start(quiz)
    monkeypatch.setattr(standing, "LEFT_OPEN", timedelta(0))

    tab = at_desk(browser, "class")

    assert heads(tab) == ["Nina, no. 1 Left open", "Aram, no. 2"]
    assert heads(tab.selectbox(key="class-order").set_value("By name").run()) == [
        "Aram, no. 2",
        "Nina, no. 1 Left open",
    ]


def heads(tab: AppTest) -> list[str]:
    """The head of each row of the table of everybody, in its order."""
    found = re.findall(r"<th scope='row'>(.*?)</th>", html(tab))
    return [re.sub(r"<[^>]*>", "", each) for each in found]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (30, "4 weeks ago"),
    ],
)
def test_how_long_ago_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, days: int, expected: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: MORNING + timedelta(days=days))

    assert class_status.ago(MORNING) == expected


def test_a_large_class_is_told_in_pages(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    a_class("Nina", "Aram")
    monkeypatch.setattr(class_page, "_ON_A_PAGE", 1)

    tab = at_desk(browser, "class")

    assert heads(tab) == ["Aram, no. 2"]
    assert "Learners 1 to 1 of 2." in words(tab)
    assert "Everybody (2)" in words(tab)


def test_a_class_is_renamed(browser: Browser) -> None:
    room = a_class("Nina")
    tab = at_desk(browser, "class")
    tab.text_input(key=f"class-name-{room.id}").set_value("History 10b")

    tab = press(tab, "Keep this name")

    assert "<h2>History 10b, " in html(tab)


def test_a_new_link_makes_the_one_before_void(browser: Browser) -> None:
    room = a_class("Nina")

    tab = press(at_desk(browser, "class"), "Make a new link and code")

    assert room.code not in tab.code[0].value
    assert services.store().classes.with_code(room.code) is None


def test_a_learner_who_is_taken_out_keeps_her_work(browser: Browser, quiz: Quiz) -> None:
    room = a_class("Nina", "Aram")
    attempt = browser.start(quiz)
    nina = browser.learner
    tab = at_desk(browser, "class")
    tab.selectbox(key=f"leaving-{room.id}").set_value(nina)

    press(tab, "Take out of the class")

    assert [each.name for each in services.store().classes.members(room.id)] == ["Aram"]
    assert services.store().attempts.of_learner(nina) == (attempt,)


def test_a_teacher_names_a_learner(browser: Browser) -> None:
    room = a_class(None)
    tab = at_desk(browser, "class")
    tab.selectbox(key=f"named-{room.id}").set_value(services.store().classes.members()[0].id)
    tab.text_input(key=f"new-name-{room.id}").set_value(" Nina  Petrosyan ")

    tab = press(tab, "Give this name")

    assert heads(tab) == ["Nina Petrosyan, no. 1"]
    assert [each.name for each in services.store().classes.members(room.id)] == ["Nina Petrosyan"]


def test_a_name_is_given_to_a_chosen_learner_only(browser: Browser) -> None:
    room = a_class("Nina")
    tab = at_desk(browser, "class")
    tab.text_input(key=f"new-name-{room.id}").set_value("Aram")

    tab = press(tab, "Give this name")

    assert [each.value for each in tab.warning] == ["Choose a learner first."]
    assert [each.name for each in services.store().classes.members(room.id)] == ["Nina"]


def test_a_class_is_closed_only_by_whoever_means_it(browser: Browser) -> None:
    room = a_class("Nina")
    tab = press(at_desk(browser, "class"), "Close the class")
    assert "Tick the box first, if you mean it." in [each.value for each in tab.warning]
    assert services.store().classes.all() == (room,)
    tab.checkbox(key=f"close-meant-{room.id}").check()

    press(tab, "Close the class")

    assert services.store().classes.all() == ()


def test_a_hostile_name_is_shown_as_it_is(browser: Browser) -> None:
    room = a_class(SPELL)
    services.store().classes.rename(room.id, SPELL)

    tab = at_desk(browser, "class")

    assert SPELL not in html(tab)
    assert escape(SPELL) in html(tab)
    assert not tab.exception


def test_only_members_of_the_class_are_told(browser: Browser) -> None:
    a_class("Nina")
    services.store().learners.get_or_create(hashed(ARAM), now=MORNING, name="Aram")

    assert "Aram" not in html(at_desk(browser, "class"))


def test_a_learner_at_the_address_of_the_class_is_told_nothing(browser: Browser) -> None:
    a_class("Nina", "Aram")
    browser.cookie = NINA

    tab = browser.open("class")

    assert "Aram" not in html(tab)
    assert "History 9b" not in html(tab)
