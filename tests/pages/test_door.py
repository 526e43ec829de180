"""The teacher's door: closed to all but teachers with a password or a school account."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from sourcebook.content.faults import Fault, Spot
from sourcebook.errors import SettingsError
from sourcebook.pages.identity import guard, providers, school
from sourcebook.pages.shared import clock, services
from sourcebook.pages.teaching import desk, sign_in, teacher_pages
from sourcebook.settings import settings
from sourcebook.store import Store, hashed
from tests import teachers
from tests.streamlit_internals import follow_the_app
from tests.teachers import NAME, PASSWORD, make_teacher

from .conftest import (
    ARAM,
    MORNING,
    NINA,
    Browser,
    component_data,
    everything_sent,
    fails,
    html,
    labels,
    press,
    restart,
)
from .test_school import ACCOUNT, LOG_IN, NOBODY, open_page

NEW = "Q" * 22
TEACHER = ACCOUNT | {"email": "Ani@School.example", "email_verified": True, "name": "Ani"}
SPOILT = (
    "This link has been used or withdrawn, or is more than a day old, or a newer one replaced it. "
    "Ask for a new one."
)
OTHER_PASSWORD = "This is not your password until now. Type it again."
WRONG = "This name and this password do not belong together. Type both again."
ADDRESSES = [desk.ADDRESS, *(page.url_path for page in teacher_pages.PAGES)]


@dataclass
class Quick:
    """Stands in for argon2, which takes its time on purpose."""

    def hash(self, password: str) -> str:
        return f"quick {password}"

    def verify(self, kept: str, typed: str) -> bool:
        from argon2.exceptions import VerifyMismatchError

        if kept != self.hash(typed):
            raise VerifyMismatchError
        return True


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "sleep", lambda seconds: None)
    monkeypatch.setattr("sourcebook.store.teacher_accounts._HASHER", Quick())
    monkeypatch.setattr("sourcebook.store.teacher_accounts._nobodys_hash", lambda: "nobody")


@pytest.fixture
def password(browser: Browser) -> str:
    """The teacher's password, which was set before."""
    make_teacher(services.store(), now=MORNING)
    return PASSWORD


def knock(typed: str, path: str = "teach", name: str = NAME) -> AppTest:
    """A browser at the door after it typed this; the tab is NINA's."""
    tab = at_the_door(path)
    tab.text_input(key="name-typed").set_value(name)
    tab.text_input(key="password-typed").set_value(typed)
    return press(tab, "Open the desk")


def at_the_door(path: str = "teach", **params: str) -> AppTest:
    """A new tab at a teacher's address."""
    return Browser().open(path, **params)


def open_desk(cookie: str = NINA) -> None:
    """Open the desk in the browser that then has this cookie."""
    teachers.open_desk(services.store(), cookie, before=ARAM, now=MORNING)


def is_password(typed: str) -> bool:
    """Whether this is the teacher's password."""
    return services.store().teachers.with_password(NAME, typed) is not None


def hand_in_ticket(tab: AppTest, cookie: str = NINA) -> bool:
    """Whether the ticket that a tab was sent opens the desk under the new cookie."""
    ticket = component_data(tab, "handover")["ticket"]
    store = services.store()
    assert store.learners.redeem(ticket, browser=hashed(cookie), renewed=hashed(NEW), now=MORNING)
    return store.teachers.has_session(hashed(NEW), now=MORNING)


def warnings(tab: AppTest) -> list[str]:
    """What the page warns of."""
    return [each.value for each in tab.warning]


def titles(tab: AppTest) -> list[str]:
    """The titles of all pages that the browser is told of."""
    return [page["page_name"] for page in tab._registered_pages.values()]


@pytest.mark.parametrize("path", ADDRESSES)
def test_at_every_teachers_address_stands_the_closed_door(browser: Browser, path: str) -> None:
    tab = browser.open(path)

    assert "<h1>For teachers</h1>" in html(tab)
    assert labels(tab) == ["Open the desk"]
    assert desk.TITLE not in everything_sent(tab)


def test_a_learner_is_told_no_title_of_a_teachers_page(browser: Browser) -> None:
    tab = browser.open("me")

    assert desk.TITLE not in everything_sent(tab)
    assert "<a data-in-app='1' href='/teach'>For teachers</a>" in html(tab)


def test_a_learner_at_the_door_keeps_nothing(browser: Browser) -> None:
    browser.open("teach")

    assert services.store().learners.with_credential(hashed(NINA)) is None


