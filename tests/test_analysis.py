"""What attempts at whole quizzes come to, worked by hand."""

from datetime import timedelta
from fractions import Fraction

from sourcebook.analysis import attempt_results, quiz_summaries
from sourcebook.model.attempts import Attempt
from tests.builders import SUMMIT_DAY, answer, attempt, numeric, true_false, verdict

ITEMS = (true_false(points=2), verdict(), numeric())
HOUR = timedelta(hours=1)


def finished(*scores: Fraction | int, hours: int = 1, **changes: object) -> Attempt:
    """An attempt that took an hour, with these scores for the first items."""
    given = {place: answer(score) for place, score in enumerate(scores)}
    own = {"finished_at": SUMMIT_DAY + hours * HOUR, "id": f"after-{hours}"}
    return attempt(*ITEMS, answers=given, records=None, **own | changes)


def summary(*attempts: Attempt) -> dict[str, list[float]]:
    """How many attempts there are at each quiz, and the first, the best and the latest percent."""
    return {
        quiz_id: [len(each.results), each.first.percent, each.best.percent, each.latest.percent]
        for quiz_id, each in quiz_summaries(attempt_results(attempts)).items()
    }


def test_no_attempts_have_no_results() -> None:
    assert attempt_results([]) == ()


def test_one_attempt_is_one_row_with_exact_points() -> None:
    results = attempt_results([finished(1, Fraction(1, 3))])

    assert [each._asdict() for each in results] == [
        {
            "attempt_id": "after-1",
            "learner_id": "lilit",
            "quiz_id": "yerevan-quiz",
            "quiz_title": "The Yerevan summit",
            "started_at": SUMMIT_DAY,
            "finished_at": SUMMIT_DAY + HOUR,
            "points": Fraction(7, 3),
            "possible": Fraction(4),
            "percent": 7 / 12 * 100,
            "unanswered": 1,
            "passed": False,
        }
    ]


def test_attempts_come_oldest_first_and_unfinished_ones_are_left_out() -> None:
    open_one = attempt(*ITEMS, answers={0: answer(1)}, id="open")

    results = attempt_results([finished(1, hours=3), open_one, finished(1, hours=2)])

    assert [each.attempt_id for each in results] == ["after-2", "after-3"]


def test_of_several_attempts_the_best_and_the_latest_are_told() -> None:
    tries = [finished(1, 1, hours=2), finished(1, hours=1), finished(0, 1, hours=3)]

    assert summary(*tries) == {"yerevan-quiz": [3, 50, 75, 25]}


def test_each_quiz_is_told_apart() -> None:
    tries = [finished(1), finished(1, 1, 1, hours=2, quiz_id="members-quiz")]

    assert summary(*tries) == {
        "yerevan-quiz": [1, 50, 50, 50],
        "members-quiz": [1, 100, 100, 100],
    }


def test_the_first_attempt_is_the_one_that_was_finished_first() -> None:
    tries = [finished(1, 1, 1, hours=2), finished(0, 1, hours=1)]

    assert summary(*tries)["yerevan-quiz"] == [2, 25, 100, 100]


def test_without_attempts_no_quiz_is_told() -> None:
    assert summary() == {}


def test_a_repetition_of_what_was_missed_is_no_attempt_at_the_quiz() -> None:
    tries = [finished(1, 1), finished(1, 1, 1, hours=2, purpose="missed")]

    assert [each.attempt_id for each in attempt_results(tries)] == ["after-1"]
    assert summary(*tries) == {"yerevan-quiz": [1, 75, 75, 75]}


def test_the_best_that_passed_may_be_less_than_the_best() -> None:
    """The pass mark was raised after the second attempt, which passed with 50 %."""
    tries = [finished(1, hours=1, pass_mark=60), finished(1, hours=2, pass_mark=40)]
    better = finished(1, 1, hours=3, pass_mark=90)

    (found,) = quiz_summaries(attempt_results([*tries, better])).values()

    assert found.best.attempt_id == "after-3"
    assert [each.attempt_id for each in found.passed] == ["after-2"]
    assert found.best_passed == found.passed[0]


def test_of_equally_good_attempts_the_earliest_is_the_best() -> None:
    (found,) = quiz_summaries(attempt_results([finished(1, hours=2), finished(1)])).values()

    assert found.best.attempt_id == "after-1"
