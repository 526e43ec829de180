"""What formats hold: the documentation has the table that the code makes."""

from pathlib import Path

import pytest

from sourcebook.formats.registry import FORMATS
from sourcebook.formats.summary import as_table, left_behind
from sourcebook.model.item_kinds import KINDS
from tests import builders

DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats.md"


def test_the_documentation_has_the_table_of_kinds_and_formats() -> None:
    assert as_table() in DOCS.read_text("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_not_whole_is_explained_in_words(name: str) -> None:
    fits = FORMATS[name].fits()

    assert [kind for kind, _ in fits.pairs()] == list(KINDS)
    assert [kind for kind, fit in fits.pairs() if (fit.level == "whole") == bool(fit.lost)] == []


@pytest.mark.parametrize("name", [each for each in FORMATS if "-" not in each or "xml" in each])
def test_what_an_item_loses_is_told_by_its_place_in_the_quiz(name: str) -> None:
    whole, proved = builders.true_false(), builders.single_choice(proof=("s1.p2",), points=2)
    quiz = builders.quiz(whole, proved)

    told = left_behind(quiz, FORMATS[name])

    [loss] = [each for each in told if each.startswith(f"2. {proved.id}: ")]
    assert "proof" in loss or "prove" in loss
