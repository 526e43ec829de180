"""Tables as files for spreadsheets: readable, and harmless whatever stands in them."""

import csv
import io
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.analysis import sheet
from tests.builders import SUMMIT_DAY

SIGNS = "=+-@＝＋－＠\t\r\n\x00"
texts = st.one_of(
    st.text(), st.builds("".join, st.lists(st.sampled_from([*SIGNS, " ", "\x00", "\ufeff", "A1"])))
)


def read(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def cell(value: object) -> str:
    """The cell that a value becomes."""
    return read(sheet(pd.DataFrame({"value": pd.Series([value], dtype=object)})))[1][0]


def test_a_file_begins_with_a_byte_order_mark_and_the_names_of_the_columns() -> None:
    raw = sheet(pd.DataFrame({"speaker": ["Pashinyan"], "score": [0.5]}))

    assert raw == b'\xef\xbb\xbf"speaker","score"\r\n"Pashinyan",0.5\r\n'


def test_an_empty_table_is_a_file_with_the_names_of_the_columns_alone() -> None:
    assert sheet(pd.DataFrame({"speaker": []})) == b'\xef\xbb\xbf"speaker"\r\n'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-0.25, "-0.25"),
        (-3, "-3"),
        (Fraction(-7, 2), "-3.5"),
        (Fraction(4), "4.0"),
        (True, "True"),
        (None, ""),
        (float("nan"), ""),
        (pd.NaT, ""),
        (pd.NA, ""),
        (SUMMIT_DAY, "2022-11-23T09:00:00Z"),
        (pd.Timestamp(SUMMIT_DAY), "2022-11-23T09:00:00Z"),
        (datetime(2022, 11, 23, 13, tzinfo=timezone(timedelta(hours=4))), "2022-11-23T09:00:00Z"),
        (datetime(2022, 11, 23, 9, 0, 0, 999, tzinfo=UTC), "2022-11-23T09:00:00Z"),
        (date(2022, 11, 23), "2022-11-23"),
    ],
    ids=str,
)
def test_a_value_is_written_so_that_a_spreadsheet_understands_it(
    value: object, expected: str
) -> None:
    assert cell(value) == expected


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "＝1",
        "－1",
        " =1",
        "\x00=1",
        "\ufeff=1",
        "\u3000@x",
        "\tx",
        "\n",
    ],
)
def test_a_text_that_could_be_run_gets_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Pashinyan", "a=b", "s2.p10", "Նիկոլ", "'tis", "", " ", "−1"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_the_name_of_a_column_cannot_be_run_either() -> None:
    assert read(sheet(pd.DataFrame({"=A1": [1]}))) == [["'=A1"], ["1"]]


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_no_cell_begins_like_a_formula_and_every_text_can_be_read_again(
    rows: list[tuple[str, str]],
) -> None:
    table = pd.DataFrame(rows, columns=["stem", "response"], dtype=object)

    cells = [found for row in read(sheet(table))[1:] for found in row]

    given = [text for row in rows for text in row]
    assert [each for each in cells if each.lstrip().startswith(tuple(SIGNS[:8]))] == []
    assert [each for each in cells if each.startswith(tuple(SIGNS))] == []
    assert all(each in (text, f"'{text}") for each, text in zip(cells, given, strict=True))