def test_the_password_opens_the_desk_under_a_new_cookie(browser: Browser, password: str) -> None:
    tab = knock(password)

    assert component_data(tab, "handover")["next"] == "/teach"
    assert hand_in_ticket(tab)
    assert not services.store().teachers.has_session(hashed(NINA), now=MORNING)


def test_without_a_password_none_opens_the_door(browser: Browser) -> None:
    tab = knock("")

    assert warnings(tab) == [WRONG]
    assert component_data(tab, "handover") == {}


def test_the_right_password_opens_after_any_number_of_wrong_ones(
    browser: Browser, password: str
) -> None:
    for _ in range(60):
        guard.try_password(lambda: False, was_open_here=False)

    assert hand_in_ticket(knock(password))


def test_the_link_sets_the_password_and_opens_the_desk(browser: Browser) -> None:
    token = services.store().teachers.new_link(now=MORNING)

    tab = set_password(at_the_door(token=token))

    assert component_data(tab, "handover")["next"] == "/teach"
    assert hand_in_ticket(tab)
    assert is_password(PASSWORD)


def set_password(tab: AppTest, new: str = PASSWORD, again: str | None = None) -> AppTest:
    """The tab after a password was set at the link's form, the same twice unless told."""
    tab.text_input(key="first-name").set_value(NAME)
    tab.text_input(key="first-password-new").set_value(new)
    tab.text_input(key="first-password-again").set_value(new if again is None else again)
    return press(tab, "Set the password")


def test_a_used_link_shows_the_closed_door_and_says_so(browser: Browser, password: str) -> None:
    store = services.store()
    token = store.teachers.new_link(now=MORNING)
    store.teachers.accept(token, "Davit", PASSWORD, now=MORNING)

    tab = at_the_door(token=token)

    assert warnings(tab) == [SPOILT]
    assert labels(tab) == ["Open the desk"]
    assert "token" not in tab.query_params


def test_a_link_used_meanwhile_in_another_browser_sets_nothing(browser: Browser) -> None:
    token = services.store().teachers.new_link(now=MORNING)
    tab = at_the_door(token=token)
    services.store().teachers.accept(token, "Davit", "chosen by another", now=MORNING)

    set_password(tab)

    assert component_data(tab, "handover") == {}
    assert not is_password(PASSWORD)


def test_a_right_link_works_after_any_number_of_wrong_ones(browser: Browser) -> None:
    for _ in range(60):
        guard.wrong_code("teacher link")
    token = services.store().teachers.new_link(now=MORNING)

    tab = at_the_door(token=token)

    assert labels(tab) == ["Set the password"]


@pytest.mark.parametrize(
    ("new", "again", "printed"),
    [
        ("short", None, "This password has 5 of the 12 characters that it needs."),
        ("", None, "This password has 0 of the 12 characters that it needs."),
        ("x" * 11, None, "This password has 11 of the 12 characters that it needs."),
        (PASSWORD, "something else", "The two are not the same. Type both again."),
    ],
)
def test_a_password_that_will_not_do_is_told_why_and_not_set(
    browser: Browser, new: str, again: str | None, printed: str
) -> None:
    tab = at_the_door(token=services.store().teachers.new_link(now=MORNING))

    set_password(tab, new, again)

    assert warnings(tab)[0].startswith(printed)
    assert not services.store().teachers.has_password()


