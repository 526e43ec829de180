"""What attempts at whole quizzes come to, worked by hand."""

from datetime import timedelta
from fractions import Fraction

import pandas as pd

from sourcebook.analysis import ATTEMPT_COLUMNS, attempts_table, best_percent, quiz_summary
from sourcebook.model.attempts import Attempt
from tests.builders import SUMMIT_DAY, answer, attempt, numeric, true_false, verdict

ITEMS = (true_false(points=2), verdict(), numeric())
HOUR = timedelta(hours=1)


def finished(*scores: Fraction | int, hours: int = 1, **changes: object) -> Attempt:
    """An attempt that took an hour, with these scores for the first items."""
    given = {place: answer(score) for place, score in enumerate(scores)}
    own = {"finished_at": SUMMIT_DAY + hours * HOUR, "id": f"after-{hours}"}
    return attempt(*ITEMS, answers=given, records=None, **own | changes)


def rows(table: pd.DataFrame) -> dict[str, list[object]]:
    return {str(name): list(row) for name, row in zip(table.index, table.to_numpy(), strict=True)}


def test_no_attempts_are_an_empty_table_with_all_columns() -> None:
    table = attempts_table([])

    assert (len(table), list(table.columns)) == (0, ATTEMPT_COLUMNS)


def test_no_attempts_have_the_types_that_attempts_have() -> None:
    types = attempts_table([finished(1)]).dtypes

    assert attempts_table([]).dtypes.to_dict() == types.to_dict()


def test_one_attempt_is_one_row_with_exact_points() -> None:
    table = attempts_table([finished(1, Fraction(1, 3))])

    assert table.to_dict("records") == [
        {
            "attempt_id": "after-1",
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

    table = attempts_table([finished(1, hours=3), open_one, finished(1, hours=2)])

    assert list(table["attempt_id"]) == ["after-2", "after-3"]


def test_of_several_attempts_the_best_and_the_latest_are_told() -> None:
    tries = [finished(1, 1, hours=2), finished(1, hours=1), finished(0, 1, hours=3)]

    assert rows(quiz_summary(attempts_table(tries))) == {"yerevan-quiz": [3, 50, 75, 25]}


def test_each_quiz_is_told_apart() -> None:
    tries = [finished(1), finished(1, 1, 1, hours=2, quiz_id="members-quiz")]

    summary = quiz_summary(attempts_table(tries))

    assert rows(summary) == {"yerevan-quiz": [1, 50, 50, 50], "members-quiz": [1, 100, 100, 100]}


def test_the_first_attempt_is_the_one_that_was_finished_first() -> None:
    tries = [finished(1, 1, 1, hours=2), finished(0, 1, hours=1)]

    assert list(quiz_summary(attempts_table(tries))["first"]) == [25]


def test_without_attempts_no_quiz_is_told() -> None:
    assert rows(quiz_summary(attempts_table([]))) == {}


def test_a_repetition_of_what_was_missed_is_no_attempt_at_the_quiz() -> None:
    tries = [finished(1, 1), finished(1, 1, 1, hours=2, purpose="missed")]

    assert list(attempts_table(tries)["attempt_id"]) == ["after-1"]
    assert rows(quiz_summary(attempts_table(tries))) == {"yerevan-quiz": [1, 75, 75, 75]}


def test_best_percent_is_told_by_quiz() -> None:
    tries = [finished(1, 1), finished(1, hours=2), finished(1, 1, 1, hours=3, quiz_id="members")]

    assert best_percent(tries) == {"yerevan-quiz": 75.0, "members": 100.0}
