"""The page Teachers: invitations, their links at the door, and shutting somebody out."""

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.teachers import Invitation
from sourcebook.pages.identity import guard
from sourcebook.pages.shared import services
from sourcebook.pages.teaching import desk, teachers_page
from sourcebook.store import hashed
from tests.teachers import NAME, PASSWORD, make_teacher, open_desk

from .conftest import MORNING, NINA, Browser, component_data, everything_sent, html, labels, press
from .teaching import SPELL, TEACHER, at_desk
from .test_door import Quick

OTHER, THEIRS = "Davit Sargsyan", "D" * 22


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "sleep", lambda seconds: None)
    monkeypatch.setattr("sourcebook.store.teacher_accounts._HASHER", Quick())
    monkeypatch.setattr("sourcebook.store.teacher_accounts._nobodys_hash", lambda: "nobody")


def warnings(tab: AppTest) -> list[str]:
    """What the page warns of."""
    return [each.value for each in tab.warning]


def invite(browser: Browser, name: str = OTHER) -> AppTest:
    """The teacher's tab after a link for somebody was asked for."""
    tab = at_desk(browser, "teachers")
    tab.text_input(key="invite-name").set_value(name)
    return press(tab, "Make the link")


def invitations() -> tuple[Invitation, ...]:
    """The links that are valid."""
    return services.store().teachers.invitations(now=MORNING)


def with_colleague() -> str:
    """The id of a colleague, to whom the desk is open in another browser."""
    return open_desk(services.store(), THEIRS, name=OTHER, before="theirs", now=MORNING).id


def as_stranger(browser: Browser, token: str) -> AppTest:
    """A tab of another browser, which follows a link."""
    browser.cookie = NINA
    return browser.open("teach", token=token)


def shut_out(browser: Browser, name: str = OTHER, *, heir: str = "", meant: bool = True) -> AppTest:
    """The teacher's tab after somebody was shut out."""
    tab = at_desk(browser, "teachers")
    tab.selectbox(key="leaving").select(name).run()
    if heir:
        tab.selectbox(key="heir").select(heir)
    if meant:
        tab.checkbox[0].check()
    return press(tab, "Shut out")


def test_a_link_is_shown_once_and_listed_without_its_secret(browser: Browser) -> None:
    tab = invite(browser, SPELL)

    link = tab.code[0].value
    token = link.partition("token=")[2]
    assert link.endswith(f"/teach?token={token}")
    assert services.store().teachers.invitation(token, now=MORNING)
    again = browser.open("teachers")
    assert token not in everything_sent(again)
    assert "&lt;img src=x onerror=alert(1)&gt; **bold**" in html(again)
    assert f"invited by {NAME}, until 24 Nov" in " ".join(html(again).split())


def test_a_link_for_nobody_is_not_made(browser: Browser) -> None:
    tab = invite(browser, "  ")

    assert warnings(tab) == ["Type whom the link is for, so that you know it in the list\\."]
    assert invitations() == ()


def test_a_link_is_withdrawn(browser: Browser) -> None:
    tab = invite(browser)
    assert warnings(press(tab, "Withdraw the link")) == ["Choose a link first."]

    tab.selectbox(key="withdrawn").select(OTHER)
    tab = press(tab, "Withdraw the link")

    assert invitations() == ()
    assert "Withdraw the link" not in labels(tab)


def test_the_invited_colleague_sets_a_name_and_a_password(browser: Browser) -> None:
    token = invite(browser).code[0].value.partition("token=")[2]

    tab = as_stranger(browser, token)

    assert f"{NAME} invites you to the teacher’s desk." in html(tab)
    assert tab.text_input(key="first-name").value == OTHER
    tab.text_input(key="first-password-new").set_value(PASSWORD)
    tab.text_input(key="first-password-again").set_value(PASSWORD)
    press(tab, "Set the password")
    assert services.store().teachers.with_password(OTHER, PASSWORD)


def test_a_name_that_is_taken_is_said_and_the_link_stays_good(browser: Browser) -> None:
    token = invite(browser).code[0].value.partition("token=")[2]
    tab = as_stranger(browser, token)
    tab.text_input(key="first-name").set_value(NAME.upper())
    tab.text_input(key="first-password-new").set_value(PASSWORD)
    tab.text_input(key="first-password-again").set_value(PASSWORD)

    press(tab, "Set the password")

    assert warnings(tab)[0].startswith("A teacher here is called “ANI PETROSYAN” already")
    assert tab.text_input(key="first-name").value == NAME.upper()
    assert services.store().teachers.invitation(token, now=MORNING)
    tab.text_input(key="first-name").set_value("")
    assert warnings(press(tab, "Set the password"))[0].startswith("Type your name")


