"""What a class understood, on one page: what it says, of whom, and how it is reached."""

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Choice, Confidence
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import clock, services
from tests.builders import option_id, single_choice, true_false

from .conftest import NINA, Browser, Serve, html
from .teaching import SPELL, a_class, at_desk
from .tiny_course import teach, words

COOKIES = tuple(sign * 22 for sign in "NABCDE")
NAMES = ("Nina", "Aram", "Lilit", "Ani", "Karen", "Hayk")
REFUSER = single_choice(
    distractors=[{"text": "Putin", "feedback": "He wrote it. See paragraph 2."}, "Lukashenko"],
    citations=["s1.p2"],
)
UNSIGNED = true_false(citations=["s2.p1"], proof=[])


@pytest.fixture
def quiz(serve: Serve) -> Quiz:
    return teach(serve, REFUSER, UNSIGNED, confidence=True, lesson="yerevan-summit")


@pytest.fixture
def class_id(quiz: Quiz) -> str:
    assert quiz
    return a_class(*NAMES, cookies=COOKIES).id


def sits(browser: Browser, quiz: Quiz, cookie: str, *chosen: str, sure: Confidence) -> None:
    """A finished attempt with these answers, all given with the same confidence."""
    browser.cookie = cookie
    attempt = browser.start(quiz)
    first, second = chosen
    for place, option in enumerate((option_id(quiz.items[0], first), second)):
        services.store().attempts.answer(
            browser.learner,
            attempt.id,
            place,
            Choice(option=option),
            now=clock.now(),
            confidence=sure,
        )
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())


@pytest.fixture
def worked(browser: Browser, quiz: Quiz, class_id: str) -> str:
    """The class after five of six have taken the quiz: three chose Putin, two were certain."""
    for number, cookie in enumerate(COOKIES[:5]):
        first = "Putin" if number < 3 else "Pashinyan"
        sits(browser, quiz, cookie, first, "true", sure="certain" if number < 2 else "guessing")
    return class_id


def page(browser: Browser, **params: str) -> AppTest:
    return at_desk(browser, "understood", **params)


def test_it_names_the_passage_the_question_and_what_was_chosen(
    browser: Browser, worked: str
) -> None:
    said = words(page(browser, **{"class": worked}))

    assert "Munich report, paragraph 2 : not right in 3 of 5 answers ." in said
    assert f"Asked: {REFUSER.stem} 3 of 5 chose “Putin”. Right: “Pashinyan”. He wrote it." in said
    assert "Certain at first, and wrong 2 of 5 answers :" in said
    assert "Rests on 5 attempts of 5 learners, finished on 23 November 2022." in said
    assert "Of 6 learners, 1 has not begun." in said


def test_it_names_what_was_understood(browser: Browser, worked: str) -> None:
    """Seven of ten answers to the one objective are right."""
    said = words(page(browser, **{"class": worked}))

    assert "Understood best 7 of 10 answers right:" in said


def test_names_appear_only_when_they_are_asked_for(browser: Browser, worked: str) -> None:
    tab = page(browser, **{"class": worked})
    for name in NAMES:
        assert name not in html(tab)

    with_names = html(tab.checkbox(key="understood-names").check().run())

    assert "Below 50 % of the points" not in with_names
    assert "Nobody, by what is known here." in with_names


def test_a_name_leads_to_the_learners_page(browser: Browser, quiz: Quiz, class_id: str) -> None:
    sits(browser, quiz, NINA, "Putin", "false", sure="guessing")
    tab = page(browser, **{"class": class_id})

    shown = html(tab.checkbox(key="understood-names").check().run())

    assert "Below 50 % of the points: <strong>1 of 6 learners</strong>" in shown
    assert "<a data-in-app='1' href='/learner?learner=1'>Nina, no. 1</a>" in shown


def test_a_hostile_name_is_shown_as_it_is(browser: Browser, quiz: Quiz) -> None:
    a_class(SPELL)
    sits(browser, quiz, NINA, "Putin", "false", sure="guessing")

    shown = html(page(browser).checkbox(key="understood-names").check().run())

    assert SPELL not in shown
    assert "&lt;img src=x" in shown


def test_four_attempts_are_too_few_to_tell(browser: Browser, quiz: Quiz, class_id: str) -> None:
    for cookie in COOKIES[:4]:
        sits(browser, quiz, cookie, "Putin", "false", sure="certain")

    said = words(page(browser, **{"class": class_id}))

    assert "Too few answers to tell: at least 5 to a question are needed." in said
    assert "Passages misread most" not in said
    assert "Below 50 % of the points: 4 of 6 learners" in said


def test_before_anybody_has_finished_the_page_says_so(browser: Browser, class_id: str) -> None:
    said = words(page(browser, **{"class": class_id}))

    assert "Nobody in this class has finished it yet. Of 6 learners, 6 have not begun." in said


def test_without_a_class_there_is_a_way_to_one(browser: Browser) -> None:
    assert "There is no class yet" in html(page(browser))


def test_the_latest_attempts_count_where_the_address_says_so(
    browser: Browser, quiz: Quiz, worked: str
) -> None:
    for cookie in COOKIES[:5]:
        sits(browser, quiz, cookie, "Pashinyan", "true", sure="certain")

    first = words(page(browser, **{"class": worked}))
    latest = words(page(browser, **{"class": worked, "counts": "latest"}))

    assert "first attempts" in first
    assert "3 of 5 chose “Putin”" in first
    assert "latest attempts" in latest
    assert "No passage was misread by more than one learner." in latest


def test_a_choice_makes_the_address(browser: Browser, worked: str) -> None:
    tab = page(browser)
    assert tab.query_params["class"] == worked
    assert tab.query_params["quiz"] == "yerevan-quiz"

    tab.selectbox(key="understood-counts").set_value("best").run()

    assert tab.query_params["counts"] == "best"


def test_an_address_with_an_unknown_quiz_says_what_to_do(browser: Browser, worked: str) -> None:
    tab = page(browser, **{"class": worked, "quiz": "no-such_quiz"})

    assert [each.value for each in tab.warning] == [
        "There is no ‘no\\-such\\_quiz’ under “Quiz”. Choose one here."
    ]
    assert tab.selectbox(key="understood-quiz").value == "yerevan-quiz"


def test_results_class_and_plan_lead_there(browser: Browser, worked: str) -> None:
    address = "<a data-in-app='1' href='/understood?"

    assert f"{address}counts=first'>What the class understood</a>" in html(
        at_desk(browser, "results")
    )
    assert f"{address}class={worked}'>" in html(at_desk(browser, "class"))
    plan = html(at_desk(browser, "plans", lesson="yerevan-summit"))
    assert f"{address}quiz=yerevan-quiz'>" in plan


def test_a_learner_at_the_address_is_told_nothing(browser: Browser, worked: str) -> None:
    browser.cookie = NINA

    shown = html(browser.open("understood", **{"class": worked}))

    assert "Putin" not in shown
    assert "Aram" not in shown
