"""The results of a class, worked out by hand: three attempts of two learners at one quiz."""

import io
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import openpyxl
import pandas as pd
import pytest

from sourcebook.analysis import (
    PassageResult,
    workbook,
)
from sourcebook.model.attempts import Attempt, Choice, Choices, Written
from sourcebook.model.results import Counting
from tests.builders import (
    SUMMIT_DAY,
    answer,
    attempt,
    evidence,
    extended_response,
    record,
    true_false,
)
from tests.stored_results import ResultsOf

HOUR = timedelta(hours=1)
CITED = true_false(id="cited", citations=["s1.p1", "s2.p1"], proof=["s1.p1"], points="1")
OTHER = true_false(id="other", citations=["s1.p2"])


def sat(learner: str, number: int, *scores: int, proof: str | None = None) -> Attempt:
    """A finished attempt at both items: each is right or not, the first perhaps proved."""
    given = [
        answer(score, response=Choice(option="true" if score else "false")) for score in scores
    ]
    records = {place: record(each) for place, each in enumerate(given)}
    records[0] = record(given[0], proof=proof)
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


@pytest.mark.parametrize(
    ("which", "ids"),
    [
        ("first", ["nina-0", "aram-2"]),
        ("latest", ["nina-1", "aram-2"]),
        ("best", ["nina-1", "aram-2"]),
        ("all", ["nina-0", "nina-1", "aram-2"]),
    ],
)
def test_first_latest_best_or_all_attempts_count(
    attempts: list[Attempt], which: Counting, ids: list[str], results_of: ResultsOf
) -> None:
    found = results_of(attempts).counting(which)

    assert [each.attempt_id for each in found.attempts] == ids
    assert list(found.responses["attempt_id"].unique()) == ids
    assert found.number == len(ids)


def test_of_two_equally_good_attempts_the_earlier_counts(results_of: ResultsOf) -> None:
    found = results_of([sat("nina", 0, 1, 0), sat("nina", 1, 1, 0)]).counting("best")

    assert [each.attempt_id for each in found.attempts] == ["nina-0"]


def test_days_are_those_of_a_time_zone_and_both_count(results_of: ResultsOf) -> None:
    """Yerevan is four hours ahead: what ends there after midnight ends on the next day."""
    late, next_day = sat("nina", 0, 1, 1), sat("aram", 5, 1, 1)
    at = SUMMIT_DAY.replace(hour=19)
    attempts = [
        each.model_copy(update={"finished_at": at + hours * HOUR})
        for each, hours in ((late, 0), (next_day, 1))
    ]
    results = results_of(attempts)

    def kept(first: date | None, last: date | None) -> list[str]:
        found = results.finished_between(first, last, ZoneInfo("Asia/Yerevan"))
        return [each.attempt_id for each in found.attempts]

    today = at.date()
    assert kept(today, today) == ["nina-0"]
    assert kept(today + timedelta(days=1), None) == ["aram-5"]
    assert kept(None, None) == ["nina-0", "aram-5"]


def test_each_learner_has_a_score_at_each_item(
    attempts: list[Attempt], results_of: ResultsOf
) -> None:
    """Nina's second attempt counts: both items right. Aram was right at the second one alone."""
    found = results_of(attempts).counting("latest")

    assert found.items("yerevan-quiz") == ("cited", "other")
    assert found.item_scores() == {
        "nina": {("yerevan-quiz", "cited"): 1.0, ("yerevan-quiz", "other"): 1.0},
        "aram": {("yerevan-quiz", "cited"): 0.0, ("yerevan-quiz", "other"): 1.0},
    }


def test_a_score_at_an_item_is_the_mean_if_all_attempts_count(
    attempts: list[Attempt], results_of: ResultsOf
) -> None:
    scores = results_of(attempts).item_scores()

    assert scores["nina"]["yerevan-quiz", "other"] == 0.5


def test_an_item_left_blank_or_not_marked_has_no_score(results_of: ResultsOf) -> None:
    blank = attempt(CITED, OTHER, records={1: record(answer(1))}, finished_at=SUMMIT_DAY)
    text = extended_response(id="text")
    unmarked = attempt(
        text,
        records={0: record(answer(0, response=Written(text="No help came.")))},
        id="second",
        learner_id="aram",
        finished_at=SUMMIT_DAY,
    )

    found = results_of([blank, unmarked]).item_scores()

    assert found == {blank.learner_id: {("yerevan-quiz", "other"): 1.0}}


def test_a_quiz_has_learners_attempts_and_a_mean(
    attempts: list[Attempt], results_of: ResultsOf
) -> None:
    (found,) = results_of(attempts).quizzes()

    assert found.quiz_id == "yerevan-quiz"
    assert (found.learners, found.attempts, found.passed) == (2, 3, 1)
    assert found.mean == pytest.approx((0 + 100 + 50) / 3)
    assert (found.lowest, found.highest) == (0, 100)


def test_each_learner_has_a_mean_for_each_quiz(
    attempts: list[Attempt], results_of: ResultsOf
) -> None:
    found = results_of(attempts).percents()

    assert found == {"nina": {"yerevan-quiz": 50}, "aram": {"yerevan-quiz": 50}}


def test_an_objective_has_answers_and_how_many_are_right(
    attempts: list[Attempt], results_of: ResultsOf
) -> None:
    """Right: Nina's second attempt twice, Aram's second item. Six answers to two items."""
    (found,) = results_of(attempts).objectives()

    assert found.objective == "tell-the-day"
    assert (found.learners, found.items, found.answers) == (2, 2, 6)
    assert found.mean == pytest.approx(3 / 6)


def test_a_passage_is_told_by_the_items_that_cite_it(
    attempts: list[Attempt], results_of: ResultsOf
) -> None:
    found = results_of(attempts).passages()

    assert found == (
        PassageResult("s1.p1", answers=3, right=1, items=("cited",), mistaken_for={}),
        PassageResult("s2.p1", answers=3, right=1, items=("cited",), mistaken_for={}),
        PassageResult("s1.p2", answers=3, right=2, items=("other",), mistaken_for={"cited": 2}),
    )
    assert [each.mistaken for each in found] == [0, 0, 2]


def test_a_passage_that_no_item_cites_is_told_if_somebody_took_it_for_evidence(
    results_of: ResultsOf,
) -> None:
    response = Choices(options=frozenset({"s1.p1", "s2.p1"}))
    item = evidence(keys=["s1.p2", "s2.p1"], citations=["s1.p2", "s2.p1"])
    taken = attempt(
        item, answers={0: answer(0, response=response)}, finished_at=SUMMIT_DAY, id="one"
    )

    found = results_of([taken]).passages()

    assert [(each.passage, each.answers, each.mistaken) for each in found] == [
        ("s1.p2", 1, 0),
        ("s2.p1", 1, 0),
        ("s1.p1", 0, 1),
    ]
    assert found[-1].percent is None


@pytest.mark.parametrize("which", ["first", "best", "all"])
def test_without_attempts_there_are_no_results(which: Counting, results_of: ResultsOf) -> None:
    found = results_of([]).counting(which)

    assert (found.quizzes(), found.percents(), found.objectives(), found.passages()) == (
        (),
        {},
        (),
        (),
    )


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
