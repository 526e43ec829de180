"""A learner without a login: their name, code and class, and leaving."""

import logging
import re
import sqlite3

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from sourcebook.model.learners import Classroom, Learner
from sourcebook.model.lesson_work import Guess, PassedOver
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.identity import guard
from sourcebook.pages.shared import services
from sourcebook.pages.shared.markup import literal
from sourcebook.settings import settings
from sourcebook.store import hashed
from sourcebook.store.learners import Learners

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
)

SEEN = "what you answer in their tasks: guesses, answers, claims"
"""A part of what a learner reads on what their teacher sees."""
WRONG = "0000-0000-0000-0000-0000"
NEW = "B" * 22
"""The cookie that a browser gets when it changes hands."""

CODE = re.compile("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}")
HOSTILE = [
    "<script>alert(1)</script>",
    "**bold** _it_ `code` $x$",
    ":material/home: :red[red]",
    "[a](https://evil.example)",
    '=HYPERLINK("https://evil.example")',
    "' onmouseover='alert(1)",
    "&lt;b&gt;",
]


@pytest.fixture(autouse=True)
def _no_wrong_codes_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "sleep", lambda seconds: None)


@pytest.fixture
def room() -> Classroom:
    return services.store().classes.create("9b", now=MORNING)


def learners() -> int:
    """How many learners the database knows."""
    services.store()
    with sqlite3.connect(settings().data / "sourcebook.db") as database:
        return int(database.execute("SELECT count(*) FROM learner").fetchone()[0])


def at_home(browser: Browser) -> Learner:
    """The learner of a browser, as the store has them."""
    found = services.store().learners.one(browser.learner)
    assert found is not None
    return found


def aram_with_code() -> tuple[str, str]:
    """Aram, who has done nothing in this browser, and his recovery code."""
    aram = services.store().learners.get_or_create(hashed(ARAM), now=MORNING)
    return aram, services.store().learners.new_recovery_code(aram, now=MORNING)


def make_code(tab: AppTest) -> str:
    """The recovery code that the page makes."""
    press(tab, "Make a ")
    return str(tab.code[0].value)


def enter(tab: AppTest, code: str, whose: str | None = None) -> AppTest:
    """The tab after a recovery code was entered and, where it is asked, whose the work is."""
    tab.text_input(key="recovery-code").set_value(code)
    if whose:
        tab.radio(key="whose").set_value(whose)
    return press(tab, "Open my work here")


def look_for(tab: AppTest, code: str) -> AppTest:
    """The tab after a class code was entered."""
    tab.text_input(key="class-code").set_value(code)
    return press(tab, "Look for the class")


def warnings(tab: AppTest) -> list[str]:
    return [str(each.value) for each in tab.warning]


def handed_over(tab: AppTest, cookie: str = NINA) -> str | None:
    """Whom the browser opens with the new cookie that its ticket brings."""
    ticket = component_data(tab, "handover")["ticket"]
    store = services.store()
    assert store.learners.redeem(ticket, browser=hashed(cookie), renewed=hashed(NEW), now=MORNING)
    return store.learners.with_credential(hashed(NEW))


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("", {}),
        ("quiz", {}),
        ("quiz", {"quiz": "yerevan-summit-quiz"}),
        ("scores", {}),
        ("sources", {"passage": "s2.p10"}),
        ("me", {}),
    ],
)
def test_looking_round_asks_for_nothing_and_keeps_nothing(
    browser: Browser, path: str, params: dict[str, str]
) -> None:
    tab = browser.open(path, **params)

    assert not tab.exception
    assert warnings(tab) == []
    assert learners() == 0


def test_an_invitation_that_is_only_read_keeps_nothing(browser: Browser, room: Classroom) -> None:
    tab = browser.open("me", join=room.code)

    assert "Join the class “9b”?" in html(tab)
    assert SEEN in html(tab)
    assert learners() == 0


def test_a_lesson_that_is_opened_is_kept_under_a_new_learner(browser: Browser) -> None:
    browser.open("lesson", lesson="yerevan-summit")

    assert learners() == 1
    assert list(services.store().readings.of_learner(browser.learner)) == ["yerevan-summit"]