def test_the_sign_in_page_names_no_teacher(browser: Browser) -> None:
    make_teacher(services.store(), now=MORNING)

    assert NAME not in everything_sent(browser.open("teach"))


def test_a_colleague_who_is_shut_out_is_out_at_the_next_run(browser: Browser) -> None:
    with_colleague()
    browser.cookie = THEIRS
    theirs = browser.open("teach")
    assert desk.TITLE in html(theirs)

    tab = shut_out(browser)

    assert not services.store().teachers.has_session(hashed(THEIRS), now=MORNING)
    assert "You are the only teacher." in html(tab)
    browser.cookie = THEIRS
    assert desk.TITLE not in everything_sent(browser.open("teach"))


def test_nobody_is_shut_out_by_one_press(browser: Browser) -> None:
    with_colleague()

    tab = shut_out(browser, meant=False)

    assert warnings(tab) == ["Tick the box first, if you mean it."]
    assert services.store().teachers.has_session(hashed(THEIRS), now=MORNING)


def test_the_classes_of_who_leaves_go_to_a_named_colleague(browser: Browser) -> None:
    store, his = services.store(), with_colleague()
    room = store.classes.create("History 9b", now=MORNING, owner=his)

    refused = shut_out(browser)
    assert "These classes belong to Davit Sargsyan" in html(refused)
    assert warnings(refused) == ["Choose the colleague who gets the classes\\."]
    shut_out(browser, heir=NAME)

    own = make_teacher(store, now=MORNING)
    assert store.classes.owned_by(own.id) == (room,)


def test_who_was_shut_out_is_let_in_by_a_link(browser: Browser) -> None:
    with_colleague()
    tab = shut_out(browser)
    tab.selectbox(key="let-in-who").select(OTHER)

    tab = press(tab, "Let in again")

    token = tab.code[0].value.partition("token=")[2]
    door = as_stranger(browser, token)
    assert f"Set another password for {OTHER}." in html(door)
    door.text_input(key="first-password-new").set_value("five words of another sort")
    door.text_input(key="first-password-again").set_value("five words of another sort")
    press(door, "Set the password")
    assert component_data(door, "handover")["next"] == "/teach"
    assert services.store().teachers.with_password(OTHER, "five words of another sort")


def test_a_teacher_renames_themselves_at_the_desk(browser: Browser) -> None:
    with_colleague()
    tab = at_desk(browser, "teach")
    tab.text_input(key="own-name").set_value(OTHER.lower())
    assert warnings(press(tab, "Keep this name"))[0].startswith("A teacher here is called")

    tab.text_input(key="own-name").set_value("  Ani  P. ")
    tab = press(tab, "Keep this name")

    assert "You are Ani P." in html(tab)
    assert services.store().teachers.with_password("Ani P.", PASSWORD)


def test_another_password_closes_ones_other_browsers_only(browser: Browser) -> None:
    with_colleague()
    store = services.store()
    open_desk(store, "E" * 22, before="another of hers", now=MORNING)
    tab = at_desk(browser, "teach")
    tab.text_input(key="former-password").set_value(PASSWORD)
    tab.text_input(key="change-password-new").set_value("five words of another sort")
    tab.text_input(key="change-password-again").set_value("five words of another sort")

    press(tab, "Set the password")

    ticket = component_data(tab, "handover")["ticket"]
    renewed = {"browser": hashed(TEACHER), "renewed": hashed("F" * 22), "now": MORNING}
    assert store.learners.redeem(ticket, **renewed)  # type: ignore[arg-type]  # Two kinds of value.
    open_in = [store.teachers.has_session(hashed(each * 22), now=MORNING) for each in "EFD"]
    assert open_in == [False, True, True]


def test_the_page_has_a_card_at_the_desk(browser: Browser) -> None:
    shown = html(at_desk(browser, "teach"))

    assert teachers_page.PURPOSE in shown
    assert "<strong>1</strong> teacher" in shown
