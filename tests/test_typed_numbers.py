"""Numbers as people type and paste them: read as what they say, or asked about."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sourcebook.scoring import band_hit
from sourcebook.typed import Unread, read_number, why_unread
from tests.builders import numeric

law = settings(derandomize=True)
wholes = st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1)
INVISIBLE = "\u200b\u2060\u200e\u200f\u202c\u00ad\ufeff\u2066"
SPACES = " \u00a0\u2007\u2009\u202f"
DASHES = "-‐‑‒–—−－﹣"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("٢٣", 23),
        ("۲۳", 23),
        ("２３", 23),
        ("२३", 23),
        ("２，０００", 2000),
        ("٢٬٠٠٠٫٥", Fraction(4001, 2)),
        ("1,234.56", Fraction(123456, 100)),
        ("1.234,56", Fraction(123456, 100)),
        ("1 234,56", Fraction(123456, 100)),
        ("1\u2009234.56", Fraction(123456, 100)),
        ("1'234.56", Fraction(123456, 100)),
        ("1,234,567.8", Fraction(12345678, 10)),
        ("10,00,000", 1_000_000),
        ("1,23,45,678.9", Fraction(123456789, 10)),
        (".5", Fraction(1, 2)),
        ("$.50", Fraction(1, 2)),
        ("1٫234", Fraction(1234, 1000)),
    ],
)
def test_digits_and_groups_of_other_countries_are_read(text: str, number: Fraction) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("dash", DASHES)
@pytest.mark.parametrize("text", ["{}5", "{} 5", " {}5", "({}5)", "{}$5", "{}5 °C"])
def test_every_dash_at_the_start_is_a_minus(dash: str, text: str) -> None:
    assert read_number(text.format(dash)) == -5


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("23 members", 23),
        ("about 2,000 soldiers", 2000),
        ("44days", 44),
        ("44-day war", 44),
        ("the 25th", 25),
        ("23-го ноября", 23),
        ("No. 5", 5),
        ("US$20", 20),
        ("25%", 25),
        ("25 %", 25),
        ("yüzde 25", 25),
        ("5 km²", 5),
        ("5 m", 5),
        ("300 K", 300),
        ("5 °C", 5),
        ("5 min", 5),
        ("5 millionaires", 5),
        ("non-members: 5", 5),
        ("'23'", 23),
        ("2.75.", Fraction(11, 4)),
    ],
)
def test_signs_and_plain_words_around_a_number_do_no_harm(text: str, number: Fraction) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "none"),
        ("many", "none"),
        ("二十三", "none"),
        ("2 or 3", "several"),
        ("44:30", "several"),
        ("2022-11-23", "several"),
        ("2 3", "several"),
        ("2 million", "word"),
        ("2,5 Mio.", "word"),
        ("2 тысячи", "word"),
        ("2 milyon", "word"),
        ("3 dozen", "word"),
        ("2k", "word"),
        ("2 M", "word"),
        ("2百万", "word"),
        ("minus 5", "word"),
        ("2 and a half", "word"),
        ("2 thirds", "word"),
        ("2K", "attached"),
        ("2m", "attached"),
        ("2О", "attached"),
        ("Nov-23", "attached"),
        ("G-20", "attached"),
        ("G20", "attached"),
        ("COVID-19", "attached"),
        ("½", "fraction"),
        ("2½", "fraction"),
        ("2 1/2", "fraction"),
        ("1/2", "fraction"),
        ("1e3", "power"),
        ("10^3", "power"),
        ("2×10³", "power"),
        ("10²", "power"),
        ("about -5", "dash"),
        ("– about 5", "dash"),
        ("--5", "dash"),
        ("5-", "dash"),
        ("23.11.", "date"),
        ("23.11.2022", "date"),
        ("±5", "unclear"),
        ("2,00,00", "unclear"),
        ("1.234.56", "unclear"),
    ],
)
def test_what_could_be_another_number_is_asked_about(text: str, reason: Unread) -> None:
    assert read_number(text) is None
    assert why_unread(text) == reason


def test_a_number_that_is_read_is_not_asked_about() -> None:
    assert why_unread("about 2,000 soldiers") is None


@law
@given(wholes, st.sampled_from("٠۰०０"))
def test_a_number_in_other_digits_is_the_same_number(number: int, zero: str) -> None:
    others = str.maketrans({str(n): chr(ord(zero) + n) for n in range(10)})

    assert read_number(str(number).translate(others)) == number


@law
@given(wholes, st.sampled_from(SPACES), st.sampled_from(DASHES))
def test_a_number_grouped_by_any_space_after_any_dash_is_the_same(
    number: int, space: str, dash: str
) -> None:
    assert read_number(f"{number:,}".replace(",", space).replace("-", dash)) == number


@law
@given(
    wholes, st.integers(0, 999), st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", ".")])
)
def test_groups_and_decimals_are_told_apart_where_both_are_written(
    whole: int, part: int, marks: tuple[str, str]
) -> None:
    assume(abs(whole) >= 1000)
    by, mark = marks
    written = f"{whole:,}".replace(",", by)

    read = read_number(f"{written}{mark}{part:03}")

    assert read == (abs(whole) + Fraction(part, 1000)) * (1 if whole > 0 else -1)


@law
@given(
    st.from_regex(r"[-– ]?[0-9]{1,7}([.,' ][0-9]{1,3})?( km|%|k|th| million)?", fullmatch=True),
    st.sampled_from(INVISIBLE),
    st.data(),
)
def test_an_invisible_character_changes_nothing(text: str, char: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))

    assert read_number(text[:place] + char + text[place:]) == read_number(text)


@law
@given(st.text("0123456789.,'- kmeNov²½/\u2009", max_size=12))
def test_a_text_is_either_read_or_asked_about(text: str) -> None:
    assert (read_number(text) is None) is (why_unread(text) is not None)


@law
@given(wholes, st.sampled_from(["k", " million", "½", "e3", " тыс.", "²", "x"]))
def test_a_number_with_something_that_changes_it_is_never_read(number: int, more: str) -> None:
    assert read_number(f"{number}{more}") is None


def test_what_is_asked_about_hits_no_band() -> None:
    assert band_hit(numeric(key="2"), "2 million") is None
    assert band_hit(numeric(key="-23"), "Nov-23") is None
