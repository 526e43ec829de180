"""Two tabs at one item: the second one is told what the first did, and what was not taken."""

from sourcebook.model.attempts import Written
from tests.builders import extended_response, multiple_choice, numeric, option_id, single_choice

from .conftest import Browser, Serve, fill_in, hand_in, press, right, send, wrong
from .test_test_mode_tabs import choose_proof
from .tiny_course import at, begin, begin_test, choose, chosen, response, words

REFUSER, DAY = single_choice(), numeric()
PROVED = single_choice(citations=["s1.p2", "s1.p1"], proof=["s1.p2"])
ELSEWHERE = (
    "You answered this item in another tab. That answer was taken. What you chose here was not. "
    "Taken {} What you chose here {}"
)
CHANGED = (
    "You changed this answer in another tab. That answer is saved. What you chose here was not "
    "taken. Choose again to change it. Taken {} What you chose here {}"
)


def test_the_second_tab_is_told_which_answer_was_taken_and_that_its_own_was_not(
    browser: Browser, serve: Serve
) -> None:
    first = begin(browser, serve, REFUSER, DAY)
    second = at(browser, browser.attempt(), 1)
    fill_in(second, chosen(REFUSER, "Lukashenko"))
    second.run()
    hand_in(first, chosen(REFUSER, "Putin"))

    send(second)

    assert ELSEWHERE.format("Putin", "Lukashenko") in words(second)
    assert response(browser) == chosen(REFUSER, "Putin")
    second.run()
    assert "in another tab" in words(second)


def test_a_choice_that_comes_after_the_other_tabs_answer_is_told_too(
    browser: Browser, serve: Serve
) -> None:
    item = multiple_choice()
    first = begin(browser, serve, item, DAY)
    second = at(browser, browser.attempt(), 1)
    hand_in(first, right(item))

    fill_in(second, wrong(item))
    second.run()

    assert "You answered this item in another tab." in words(second)


def test_a_tab_that_chose_the_same_or_nothing_is_told_nothing(
    browser: Browser, serve: Serve
) -> None:
    first = begin(browser, serve, REFUSER, DAY)
    same, nothing = (at(browser, browser.attempt(), 1) for _ in range(2))
    fill_in(same, chosen(REFUSER, "Putin"))
    same.run()
    hand_in(first, chosen(REFUSER, "Putin"))

    send(same)
    nothing.run()

    assert "another tab" not in words(same) + words(nothing) + words(first)


def test_a_try_of_another_tab_is_told_and_the_next_try_is_open(
    browser: Browser, serve: Serve
) -> None:
    item = single_choice(tries=["1", "1/2", "0"])
    first = begin(browser, serve, item, DAY)
    second = at(browser, browser.attempt(), 1)
    fill_in(second, chosen(item, "Lukashenko"))
    second.run()
    hand_in(first, chosen(item, "Putin"))

    send(second)
    told = words(second)
    hand_in(second, chosen(item, "Pashinyan"))

    assert ELSEWHERE.format("Putin", "Lukashenko") in told
    assert "another tab" not in words(second)
    assert len(browser.attempt().record(0).answers) == 2


def test_a_solution_asked_for_in_another_tab_is_told(browser: Browser, serve: Serve) -> None:
    item = single_choice(tries=["1", "1/2", "0"])
    first = hand_in(begin(browser, serve, item, DAY), chosen(item, "Putin"))
    second = at(browser, browser.attempt(), 1)
    fill_in(second, chosen(item, "Lukashenko"))
    second.run()
    press(first, "Show the solution")

    send(second)

    assert (
        "You asked for the solution of this item in another tab. What you chose here was not "
        "taken. What you chose here Lukashenko"
    ) in words(second)
    assert "another tab" not in words(first)


def test_a_passage_chosen_in_another_tab_is_told(browser: Browser, serve: Serve) -> None:
    first = hand_in(begin(browser, serve, PROVED, DAY), chosen(PROVED, "Pashinyan"))
    second = at(browser, browser.attempt(), 1)
    choose_proof(second, "s2.p1")
    choose_proof(first, "s1.p2")
    press(first, "This passage proves it")

    press(second, "This passage proves it")

    assert "You chose the passage in another tab." in words(second)
    assert browser.attempt().record(0).proof == "s1.p2"
    assert "another tab" not in words(first)


def test_a_text_handed_in_elsewhere_is_told(browser: Browser, serve: Serve) -> None:
    item = extended_response()
    first = begin(browser, serve, item, DAY)
    second = at(browser, browser.attempt(), 1)
    hand_in(first, Written(text="Handed in."))

    fill_in(second, Written(text="Something else."))
    second.run()

    assert ELSEWHERE.format("Handed in.", "Something else.") in words(second)


def test_in_test_mode_a_choice_that_another_tab_forestalled_is_told(
    browser: Browser, serve: Serve
) -> None:
    first = begin_test(browser, serve, REFUSER, DAY)
    second = at(browser, browser.attempt(), 1)
    choose(first, "Putin")

    choose(second, "Lukashenko")

    assert CHANGED.format("Putin", "Lukashenko") in words(second)
    assert second.radio[0].value == option_id(REFUSER, "Putin")
    choose(second, "Lukashenko")
    assert "another tab" not in words(second)
    assert response(browser) == chosen(REFUSER, "Lukashenko")


def test_in_test_mode_a_flag_is_kept_beside_another_tabs_answer(
    browser: Browser, serve: Serve
) -> None:
    first = begin_test(browser, serve, REFUSER, DAY)
    second = at(browser, browser.attempt(), 1)
    choose(first, "Putin")

    next(each for each in second.checkbox if str(each.key).endswith("-flag")).check().run()

    assert browser.attempt().record(0).flagged
    assert response(browser) == chosen(REFUSER, "Putin")
    assert "another tab" not in words(second)


def test_in_test_mode_an_answer_is_kept_beside_another_tabs_flag(
    browser: Browser, serve: Serve
) -> None:
    first = begin_test(browser, serve, REFUSER, DAY)
    second = at(browser, browser.attempt(), 1)
    next(each for each in first.checkbox if str(each.key).endswith("-flag")).check().run()

    choose(second, "Lukashenko")

    assert response(browser) == chosen(REFUSER, "Lukashenko")
    assert browser.attempt().record(0).flagged
