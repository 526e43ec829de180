"""docs/scoring.md tells the truth: every example earns what its table says, and has a source."""

import re
from fractions import Fraction
from pathlib import Path
from textwrap import indent

import pytest
from typer.testing import CliRunner

from sourcebook import delivery, regrading
from sourcebook.__main__ import app
from sourcebook.content.checking import check, read_files
from sourcebook.model.attempts import (
    Attempt,
    Confidence,
    Event,
    Record,
    Typed,
    is_blank,
)
from sourcebook.model.item_records import records
from sourcebook.model.items import ExtendedResponse, Item, SingleChoice
from sourcebook.pages.shared.number_format import percent, points_of
from sourcebook.scoring import chance, is_whole, meant_text, score
from sourcebook.settings import Settings
from sourcebook.typed import find_text, read_number
from tests.builders import (
    SUMMIT_DAY,
    answer,
    attempt,
    course_files,
    every_kind,
    record,
    save,
    short_answer,
    single_choice,
)
from tests.scoring_page import (
    BLANK,
    BODY,
    EXAMPLES,
    GUESS,
    ITEMS,
    ROOT,
    SOURCES,
    Case,
    Row,
    cases,
    example_with,
    response_of,
    table_with,
)

SOLUTION = "(asks for the solution)"
LEVELS = {"none": 0, "part": 1, "full": 2, "(not marked yet)": None}
KINDS = [item.type for item in every_kind()]


def record_of(item: Item, cell: str, proof: str) -> Record:
    """What is on record for a place with this answer and this proof."""
    response = response_of(item, cell)
    passage = None if proof in (BLANK, "") else proof
    return record(answer(score(item, response), response=response), proof=passage)


def move_on(state: Attempt, cell: str, events: list[Event]) -> Attempt:
    """The attempt after another try, or after the learner asked for the solution."""
    if cell == SOLUTION:
        events.append(delivery.give_up(state, 0, now=SUMMIT_DAY))
    elif cell:
        response = response_of(state.items[0].item, cell)
        events.append(delivery.answer(state, 0, response, now=SUMMIT_DAY))
    return state.model_copy(update={"records": records(events)})


def option_worth(worth: str) -> SingleChoice:
    """An item in which the option 'Pashinyan' is worth so much."""
    if Fraction(worth) == 1:
        return single_choice(key="Pashinyan", distractors=["Putin"])
    return single_choice(key="Putin", distractors=[{"text": "Pashinyan", "score": worth}])


def kept(row: Row, *, lower: bool) -> Fraction:
    """What a regrading leaves of an answer that was worth `before` and is worth something else."""
    before, after = option_worth(row["before"]), option_worth(row["by the corrected item"])
    given = answer(Fraction(row["before"]), response=response_of(before, "Pashinyan"))
    finished = attempt(before, answers={0: given}, finished_at=SUMMIT_DAY)
    found = regrading.changes([finished], {after.id: after})
    ((_, regraded),) = regrading.events(found, now=SUMMIT_DAY, lower=lower)
    return regraded.score


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_a_response_earns_what_the_table_says(case: Case) -> None:
    if case.response == GUESS:
        earned = chance(case.item)
    elif isinstance(case.item, ExtendedResponse):
        earned = delivery.earned(case.item, record(level=LEVELS[case.response]))
    else:
        earned = score(case.item, response_of(case.item, case.response))

    assert str(earned) == case.earned


@pytest.mark.parametrize("row", table_with("read as"), ids=lambda row: row["what is typed"])
def test_a_number_is_read_or_asked_about_as_the_table_says(row: Row) -> None:
    read = read_number(row["what is typed"].strip("`"))

    assert read == (None if row["read as"] == "(asked)" else Fraction(row["read as"]))


@pytest.mark.parametrize("row", table_with("spelt"), ids=lambda row: row["what is typed"])
def test_a_slip_is_accepted_or_not_as_the_table_says(row: Row) -> None:
    item = short_answer(key=row["key"], other_names=row["other names"].split())
    typed = row["what is typed"].strip("`")

    meant = meant_text(item, typed)

    assert (meant or "(another text)") == row["spelt"]
    assert score(item, Typed(text=typed)) == (meant is not None)


def test_the_text_of_two_alphabets_is_asked_about_and_the_others_are_accepted() -> None:
    item = short_answer(key="Congo", distractors=["DR Congo"])

    assert not is_whole(item, Typed(text="СSTO"))
    assert find_text("Pashinyan, Nikol", ["Nikol Pashinyan"])
    assert find_text("Президент Путин", ["Путин"])
    assert score(item, Typed(text="DR Congo")) == 0


@pytest.mark.parametrize("row", example_with("proof")[1], ids=lambda row: " ".join(row.values()))
def test_answer_and_proof_together_earn_what_the_table_says(row: Row) -> None:
    item, _ = example_with("proof")

    earned = delivery.earned(item, record_of(item, row["response"], row["proof"]))

    assert str(earned * item.points) == row["points"]


@pytest.mark.parametrize(
    "row", example_with("first try")[1], ids=lambda row: " ".join(row.values())
)
def test_tries_earn_what_the_table_says(row: Row) -> None:
    state, events = attempt(example_with("first try")[0]), list[Event]()

    for column in ("first try", "second try"):
        state = move_on(state, row[column], events)

    assert str(delivery.earned_at(state, 0)) == row["score"]
    assert delivery.step(state, 0) == "nothing"


