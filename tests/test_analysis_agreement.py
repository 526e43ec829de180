"""Whether a word of confidence kept its promise, or whether chance may explain the gap."""

import pytest

from sourcebook.analysis import WordResult


def kept(*, answers: int, right: int, stated: float) -> str:
    """How a word was kept that stated this probability."""
    share = right / answers if answers else None
    return WordResult(answers, right, share, stated).agreement


@pytest.mark.parametrize("answers", [0, 1, 4])
def test_fewer_than_five_answers_are_too_few_whatever_came_of_them(answers: int) -> None:
    assert kept(answers=answers, right=0, stated=0.95) == "too_few"


def test_a_gap_that_chance_may_explain_is_none() -> None:
    """Two standard errors of 8 answers at 0.75 are 2 × √(0.75 × 0.25 / 8) = 0.306."""
    assert kept(answers=8, right=4, stated=0.75) == "as_often"
    assert kept(answers=8, right=8, stated=0.75) == "as_often"


def test_a_wider_gap_is_one() -> None:
    """3 of 8 is 0.375 and so 0.375 below 0.75, more than 0.306."""
    assert kept(answers=8, right=3, stated=0.75) == "less_often"


def test_a_guess_that_is_right_too_often_was_more_than_a_guess() -> None:
    """Two standard errors of 10 answers at 0.25 are 2 × √(0.25 × 0.75 / 10) = 0.274."""
    assert kept(answers=10, right=5, stated=0.25) == "as_often"
    assert kept(answers=10, right=6, stated=0.25) == "more_often"


def test_what_cannot_be_guessed_at_all_leaves_chance_no_room() -> None:
    assert kept(answers=5, right=0, stated=0.0) == "as_often"
    assert kept(answers=5, right=1, stated=0.0) == "more_often"


def test_a_word_that_was_never_said_is_too_few() -> None:
    assert WordResult(answers=0, right=0, share=None, stated=None).agreement == "too_few"
