"""Tables in a file: plain headers, and numbers rounded as on the screen."""

import pandas as pd

from sourcebook.pages.shared.number_format import percent
from sourcebook.pages.teaching.file_tables import for_file, whole_per_cent


def test_columns_stand_in_order_under_plain_headers() -> None:
    found = pd.DataFrame({"mean": [68.98], "quiz_title": ["The summit"], "unused": [1]})

    table = for_file(found, {"quiz_title": "Quiz", "mean": "Mean (%)"}, percents=("mean",))

    assert table.to_dict("records") == [{"Quiz": "The summit", "Mean (%)": 68}]


def test_shares_become_per_cent_figures_two_decimals_and_seconds_whole() -> None:
    found = pd.DataFrame({"mean": [0.7857], "facility": [0.456], "seconds": [12.6]})
    heads = {name: name for name in ("mean", "facility", "seconds")}

    table = for_file(found, heads, shares=("mean",), figures=("facility",), seconds=("seconds",))

    assert table.to_dict("records") == [{"mean": 78, "facility": 0.46, "seconds": 13}]


def test_a_file_rounds_a_per_cent_as_the_screen_does() -> None:
    values = [0.0, 59.999, 68.9845, 78.57142857, 100.0]

    rounded = whole_per_cent(pd.Series(values))

    assert [f"{each}\u00a0%" for each in rounded] == [percent(each) for each in values]


def test_a_share_that_floating_point_leaves_below_a_whole_number_is_that_number() -> None:
    assert list(whole_per_cent(pd.Series([0.29 * 100, 0.57 * 100]))) == [29, 57]


def test_what_is_missing_stays_missing() -> None:
    assert whole_per_cent(pd.Series([float("nan")])).isna().all()
