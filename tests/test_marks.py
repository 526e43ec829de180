"""What an attempt comes to: points, per cent, passed or not, and texts marked by a rubric."""

from fractions import Fraction

import pytest

from sourcebook import delivery
from sourcebook.delivery import Mark, earned_at, has_passed, mark, open_places, step
from sourcebook.model.attempts import Attempt, Level, Marked
from tests.builders import (
    SUMMIT_DAY,
    answer,
    attempt,
    every_kind,
    extended_response,
    numeric,
    record,
    single_choice,
    true_false,
)
from tests.moves import TEXT, chooses, marks, play, refusal, writes

HALF = Fraction(1, 2)


def test_a_mark_counts_points_and_open_items() -> None:
    items = single_choice(points=2), true_false(), numeric(points="1/2")

    total = mark(attempt(*items, answers={0: answer(HALF), 2: answer(1)}))

    assert total == Mark(Fraction(3, 2), Fraction(7, 2), unanswered=1)
    assert total.percent == Fraction(300, 7)


def test_an_attempt_without_answers_earns_nothing() -> None:
    total = mark(attempt(*every_kind()))

    assert total == Mark(Fraction(0), Fraction(10), unanswered=10)
    assert total.percent == 0


@pytest.mark.parametrize(("right", "passed"), [(2, False), (3, True), (4, True)])
def test_three_of_five_reach_a_pass_mark_of_sixty(right: int, passed: bool) -> None:
    items = [true_false(id=f"unsigned-{place}") for place in range(5)]

    tried = attempt(*items, answers={place: answer(1) for place in range(right)})

    assert has_passed(tried) is passed


def test_three_thirds_of_a_point_are_one_point_exactly() -> None:
    items = [true_false(id=f"unsigned-{place}") for place in range(3)]
    thirds = {place: answer(Fraction(1, 3)) for place in range(3)}

    assert mark(attempt(*items, answers=thirds)).points == 1


def test_a_written_text_waits_for_its_marking_beside_the_model_answer() -> None:
    tried = play(attempt(extended_response()), writes)

    assert (step(tried, 0), delivery.tries_left(tried, 0)) == ("marking", 0)
    assert delivery.may_see_key(tried, 0)
    assert not delivery.is_complete(tried)
    assert mark(tried) == Mark(Fraction(0), Fraction(1), unanswered=0, unmarked=1)


@pytest.mark.parametrize(("level", "earned"), [(0, 0), (1, HALF), (2, 1)])
def test_a_level_of_the_rubric_is_worth_none_half_or_all(level: Level, earned: Fraction) -> None:
    tried = play(attempt(extended_response()), writes, marks(level))

    assert step(tried, 0) == "nothing"
    assert delivery.is_complete(tried)
    assert mark(tried) == Mark(Fraction(earned), Fraction(1), unanswered=0, unmarked=0)


def test_a_text_can_be_marked_after_the_quiz_but_only_once() -> None:
    written = answer(0, response=TEXT)
    over = attempt(extended_response(), answers={0: written}, finished_at=SUMMIT_DAY)
    marked = over.model_copy(update={"records": {0: record(written, level=1)}})

    assert (step(over, 0), open_places(over)) == ("marking", (0,))
    assert marks(1)(over) == Marked(place=0, at=SUMMIT_DAY, level=1, by="learner")
    assert (step(marked, 0), earned_at(marked, 0)) == ("nothing", HALF)
    assert refusal(marked, marks(2)) == "There is no text to be marked here."


@pytest.mark.parametrize(
    "tried",
    [
        attempt(extended_response()),
        attempt(extended_response(), finished_at=SUMMIT_DAY),
        play(attempt(single_choice()), chooses("Putin")),
    ],
    ids=["not written", "never written", "nothing to mark"],
)
def test_a_marking_is_refused_where_no_text_waits_for_it(tried: Attempt) -> None:
    assert refusal(tried, marks(2)) == "There is no text to be marked here."
