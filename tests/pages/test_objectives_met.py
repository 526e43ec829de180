"""The result of a quiz in one look: what was understood, and the one main way on."""

from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import services
from tests.builders import extended_response, numeric, single_choice, true_false

from .conftest import Browser, Serve, html, press
from .taking import LEFT_OUT, RIGHT, WRONG, Said, hand_in
from .tiny_course import teach, words

WHO, DAY, SIGNED = single_choice(), numeric(), true_false()


def shown(browser: Browser, quiz: Quiz, *said: Said) -> str:
    """The words of the result of an attempt in which the items were answered like this."""
    attempt = hand_in(browser, quiz, *said)
    return words(browser.open("quiz", attempt=attempt.id))


def test_an_objective_is_understood_in_part_or_to_be_looked_at_again(
    browser: Browser, serve: Serve
) -> None:
    quiz = teach(serve, WHO, DAY, SIGNED)
    (text,) = {
        each.text
        for one in services.library().course().lessons.values()
        for each in one.objectives
        if each.id == WHO.objective
    }

    assert f"✓ {text} Understood: 3 of 3" in shown(browser, quiz, RIGHT, RIGHT, RIGHT)
    assert f"◐ {text} In part: 1 of 3" in shown(browser, quiz, RIGHT, WRONG, LEFT_OUT)
    assert f"✗ {text} Look at it again: 0 of 3" in shown(browser, quiz, WRONG, WRONG, WRONG)


def test_a_text_that_nobody_has_marked_is_not_counted(browser: Browser, serve: Serve) -> None:
    quiz = teach(serve, WHO, extended_response())

    assert "Understood: 1 of 1" in shown(browser, quiz, RIGHT, RIGHT)


def test_an_objective_that_left_the_course_is_not_named(browser: Browser, serve: Serve) -> None:
    quiz = teach(serve, WHO)
    gone = quiz.model_copy(update={"items": (WHO.model_copy(update={"objective": "gone"}),)})

    assert "What you understood" not in shown(browser, gone, RIGHT)


def test_the_one_main_button_is_to_practise_what_was_missed(browser: Browser, quiz: Quiz) -> None:
    attempt = hand_in(browser, quiz, WRONG)

    tab = browser.open("quiz", attempt=attempt.id)

    main = [each.label for each in tab.button if each.proto.type == "primary"]
    assert main == [f"Practise only the {len(quiz.items) - 1} items you missed"]


def test_who_missed_nothing_goes_on_to_the_next_lesson(browser: Browser, quiz: Quiz) -> None:
    plain = quiz.model_copy(update={"items": quiz.items[:2]})
    attempt = hand_in(browser, plain, RIGHT, RIGHT)
    tab = browser.open("quiz", attempt=attempt.id)

    press(tab, "Next lesson")

    assert tab.query_params["lesson"] == list(services.library().course().lessons)[4]


def test_a_pass_is_celebrated(browser: Browser, serve: Serve) -> None:
    quiz = teach(serve, WHO, DAY)
    passed, missed = (hand_in(browser, quiz, *said).id for said in ((RIGHT, RIGHT), (WRONG, WRONG)))

    assert "class='result right passed'" in html(browser.open("quiz", attempt=passed))
    assert "passed'" not in html(browser.open("quiz", attempt=missed))
