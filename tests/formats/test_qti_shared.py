"""What both formats of QTI rest on: packages, decimals, and texts of others."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.errors import QuestionListError
from sourcebook.formats.qti.packages import beside, pack, unpack
from sourcebook.formats.qti.texts import read_text
from sourcebook.formats.qti.xml_text import decimal, read_decimal


@pytest.mark.parametrize(
    ("number", "written"),
    [("0", "0"), ("-1/2", "-0.5"), ("23", "23"), ("1/3", "0.333333333333333"), ("-0.05", "-0.05")],
)
def test_numbers_are_written_as_decimals(number: str, written: str) -> None:
    assert decimal(Fraction(number)) == written


@given(st.integers(-(10**15), 10**15), st.integers(0, 15))
def test_a_decimal_with_an_end_is_exact(digits: int, places: int) -> None:
    number = Fraction(digits, 10**places)

    assert read_decimal(decimal(number)) == number


@pytest.mark.parametrize("text", ["", "1e500", "NaN", "1/2", "0x1", "9" * 100, None])
def test_what_is_no_decimal_is_not_read_as_a_number(text: str | None) -> None:
    assert read_decimal(text) is None


def test_a_power_of_ten_is_read() -> None:
    assert read_decimal(" 1.5E+2 ") == 150


def test_a_package_holds_its_files_and_only_xml_is_unpacked() -> None:
    files = {"a/b.xml": b"<a/>", "c.XML": b"<c/>"}

    assert unpack(pack(files | {"picture.png": b"x"})) == files
    assert beside("a/test.xml", "../items/one.xml") == "items/one.xml"


def test_a_text_that_is_too_long_or_too_deep_is_refused() -> None:
    with pytest.raises(QuestionListError, match="too long"):
        read_text("a" * 20_001)
    with pytest.raises(QuestionListError, match="inside each other"):
        read_text("<div>" * 41)

    assert read_text("<p>a<br></p>" * 100).text.count("a") == 100