def test_the_open_desk_says_where_things_are_and_what_is_wrong_with_the_course(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_desk()
    page = teacher_pages.TeacherPage("marking", "Marking <b>", "Texts & levels.", lambda: None)
    fault = Fault("quizzes/a.yaml", Spot(3, 7), "unknown-id", "there is no <s9>.", "Write 's1'.")
    monkeypatch.setattr(teacher_pages, "PAGES", (page,))
    monkeypatch.setattr(services.library(), "faults", lambda: (fault,))

    tab = browser.open("teach")

    shown = html(tab)
    assert f"<h1>{desk.TITLE}</h1>" in shown
    assert "<h2><a data-in-app='1' href='/marking'>Marking &lt;b&gt;</a></h2>" in shown
    assert "<p>Texts &amp; levels.</p>" in shown
    assert (
        "<h3>quizzes/a.yaml</h3><ul class='faults'><li><strong>✗ Error</strong>, line 3: there is "
        "no &lt;s9&gt;. Write &#39;s1&#39;.</li></ul>" in shown
    )


def test_behind_the_closed_door_each_page_has_its_name_and_is_not_run(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[str] = []
    page = teacher_pages.TeacherPage("marking", "Marking", "Texts.", lambda: run.append("marking"))
    monkeypatch.setattr(teacher_pages, "PAGES", (page,))

    closed = browser.open("marking")
    assert run == []
    assert labels(closed) == ["Open the desk"]
    assert "Marking" not in everything_sent(closed)

    open_desk()
    browser.open("marking")
    assert run == ["marking"]


def test_the_door_is_asked_in_every_run(browser: Browser) -> None:
    open_desk()
    tab = browser.open("teach")
    tab.session_state["door"] = "open"
    services.store().teachers.end_session(hashed(NINA))

    press(tab, "Log out")

    assert "<h1>For teachers</h1>" in html(tab)
    assert desk.TITLE not in everything_sent(tab)


def test_after_twelve_hours_the_door_is_closed(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_desk()
    monkeypatch.setattr(clock, "now", lambda: MORNING + timedelta(hours=12))

    assert labels(browser.open("teach")) == ["Open the desk"]


def test_another_browser_that_takes_up_the_tab_finds_the_door_closed(browser: Browser) -> None:
    open_desk()
    tab = browser.open("teach")

    browser.cookie = ARAM
    follow_the_app(tab)
    tab.run()

    assert desk.TITLE not in everything_sent(tab)


def test_a_database_that_does_not_answer_opens_nothing(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_desk()
    monkeypatch.setattr(Store, "reading", fails)

    assert not sign_in.is_open()


def test_a_log_out_closes_the_desk_at_once_and_renews_the_cookie(browser: Browser) -> None:
    own = browser.learner
    open_desk()
    tab = browser.open("teach")

    press(tab, "Log out")

    assert not services.store().teachers.has_session(hashed(NINA), now=MORNING)
    assert component_data(tab, "handover")["next"] == "/"
    assert not hand_in_ticket(tab)
    assert services.store().learners.with_credential(hashed(NEW)) == own


@pytest.mark.parametrize("former", ["wrong", PASSWORD])
def test_the_password_is_changed_only_with_the_one_before(
    browser: Browser, password: str, former: str
) -> None:
    open_desk()
    tab = browser.open("teach")
    tab.text_input(key="former-password").set_value(former)
    tab.text_input(key="change-password-new").set_value("five words of another sort")
    tab.text_input(key="change-password-again").set_value("five words of another sort")

    press(tab, "Set the password")

    changed = former == password
    assert is_password("five words of another sort") is changed
    assert is_password(password) is not changed
    assert warnings(tab) == ([] if changed else [OTHER_PASSWORD])


def test_the_start_prints_a_link_until_there_is_a_password(
    browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    sign_in.announce()
    printed = capsys.readouterr().err
    token = printed.partition("/teach?token=")[2].strip()

    assert "http://127.0.0.1:" in printed
    assert services.store().teachers.invitation(token, now=MORNING)
    services.store().teachers.accept(token, NAME, PASSWORD, now=MORNING)
    sign_in.announce()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("address", "base", "shown"),
    [
        ("0.0.0.0", "", "http://localhost:8600/teach"),
        ("::1", "", "http://[::1]:8600/teach"),
        ("192.0.2.7", "quiz", "http://192.0.2.7:8600/quiz/teach"),
    ],
)
def test_the_link_has_the_address_at_which_this_server_is_reached(
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    address: str,
    base: str,
    shown: str,
) -> None:
    options = {"server.address": address, "server.port": 8600, "server.baseUrlPath": base}
    assert not school.is_in_use()
    monkeypatch.setattr(st, "get_option", options.get)

    sign_in.announce()

    assert shown in capsys.readouterr().err


# With the school's own login an account opens the door, and no password does.


def teaches(
    monkeypatch: pytest.MonkeyPatch,
    *,
    addresses: str = "",
    claim: str = "",
    **claims: object,
) -> bool:
    """Whether the door is open to an account with these claims."""
    monkeypatch.setenv("SOURCEBOOK_TEACHERS", addresses)
    monkeypatch.setenv("SOURCEBOOK_TEACHER_CLAIM", claim)
    restart()
    monkeypatch.setattr(st, "user", {"is_logged_in": True, "iss": "i", "sub": "1"} | claims)
    monkeypatch.setattr(providers, "section", dict)
    return sign_in.is_open()


@pytest.mark.parametrize(
    ("claims", "is_open"),
    [
        ({"email": "ani@school.example"}, True),
        ({"email": " ANI@School.Example "}, True),
        ({"email": "ani@school.example", "email_verified": True}, True),
        ({"email": "ani@school.example", "email_verified": "true"}, True),
        ({"email": "ani@school.example", "email_verified": False}, False),
        ({"email": "ani@school.example", "email_verified": "false"}, False),
        ({"email": "ani@school.example", "email_verified": None}, False),
        ({"email": "ani@school.example", "is_logged_in": False}, False),
        ({"email": "ani@school.example.evil.example"}, False),
        ({"email": ["ani@school.example"]}, False),
        ({"email": ""}, False),
        ({"name": "ani@school.example"}, False),
        ({}, False),
    ],
)
def test_an_address_on_the_list_opens_the_door(
    monkeypatch: pytest.MonkeyPatch, claims: dict[str, Any], is_open: bool
) -> None:
    listed = "head@school.example, Ani@school.example,"

    assert teaches(monkeypatch, addresses=listed, **claims) is is_open


@pytest.mark.parametrize(
    ("role", "is_open"),
    [
        ("teacher", True),
        (["pupil", "teacher"], True),
        ([], False),
        ("teachers", False),
        ("Teacher", False),
        (None, False),
        ({"teacher": 1}, False),
    ],
)
def test_a_claim_opens_the_door(
    monkeypatch: pytest.MonkeyPatch, role: object, is_open: bool
) -> None:
    assert teaches(monkeypatch, claim=" role = teacher ", role=role) is is_open


def test_without_list_and_claim_no_account_opens_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not teaches(monkeypatch, email="ani@school.example", role="teacher")


@pytest.mark.parametrize("claim", ["role", "role=", "=teacher"])
def test_a_claim_without_name_or_value_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, claim: str
) -> None:
    monkeypatch.setenv("SOURCEBOOK_TEACHER_CLAIM", claim)
    settings.cache_clear()

    with pytest.raises(SettingsError) as refused:
        settings()

    assert str(refused.value) == (
        f"SOURCEBOOK_TEACHER_CLAIM is '{claim}', expected a name and a value, such as role=teacher."
    )
    monkeypatch.delenv("SOURCEBOOK_TEACHER_CLAIM")


@pytest.fixture
def listed(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ani's address is on the list of teachers."""
    monkeypatch.setenv("SOURCEBOOK_TEACHERS", "ani@school.example")
    restart()


@pytest.mark.usefixtures("listed")
def test_a_teachers_account_opens_the_desk_without_a_password() -> None:
    tab = open_page("teach", TEACHER)

    assert f"<h1>{desk.TITLE}</h1>" in html(tab)
    assert labels(tab) == ["Log out"]


@pytest.mark.usefixtures("listed")
def test_who_is_not_logged_in_is_asked_to() -> None:
    tab = open_page("teach", NOBODY)

    assert labels(tab) == [LOG_IN]
    assert desk.TITLE not in everything_sent(tab)


@pytest.mark.usefixtures("listed")
def test_a_learners_account_finds_the_door_closed_and_no_password_asked() -> None:
    open_desk()

    tab = open_page("teach", ACCOUNT)

    assert "Your account is not a teacher’s here." in html(tab)
    assert labels(tab) == []
    assert desk.TITLE not in everything_sent(tab)


@pytest.mark.usefixtures("listed")
def test_a_link_opens_nothing_where_the_school_has_a_login() -> None:
    tab = open_page("teach", ACCOUNT, token=services.store().teachers.new_link(now=MORNING))

    assert labels(tab) == []


@pytest.mark.usefixtures("listed")
def test_an_account_that_teaches_no_more_is_out_at_the_next_run() -> None:
    tab = open_page("teach", TEACHER)

    tab.user = TEACHER | {"email_verified": False}
    press(tab, "Log out")

    assert desk.TITLE not in everything_sent(tab)


@pytest.mark.parametrize(("name", "printed"), [("Ani", "Ani"), (None, "the teacher")])
def test_a_history_names_the_account(
    monkeypatch: pytest.MonkeyPatch, name: str | None, printed: str
) -> None:
    teaches(monkeypatch, addresses="ani@school.example", email="ani@school.example", name=name)

    assert sign_in.who() == printed


def test_without_accounts_a_history_names_the_teacher(browser: Browser) -> None:
    assert sign_in.who() == "the teacher"
