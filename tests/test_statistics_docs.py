"""docs/statistics.md tells the truth: its tables are worked out again, and its limits are ours."""

import re
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from sourcebook import analysis
from sourcebook.analysis.calibration import CHANCE, FEWEST_ANSWERS
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.model.learners import Reading
from sourcebook.model.lessons import Lesson
from tests.builders import SUMMIT_DAY, answer, attempt, numeric, quiz, true_false
from tests.scoring_page import Row, rows_of

PAGE = (Path(__file__).resolve().parents[1] / "docs/statistics.md").read_text("utf-8")
TABLE = re.compile(r"^\|[^\n]+\n\|[-|]+\n(?:\|[^\n]+\n)+", re.MULTILINE)
TABLES = [rows_of(found[0]) for found in TABLE.finditer(PAGE)]
HOUR = timedelta(hours=1)


def table_with(*columns: str) -> list[Row]:
    """The one table of the page that has exactly these columns."""
    (found,) = (rows for rows in TABLES if tuple(rows[0]) == columns)
    return found


def shown(value: object) -> str:
    """A figure as the page writes it."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def tried(item: Item, score: str, *, said: str | None = None, hours: int = 0) -> Attempt:
    """A finished attempt at one item."""
    at = SUMMIT_DAY + hours * HOUR
    given = answer(Fraction(score), confidence=said, answered_at=at)
    return attempt(item, answers={0: given}, finished_at=at, id=f"after-{hours}")


def split(cell: str) -> list[str]:
    return cell.split("; ")


def mastered(latest: list[list[str]]) -> Row:
    """What the scores of each item, oldest first, come to."""
    attempts = [
        tried(true_false(id=f"item-{number}"), score, hours=hours)
        for number, scores in enumerate(latest)
        for hours, score in enumerate(scores)
    ]
    (found,) = analysis.mastery(analysis.past_answers(attempts)).values()
    return {name: shown(value) for name, value in found._asdict().items()}


def calibrated(rows: list[Row]) -> analysis.Calibration:
    """What answers with a confidence, a chance and an outcome come to."""
    items: dict[str, Item] = {"0.5": true_false(), "0": numeric()}
    attempts = [tried(items[row["chance"]], row["outcome"], said=row["said"]) for row in rows]
    return analysis.calibration(analysis.past_answers(attempts))


def of_one_word(word: str, row: Row) -> analysis.Calibration:
    """What as many answers with this word come to as are `right` of those the row tells of."""
    right, of = int(row["right"]), int(row["of"])
    outcomes = ["1"] * right + ["0"] * (of - right)
    return calibrated([{"said": word, "chance": "0.5", "outcome": each} for each in outcomes])


def course_of(rows: list[Row]) -> Course:
    """Lessons `part-0`, `part-2` and so on, each with its quiz after it."""
    goal = {"id": "tell-the-day", "text": "Tell the day of the summit."}
    ids = [f"part-{number}" for number in range(len(rows))]
    lessons = {
        each: Lesson(
            id=each,
            title="A lesson",
            question="What happened?",
            minutes=5,
            objectives=[goal],
            sections=(),
        )
        for each in ids[::2]
    }
    pairs = zip(ids[1::2], lessons, strict=True)
    quizzes = {each: quiz(id=each, lesson=lesson) for each, lesson in pairs}
    return Course(sources={}, comparisons={}, lessons=lessons, quizzes=quizzes)


def result(number: int, row: Row) -> Attempt:
    """The attempt at a quiz in which its best percent was reached."""
    own = {"quiz_id": f"part-{number}", "pass_mark": int(row["pass mark"])}
    score = Fraction(row["best percent"]) / 100
    return tried(true_false(), str(score)).model_copy(update=own)


def test_the_results_of_a_quiz_are_what_the_page_says() -> None:
    rows = table_with("attempt", "points", "possible", "percent")
    attempts = [
        tried(true_false(points=row["possible"]), str(Fraction(row["points"]) / 12), hours=hours)
        for hours, row in enumerate(rows)
    ]

    results = analysis.attempt_results(attempts)
    (summary,) = analysis.quiz_summaries(results).values()

    assert [str(each.points) for each in results] == [row["points"] for row in rows]
    assert [shown(each.percent) for each in results] == [row["percent"] for row in rows]
    (expected,) = table_with("attempts", "first", "best", "latest")
    assert str(len(summary.results)) == expected["attempts"]
    assert shown(summary.first.percent) == expected["first"]
    assert shown(summary.best.percent) == expected["best"]
    assert shown(summary.latest.percent) == expected["latest"]


def test_the_example_of_an_objective_is_what_the_page_says() -> None:
    rows = table_with("item", "scores, oldest first", "counts")

    found = mastered([split(row["scores, oldest first"]) for row in rows])

    assert [found] == table_with("items", "right", "share", "level")
    assert [split(row["scores, oldest first"])[-1] for row in rows] == [
        row["counts"] for row in rows
    ]
    assert "(1 + 1 + 1/2 + 0) ÷ 4 = 0.625" in PAGE


@pytest.mark.parametrize("row", table_with("latest scores", "share", "level"), ids=str)
def test_a_level_is_what_the_page_says(row: Row) -> None:
    found = mastered([[score] for score in split(row["latest scores"])])

    assert (found["share"], found["level"]) == (row["share"], row["level"])


def test_the_limits_of_the_page_are_those_of_the_code() -> None:
    assert f"*secure* from a share of {analysis.SECURE} on" in PAGE
    assert f"*growing* from {analysis.GROWING} on" in PAGE
    assert f"With fewer than {analysis.FEWEST_ITEMS} different items" in PAGE


def test_what_was_said_is_read_as_the_page_says() -> None:
    (guess, *others) = table_with("said", "read as")

    assert {row["said"]: float(row["read as"]) for row in others} == dict(analysis.STATED)
    assert (guess["said"], *(row["said"] for row in others)) == analysis.CONFIDENCES


def test_the_brier_score_of_the_example_is_what_the_page_says() -> None:
    rows = table_with("said", "chance", "outcome", "stated", "(stated − outcome)²")

    squares = [calibrated([row]).brier for row in rows]
    brier = calibrated(rows).brier

    assert [shown(each) for each in squares] == [row["(stated − outcome)²"] for row in rows]
    sums = re.search(r"The sum is ([\d.]+), and \1 ÷ (\d) = ([\d.]+)\.", PAGE)
    assert sums is not None
    assert sums.groups() == (
        shown(sum(each for each in squares if each is not None)),
        str(len(rows)),
        shown(brier),
    )


def test_the_table_of_the_example_is_what_the_page_says() -> None:
    rows = table_with("said", "chance", "outcome", "stated", "(stated − outcome)²")

    words = calibrated(rows).words

    found = [
        {"said": word, **{name: shown(value) for name, value in each._asdict().items()}}
        | {"gap": shown(each.gap)}
        for word, each in words.items()
    ]
    assert found == table_with("said", "answers", "right", "share", "stated", "gap")


@pytest.mark.parametrize("row", table_with("every answer", "right", "of", "Brier score"), ids=str)
def test_a_learner_of_one_word_has_the_brier_score_of_the_page(row: Row) -> None:
    assert shown(of_one_word(row["every answer"], row).brier) == row["Brier score"]


@pytest.mark.parametrize(
    "row", table_with("said", "right", "of", "right as often as stated?"), ids=str
)
def test_a_gap_counts_where_the_page_says(row: Row) -> None:
    found = {str(word): each for word, each in of_one_word(row["said"], row).words.items()}

    assert found[row["said"]].agreement == row["right as often as stated?"]
    assert f"With fewer than {FEWEST_ANSWERS} answers of a word" in PAGE
    assert f"wider than {CHANCE:.0f} standard errors" in PAGE


@pytest.mark.parametrize(
    "row", table_with("answers, oldest first", "listed", "right since"), ids=str
)
def test_sure_but_wrong_is_what_the_page_says(row: Row) -> None:
    given = [each.split() for each in split(row["answers, oldest first"])]
    attempts = [
        tried(true_false(), score, said=said, hours=hours)
        for hours, (said, score) in enumerate(given)
    ]

    found = analysis.sure_but_wrong(analysis.past_answers(attempts))
    since = [each.right_since for each in found]

    printed = {"no": [], "yes": [row["right since"] == "yes"]}
    assert since == printed[row["listed"]]


def test_progress_is_what_the_page_says() -> None:
    rows = table_with("part", "read", "best percent", "pass mark", "done")
    parts = dict(enumerate(rows))
    lessons = [number for number, row in parts.items() if row["read"] == "yes"]
    taken = [result(number, row) for number, row in parts.items() if row["part"] == "quiz"]

    reading = Reading(opened_at=SUMMIT_DAY, read_at=SUMMIT_DAY)
    found = analysis.progress(
        course_of(rows), {f"part-{number}": reading for number in lessons}, taken
    )

    assert [part.kind for part in found.parts] == [row["part"] for row in rows]
    assert [part.is_done for part in found.parts] == [row["done"] == "yes" for row in rows]
    assert f"{found.done} of {found.of} parts are done" in PAGE


@pytest.mark.parametrize("row", table_with("text", "cell"), ids=str)
def test_a_text_becomes_the_cell_of_the_page(row: Row) -> None:
    raw = analysis.sheet(pd.DataFrame({"text": [row["text"].strip("`")]}))

    assert raw.decode("utf-8-sig") == f'"text"\r\n"{row["cell"].strip("`")}"\r\n'


def test_every_work_that_is_named_is_listed() -> None:
    body, sources = PAGE.split("\n# Sources\n")

    listed = set(re.findall(r"^\| ([A-Z]\w+), .*?\((\d{4})\)", sources, re.MULTILINE))

    assert set(re.findall(r"([A-Z]\w+) \((\d{4})\)", body)) == listed
    assert "OWASP" in body
    assert "| OWASP. [CSV Injection]" in sources