def test_a_quiz_is_started_without_signing_in(browser: Browser, quiz: Quiz) -> None:
    press(browser.open("quiz", quiz=quiz.id), "Start the quiz")

    assert learners() == 1
    assert browser.attempt().quiz_id == quiz.id


def test_a_browser_that_keeps_no_cookies_is_told_so_and_asked_for_nothing(
    browser: Browser,
) -> None:
    browser.cookie = None

    tab = browser.open("me")

    assert [each[:29] for each in warnings(tab)] == ["This browser keeps no cookie "]
    assert labels(tab) == []
    assert learners() == 0


def test_a_name_is_kept_tidy_and_shown_again(browser: Browser) -> None:
    tab = browser.open("me")

    tab.text_input(key="my-name").set_value("  Nina\u202e  Petrosyan ")
    press(tab, "Keep this name")

    assert [each.value for each in tab.success] == ["Kept."]
    assert at_home(browser).name == "Nina Petrosyan"
    assert browser.open("me").text_input(key="my-name").value == "Nina Petrosyan"


def test_a_name_can_be_taken_away(browser: Browser) -> None:
    services.store().learners.rename(browser.learner, "Nina")
    tab = browser.open("me")

    tab.text_input(key="my-name").set_value(" ")
    press(tab, "Keep this name")

    assert [each.value for each in tab.success] == ["You have no name here now."]
    assert at_home(browser).name is None
    assert browser.open("me").text_input(key="my-name").value == ""


