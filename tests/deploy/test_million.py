"""docs/a-million-learners.md reckons rightly: each figure follows from those above it."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "a-million-learners.md"
_ROW = re.compile(r"^\| `(?P<name>\w+)` \| (?P<value>[\d,.]+) \| (?P<source>.*) \|$", re.MULTILINE)
ROWS = {each["name"]: each for each in _ROW.finditer(PAGE.read_text("utf-8"))}
VALUES = {name: float(each["value"].replace(",", "")) for name, each in ROWS.items()}


def formulas() -> dict[str, str]:
    """How the figures that are reckoned are reckoned."""
    found = {name: re.search(r"`([^`]* [*/+] [^`]*)`", row["source"]) for name, row in ROWS.items()}
    return {name: formula[1] for name, formula in found.items() if formula}


@pytest.mark.parametrize("name", formulas())
def test_a_figure_follows_from_those_above_it(name: str) -> None:
    earlier = list(VALUES)[: list(VALUES).index(name)]

    reckoned = eval(formulas()[name], {}, {each: VALUES[each] for each in earlier})

    # Rounded to two digits at each step.
    assert VALUES[name] == pytest.approx(reckoned, rel=0.05)


@pytest.mark.parametrize("name", ["cpu_ms_per_item", "kb_sent_per_item"])
def test_a_figure_of_an_item_is_the_sum_of_its_clicks(name: str) -> None:
    parts = [float(each) for each in re.findall(r" (\d+\.\d)", ROWS[name]["source"])]

    assert len(parts) == 3
    assert VALUES[name] == pytest.approx(sum(parts), rel=0.05)


def test_each_other_figure_is_measured_or_assumed() -> None:
    others = [row["source"] for name, row in ROWS.items() if name not in formulas()]

    known = ("assumption", "asked for", "`python -m benchmarks.", "the same: ", "a draft when")
    assert len(formulas()) == 9
    assert [each for each in others if not each.startswith(known)] == []
