"""What is advised about an item: each limit from both of its sides, and the words."""

import math
from typing import Any

import pytest

from sourcebook.analysis import ItemReport, OptionReport, Points, Proofs, QuizReport
from sourcebook.analysis.advice import advice, quiz_advice, within_chance

CHECK = ": check the key."


def item(**changes: Any) -> ItemReport:
    """An item without fault that 100 learners had."""
    good = ItemReport(
        item_id="refuser",
        fingerprint="0" * 16,
        version=1,
        item_type="single_choice",
        points=1,
        chance=0.25,
        shown=100,
        blank=0,
        scored=100,
        facility=0.6,
        item_rest=0.4,
        upper_lower=0.5,
        efficiency=0.5,
        alpha_without=0.7,
        seconds=30,
        options=(),
        proofs=None,
    )
    return good._replace(**changes)


def option(text: str, **changes: Any) -> OptionReport:
    """A distractor that does its work: the weak choose it."""
    good = OptionReport(
        option=text,
        text=text,
        is_key=False,
        chosen=20,
        share=0.2,
        rest=0.4,
        rest_of_others=0.6,
        correlation=-0.3,
        is_functional=True,
    )
    return good._replace(**changes)


def key(text: str, **changes: Any) -> OptionReport:
    """A key that the strong choose."""
    good: dict[str, Any] = {
        "is_key": True,
        "is_functional": None,
        "rest": 0.6,
        "rest_of_others": 0.4,
    }
    return option(text, **good | {"correlation": 0.3} | changes)


def advised(**changes: Any) -> tuple[str, ...]:
    return advice(item(**changes), usual_seconds=30)


def quiz(alpha: float) -> QuizReport:
    return QuizReport(100, 100, Points(5, 10, 2), alpha, 1.0, ())


def test_an_item_without_fault_needs_no_advice() -> None:
    assert advised(options=(key("Pashinyan"), option("Putin"))) == ()


def test_chance_alone_moves_a_correlation_by_two_standard_errors() -> None:
    assert within_chance(100) == pytest.approx(0.2)
    assert within_chance(30) == pytest.approx(0.365, abs=0.001)


def test_a_distractor_that_the_strong_choose_calls_for_a_look_at_the_key() -> None:
    drawn = option("Putin", rest=0.7, rest_of_others=0.5, correlation=0.21)

    assert advised(options=(drawn,)) == (
        "'Putin' counts as wrong, and was chosen by more of the strong than of the weak learners "
        f"(0.70 earned on the other items, 0.50 by all others){CHECK}",
    )


def test_a_key_that_the_weak_choose_calls_for_a_look_at_it() -> None:
    drawn = key("Pashinyan", rest=0.5, rest_of_others=0.7, correlation=-0.21)

    assert advised(options=(drawn,)) == (
        "'Pashinyan' is a key, and was chosen by more of the weak than of the strong learners "
        f"(0.50 earned on the other items, 0.70 by all others){CHECK}",
    )


def test_what_chance_may_have_done_is_no_reason_to_doubt_a_key() -> None:
    options = (key("Pashinyan", correlation=-0.19), option("Putin", correlation=0.19))

    assert advised(options=options, item_rest=-0.19) == ()


def test_a_negative_correlation_calls_for_a_look_at_the_key_and_says_no_more() -> None:
    assert advised(item_rest=-0.21, upper_lower=-0.3) == (
        "Learners who earn more here earn less on the other items (item–rest correlation -0.21; "
        f"chance alone stays within ±0.20){CHECK}",
    )


@pytest.mark.parametrize(
    ("facility", "said"),
    [
        (0.96, "Nearly everybody is right (facility 0.96;"),
        (0.95, "Nearly everybody is right (facility 0.95;"),
        (0.25, "No better than blind guessing (facility 0.25, by chance 0.25)"),
    ],
)
def test_an_item_may_be_too_easy_or_too_hard(facility: float, said: str) -> None:
    (sentence,) = advised(facility=facility, item_rest=0.1)

    assert sentence.startswith(said)


