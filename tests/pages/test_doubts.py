"""What is asked about a typed answer before it is taken, and the example of a number in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.model.attempts import Typed
from sourcebook.model.items import Item
from sourcebook.pages.quiz.ambiguous_answers import about_alphabets, about_number, example_number
from sourcebook.scoring import band_hit
from tests.builders import numeric, short_answer

from .conftest import Browser, Serve, html, press
from .tiny_course import begin

DAY, SPEAKER = numeric(), short_answer()


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("a Wednesday", "Type one number, such as 12."),
        ("23 or 24", "There is more than one number here. Type one, such as 12."),
        (
            "23 million",
            "A word or a letter here changes the number. Write the whole number in digits.",
        ),
        ("Nov-23", "Letters are attached to the number. Type the number alone, such as 12."),
        ("22½", "Write the fraction as a decimal number, with a point or a comma."),
        ("1e3", "Write the number in full, without a power."),
        (
            "about -5",
            "Is the dash a minus? Type the number alone, with a minus in front if you mean one.",
        ),
        ("23.11.", "This could be a date. Type one number, such as 12."),
        (
            "2,00,00",
            "This could be read as different numbers. Type one in plain digits, such as 12.",
        ),
    ],
)
def test_each_doubt_about_a_number_has_its_question(typed: str, asked: str) -> None:
    assert about_number(DAY, typed) == asked


numbers = st.integers(0, 120)
bands = st.lists(st.fixed_dictionaries({"number": numbers.map(str)}), max_size=9)


@given(numbers, st.integers(0, 40), bands, bands, st.from_regex(r"[a-z]{3,9}", fullmatch=True))
def test_the_example_is_neither_right_nor_a_listed_wrong_answer(
    key: int, tolerance: int, accepted: list[object], wrong: list[object], name: str
) -> None:
    item = numeric(
        id=name,
        key=str(key),
        tolerance=str(tolerance),
        also_accept=accepted,
        distractors=wrong,
    )

    example = example_number(item)

    assert example is not None
    assert band_hit(item, str(example)) is None


def test_the_example_says_nothing_about_the_key() -> None:
    """It differs from item to item, so that one left out cannot be noticed."""
    assert len({example_number(numeric(id=f"day-{n}")) for n in range(20)}) > 10


def test_where_every_number_of_two_digits_is_listed_there_is_no_example() -> None:
    item = numeric(key=None, between=["0", "1000"])

    assert example_number(item) is None
    assert about_number(item, "many") == "Type one number."


def test_the_letters_of_another_alphabet_are_named() -> None:
    assert about_alphabets("СSТO") == (
        "This has letters of two alphabets, Latin and Cyrillic. "
        "Type these again as Latin letters: С, Т."
    )


@pytest.mark.parametrize(
    ("item", "typed", "asked"),
    [
        (DAY, "23 thousand", "A word or a letter here changes the number."),
        (SPEAKER, "Pаshinyan", "This has letters of two alphabets, Latin and Cyrillic."),
    ],
    ids=["number", "name"],
)
def test_a_doubtful_answer_is_asked_about_and_not_taken(
    browser: Browser, serve: Serve, item: Item, typed: str, asked: str
) -> None:
    tab = begin(browser, serve, item)

    tab.text_input[0].set_value(typed)
    press(tab, "Check my answer")

    assert [each.value.startswith(asked) for each in tab.warning] == [True]
    assert browser.attempt().answers == {}


def test_the_answer_is_taken_once_it_is_written_in_one_alphabet(
    browser: Browser, serve: Serve
) -> None:
    tab = begin(browser, serve, SPEAKER)

    tab.text_input[0].set_value("Pashinyan.")
    press(tab, "Check my answer")

    assert browser.attempt().answers[0].response == Typed(text="Pashinyan.")
    assert browser.attempt().answers[0].score == 1


def test_a_name_with_a_slip_is_right_and_the_feedback_spells_it(
    browser: Browser, serve: Serve
) -> None:
    tab = begin(browser, serve, short_answer(other_names=()))

    tab.text_input[0].set_value("Pashinyn")
    press(tab, "Check my answer")

    assert browser.attempt().answers[0].score == 1
    assert "Spelt: Pashinyan." in html(tab)
