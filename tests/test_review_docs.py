"""docs/review.md tells the truth: each answer has its rating, each rating its days."""

from pathlib import Path

import pytest
from fsrs import Rating

from sourcebook.model.attempts import Confidence, Record
from sourcebook.model.course import Course
from sourcebook.review import SESSION_SIZE, rating
from tests.builders import answer, attempt, record, single_choice
from tests.test_review import HALF, course, day, deck, on

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "review.md").read_text("utf-8")
ITEM = single_choice(id="a1", objective="can-a", tries=["1", "1", "1/2"])
PROOF = single_choice(proof=["s1.p2"])


def sure(confidence: Confidence | None, **changes: object) -> Record:
    """The record of a right answer that was so sure."""
    return record(answer(1, confidence=confidence), **changes)


RECORDS = {
    "wrong": record(answer(0)),
    "partly right": record(answer(HALF)),
    "right, without its proof": record(answer(1), proof="s1.p1"),
    "right at a later try that is worth less": record(answer(0), answer(0), answer(HALF)),
    "right at a later try that is worth as much": record(answer(0), answer(1)),
    "right after a hint": sure("certain", hints=1),
    'right, "guessing"': sure("guessing"),
    'right, "fairly sure"': sure("fairly_sure"),
    "right, not asked how sure": sure(None),
    'right, "certain"': sure("certain"),
}
BY_RATING = {
    "Again": record(answer(0)),
    "Hard": sure("guessing"),
    "Good": sure("fairly_sure"),
    "Easy": sure("certain"),
}


def table(head: str) -> list[tuple[str, str]]:
    """The rows of the table whose first line starts like this."""
    lines = PAGE.partition(f"| {head}")[2].splitlines()[2:]
    rows = [line.strip("| ").split(" | ") for line in lines[: lines.index("")]]
    return [(first, second) for first, second in rows]


def at(kept: Record, number: int) -> Record:
    """The record with its answer given on that day."""
    (given,) = kept.answers
    return kept.model_copy(
        update={"answers": (given.model_copy(update={"answered_at": on(number)}),)}
    )


def days_after(ratings: list[str], here: Course) -> int:
    """The days after answers with these ratings, each given on the day the item came back."""
    today, attempts, coming = 0, [], 0
    for each in ratings:
        today = coming
        attempts.append(
            attempt(ITEM, records={0: at(BY_RATING[each], today)}, finished_at=on(today))
        )
        coming = (deck(attempts, here)[0].due_on - day(0)).days
    return coming - today


def test_every_answer_in_the_table_can_be_made() -> None:
    assert [said for said, _ in table("the answer")] == list(RECORDS)


@pytest.mark.parametrize(("said", "rated"), table("the answer"))
def test_an_answer_is_rated_as_the_table_says(said: str, rated: str) -> None:
    item = PROOF if "proof" in said else ITEM

    assert rating(item, RECORDS[said]) == Rating[rated]


@pytest.mark.parametrize(("ratings", "days"), table("ratings"))
def test_ratings_lead_to_the_days_in_the_table(ratings: str, days: str) -> None:
    assert days_after(ratings.split(", "), course(ITEM)) == int(days)


def test_a_guess_that_also_took_a_hint_and_a_guess_that_was_wrong() -> None:
    assert rating(ITEM, sure("guessing", hints=2)) == Rating.Hard
    assert rating(ITEM, record(answer(HALF, confidence="guessing"))) == Rating.Again


def test_a_session_is_as_long_as_the_page_says() -> None:
    assert "A session has ten items at most" in PAGE
    assert SESSION_SIZE == 10