def test_a_hard_item_that_the_strong_get_right_is_not_mere_guessing() -> None:
    assert advised(facility=0.25, item_rest=0.4) == ()


def test_a_blind_guess_earns_half_where_a_proof_is_the_other_half() -> None:
    proofs = Proofs(right_proved=0, right_unproved=5, wrong_proved=0, wrong_unproved=95)

    (sentence,) = advised(facility=0.25, chance=0.5, proofs=proofs, item_rest=0.1)

    assert sentence.startswith("No better than blind guessing (facility 0.25, by chance 0.25)")
    assert advised(facility=0.3, chance=0.5, proofs=proofs, item_rest=0.1) == ()


def test_what_nobody_can_guess_is_hard_from_a_fifth_down() -> None:
    (sentence,) = advised(facility=0.2, chance=0)

    assert sentence.startswith("Hard (facility 0.20; up to 0.20 difficult, Moodle)")
    assert advised(facility=0.21, chance=0) == ()
    assert advised(facility=0.94) == advised(facility=0.26) == ()


@pytest.mark.parametrize(
    ("index", "said"),
    [
        (0.19, "Hardly separates strong learners from weak ones (upper–lower index 0.19;"),
        (0.2, "Separates strong learners from weak ones a little (upper–lower index 0.20;"),
        (0.29, "Separates strong learners from weak ones a little (upper–lower index 0.29;"),
    ],
)
def test_the_bands_of_ebel_and_frisbie(index: float, said: str) -> None:
    (sentence,) = advised(upper_lower=index)

    assert sentence.startswith(said)
    assert "Ebel and Frisbie 1991" in sentence
    assert advised(upper_lower=0.3) == advised(upper_lower=0.1 + 0.2 - 1e-12) == ()


def test_an_easy_item_cannot_separate_and_is_not_blamed_for_it() -> None:
    assert len(advised(facility=0.98, upper_lower=0.05)) == 1


def test_distractors_that_do_no_work_are_named() -> None:
    idle: dict[str, Any] = {"is_functional": False, "correlation": math.nan}
    options = (
        option("Putin", chosen=0, **idle),
        option("Tokayev", chosen=0, **idle),
        option("Lukashenko", chosen=4, **idle),
    )

    assert advised(options=options) == (
        "Nobody chose 'Putin', 'Tokayev': write what somebody might believe.",
        "Hardly anybody chose 'Lukashenko' (4 of 100; below 5% a distractor does no work, Haladyna "
        "and Downing 1993): write what somebody might believe.",
    )


def test_nobody_writes_the_options_of_true_and_false() -> None:
    unused = option("False", chosen=0, is_functional=False, correlation=math.nan)

    assert advised(item_type="true_false", options=(unused,)) == ()


def test_right_answers_that_most_could_not_prove_are_told() -> None:
    (sentence,) = advised(proofs=Proofs(4, 6, 0, 0))

    assert sentence.startswith("6 of 10 right answers were not proved: guessed, or known")
    assert advised(proofs=Proofs(5, 5, 0, 9)) == advised(proofs=Proofs(3, 6, 9, 9)) == ()


def test_an_item_that_takes_twice_as_long_as_usual_is_slow() -> None:
    (sentence,) = advised(seconds=61)

    assert sentence.startswith("Slow: 61 seconds at the median, and 30 for the usual item")
    assert advised(seconds=60) == advised(seconds=math.nan) == ()


def test_figures_that_are_not_there_lead_to_no_advice() -> None:
    assert advised(item_rest=math.nan, upper_lower=math.nan, facility=0.6) == ()


@pytest.mark.parametrize(
    ("alpha", "said"),
    [
        (0.63, "Alpha is 0.63; below 0.64 the points of a single learner say little (Moodle)."),
        (0.64, "Alpha is 0.64; above 0.75 would be satisfactory (Moodle)."),
    ],
)
def test_a_quiz_may_be_too_inconsistent(alpha: float, said: str) -> None:
    (sentence,) = quiz_advice(quiz(alpha))

    assert sentence.startswith(said)
    assert quiz_advice(quiz(0.75)) == ()