def test_a_name_that_could_not_be_kept_says_so(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = browser.open("me")
    monkeypatch.setattr(Learners, "rename", fails)

    tab.text_input(key="my-name").set_value("Nina")
    press(tab, "Keep this name")

    assert [each.value for each in tab.error] == ["The disk is full."]
    assert list(tab.success) == []


def test_without_work_there_is_no_code_to_make_and_nobody_to_leave(browser: Browser) -> None:
    tab = browser.open("me")

    assert labels(tab) == ["Keep this name", "Look for the class", "Open my work here"]


def test_a_recovery_code_is_shown_in_one_run_only(
    browser: Browser, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    browser.open("lesson")
    tab = browser.open("me")

    with caplog.at_level(logging.DEBUG):
        code = make_code(tab)
        shown = everything_sent(tab)
        later = everything_sent(tab.run())

    assert CODE.fullmatch(code)
    assert code in shown
    assert code not in later
    assert code not in everything_sent(browser.open("me"))
    assert code not in str(tab.session_state._state.filtered_state)
    assert code not in caplog.text
    assert code not in "".join(capfd.readouterr())
    assert services.store().learners.with_recovery_code(code) == browser.learner


def test_a_second_code_is_a_new_one_and_the_page_says_what_becomes_of_the_first(
    browser: Browser,
) -> None:
    browser.open("lesson")
    first = make_code(browser.open("me"))
    tab = browser.open("me")

    assert "the old one then opens nothing more" in html(tab)
    second = make_code(tab)

    assert services.store().learners.with_recovery_code(first) is None
    assert services.store().learners.with_recovery_code(second) == browser.learner


@pytest.mark.parametrize("typing", [str, str.lower, lambda code: code.replace("-", " ")])
def test_a_recovery_code_opens_the_work_in_another_browser(browser: Browser, typing) -> None:  # type: ignore[no-untyped-def]  # Any function of a text.
    aram, code = aram_with_code()

    tab = enter(browser.open("me"), typing(code))

    assert component_data(tab, "handover")["next"] == "/"
    assert handed_over(tab) == aram
    assert services.store().learners.with_credential(hashed(NINA)) is None


def test_entering_a_code_alone_changes_nothing(browser: Browser) -> None:
    """Only the ticket does, once the browser has brought it back."""
    aram, code = aram_with_code()
    nina = browser.learner

    tab = enter(browser.open("me"), code)
    tab.run()

    assert services.store().learners.with_credential(hashed(NINA)) == nina
    assert component_data(tab, "handover") == {}
    assert aram != nina


def test_a_code_is_in_nothing_that_the_browser_is_sent(browser: Browser) -> None:
    _, code = aram_with_code()

    tab = enter(browser.open("me"), code)

    data = str(component_data(tab, "handover"))
    assert code not in data
    assert ARAM not in data
    assert hashed(ARAM) not in data


@pytest.mark.parametrize(("whose", "moved"), [("bring", 1), ("leave", 0)])
def test_the_work_done_here_comes_along_if_it_is_hers(
    browser: Browser, quiz: Quiz, whose: str, moved: int
) -> None:
    aram, code = aram_with_code()
    nina, attempt = browser.learner, browser.start(quiz)

    tab = enter(browser.open("me"), code, whose)

    assert handed_over(tab) == aram
    assert len(services.store().attempts.of_learner(aram)) == moved
    assert (services.store().attempts.one(nina, attempt.id) is None) is bool(moved)


def test_a_class_joined_here_is_not_left_behind_unasked(browser: Browser) -> None:
    room = services.store().classes.create("9b", now=MORNING)
    services.store().classes.join(browser.learner, room.id, now=MORNING)

    tab = browser.open("me")

    assert tab.radio(key="whose").label == (
        "Until now, 1 class was joined in this browser. Whose is that?"
    )


def test_tasks_and_notes_made_here_are_not_left_behind_unasked(browser: Browser) -> None:
    store = services.store()
    guess = Guess(asked="Why?", text="No help")
    store.readings.save_task(browser.learner, "csto", "why", guess, now=MORNING)
    store.readings.save_task(browser.learner, "csto", "who", PassedOver(), now=MORNING)
    for place in ("s2.p1", "s2.p2"):
        store.notes.save(browser.learner, place, "Mine", now=MORNING)

    tab = browser.open("me")

    assert tab.radio(key="whose").label == (
        "Until now, 1 task was answered and 2 notes were kept in this browser. Whose is that?"
    )


def test_whose_the_work_is_must_be_said_before_it_moves(browser: Browser, quiz: Quiz) -> None:
    _, code = aram_with_code()
    browser.start(quiz)

    tab = enter(browser.open("me"), code)

    assert tab.radio(key="whose").label == (
        "Until now, 1 attempt was made in this browser. Whose is that?"
    )
    assert warnings(tab) == ["Say first whose work was done in this browser until now."]
    assert component_data(tab, "handover") == {}


def test_a_wrong_code_says_so_and_opens_nothing(browser: Browser) -> None:
    tab = enter(browser.open("me"), WRONG)

    assert warnings(tab) == [
        "This code opens nothing. Check each sign; a newer code makes an older one void."
    ]
    assert component_data(tab, "handover") == {}
    assert learners() == 0


def test_after_any_number_of_wrong_codes_the_right_one_opens(browser: Browser) -> None:
    aram, code = aram_with_code()
    tab = browser.open("me")
    for _ in range(40):
        enter(tab, WRONG)

    assert handed_over(enter(tab, code)) == aram


def test_right_codes_are_not_counted(browser: Browser) -> None:
    _, code = aram_with_code()
    tab = browser.open("me")

    for _ in range(31):
        enter(tab, code)

    assert warnings(tab) == []
    assert component_data(tab, "handover") != {}


def test_a_class_is_joined_by_its_link(browser: Browser, room: Classroom) -> None:
    tab = press(browser.open("me", join=room.code), "Join without a name")

    assert services.store().classes.of_learner(browser.learner) == (room,)
    assert "You are in the class “9b”. Its teacher sees your work" in html(tab)
    assert html(tab).count(SEEN) == 1
    assert "Join the class" not in labels(tab)


def test_joining_asks_for_a_name_and_keeps_it(browser: Browser, room: Classroom) -> None:
    tab = press(browser.open("me", join=room.code), "Join the class")
    assert warnings(tab) == [
        "Type your name first, so that your teacher knows whose work is yours."
    ]
    assert services.store().classes.members(room.id) == ()

    tab.text_input(key="join-name").set_value("Nina Petrosyan")
    press(tab, "Join the class")

    assert [each.name for each in services.store().classes.members(room.id)] == ["Nina Petrosyan"]
    assert tab.text_input(key="my-name").value == "Nina Petrosyan"


def test_a_name_typed_before_joining_is_kept(browser: Browser, room: Classroom) -> None:
    tab = browser.open("me", join=room.code)

    tab.text_input(key="my-name").set_value("Nina Petrosyan")
    press(tab, "Join without a name")

    assert [each.name for each in services.store().classes.members(room.id)] == ["Nina Petrosyan"]


def test_a_class_is_joined_by_its_code_however_it_is_typed(
    browser: Browser, room: Classroom
) -> None:
    tab = look_for(browser.open("me"), f" {room.code.lower().replace('-', ' ')} ")

    assert services.store().classes.of_learner(browser.learner) == ()
    press(tab, "Join without a name")
    assert services.store().classes.of_learner(browser.learner) == (room,)


def test_a_link_that_was_followed_before_says_that_one_is_in(
    browser: Browser, room: Classroom
) -> None:
    press(browser.open("me", join=room.code), "Join without a name")

    tab = browser.open("me", join=room.code)

    assert "<p class='notice'>You are in the class “9b”.</p>" in html(tab)
    assert [label for label in labels(tab) if label.startswith("Join")] == []


def test_an_invitation_can_be_put_off(browser: Browser, room: Classroom) -> None:
    tab = press(browser.open("me", join=room.code), "Not now")

    assert "Join the class" not in html(tab)
    assert "join" not in tab.query_params
    assert learners() == 0


def test_a_wrong_link_says_so(browser: Browser, room: Classroom) -> None:
    tab = browser.open("me", join=f"{room.code}0")

    assert warnings(tab) == ["There is no class with this code. Check it with your teacher."]
    assert "9b" not in html(tab)


def test_a_wrong_link_counts_once_however_long_its_page_stays_open(
    browser: Browser, room: Classroom
) -> None:
    tab = browser.open("me", join="0000-0000")
    for _ in range(31):
        tab.run()

    assert warnings(browser.open("me", join=room.code)) == []


def test_after_any_number_of_wrong_codes_a_link_leads_to_its_class(
    browser: Browser, room: Classroom
) -> None:
    tab = browser.open("me")
    for _ in range(40):
        look_for(tab, "0000-0000")

    assert "Join the class “9b”?" in html(browser.open("me", join=room.code))


def test_a_class_can_be_left_and_joined_again(browser: Browser, room: Classroom) -> None:
    other = services.store().classes.create("9c", now=MORNING)
    for each in (room, other):
        services.store().classes.join(browser.learner, each.id, now=MORNING)
    tab = browser.open("me")

    press(tab, "Leave the class “9b”")

    assert services.store().classes.of_learner(browser.learner) == (other,)
    assert "You are in the class “9b”" not in html(tab)
    press(browser.open("me", join=room.code), "Join without a name")
    assert len(services.store().classes.of_learner(browser.learner)) == 2


def test_everything_is_deleted_only_with_the_tick(browser: Browser, quiz: Quiz) -> None:
    browser.start(quiz)
    tab = browser.open("me")

    press(tab, "Delete everything")
    assert warnings(tab) == ["Tick the box first, if you mean it."]
    assert learners() == 1

    tab.checkbox(key="delete-meant").check()
    press(tab, "Delete everything")
    assert learners() == 0
    assert handed_over(tab) is None


def test_after_deleting_the_page_knows_nobody(browser: Browser, quiz: Quiz) -> None:
    services.store().learners.rename(browser.learner, "Nina Petrosyan")
    attempt = browser.start(quiz)
    tab = browser.open("me")
    tab.checkbox(key="delete-meant").check()
    press(tab, "Delete everything")

    again = browser.open("me")
    named = browser.open("quiz", attempt=attempt.id)

    assert "Nothing is kept of you yet." in html(again)
    assert "Nina" not in everything_sent(again)
    assert warnings(named) == ["This attempt is not yours, or it is no longer there."]


def test_leaving_warns_whoever_has_no_code_and_takes_two_presses(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)
    tab = press(browser.open("me"), "I am someone else now")

    assert "without a recovery code you cannot come back" in warnings(tab)[0]
    assert component_data(tab, "handover") == {}

    press(tab, "Leave without a code")
    assert handed_over(tab) is None
    assert services.store().attempts.one(attempt.learner_id, attempt.id) is not None


def test_whoever_has_a_code_is_told_that_she_can_come_back(browser: Browser) -> None:
    services.store().learners.new_recovery_code(browser.learner, now=MORNING)

    tab = press(browser.open("me"), "I am someone else now")

    assert warnings(tab) == [
        "This browser then forgets you. You come back with your recovery code."
    ]
    assert "Leave" in labels(tab)


def test_whoever_stays_is_not_asked_again(browser: Browser, quiz: Quiz) -> None:
    browser.start(quiz)
    tab = press(browser.open("me"), "I am someone else now")

    press(tab, "Stay")

    assert warnings(tab) == []
    assert "Leave without a code" not in labels(tab)
    assert services.store().learners.with_credential(hashed(NINA)) == browser.learner


def test_a_tab_left_open_shows_the_next_learner_nothing(browser: Browser, room: Classroom) -> None:
    services.store().learners.rename(browser.learner, "Nina Petrosyan")
    services.store().classes.join(browser.learner, room.id, now=MORNING)
    tab = press(browser.open("me"), "I am someone else now")

    browser.cookie = ARAM
    tab.run()

    assert "Nina" not in everything_sent(tab)
    assert "“9b”" not in everything_sent(tab)
    assert warnings(tab) == []
    assert "leaving" not in tab.session_state


def test_a_handover_that_failed_says_that_nothing_has_changed(browser: Browser) -> None:
    tab = browser.open("me")

    tab.session_state["handover"] = {"failed": True}
    tab.run()

    assert warnings(tab) == [
        "The server could not be reached, and nothing has changed. Do it again."
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stands_for_itself(browser: Browser, name: str) -> None:
    tab = browser.open("me")

    tab.text_input(key="my-name").set_value(name)
    press(tab, "Keep this name")
    again = browser.open("me")

    assert at_home(browser).name == name[:60]
    assert again.text_input(key="my-name").value == name
    # Nowhere else, and so nowhere as markup.
    assert name not in html(again)
    assert [label for label in labels(again) if name in label] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_class_name_is_text_wherever_it_stands(browser: Browser, name: str) -> None:
    room = services.store().classes.create(name, now=MORNING)

    invited = browser.open("me", join=room.code)
    asked = html(invited)
    press(invited, "Join without a name")

    assert f"<h2>Join the class “{escape(name)}”?</h2>" in asked
    joined = html(invited)
    assert joined.count(f"You are in the class “{escape(name)}”.") == 2
    assert joined.count(escape(name)) == 2
    assert f"Leave the class “{literal(name)}”" in labels(invited)


@pytest.mark.parametrize("code", HOSTILE)
def test_a_hostile_link_is_no_code_and_is_shown_nowhere(browser: Browser, code: str) -> None:
    tab = browser.open("me", join=code)

    assert warnings(tab) == ["There is no class with this code. Check it with your teacher."]
    assert code not in everything_sent(tab)


def test_the_attempt_of_another_learner_opens_nothing(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    browser.cookie = ARAM

    tab = browser.open("quiz", attempt=attempt.id)

    assert warnings(tab) == ["This attempt is not yours, or it is no longer there."]
    sent = everything_sent(tab)
    assert [pinned.item.stem for pinned in attempt.items if pinned.item.stem in sent] == []
    assert learners() == 1


def test_what_names_attempts_and_learners_is_128_random_bits(browser: Browser, quiz: Quiz) -> None:
    """The order of the options is drawn with the same seed in both attempts; their ids are not."""
    hers, nina = browser.start(quiz), browser.learner
    browser.cookie = ARAM
    his, aram = browser.start(quiz), browser.learner

    ids = [hers.id, his.id, nina, aram]
    assert len(set(ids)) == 4
    assert [each for each in ids if not re.fullmatch("[0-9a-f]{32}", each)] == []
