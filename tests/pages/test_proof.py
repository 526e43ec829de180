"""The second step of an item: to choose the passage that proves the answer."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.delivery import earned_at, mark
from sourcebook.model.attempts import Attempt, Response
from sourcebook.model.items import Item
from sourcebook.pages.shared import clock
from sourcebook.store.attempts import Attempts
from tests.builders import (
    matching,
    multiple_choice,
    numeric,
    ordering,
    short_answer,
    single_choice,
)

from .conftest import (
    Browser,
    Serve,
    button,
    choose_passage,
    everything_sent,
    hand_in,
    html,
    labels,
    look_elsewhere,
    press,
    prove,
    restart,
    right,
)
from .tiny_course import at, begin, chosen, refusals, teach, ticked, warnings, words

PROVED = {"citations": ["s1.p2"], "proof": ["s1.p2"]}
REFUSER = single_choice(**PROVED)
SEVERAL = single_choice(tries=["1", "1/2"], **PROVED)
ANOTHER = numeric(id="another")
RIGHTLY, WRONGLY = chosen(REFUSER, "Pashinyan"), chosen(REFUSER, "Putin")
PROOF, NO_PROOF = "s1.p2", "s2.p1"


def points(browser: Browser) -> Fraction:
    """The points of an attempt at nothing but the item to be proved."""
    return mark(browser.attempt()).points


def passages(tab: AppTest) -> list[str]:
    """The passages to choose from."""
    return [option for each in tab.radio[1:2] for option in each.options]


@pytest.mark.parametrize(
    ("given", "passage", "earned", "headline", "says"),
    [
        (RIGHTLY, PROOF, 2, "✓ Right, and proved", "✓ Munich report, paragraph 2 proves it."),
        (
            RIGHTLY,
            NO_PROOF,
            1,
            "◐ Right, but not proved",
            "✗ Polish report, paragraph 1 does not prove it by itself. "
            "Munich report, paragraph 2 does.",
        ),
    ],
)
def test_answer_and_proof_are_worth_two_points_or_one(
    browser: Browser,
    serve: Serve,
    given: Response,
    passage: str,
    earned: int,
    headline: str,
    says: str,
) -> None:
    tab = hand_in(begin(browser, serve, REFUSER), given)

    prove(tab, passage)

    assert points(browser) == earned
    assert f"{earned} of 2 points." in words(tab)
    assert headline in words(tab)
    assert says in words(tab)


@pytest.mark.parametrize("misses", [0, 1], ids=["first", "second"])
def test_the_right_passage_doubles_what_any_try_earned_as_promised(
    browser: Browser, serve: Serve, misses: int
) -> None:
    tab = begin(browser, serve, SEVERAL, ANOTHER)
    for _ in range(misses):
        hand_in(tab, WRONGLY)

    hand_in(tab, RIGHTLY)
    said, before = words(tab), earned_at(browser.attempt(), 0)
    prove(tab, PROOF)

    assert "The right passage doubles what it earns." in said
    assert earned_at(browser.attempt(), 0) == 2 * before > 0


def test_a_later_try_that_is_right_and_proved_names_both(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, SEVERAL, ANOTHER), WRONGLY)
    hand_in(tab, RIGHTLY)

    prove(tab, PROOF)

    said = f"◐ Right at try 2 {SEVERAL.rationale} ✓ Munich report, paragraph 2 proves it."
    assert said in words(tab)
    assert "1 of 2 points." in words(tab)


def test_the_solution_of_an_item_with_a_proof_is_shown_at_once(
    browser: Browser, serve: Serve
) -> None:
    tab = hand_in(begin(browser, serve, SEVERAL, ANOTHER), WRONGLY)

    press(tab, "Show the solution")

    assert "Which passage proves it?" not in words(tab)
    assert "Pashinyan (right)" in words(tab)
    assert SEVERAL.rationale in words(tab)
    assert "aria-label='Item 1, not right'" in html(tab)
    assert labels(tab) == ["Next item"]


def test_the_solution_of_a_last_item_with_a_proof_ends_the_quiz(
    browser: Browser, serve: Serve
) -> None:
    tab = hand_in(begin(browser, serve, SEVERAL), WRONGLY)

    press(tab, "Show the solution")

    assert browser.attempt().is_finished
    assert points(browser) == 0
    assert labels(tab) == ["To my result"]


def test_half_right_and_proved_is_worth_half(browser: Browser, serve: Serve) -> None:
    item = multiple_choice(**PROVED)
    tab = hand_in(begin(browser, serve, item), ticked(item, "Armenia"))

    prove(tab, PROOF)

    assert points(browser) == 1
    assert "◐ Partly right" in words(tab)


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        (REFUSER, "Your answer Pashinyan Which passage proves it?"),
        (numeric(**PROVED), "Your answer 23 Which passage proves it?"),
        (short_answer(**PROVED), "Your answer Pashinyan Which passage proves it?"),
        (
            matching(**PROVED),
            "Your answer Pashinyan: Armenia Lukashenko: Belarus Which passage proves it?",
        ),
        (
            ordering(**PROVED),
            "Your answer 1. They arrive 2. They meet 3. One refuses to sign 4. Munich reports",
        ),
    ],
    ids=lambda each: getattr(each, "type", None),
)
def test_the_learners_answer_stands_above_the_passages(
    browser: Browser, serve: Serve, item: Item, shown: str
) -> None:
    item = item.model_copy(update={"citations": ("s1.p1", "s1.p2")})

    tab = hand_in(begin(browser, serve, item), right(item))

    assert shown in words(tab)


def test_ticked_options_stand_above_the_passages(browser: Browser, serve: Serve) -> None:
    item = multiple_choice(**PROVED)

    tab = hand_in(begin(browser, serve, item), right(item))

    shown = html(tab).partition("<ul class='own-answer'>")[2].partition("</ul>")[0]
    assert sorted(shown[4:-5].split("</li><li>")) == ["Armenia", "Belarus"]


def test_a_wrong_answer_is_shown_its_proof_and_not_asked_for_one(
    browser: Browser, serve: Serve
) -> None:
    tab = hand_in(begin(browser, serve, REFUSER, ANOTHER), WRONGLY)

    assert "Which passage proves it?" not in words(tab)
    assert "✗ Not right" in words(tab)
    assert "You chose no passage" not in words(tab)
    assert "A proof earns nothing beside a wrong answer, so none was asked for." in words(tab)
    assert "The proof" in words(tab)
    assert points(browser) == 0


def test_a_later_try_that_is_right_without_points_is_asked_for_no_proof(
    browser: Browser, serve: Serve
) -> None:
    item = single_choice(tries=["1", "0"], **PROVED)
    tab = hand_in(begin(browser, serve, item, ANOTHER), WRONGLY)

    hand_in(tab, RIGHTLY)

    assert "Which passage proves it?" not in words(tab)
    assert "◐ Right at try 2" in words(tab)


def test_until_it_is_proved_the_key_is_not_sent(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, REFUSER, ANOTHER), RIGHTLY)

    assert REFUSER.rationale not in everything_sent(tab)
    assert "is-key" not in html(tab)


def test_few_passages_are_offered_and_named_by_their_sources(
    browser: Browser, serve: Serve
) -> None:
    tab = hand_in(begin(browser, serve, REFUSER), RIGHTLY)

    assert [each[:33] for each in tab.radio[0].options] == [
        "● **Munich report, paragraph 1.**",
        "● **Munich report, paragraph 2.**",
    ]


def test_what_stands_next_to_them_is_folded(browser: Browser, serve: Serve) -> None:
    item = single_choice(proof=["s1.p2"], citations=["s1.p2", "s2.p1"])
    item = item.model_copy(update={"candidates": ("s1.p2", "s2.p1")})

    tab = hand_in(begin(browser, serve, item), RIGHTLY)

    around = words(tab).partition("What stands before and after them")[2]
    assert "Munich report, paragraph 1." in around
    assert "Munich report, paragraph 2." not in around


def test_whoever_looks_elsewhere_sees_the_passages_of_a_source(
    browser: Browser, serve: Serve
) -> None:
    tab = look_elsewhere(hand_in(begin(browser, serve, REFUSER), RIGHTLY))
    first = passages(tab)

    tab.radio[0].set_value("s2").run()

    assert tab.radio[0].options == ["● Munich report", "▲ Polish report"]
    assert [each[:16] for each in first] == ["**Paragraph 1.**", "**Paragraph 2.**"]
    assert "“depressing” (Nikol Pashinyan)" in first[1]
    assert passages(tab) == [r"**Paragraph 1.** The declaration was left unsigned\."]


def test_a_passage_chosen_elsewhere_is_still_there_after_a_refresh(
    browser: Browser, serve: Serve
) -> None:
    tab = hand_in(begin(browser, serve, REFUSER), RIGHTLY)
    choose_passage(tab, NO_PROOF)
    tab.run()

    again = browser.open("quiz", **tab.query_params)

    assert again.radio[1].value == NO_PROOF


def test_looking_elsewhere_writes_nothing(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, REFUSER), RIGHTLY)
    before = browser.attempt()

    look_elsewhere(tab).radio[0].set_value("s2").run()

    assert browser.attempt() == before


def test_without_a_passage_nothing_is_written(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, REFUSER), RIGHTLY)

    press(tab, "This passage proves it")

    assert warnings(tab) == ["No passage is chosen yet. Choose one, or look elsewhere."]
    assert browser.attempt().record(0).proof is None


def test_a_passage_of_a_source_that_is_closed_again_is_not_taken(
    browser: Browser, serve: Serve
) -> None:
    tab = hand_in(begin(browser, serve, REFUSER), RIGHTLY)
    look_elsewhere(tab)
    tab.radio[1].set_value(PROOF)
    tab.radio[0].set_value("s2").run()

    press(tab, "This passage proves it")

    assert browser.attempt().record(0).proof is None


def test_the_proof_can_be_put_off_and_is_listed_at_the_end(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, REFUSER, ANOTHER), RIGHTLY)

    press(tab, "Skip for now")
    assert tab.query_params["item"] == "2"
    press(tab, "Skip for now")

    assert tab.query_params["item"] == "end"
    assert "◐ Proof not chosen" in words(tab)


def test_an_item_that_lacks_its_proof_shows_as_answered_and_not_as_right(
    browser: Browser, serve: Serve
) -> None:
    tab = hand_in(begin(browser, serve, REFUSER, ANOTHER), RIGHTLY)

    assert "aria-label='Item 1, answered'" in html(tab)
    assert "1 of 2 answered" in words(tab)


def test_whoever_finishes_without_a_proof_keeps_half(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, REFUSER), RIGHTLY)
    press(tab, "Skip for now")
    press(tab, "Finish without it")

    tab = at(browser, browser.attempt(), 1)

    assert points(browser) == 1
    assert "✗ You chose no passage as the proof." in words(tab)
    assert ("No passage was chosen as the proof: half of the score counts, 1 ÷ 2 = 0.5.") in words(
        tab
    )


@pytest.mark.parametrize("happens", [lambda: None, restart], ids=["refresh", "restart"])
def test_the_second_step_is_still_there_after(
    browser: Browser, serve: Serve, happens: Callable[[], None]
) -> None:
    tab = hand_in(begin(browser, serve, REFUSER), RIGHTLY)
    happens()

    again = browser.open("quiz", **tab.query_params)

    assert words(again) == words(tab)
    assert labels(again) == labels(tab)


def started(browser: Browser, serve: Serve) -> Attempt:
    """An attempt just started at the item to be proved and another."""
    return browser.start(teach(serve, REFUSER, ANOTHER))


def test_the_first_passage_chosen_stays_when_a_second_tab_chooses_another(
    browser: Browser, serve: Serve
) -> None:
    attempt = started(browser, serve)
    browser.answer(attempt, 0, RIGHTLY)
    first, second = at(browser, attempt, 1), at(browser, attempt, 1)
    look_elsewhere(second).radio[0].set_value("s2").run()
    prove(first, PROOF)

    second.radio[1].set_value(NO_PROOF)
    button(second, "This passage proves it").click().run()

    assert browser.attempt().record(0).proof == PROOF
    assert "✓ Right, and proved" in words(second)


def test_a_passage_overtaken_by_another_tab_gives_way_without_a_word(
    browser: Browser, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other tab's is saved between the drawing of the page and the saving of this one."""
    tab = hand_in(begin(browser, serve, REFUSER, ANOTHER), RIGHTLY)
    prove_first = Attempts.prove

    def prove_second(attempts: Attempts, *args: Any, **named: Any) -> Attempt:
        attempt_id = browser.attempt().id
        prove_first(attempts, browser.learner, attempt_id, 0, PROOF, now=clock.now())
        return prove_first(attempts, *args, **named)

    monkeypatch.setattr(Attempts, "prove", prove_second)
    prove(tab, NO_PROOF)

    assert browser.attempt().record(0).proof == PROOF
    assert "✓ Right, and proved" in words(tab)
    assert refusals(tab) == []


def test_a_tab_that_still_asks_for_the_answer_does_not_change_it(
    browser: Browser, serve: Serve
) -> None:
    attempt = started(browser, serve)
    first, second = at(browser, attempt, 1), at(browser, attempt, 1)
    hand_in(first, RIGHTLY)

    hand_in(second, WRONGLY)

    assert browser.attempt().answers[0].response == RIGHTLY
    assert len(browser.attempt().record(0).answers) == 1
    assert "Your answer Pashinyan Which passage proves it?" in words(second)


def test_an_item_without_a_proof_has_no_second_step(browser: Browser, serve: Serve) -> None:
    item = single_choice()

    tab = hand_in(begin(browser, serve, item), right(item))

    assert "Which passage proves it?" not in words(tab)
    assert "proof" not in words(tab).partition("How was this scored?")[2].partition("The proof")[0]
    assert points(browser) == 1
