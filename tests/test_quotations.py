"""Quotation marks, words, and numbers in a text."""

import pytest

from sourcebook.content.quotations import figures, fold, outside, quotations, runs, stands_in, words


def test_words_between_straight_and_curly_marks_are_quotations() -> None:
    text = 'He called it "depressing", then “a failure of the alliance”.'

    assert list(quotations(text)) == ["depressing", "a failure of the alliance"]


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert list(quotations("Armenia's prime minister said ‘no’.")) == []


def test_what_stands_outside_the_marks_is_left() -> None:
    assert outside('He called it "depressing" twice.') == ["He called it ", " twice."]
    assert outside('"depressing"') == []


def test_words_are_folded_and_keep_their_apostrophes() -> None:
    assert words("Armenia’s 44-day WAR, ﬁnally") == ["armenia's", "44", "day", "war", "finally"]


def test_a_text_is_folded_into_one_spelling() -> None:
    assert fold("  ‘Full\u00a0 Agreement’ \n") == "'full agreement'"


@pytest.mark.parametrize(
    "quotation", ["depressing", "Is Depressing.", "it is depressing that", "armenia's  membership"]
)
def test_a_part_of_a_text_stands_in_it(quotation: str) -> None:
    assert stands_in(quotation, "It is depressing that Armenia’s membership did not help")


@pytest.mark.parametrize("quotation", ["press", "is depressed", "it that", "…", ""])
def test_half_a_word_other_words_or_none_do_not_stand_in_a_text(quotation: str) -> None:
    assert not stands_in(quotation, "It is depressing that it is so")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Six members", {"6"}),
        ("2,000 soldiers", {"2000"}),
        ("2000 soldiers", {"2000"}),
        ("0.5 per cent", {"0.5"}),
        ("23 Nov 2022", {"23", "november", "2022"}),
        ("at 44:30", {"44", "30"}),
        ("twenty-two", {"20", "2"}),
        ("In May they left", {"may"}),
        ("They may leave", set()),
        ("No number", set()),
    ],
)
def test_numbers_and_months_of_a_text_are_found(text: str, found: set[str]) -> None:
    assert figures(text) == found


def test_runs_do_not_reach_across_a_quotation() -> None:
    text = 'one two three "four" five six'

    assert list(runs(text, 2)) == [("one", "two"), ("two", "three"), ("five", "six")]


def test_a_text_shorter_than_a_run_has_none() -> None:
    assert list(runs("one two", 3)) == []
