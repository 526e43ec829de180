"""What a class misread, chose wrongly, was sure of and understood, on answers made by hand."""

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction

from sourcebook.analysis import (
    MisreadPassage,
    SureAndWrong,
    WrongOption,
    best_objectives,
    misread_passages,
    sure_and_wrong_items,
    wrong_options,
)
from sourcebook.model.attempts import Attempt, Choice, Confidence
from sourcebook.model.items import SingleChoice, TrueFalse
from tests.builders import SUMMIT_DAY, answer, attempt, option_id, record, single_choice, true_false
from tests.stored_results import ResultsOf

REFUSER = single_choice(citations=["s1.p2", "s2.p1"])
UNSIGNED = true_false(citations=["s1.p2"], objective="say-what-was-unsigned")
DECIDING = {"refuser": "s2.p1", "unsigned": "s1.p2"}


def sat(
    number: int,
    *chosen: str | None,
    items: Sequence[SingleChoice | TrueFalse] = (REFUSER, UNSIGNED),
    sure: Confidence | None = None,
) -> Attempt:
    """A finished attempt of another learner: what was chosen at each item, None for a blank."""
    records = {}
    for place, (item, text) in enumerate(zip(items, chosen, strict=False)):
        if text is None:
            continue
        single = isinstance(item, SingleChoice)
        right = text == (item.key if isinstance(item, SingleChoice) else "true")
        response = Choice(option=option_id(item, text) if single else text)
        given = answer(Fraction(int(right)), response=response, confidence=sure)
        records[place] = record(given)
    at = SUMMIT_DAY + timedelta(hours=number)
    return attempt(
        *items,
        records=records,
        id=f"attempt-{number}",
        learner_id=f"learner-{number}",
        started_at=at,
        finished_at=at,
    )


def class_of(*chosen: tuple[str | None, ...], sure: Confidence | None = None) -> list[Attempt]:
    return [sat(number, *texts, sure=sure) for number, texts in enumerate(chosen)]


SIX = class_of(
    ("Putin", "true"),
    ("Putin", "true"),
    ("Lukashenko", "true"),
    ("Pashinyan", "false"),
    ("Pashinyan", "true"),
    (None, "true"),
)
"""Six learners: at the first item two chose Putin, one Lukashenko, one nothing."""


def test_a_passage_is_counted_with_all_items_that_cite_it(results_of: ResultsOf) -> None:
    """s2.p1: 4 of 6 not right. s1.p2: these 4 and one false, of 12; it decides the other item."""
    found = misread_passages(results_of(SIX).versions, DECIDING)

    assert found == [
        MisreadPassage("s2.p1", 4, 6, 1, "refuser"),
        MisreadPassage("s1.p2", 5, 12, 2, "unsigned"),
    ]


def test_a_passage_that_decides_no_item_is_not_named(results_of: ResultsOf) -> None:
    found = misread_passages(results_of(SIX).versions, {"refuser": "s1.p2"})

    assert found == [MisreadPassage("s1.p2", 5, 12, 2, "refuser")]


def test_four_answers_are_too_few_to_tell(results_of: ResultsOf) -> None:
    four = results_of(SIX[:4])

    assert misread_passages(four.versions, DECIDING) is None
    assert wrong_options(four.choices()) is None
    assert best_objectives(four.objectives()) is None
    sure = class_of(*[("Putin",)] * 4, sure="certain")
    assert sure_and_wrong_items(results_of(sure).sure()) is None


def test_nobodys_answers_are_too_few_to_tell() -> None:
    assert misread_passages((), {}) is None
    assert wrong_options(()) is None
    assert sure_and_wrong_items(()) is None
    assert best_objectives(()) is None


def test_nothing_is_named_that_only_one_answer_has(results_of: ResultsOf) -> None:
    """Lukashenko was chosen once, and so was False; Putin twice."""
    found = wrong_options(results_of(SIX).choices())

    assert found == [WrongOption("refuser", option_id(REFUSER, "Putin"), "Putin", 2, 6)]


def test_the_option_with_the_highest_share_comes_first(results_of: ResultsOf) -> None:
    wrong = [*SIX, *(sat(number, "Lukashenko", "false") for number in range(6, 9))]

    found = wrong_options(results_of(wrong).choices()) or ()

    assert [(each.text, each.wrong, each.answers) for each in found] == [
        ("Lukashenko", 4, 9),
        ("False", 4, 9),
        ("Putin", 2, 9),
    ]


def test_an_option_of_several_versions_is_counted_once(results_of: ResultsOf) -> None:
    """Two learners had another wording of the question; the option is the same."""
    reworded = single_choice(stem="Who did not sign?")
    later = [sat(number, "Putin", items=(reworded,)) for number in (6, 7)]

    (found,) = wrong_options(results_of([*SIX, *later]).choices()) or ()

    assert (found.text, found.wrong, found.answers) == ("Putin", 4, 8)


def test_everybody_right_leaves_nothing_to_name(results_of: ResultsOf) -> None:
    right = class_of(*[("Pashinyan", "true")] * 5, sure="certain")

    assert misread_passages(results_of(right).versions, DECIDING) == []
    assert wrong_options(results_of(right).choices()) == []
    assert sure_and_wrong_items(results_of(right).sure()) == []


def test_certain_and_wrong_is_counted_among_answers_that_say_how_sure(
    results_of: ResultsOf,
) -> None:
    """Three said nothing. Of six who were certain two were wrong at the first item."""
    sure = class_of(*[("Putin", "true")] * 2, *[("Pashinyan", "true")] * 4, sure="certain")
    silent = [sat(number, "Putin", "false") for number in range(6, 9)]

    found = sure_and_wrong_items(results_of([*sure, *silent]).sure())

    assert found == [SureAndWrong("refuser", 2, 6)]


def test_a_guess_that_was_wrong_is_no_certainty(results_of: ResultsOf) -> None:
    guessed = class_of(*[("Putin", "false")] * 5, sure="guessing")

    assert sure_and_wrong_items(results_of(guessed).sure()) == []


def test_an_objective_is_understood_if_half_of_its_answers_are_right(results_of: ResultsOf) -> None:
    """Two of six are right about the refuser, five of six about what was unsigned."""
    (best,) = best_objectives(results_of(SIX).objectives()) or ()

    assert (best.objective, best.right, best.answers) == ("say-what-was-unsigned", 5, 6)


def test_attempts_at_other_quizzes_are_left_out(results_of: ResultsOf) -> None:
    other = SIX[0].model_copy(update={"id": "other", "quiz_id": "war-quiz"})

    found = results_of([*SIX, other]).at_quizzes(["war-quiz"])

    assert [each.attempt_id for each in found.attempts] == ["other"]
    assert list(found.responses["attempt_id"].unique()) == ["other"]
