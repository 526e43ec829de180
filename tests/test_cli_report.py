"""`sourcebook report` as a teacher runs it after a class has taken a quiz."""

import csv
import io
import random
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sourcebook.__main__ import app
from sourcebook.content.checking import check, read_files
from sourcebook.model.attempts import Choice, Response, Typed
from sourcebook.model.quizzes import Quiz
from sourcebook.settings import settings
from sourcebook.store import Store
from tests.builders import SUMMIT_DAY, course_files, option_id, save

QUIZ = "quizzes/04-yerevan-summit.yaml"
SECOND = timedelta(seconds=1)
TOLD = """\
32 attempts of 32 learners.
Mean 1.5 of 3.0 points, standard deviation 1.1, standard error 0.6, alpha 0.75.

item      shown  blank  facility  item-rest  upper-lower  efficiency  alpha without  seconds
refuser      32      0      0.75       0.52         0.89        1.00           0.73       10
unsigned     32      0      0.50       0.71         1.00        1.00           0.50       10
day          32      0      0.25       0.52         0.89        1.00           0.73       10

refuser
  key           24  Pashinyan, 0.50 on the other items
  distractor     8  Putin, 0.00 on the other items
  distractor     0  Lukashenko
  - Nobody chose 'Lukashenko': write what somebody might believe.

unsigned
  key           16  True, 0.75 on the other items
  distractor    16  False, 0.25 on the other items
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The root of the minimal course; course and database are those of the settings."""
    monkeypatch.setenv("SOURCEBOOK_COURSE", str(tmp_path / "course"))
    monkeypatch.setenv("SOURCEBOOK_DATABASE_URL", f"sqlite:///{tmp_path}/answers.db")
    settings.cache_clear()
    yield save(tmp_path / "course", course_files())
    settings.cache_clear()


@pytest.fixture
def store(root: Path) -> Iterator[Store]:
    """The database that the command opens, too."""
    opened = Store.open(settings().database_url)
    yield opened
    opened.close()


@pytest.fixture
def quiz(root: Path) -> Quiz:
    """The quiz of the course with three items of it: who, whether, and on which day."""
    course = check(read_files(root)).course
    assert course
    whole = course.quizzes["yerevan-quiz"]
    kept = [item for item in whole.items if item.id in ("refuser", "unsigned", "day")]
    return whole.model_copy(update={"items": tuple(kept)})


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["report", *arguments])


def unboxed(result: Result) -> str:
    """What stands in the box that Typer draws round a message, on one line."""
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", result.stderr).split())


def take(store: Store, quiz: Quiz, learner: int, score: int) -> None:
    """The first `score` items right and the others wrong, ten seconds each."""
    who, name = f"{learner:064}", "Pashinyan" if score > 0 else "Putin"
    responses: list[Response] = [
        Choice(option=option_id(quiz.items[0], name)),
        Choice(option="true" if score > 1 else "false"),
        Typed(text="23" if score > 2 else "25"),
    ]
    now = SUMMIT_DAY
    attempt = store.attempts.start(who, quiz, now=now, rng=random.Random(1))
    for place, response in enumerate(responses):
        now += 10 * SECOND
        store.attempts.answer(who, attempt.id, place, response, now=now)


@pytest.fixture
def class_of_32(store: Store, quiz: Quiz) -> None:
    """Eight learners for each number of right answers from none to three."""
    for learner in range(32):
        take(store, quiz, learner, learner % 4)


@pytest.mark.usefixtures("class_of_32")
def test_a_class_that_is_large_enough_is_told_in_full() -> None:
    result = run("yerevan-quiz")

    assert (result.stderr, result.exit_code) == ("", 0)
    assert result.stdout == TOLD


