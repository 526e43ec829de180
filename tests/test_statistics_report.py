"""All figures of a quiz together: what is shown, what is hidden, and why."""

import math
from collections.abc import Iterable
from datetime import timedelta

import pandas as pd
import pytest

from sourcebook.analysis import (
    FEWEST_ATTEMPTS,
    REPORT_COLUMNS,
    ItemReport,
    item_reports,
    quiz_report,
    report_table,
    responses_table,
    sheet,
)
from sourcebook.model.attempts import Attempt, Choice
from sourcebook.model.items import Item
from tests.builders import (
    SUMMIT_DAY,
    answer,
    attempt,
    extended_response,
    option_id,
    single_choice,
    true_false,
)

WHO, WHEN, WHERE = single_choice(), true_false(id="when"), true_false(id="where")
PATTERNS = [(1, 1, 1), (1, 1, 0), (1, 0, 0), (0, 0, 0)]
"""Scores at the three items of one attempt after another, again and again: the first is easiest."""


def sat(number: int, *items: Item, scores: tuple[int, ...], **changes: object) -> Attempt:
    """An attempt that took ten seconds for each item; wrong is Putin, or false."""
    answers = {}
    for place, (item, score) in enumerate(zip(items, scores, strict=True)):
        chosen = "Pashinyan" if score else "Putin"
        option = option_id(item, chosen) if item is WHO else ("true" if score else "false")
        at = SUMMIT_DAY + timedelta(seconds=10 * (place + 1))
        answers[place] = answer(score, response=Choice(option=option), answered_at=at)
    own = {"id": f"attempt-{number}", "learner_id": f"learner-{number}", "finished_at": SUMMIT_DAY}
    return attempt(*items, answers=answers, **own | changes)  # type: ignore[arg-type]


def sat_by(learners: int) -> Iterable[Attempt]:
    for number in range(learners):
        yield sat(number, WHO, WHEN, WHERE, scores=PATTERNS[number % 4])


def figures(item: ItemReport) -> list[float]:
    expected = (item.facility, item.item_rest, item.upper_lower, item.efficiency)
    return [*expected, item.alpha_without, item.seconds]


def test_enough_attempts_are_told_in_full() -> None:
    report = quiz_report(responses_table(sat_by(40)))

    assert (report.attempts, report.learners, report.reason) == (40, 40, "")
    assert (report.points.mean, report.points.possible) == (1.5, 3)
    # Variances 3/16, 1/4 and 3/16 of items, 5/4 of totals.
    assert report.alpha == pytest.approx(3 / 2 * (1 - (5 / 8) / (5 / 4)))
    assert report.error == pytest.approx(report.points.spread * 0.5)
    assert [item.facility for item in report.items] == [0.75, 0.5, 0.25]
    assert [item.seconds for item in report.items] == [10, 10, 10]
    assert not any(math.isnan(figure) for item in report.items for figure in figures(item))


def test_too_few_attempts_are_counted_and_no_more() -> None:
    report = quiz_report(responses_table(sat_by(12)))

    assert report.reason == "12 attempts; from 30 on these numbers mean something."
    assert math.isnan(report.alpha)
    assert math.isnan(report.error)
    assert math.isnan(report.points.mean)
    for item in report.items:
        assert (item.shown, item.reason, item.advice) == (12, report.reason, ())
        assert all(map(math.isnan, figures(item)))
    assert [option.chosen for option in report.items[0].options] == [9, 3, 0]
    assert all(math.isnan(option.share) for option in report.items[0].options)


def test_the_thirtieth_attempt_makes_the_difference() -> None:
    before = quiz_report(responses_table(sat_by(FEWEST_ATTEMPTS - 1)))
    after = quiz_report(responses_table(sat_by(FEWEST_ATTEMPTS)))

    assert (bool(before.reason), bool(after.reason)) == (True, False)
    assert math.isnan(before.items[0].facility)
    assert not math.isnan(after.items[0].facility)