def test_the_attempt_of_the_example_adds_up() -> None:
    *rows, total = table_with("item")
    answered = {
        place: record_of(ITEMS[row["item"]], row["response"], row["proof"])
        for place, row in enumerate(rows)
    }
    state = attempt(*(ITEMS[row["item"]] for row in rows), records=answered)
    mark = delivery.mark(state)
    whole, part = divmod(mark.percent, 1)

    for place, row in enumerate(rows):
        points = state.items[place].item.points
        assert row["points"] == f"{delivery.earned_at(state, place) * points} of {points}"
    assert total["points"] == f"{mark.points} of {mark.possible}"
    assert total["proof"] == f"{whole} {part} per cent"
    assert total["response"] == f"{mark.unanswered} unanswered"
    assert not delivery.has_passed(state)
    shown = percent(mark.percent).replace("\u00a0", " "), points_of(mark.points, mark.possible)
    assert f"shown as {shown[0]} and {shown[1]}." in BODY


@pytest.mark.parametrize("row", table_with("kept"), ids=lambda row: " to ".join(row.values()))
def test_regrading_keeps_what_the_table_says(row: Row) -> None:
    assert kept(row, lower=False) == Fraction(row["kept"])
    assert kept(row, lower=True) == Fraction(row["kept with `--lower`"])


@pytest.mark.parametrize("item", ITEMS.values(), ids=lambda item: item.id)
@pytest.mark.parametrize("confidence", ["guessing", "fairly_sure", "certain"])
def test_confidence_never_changes_the_score_of_an_example(
    item: Item, confidence: Confidence
) -> None:
    first = next(rows[0] for each, rows in EXAMPLES if each == item)
    response = response_of(item, first.get("response") or first["first try"])
    state = attempt(item)

    given = delivery.answer(state, 0, response, now=SUMMIT_DAY, confidence=confidence)
    silent = delivery.answer(state, 0, response, now=SUMMIT_DAY)

    assert given.model_copy(update={"confidence": None}) == silent


def test_every_kind_has_a_line_a_section_and_an_example_in_the_same_order() -> None:
    lines = [row["kind"].strip("`") for row in table_with("kind")]
    sections = re.findall(
        r"^## ([a-z_]+_[a-z_]+|verdict|numeric|matching|ordering|evidence)$", BODY, re.MULTILINE
    )

    assert lines == KINDS
    assert sections == KINDS
    assert [item.type for item, rows in EXAMPLES if GUESS in rows[-1].values()] == KINDS
    assert BODY.count("```yaml") == len(EXAMPLES)


def test_the_overview_has_the_guesses_of_the_examples() -> None:
    overview = {row["kind"].strip("`"): row["a blind guess"] for row in table_with("kind")}
    exact = {kind: guess.split()[0] for kind, guess in overview.items() if guess[0].isdigit()}

    worked = {item.type: rows[-1].get("score", "") for item, rows in EXAMPLES[: len(KINDS)]}

    assert len(exact) == 6
    assert exact.items() <= worked.items()


@pytest.mark.parametrize("item", ITEMS.values(), ids=lambda item: item.id)
def test_nothing_is_unanswered_in_every_kind(item: Item) -> None:
    assert is_blank(response_of(item, BLANK))


def test_the_command_that_regrades_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = re.findall(r"`sourcebook (regrade QUIZ.*?)`", BODY)
    root = save(tmp_path / "course", course_files())
    database = f"sqlite:///{tmp_path}/sourcebook.db"
    here = Settings(root, tmp_path, database_url=database, originals=None, https=False)
    monkeypatch.setattr("sourcebook.commands.regrade.settings", lambda: here)

    words = [*command[0].replace("QUIZ", "yerevan-quiz").split(), "--lower"]
    result = CliRunner().invoke(app, words)

    assert command == ["regrade QUIZ --dry-run"]
    assert result.output.endswith("Nothing was changed (--dry-run).\n")


def test_every_example_could_stand_in_a_quiz_of_this_course() -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```$", BODY, re.DOTALL | re.MULTILINE)
    quiz = "id: scoring-examples\ntitle: Examples\nitems:\n" + indent("".join(blocks), "  ")
    path = "quizzes/99-scoring.yaml"

    faults = check(read_files(ROOT) | {path: quiz.encode()}).faults

    # Feedback is left out on the page, which says so; the check rightly warns of that.
    assert [each for each in faults if each.path == path and each.rule != "no-feedback"] == []


def test_every_work_that_is_named_is_listed_and_every_one_listed_is_named() -> None:
    listed = set(re.findall(r"^\| ([A-Z][\w-]+), [A-Z].*? \((\d{4})\)", SOURCES, re.MULTILINE))
    name = r"([A-Z][\w-]+)(?:\s+and\s+(?:others|[A-Z]\w+))?"
    named = {
        (author, year)
        for author, years in re.findall(name + r"(?:,|\s+\()\s*(\d{4}(?:, \d{4})*)\)", BODY)
        for year in years.split(", ")
    }

    assert len(listed) == 16
    assert named == listed
