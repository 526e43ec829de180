"""The checksum of a table differs if any value differs, and not if only the order does."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sourcebook.store.table_sums import RunningSum, TableSum

NOON = datetime(2022, 11, 23, 12, 0, tzinfo=UTC)
ROW = ("ani", 1, None, NOON, {"score": "1/3", "tries": [1, 2]}, True)


def sum_of(*rows: tuple[object, ...]) -> TableSum:
    """The sum of these rows."""
    running = RunningSum()
    for row in rows:
        running.add(row)
    return running.total()


def test_no_row_has_a_sum_of_zero() -> None:
    assert sum_of() == TableSum(0, "0" * 64)


@pytest.mark.parametrize(
    "other",
    [
        ("Ani", *ROW[1:]),
        ("ani ", *ROW[1:]),
        ("ani", "1", *ROW[2:]),
        ("ani", 1, "", *ROW[3:]),
        ("ani", 1, "null", *ROW[3:]),
        (*ROW[:3], NOON + timedelta(microseconds=1), *ROW[4:]),
        (*ROW[:4], {"score": "1/3", "tries": [2, 1]}, True),
        (*ROW[:4], {"score": "1/3", "tries": [1, 2.0]}, True),
        (*ROW[:5], False),
    ],
)
def test_one_other_value_makes_another_checksum(other: tuple[object, ...]) -> None:
    assert sum_of(other).rows == sum_of(ROW).rows
    assert sum_of(other).checksum != sum_of(ROW).checksum


def test_values_that_change_places_between_two_rows_make_another_checksum() -> None:
    assert sum_of(("ani", 1), ("baris", 2)) != sum_of(("ani", 2), ("baris", 1))


def test_two_equal_rows_do_not_cancel_each_other() -> None:
    assert sum_of(ROW, ROW) not in (sum_of(), sum_of(ROW))


def test_the_order_of_the_rows_makes_no_difference() -> None:
    assert sum_of(ROW, ("baris",), ("cem",)) == sum_of(("cem",), ROW, ("baris",))


def test_a_moment_has_the_same_checksum_in_every_time_zone() -> None:
    yerevan = NOON.astimezone(timezone(timedelta(hours=4)))

    assert sum_of((yerevan,)) == sum_of((NOON,))