def test_a_small_class_is_counted_and_told_why_there_is_no_more(store: Store, quiz: Quiz) -> None:
    take(store, quiz, 1, 3)
    take(store, quiz, 2, 0)

    result = run("yerevan-quiz")

    reason = "2 attempts; from 30 on these numbers mean something.\n"
    assert result.stdout.startswith(f"2 attempts of 2 learners.\n{reason}\nitem ")
    assert "refuser       2      0         –          –            –" in result.stdout
    assert f"\nrefuser\n  {reason}  key            1  Pashinyan\n" in result.stdout
    assert "Mean" not in result.stdout
    assert result.exit_code == 0


def test_later_attempts_count_only_when_asked_for(store: Store, quiz: Quiz) -> None:
    take(store, quiz, 1, 0)
    take(store, quiz, 1, 3)

    first, every = run("yerevan-quiz"), run("yerevan-quiz", "--all-attempts")

    assert first.stdout.startswith("1 attempt of 1 learner.\n1 attempt;")
    assert every.stdout.startswith("2 attempts of 1 learner.\nLater attempts remember")


@pytest.mark.usefixtures("class_of_32")
def test_the_table_for_spreadsheets_has_a_row_per_item() -> None:
    result = run("yerevan-quiz", "--csv")

    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"), newline="")))
    expected = [(row["item_id"], row["shown"], row["facility"]) for row in rows]
    assert expected == [("refuser", "32", "0.75"), ("unsigned", "32", "0.5"), ("day", "32", "0.25")]
    assert rows[0]["advice"].startswith("Nobody chose 'Lukashenko'")
    assert result.stdout_bytes.endswith(b"\r\n")
    assert result.exit_code == 0


def test_a_quiz_that_nobody_has_finished_says_so(root: Path) -> None:
    result = run("yerevan-quiz")
    table = run("yerevan-quiz", "--csv")

    assert result.stdout == "Nobody has finished 'yerevan-quiz' yet.\n"
    assert table.stdout_bytes.decode("utf-8-sig").startswith('"item_id","fingerprint"')
    assert (result.exit_code, table.exit_code) == (0, 0)


def test_an_older_version_of_an_item_stands_below_the_newer(store: Store, quiz: Quiz) -> None:
    take(store, quiz, 1, 3)
    first, *others = quiz.items
    edited = first.model_copy(update={"stem": "Who refused to sign?"})
    newer = quiz.model_copy(update={"items": (edited, *others)})
    attempt = store.attempts.start(
        "b" * 64, newer, now=SUMMIT_DAY + 60 * SECOND, rng=random.Random(1)
    )
    store.attempts.finish("b" * 64, attempt.id, now=SUMMIT_DAY + 61 * SECOND)

    lines = run("yerevan-quiz").stdout.splitlines()

    start = next(place for place, line in enumerate(lines) if line.startswith("refuser"))
    assert lines[start].split()[:3] == ["refuser", "1", "1"]
    assert lines[start + 1].startswith("refuser (1 version ago)      1      0")


def test_a_course_with_faults_still_has_its_attempts(root: Path, store: Store, quiz: Quiz) -> None:
    take(store, quiz, 1, 3)
    save(root, {"quizzes/05-next.yaml": b"id: next"})

    result = run("yerevan-quiz")

    assert result.stdout.startswith("1 attempt of 1 learner.")
    assert result.exit_code == 0


def test_a_misspelt_quiz_is_answered_with_the_nearest(root: Path, tmp_path: Path) -> None:
    result = run("yerevan-quizz")

    assert "There is no quiz 'yerevan-quizz'. Did you mean 'yerevan-quiz'?" in unboxed(result)
    assert (result.stdout, result.exit_code) == ("", 2)
    assert not (tmp_path / "answers.db").exists()


def test_a_setting_that_leads_nowhere_ends_with_status_2(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCEBOOK_COURSE", "nowhere")
    settings.cache_clear()

    result = run("yerevan-quiz")

    assert "There is no course in 'nowhere'." in unboxed(result)
    assert (result.stdout, result.exit_code) == ("", 2)
