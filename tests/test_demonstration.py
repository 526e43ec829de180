"""Invented classes: the same with the same seed, and as an item-response model has them."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

import pytest

from sourcebook.analysis import facility_index, first_attempts, responses_table, score_matrix
from sourcebook.content.checking import check
from sourcebook.delivery import has_passed
from sourcebook.demonstration import invented_classes
from sourcebook.demonstration.difficulty import Parameters, parameters, probability
from sourcebook.model.attempts import Attempt, Marked, Proved, Written
from sourcebook.model.course import Course
from sourcebook.model.demo_ids import INVENTED, InventedClasses
from tests.builders import (
    SUMMIT_DAY,
    course_files,
    every_kind,
    quiz,
    single_choice,
    true_false,
)

SEED = 7


def tiny(*quizzes: object) -> Course:
    course = check(course_files()).course
    assert course is not None
    return course.model_copy(update={"quizzes": {each.id: each for each in quizzes}})  # type: ignore[attr-defined]


def twelve() -> Course:
    """One quiz of twelve items, the first of which is the badly keyed one."""
    items = [true_false(id=f"claim-{number}", proof=["s1.p2"]) for number in range(11)]
    return tiny(quiz(single_choice(), *items))


@cache
def invented(seed: int = SEED, learners: int = 60) -> InventedClasses:
    return invented_classes(twelve(), learners=learners, seed=seed, now=SUMMIT_DAY)


def attempts(classes: InventedClasses) -> Iterator[Attempt]:
    for learner in classes.learners:
        yield from (each.attempt for each in learner.attempts)


def test_the_same_seed_invents_the_same_and_another_another() -> None:
    again = invented_classes(twelve(), learners=60, seed=SEED, now=SUMMIT_DAY)

    assert again == invented()
    assert invented(seed=8) != invented()


def test_one_more_learner_changes_none_of_the_others() -> None:
    assert invented(learners=61).learners[:60] == invented().learners


def test_whoever_and_whatever_is_invented_says_so() -> None:
    classes = invented()

    names = [each.learner.name for each in classes.learners if each.learner.name]
    assert names[0] == "Invented learner 001"
    assert all(re.fullmatch(r"Invented learner \d{3}", name) for name in names)
    assert [room.name for room in classes.classrooms] == ["Invented class 1", "Invented class 2"]
    assert all(each.learner.id.startswith(INVENTED) for each in classes.learners)
    assert all(room.id.startswith(INVENTED) for room in classes.classrooms)


def test_nothing_happens_in_the_future_or_before_the_three_weeks() -> None:
    begun = SUMMIT_DAY - timedelta(days=21)

    moments = [
        event.at
        for learner in invented().learners
        for each in learner.attempts
        for event in each.events
    ]

    assert begun <= min(moments) <= max(moments) <= SUMMIT_DAY


def test_the_harder_an_item_the_fewer_have_it_right() -> None:
    items = [each for each in twelve().items() if each.type == "true_false"]
    responses = first_attempts(responses_table(attempts(invented(learners=150))))

    facility = facility_index(score_matrix(responses)).droplevel("fingerprint")
    hard = facility.copy()
    for item in items:
        hard[item.id] = parameters(item, SEED).difficulty

    of_items = [item.id for item in items]
    ranks = facility[of_items].rank().corr(hard[of_items].rank())
    # Among eleven items chance alone moves it between -0.65 and -0.95.
    assert ranks < -0.6


def test_the_model_is_the_two_parameter_logistic() -> None:
    """At θ = b half are right; with a = 1 and θ one above b, e ÷ (e + 1) = 0.731."""
    assert probability(0.5, Parameters(2.0, 0.5)) == 0.5
    assert probability(1.0, Parameters(1.0, 0.0)) == pytest.approx(0.7311, abs=1e-4)
    assert probability(1.0, Parameters(2.0, 0.0)) > probability(1.0, Parameters(1.0, 0.0))


def test_every_kind_of_item_is_answered_rightly_by_some_and_wrongly_by_others() -> None:
    course = tiny(quiz(single_choice(id="first"), *every_kind()))
    classes = invented_classes(course, learners=60, seed=SEED, now=SUMMIT_DAY)

    rows = responses_table(attempts(classes))

    written = rows[rows["item_type"] == "extended_response"]
    assert {0.0, 0.5, 1.0} <= set(written["score"].dropna())
    by_kind = rows[rows["item_type"] != "extended_response"].groupby("item_type")["is_right"]
    assert set(by_kind.nunique()) == {2}
    assert by_kind.ngroups == 9


def test_some_get_stuck_and_some_pass() -> None:
    taken = list(attempts(invented()))

    assert any(has_passed(attempt) for attempt in taken if attempt.is_finished)
    tries = [len(learner.attempts) for learner in invented().learners]
    assert {0, 1, 2, 3} <= set(tries)


def test_written_answers_say_that_they_are_invented_and_some_wait_for_a_mark() -> None:
    course = tiny(quiz(single_choice(), *every_kind()))
    classes = invented_classes(course, learners=40, seed=SEED, now=SUMMIT_DAY)

    events = [event for one in classes.learners for each in one.attempts for event in each.events]
    texts = [
        event.response.text
        for event in events
        if event.kind == "tried" and isinstance(event.response, Written)
    ]

    assert texts
    assert all(text.endswith("[Invented answer.]") for text in texts)
    assert 0 < sum(isinstance(event, Marked) for event in events) < len(texts)


def test_proofs_are_chosen_in_the_source_of_the_right_one() -> None:
    chosen = {
        event.passage
        for one in invented().learners
        for each in one.attempts
        for event in each.events
        if isinstance(event, Proved)
    }

    assert "s1.p2" in chosen
    assert chosen - {"s1.p2"}
    assert all(passage.startswith("s1.") for passage in chosen)