def test_no_attempt_and_one_are_reported_too() -> None:
    nothing = quiz_report(responses_table([]))
    one = quiz_report(responses_table(sat_by(1)))

    assert (nothing.attempts, nothing.items) == (0, ())
    assert one.items[0].reason == "1 attempt; from 30 on these numbers mean something."


def test_a_quiz_at_which_all_are_perfect_has_a_facility_and_says_why_it_has_no_more() -> None:
    attempts = [sat(number, WHO, WHEN, scores=(1, 1)) for number in range(30)]

    report = quiz_report(responses_table(attempts))

    assert report.reason == "Alpha takes two items, and attempts that differ."
    assert report.points.mean == 2
    for item in report.items:
        assert item.facility == 1
        assert math.isnan(item.item_rest)
        assert item.reason == "All scores here, or on the other items, are the same."
        assert item.advice[0].startswith("Nearly everybody is right")


def test_the_first_attempt_of_each_learner_counts_unless_all_are_asked_for() -> None:
    later = SUMMIT_DAY + timedelta(days=1)
    again = [
        sat(number + 50, WHO, WHEN, WHERE, scores=(1, 1, 1), learner_id=f"learner-{number}",
            started_at=later, finished_at=later)
        for number in range(40)
    ]  # fmt: skip
    responses = responses_table([*sat_by(40), *again])

    first, every = quiz_report(responses), quiz_report(responses, "all")

    assert (first.attempts, every.attempts) == (40, 80)
    assert (first.learners, every.learners) == (40, 40)
    assert every.points.mean > first.points.mean


def test_a_new_version_starts_to_count_anew() -> None:
    edited = true_false(id="when", stem="When was it?")
    later = SUMMIT_DAY + timedelta(days=1)
    attempts = [
        *sat_by(40),
        *(sat(number, WHO, edited, scores=(1, 1), started_at=later) for number in range(40, 45)),
    ]

    reports = item_reports(responses_table(attempts))

    expected = [(item.item_id, item.version, item.shown, bool(item.reason)) for item in reports]
    assert expected == [
        ("refuser", 1, 45, False),
        ("when", 1, 5, True),
        ("when", 2, 40, False),
        ("where", 1, 40, False),
    ]


def test_texts_wait_until_enough_are_marked() -> None:
    attempts = [
        attempt(extended_response(), id=f"attempt-{number}", finished_at=SUMMIT_DAY)
        for number in range(40)
    ]
    responses = responses_table(attempts).assign(score=math.nan)

    (item,) = item_reports(responses)

    assert (item.shown, item.scored) == (40, 0)
    assert item.reason.startswith("0 attempts;")


def test_a_miskeyed_item_is_told_from_its_figures() -> None:
    """The weaker half says Pashinyan, the stronger half says Putin, and the key is Pashinyan."""
    patterns = [(0, 1, 1), (1, 0, 0), (0, 1, 1), (1, 0, 1)]
    attempts = [sat(number, WHO, WHEN, WHERE, scores=patterns[number % 4]) for number in range(40)]

    item = item_reports(responses_table(attempts))[0]

    key, distractor, *others = item.advice
    assert item.item_rest < -0.5
    assert key.startswith("'Pashinyan' is a key, and was chosen by more of the weak")
    assert distractor.startswith("'Putin' counts as wrong, and was chosen by more of the strong")
    assert others == ["Nobody chose 'Lukashenko': write what somebody might believe."]


def test_the_table_for_a_file_has_a_row_per_item_and_empty_cells_for_what_is_hidden() -> None:
    table = report_table(item_reports(responses_table(sat_by(40))))
    hidden = report_table(item_reports(responses_table(sat_by(3))))

    assert list(table.columns) == REPORT_COLUMNS
    assert table["item_id"].tolist() == ["refuser", "when", "where"]
    assert pd.isna(table["right_proved"]).all()
    assert b'"refuser"' in sheet(table)
    assert hidden["facility"].isna().all()
    assert len(report_table([])) == 0
