"""How sure a learner is: asked where the quiz asks it, kept, shown, and never scored."""

import pytest

from sourcebook.model.attempts import Confidence
from tests.builders import extended_response, numeric, single_choice

from .conftest import Browser, Serve, fill_in, hand_in, press, right, sureness, wrong
from .tiny_course import at, begin, chosen, words

REFUSER = single_choice()
ANOTHER = numeric(id="another")
QUESTION = "How sure are you? (This never changes a score.)"


def test_how_sure_a_learner_is_is_asked_with_three_answers(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, REFUSER, confidence=True)

    assert sureness(tab).label == QUESTION
    assert sureness(tab).options == ["Guessing", "Fairly sure", "Certain"]
    assert sureness(tab).value is None


@pytest.mark.parametrize("feedback", ["immediate", "deferred"])
def test_a_quiz_that_does_not_ask_it_does_not_ask_it(
    browser: Browser, serve: Serve, feedback: str
) -> None:
    tab = begin(browser, serve, REFUSER, feedback=feedback)

    assert QUESTION not in [each.label for each in tab.radio]


@pytest.mark.parametrize(
    ("confidence", "says"),
    [
        ("guessing", "You were guessing."),
        ("fairly_sure", "You were fairly sure."),
        ("certain", "You were certain."),
    ],
)
def test_what_she_said_is_on_record_and_shown_beside_the_verdict(
    browser: Browser, serve: Serve, confidence: Confidence, says: str
) -> None:
    tab = hand_in(begin(browser, serve, REFUSER, confidence=True), right(REFUSER), confidence)

    assert browser.attempt().answers[0].confidence == confidence
    assert "✓ Right" in words(tab)
    assert says in words(tab)


def test_nobody_has_to_say_it(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, REFUSER, confidence=True), right(REFUSER))

    assert browser.attempt().answers[0].confidence is None
    assert "✓ Right" in words(tab)
    assert "You were" not in words(tab)


@pytest.mark.parametrize("confidence", [None, "guessing", "fairly_sure", "certain"])
def test_it_never_changes_a_score(
    browser: Browser, serve: Serve, confidence: Confidence | None
) -> None:
    quiz = {"confidence": True}

    hand_in(begin(browser, serve, REFUSER, **quiz), wrong(REFUSER), confidence)
    wrongly = browser.attempt().answers[0].score
    hand_in(begin(browser, serve, REFUSER, **quiz), right(REFUSER), confidence)

    assert wrongly == 0
    assert browser.attempt().answers[0].score == 1


def test_it_is_asked_anew_with_each_try(browser: Browser, serve: Serve) -> None:
    item = single_choice(tries=["1", "1/2"])
    tab = begin(browser, serve, item, confidence=True)

    hand_in(tab, wrong(item), "certain")
    asked_again = sureness(tab).value
    hand_in(tab, right(item), "guessing")

    assert asked_again is None
    said = [each.confidence for each in browser.attempt().record(0).answers]
    assert said == ["certain", "guessing"]


def test_it_is_asked_beside_a_text(browser: Browser, serve: Serve) -> None:
    item = extended_response()
    tab = begin(browser, serve, item, confidence=True)

    hand_in(tab, right(item), "fairly_sure")

    assert browser.attempt().answers[0].confidence == "fairly_sure"


def test_in_test_mode_it_is_saved_and_can_be_changed(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, REFUSER, ANOTHER, confidence=True, feedback="deferred")

    fill_in(tab, right(REFUSER), "certain")
    tab.run()
    first = browser.attempt().answers[0].confidence
    sureness(tab).set_value("guessing").run()

    assert first == "certain"
    assert browser.attempt().answers[0].confidence == "guessing"
    assert sureness(at(browser, browser.attempt(), 1)).value == "guessing"


def test_in_test_mode_to_say_how_sure_is_no_answer_yet(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, REFUSER, ANOTHER, confidence=True, feedback="deferred")

    sureness(tab).set_value("certain").run()

    assert browser.attempt().answers == {}
    assert "Not answered yet." in words(tab)


def test_in_test_mode_what_was_said_before_the_answer_is_kept_with_it(
    browser: Browser, serve: Serve
) -> None:
    tab = begin(browser, serve, REFUSER, ANOTHER, confidence=True, feedback="deferred")

    sureness(tab).set_value("certain").run()
    tab.radio[0].set_value(chosen(REFUSER, "Putin").option).run()
    press(tab, "Next item")

    assert browser.attempt().answers[0].confidence == "certain"
