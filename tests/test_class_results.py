"""The results of a class, worked out by hand: three attempts of two learners at one quiz."""

import io
from datetime import timedelta

import openpyxl
import pandas as pd
import pytest

from sourcebook.analysis import (
    chosen_passages,
    class_attempts,
    counted_attempts,
    objective_results,
    passage_results,
    percent_by_learner,
    quiz_results,
    responses_table,
    workbook,
)
from sourcebook.model.attempts import Attempt, Choices
from tests.builders import SUMMIT_DAY, answer, attempt, evidence, record, true_false

HOUR = timedelta(hours=1)
CITED = true_false(id="cited", citations=["s1.p1", "s2.p1"], proof=["s1.p1"], points="1")
OTHER = true_false(id="other", citations=["s1.p2"])


def sat(learner: str, number: int, *scores: int, proof: str | None = None) -> Attempt:
    """A finished attempt at both items: each is right or not, the first perhaps proved."""
    records = {place: record(answer(score)) for place, score in enumerate(scores)}
    records[0] = record(answer(scores[0]), proof=proof)
    at = SUMMIT_DAY + number * HOUR
    return attempt(
        CITED,
        OTHER,
        records=records,
        id=f"{learner}-{number}",
        learner_id=learner,
        started_at=at,
        finished_at=at,
    )


@pytest.fixture
def attempts() -> list[Attempt]:
    """Nina: first nothing, then both right and proved. Aram: the second item alone."""
    return [
        sat("nina", 0, 0, 0, proof="s1.p2"),
        sat("nina", 1, 1, 1, proof="s1.p1"),
        sat("aram", 2, 0, 1, proof="s1.p2"),
    ]


def test_first_best_or_all_attempts_count(attempts: list[Attempt]) -> None:
    taken = class_attempts(attempts)

    assert list(counted_attempts(taken, "first")["attempt_id"]) == ["nina-0", "aram-2"]
    assert list(counted_attempts(taken, "best")["attempt_id"]) == ["nina-1", "aram-2"]
    assert list(counted_attempts(taken, "all")["attempt_id"]) == ["nina-0", "nina-1", "aram-2"]


def test_of_two_equally_good_attempts_the_earlier_counts() -> None:
    taken = class_attempts([sat("nina", 0, 1, 0), sat("nina", 1, 1, 0)])

    assert list(counted_attempts(taken, "best")["attempt_id"]) == ["nina-0"]


def test_a_quiz_is_told_by_learners_attempts_and_mean(attempts: list[Attempt]) -> None:
    found = quiz_results(class_attempts(attempts)).loc["yerevan-quiz"]

    assert (found["learners"], found["attempts"], found["passed"]) == (2, 3, 1)
    assert found["mean"] == pytest.approx((0 + 100 + 50) / 3)
    assert (found["lowest"], found["highest"]) == (0, 100)


def test_each_learner_has_a_cell_for_each_quiz(attempts: list[Attempt]) -> None:
    found = percent_by_learner(class_attempts(attempts))

    assert found["yerevan-quiz"].to_dict() == {"nina": 50, "aram": 50}


def test_an_objective_is_told_by_answers_and_how_many_are_right(attempts: list[Attempt]) -> None:
    """Right: Nina's second attempt twice, Aram's second item. Six answers to two items."""
    found = objective_results(responses_table(attempts)).loc["tell-the-day"]

    assert (found["learners"], found["items"], found["answers"]) == (2, 2, 6)
    assert found["mean"] == pytest.approx(3 / 6)


def test_a_passage_is_told_by_the_items_that_cite_it(attempts: list[Attempt]) -> None:
    responses = responses_table(attempts).assign(is_right=[False, False, True, True, False, True])

    found = passage_results(responses, chosen_passages(attempts))

    assert list(found.index) == ["s1.p1", "s2.p1", "s1.p2"]
    assert list(found.loc["s1.p1", ["answers", "right", "mistaken"]]) == [3, 1, 0]
    assert list(found.loc["s1.p2", ["answers", "right", "mistaken"]]) == [3, 2, 2]
    assert found.loc["s1.p2", "items"] == ("other",)
    assert found.loc["s1.p2", "mistaken_for"] == ("cited",)


def test_a_passage_that_no_item_cites_is_told_if_somebody_took_it_for_evidence() -> None:
    response = Choices(options=frozenset({"s1.p1", "s2.p1"}))
    item = evidence(keys=["s1.p2", "s2.p1"], citations=["s1.p2", "s2.p1"])
    taken = attempt(
        item, answers={0: answer(0, response=response)}, finished_at=SUMMIT_DAY, id="one"
    )

    found = passage_results(responses_table([taken]), chosen_passages([taken]))

    assert list(found.loc["s1.p1", ["answers", "mistaken"]]) == [0, 1]
    assert found.loc["s2.p1", "mistaken"] == 0
    assert found.index[-1] == "s1.p1"


def test_without_attempts_every_table_is_empty() -> None:
    taken, responses = class_attempts([]), responses_table([])

    for which in ("first", "best", "all"):
        counted = counted_attempts(taken, which)
        assert quiz_results(counted).empty
        assert percent_by_learner(counted).empty
    assert objective_results(responses).empty
    assert passage_results(responses, chosen_passages([])).empty


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "=HYPERLINK(1)", "#N/A", "'=1", "=1\x00"]
)
def test_a_text_in_a_spreadsheet_stays_the_text_it_is(text: str) -> None:
    table = pd.DataFrame({"name": [text], text.replace("\x00", ""): [7]})

    book = openpyxl.load_workbook(io.BytesIO(workbook({"Learners": table})))

    cell = book["Learners"]["A2"]
    assert cell.value == text.replace("\x00", "")
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert book["Learners"]["B1"].data_type == "s"
    assert book["Learners"]["B2"].value == 7


def test_a_spreadsheet_has_a_sheet_for_each_table_even_an_empty_one() -> None:
    tables = {"Quizzes": pd.DataFrame({"mean": [float("nan"), 50.0]}), "Items": pd.DataFrame()}

    book = openpyxl.load_workbook(io.BytesIO(workbook(tables)))

    assert book.sheetnames == ["Quizzes", "Items"]
    assert [row[0].value for row in book["Quizzes"].iter_rows()] == ["mean", None, 50]
