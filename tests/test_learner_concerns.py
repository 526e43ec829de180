"""Whom to speak to, and what results rest on."""

from datetime import timedelta

from sourcebook.analysis import (
    Basis,
    MemberStatus,
    Trouble,
    basis,
    concerns,
)
from sourcebook.delivery import attempt_stage
from sourcebook.model.attempts import Attempt
from sourcebook.model.learners import Member
from tests.builders import SUMMIT_DAY, answer, attempt, true_false
from tests.stored_results import ResultsOf

ITEMS = tuple(true_false(id=f"item-{number}") for number in range(4))


def status(learner_id: str, stuck: Trouble | None = None) -> MemberStatus:
    return MemberStatus(learner_id, None, 1, SUMMIT_DAY, 0, 0, None, None, 0, 0, stuck)


def sat(learner_id: str, certain_and_wrong: int, **changes: object) -> Attempt:
    """A finished attempt at four items, so many of them certain and wrong."""
    answers = {
        place: answer(0 if place < certain_and_wrong else 1, confidence="certain")
        for place in range(4)
    }
    own: dict[str, object] = {"id": f"of-{learner_id}", "learner_id": learner_id}
    done = attempt(*ITEMS, answers=answers, finished_at=SUMMIT_DAY)
    return done.model_copy(update=own | changes)


def named(*statuses: MemberStatus, percents: dict[str, float], sure: dict[str, int]) -> object:
    reached = {learner: {"yerevan-quiz": percent} for learner, percent in percents.items()}
    return concerns(statuses, reached, sure)


def test_each_learner_is_named_for_the_first_reason() -> None:
    """Nina is stuck, low and sure; Aram low and sure; Lilit sure three times; Ani twice."""
    left = Trouble("left_open", "The Yerevan summit", SUMMIT_DAY)

    found = named(
        status("nina", left),
        status("aram"),
        status("lilit"),
        status("ani"),
        percents={"nina": 20, "aram": 49.9, "lilit": 50, "ani": 100},
        sure={"nina": 4, "aram": 4, "lilit": 3, "ani": 2},
    )

    assert found == {"stuck": ("nina",), "low": ("aram",), "sure_and_wrong": ("lilit",)}


def test_the_mean_of_several_quizzes_counts_as_the_result() -> None:
    reached = {"nina": {"first": 30.0, "second": 80.0}, "aram": {"first": 30.0, "second": 60.0}}

    found = concerns([status("nina"), status("aram")], reached, {})

    assert found["low"] == ("aram",)


def test_a_learner_without_a_result_is_not_low() -> None:
    assert concerns([status("nina")], {}, {}) == {"stuck": (), "low": (), "sure_and_wrong": ()}


def test_results_rest_on_attempts_days_and_those_who_are_missing(results_of: ResultsOf) -> None:
    """Nina finished twice on two days, Aram left it open, Lilit repeated what was missed, Ani
    has not begun.
    """
    ids = ("nina", "aram", "lilit", "ani")
    members = [Member(id=each, name=None, number=1, joined_at=SUMMIT_DAY) for each in ids]
    later = SUMMIT_DAY + timedelta(days=2)
    done = [sat("nina", 0, id="first"), sat("nina", 0, id="second", finished_at=later)]
    begun = [*done, sat("aram", 0, finished_at=None), sat("lilit", 0, purpose="missed")]

    found = basis(results_of(done).attempts, map(attempt_stage, begun), members)

    assert found == Basis(
        attempts=2,
        learners=1,
        members=4,
        unfinished=1,
        not_begun=2,
        first=SUMMIT_DAY,
        last=later,
    )


def test_nothing_finished_rests_on_nothing() -> None:
    assert basis((), (), ()) == Basis(0, 0, 0, 0, 0, None, None)
