"""Results over time: where the posts stand, and what each panel says in words."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.pages.scores.charts import MOST_POSTS, Panel, QuizResult, results_over_time, spread

SUMMIT = datetime(2022, 11, 23, 9, 0, tzinfo=UTC)


def result(number: int, *, day: int = 0, percent: float = 75.0) -> QuizResult:
    """An attempt so many days after the summit."""
    return QuizResult(number, SUMMIT + timedelta(days=day), percent, percent >= 60)


def test_less_than_two_results_make_no_chart() -> None:
    assert results_over_time([]) == ""
    assert results_over_time([Panel("The summit", 60, [result(1)])]) == ""


def test_one_result_in_each_of_two_quizzes_makes_two_panels_over_the_same_days() -> None:
    first, second = Panel("War", 60, [result(1)]), Panel("Summit", 60, [result(1, day=10)])

    drawn = results_over_time([first, second])

    assert drawn.count("role='img'") == 2
    assert "left:0.0%" in drawn
    assert "left:100.0%" in drawn
    assert "All panels run from 23 November 2022 to 3 December 2022." in drawn


def test_two_attempts_of_one_day_stand_side_by_side_and_bear_their_numbers() -> None:
    drawn = results_over_time([Panel("Summit", 60, [result(1, percent=40), result(2)])])

    assert "<span style='left:0.0%;height:40.0%'><b>1</b></span>" in drawn
    assert "<span class='passed' style='left:12.5%;height:75.0%'><b>2</b></span>" in drawn


def test_only_the_latest_results_of_a_quiz_are_drawn_and_that_is_said() -> None:
    drawn = results_over_time([Panel("Summit", 60, [result(n, day=n) for n in range(1, 11)])])

    assert drawn.count("<b>2</b>") == 0
    assert drawn.count("<b>3</b>") == 1
    assert "At most the last 8 of a quiz are drawn." in drawn


def test_a_title_cannot_leave_its_panel() -> None:
    drawn = results_over_time([Panel("<b>' onclick='x", 60, [result(1), result(2)])])

    assert "<p aria-hidden='true'>&lt;b&gt;&#39; onclick=&#39;x</p>" in drawn
    assert "' onclick" not in drawn


@pytest.mark.parametrize(
    ("shares", "places"),
    [
        ([], []),
        ([0.5], [0.5]),
        ([0.0, 0.0], [0.0, 0.125]),
        ([1.0, 1.0, 1.0], [0.75, 0.875, 1.0]),
        ([0.2, 0.8], [0.2, 0.8]),
    ],
)
def test_posts_move_apart_only_as_far_as_they_must(
    shares: list[float], places: list[float]
) -> None:
    assert spread(shares) == pytest.approx(places)


@given(st.lists(st.floats(0, 1), max_size=MOST_POSTS).map(sorted))
def test_posts_keep_their_order_their_distance_and_the_frame(shares: list[float]) -> None:
    places = spread(shares)

    assert all(-1e-9 <= place <= 1 for place in places)
    assert all(after - before >= 1 / MOST_POSTS - 1e-9 for before, after in pairwise(places))
