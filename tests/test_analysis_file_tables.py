"""Tables in a file: plain headers, and numbers rounded as on the screen."""

from math import nan

from sourcebook.analysis import file_table, two_decimals, whole_per_cent, whole_seconds
from sourcebook.pages.shared.number_format import percent


def test_columns_stand_in_order_under_their_headers_even_equal_ones() -> None:
    rows = [("Nina", 1), ("Aram", 2)]

    table = file_table(rows, [("Number", lambda row: row[1]), ("Name", lambda row: row[0])] * 2)

    assert list(table.columns) == ["Number", "Name", "Number", "Name"]
    assert table.to_numpy().tolist() == [[1, "Nina", 1, "Nina"], [2, "Aram", 2, "Aram"]]


def test_a_table_without_rows_has_its_headers() -> None:
    assert list(file_table([], [("Name", str)]).columns) == ["Name"]


def test_a_file_rounds_a_per_cent_as_the_screen_does() -> None:
    for each in (0.0, 0.29 * 100, 0.58 * 100, 59.999, 68.9845, 78.57142857, 100.0):
        assert f"{whole_per_cent(each)}\u00a0%" == percent(each)


def test_a_share_that_floating_point_leaves_below_a_whole_number_is_that_number() -> None:
    assert [whole_per_cent(each) for each in (0.29 * 100, 0.57 * 100)] == [29, 57]


def test_figures_have_two_decimals_and_seconds_none() -> None:
    assert (two_decimals(0.456), whole_seconds(12.6)) == (0.46, 13)


def test_what_is_missing_stays_missing() -> None:
    assert [whole_per_cent(nan), whole_per_cent(None), two_decimals(nan), whole_seconds(nan)] == [
        None
    ] * 4
