"""docs/item-statistics.md tells the truth: its examples are worked out again, its limits ours."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sourcebook import analysis
from sourcebook.analysis import advice
from sourcebook.analysis.distractors import FUNCTIONAL
from sourcebook.analysis.item_statistics import TAIL
from sourcebook.delivery import LONGEST_PAUSE
from sourcebook.model.attempts import Attempt, Choice
from tests.builders import SUMMIT_DAY, answer, attempt, option_id, single_choice, true_false
from tests.scoring_page import Row, rows_of

PAGE = (Path(__file__).resolve().parents[1] / "docs/item-statistics.md").read_text("utf-8")
TEXT = " ".join(PAGE.split())
TABLE = re.compile(r"^\|[^\n]+\n\|[-|]+\n(?:\|[^\n]+\n)+", re.MULTILINE)
TABLES = [rows_of(found[0]) for found in TABLE.finditer(PAGE)]


def table_with(first: str) -> list[Row]:
    """The one table of the page whose first column has this name."""
    (found,) = (rows for rows in TABLES if next(iter(rows[0])) == first)
    return found


def shown(value: Any) -> str:
    """A figure as the page writes it."""
    return f"{round(float(value), 4) + 0:.6g}"


def example() -> pd.DataFrame:
    """The six attempts of the page."""
    rows = table_with("attempt")
    names = [name for name in rows[0] if name != "attempt"]
    return pd.DataFrame({name: [float(Fraction(row[name])) for row in rows] for name in names})


def class_of_40() -> Iterator[Attempt]:
    """Who chose what, with a score at another item that comes to the means of the page."""
    item, other = single_choice(), true_false()
    scores = {"Pashinyan": ["1"] * 24 + ["0"] * 6, "Putin": ["1/2"] * 9, "Lukashenko": ["1/2"]}
    given = [(name, score) for name, each in scores.items() for score in each]
    for number, (name, score) in enumerate(given):
        chosen = answer(0, response=Choice(option=option_id(item, name)))
        yield attempt(
            item,
            other,
            id=f"attempt-{number}",
            finished_at=SUMMIT_DAY,
            answers={0: chosen, 1: answer(Fraction(score))},
        )


def test_the_figures_of_the_items_are_what_the_page_says() -> None:
    scores = example()

    found = pd.DataFrame(
        {
            "facility": analysis.facility_index(scores),
            "item-rest": analysis.item_rest_correlation(scores),
            "upper-lower": analysis.upper_lower_index(scores),
            "efficiency": analysis.discriminative_efficiency(scores),
            "alpha without": analysis.alpha_if_deleted(scores),
        }
    )

    for row in table_with("item"):
        expected = {name: cell for name, cell in row.items() if name != "item"}
        assert {name: shown(value) for name, value in found.loc[row["item"]].items()} == expected


def test_the_figures_of_the_whole_quiz_are_what_the_page_says() -> None:
    scores = example()

    points = analysis.mean_points(scores)

    assert {row["figure"]: row["value"] for row in table_with("figure")} == {
        "mean": shown(points.mean),
        "standard deviation": shown(points.spread),
        "alpha": shown(analysis.cronbach_alpha(scores)),
        "standard error": shown(analysis.standard_error_of_measurement(scores)),
    }


def test_the_rests_that_the_page_names_are_those_of_the_example() -> None:
    scores = example()

    rests = (analysis.rest_scores(scores)["where"] * 2).round(9)

    assert "1, 0, 1/2, 0, 0, 0 go with 2, 2, 1, 1, 1, 0" in TEXT
    assert scores["where"].tolist() == [1, 0, 0.5, 0, 0, 0]
    assert rests.tolist() == [2, 2, 1, 1, 1, 0]


def test_the_options_are_what_the_page_says() -> None:
    options = analysis.distractor_table(analysis.responses_table(class_of_40()))
    found = options[options["item_id"] == "refuser"].set_index("text")
    words = {True: "yes", False: "no"}

    for row in table_with("option"):
        expected = found.loc[row["option"]]
        works = "" if expected["is_key"] else words[bool(expected["is_functional"])]
        assert row == {
            "option": row["option"],
            "right": words[bool(expected["is_key"])],
            "chosen": str(expected["chosen"]),
            "share": shown(expected["share"]),
            "rest": shown(expected["rest"]),
            "rest of others": shown(expected["rest_of_others"]),
            "works": works,
        }


@pytest.mark.parametrize(
    "sentence",
    [
        f"Below {analysis.FEWEST_ATTEMPTS} attempts with a score only counts are shown",
        f"by up to {advice.within_chance(30):.2f} either way",
        f"the {TAIL * 100:.0f} in 100 attempts with the highest totals",
        f"fewer than {FUNCTIONAL * 100:.0f} in 100 choose",
    ],
)
def test_the_limits_that_the_page_names_are_in_force(sentence: str) -> None:
    assert sentence in TEXT


def test_half_an_hour_is_the_longest_pause() -> None:
    assert "After a pause of more than half an hour, no time is counted." in TEXT
    assert LONGEST_PAUSE == 30 * 60


def test_the_limits_of_advice_are_in_force() -> None:
    limits = {row["advice"]: row["when"] for row in table_with("advice")}

    assert limits["nearly everybody is right"] == f"facility {advice.EASY} and more"
    assert limits["hard"] == f"facility {advice.HARD} and less"
    assert limits["hardly separates strong from weak"] == f"upper–lower index below {advice.POOR}"
    assert (
        limits["separates strong from weak a little"]
        == f"upper–lower index below {advice.MARGINAL}"
    )
    assert f"at least {advice.FEWEST_RIGHT} right answers" in limits["right, but not proved"]
    assert limits["slow"] == f"more than {advice.SLOW:g} times the usual seconds"
    assert limits["more items, or better ones"] == (
        f"alpha below {advice.INCONSISTENT}, or below {advice.CONSISTENT}"
    )


def test_every_work_it_names_is_among_its_sources() -> None:
    body, sources = PAGE.split("\n# Sources\n")

    named = set(re.findall(r"([A-Z][a-z]+)(?: and ([A-Z][a-z]+))? \(?(?:19|20)[0-9]{2}", body))

    assert len(named) > 5
    assert [name for pair in named for name in pair if name and name not in sources] == []
