"""Ids that learners' attempts refer to and that are gone from the course."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sourcebook.__main__ import app
from sourcebook.content.checking import check, read_files
from sourcebook.settings import settings
from sourcebook.store import Store
from tests.builders import SUMMIT_DAY, course_files, save

QUIZ = "quizzes/04-yerevan-summit.yaml"
DO = "If its id was changed, change it back. If it was taken out on purpose, do nothing."


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
    """A database with an attempt of each of two learners."""
    opened = Store.open(settings().database_url)
    course = check(read_files(root)).course
    assert course
    for learner in ("a" * 64, "b" * 64):
        quiz = course.quizzes["yerevan-quiz"]
        opened.attempts.start(learner, quiz, now=SUMMIT_DAY, rng=random.Random(1))
    yield opened
    opened.close()


def run(root: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["check", str(root), *options])


def rename(root: Path, before: str, now: str) -> None:
    text = (root / QUIZ).read_text("utf-8").replace(before, now)
    save(root, {QUIZ: text.encode()})


def test_a_changed_item_id_is_named_with_the_attempts_concerned(root: Path, store: Store) -> None:
    rename(root, "id: refuser", "id: refused")

    result = run(root)

    said = "The item 'refuser' is no longer in the course; there are 2 attempts of 2 learners"
    assert f"warning: {said} with it. {DO}\n" in result.stdout
    assert result.exit_code == 0


def test_a_changed_quiz_id_is_named(root: Path, store: Store) -> None:
    rename(root, "id: yerevan-quiz", "id: summit-quiz")

    said = "The quiz 'yerevan-quiz' is no longer in the course; there are 2 attempts of 2 learners"
    assert f"warning: {said} at it. {DO}\n" in run(root).stdout


def test_for_programs_the_warning_stands_apart(root: Path, store: Store) -> None:
    rename(root, "id: refuser", "id: refused")

    result = run(root, "--format", "json")

    assert "no longer in the course" not in result.stdout
    assert "no longer in the course" in result.stderr


def test_where_every_id_is_there_nothing_is_said(root: Path, store: Store) -> None:
    assert "no longer" not in run(root).output


def test_a_file_that_cannot_be_read_has_lost_nothing(root: Path, store: Store) -> None:
    rename(root, "items:", "itemz:")

    assert "no longer in the course" not in run(root).output


def test_another_course_and_no_database_say_nothing(root: Path, tmp_path: Path) -> None:
    assert "no longer" not in run(root).output
    assert not (tmp_path / "answers.db").exists()


def test_a_course_that_the_app_does_not_serve_is_not_held_against_its_attempts(
    root: Path, store: Store, tmp_path: Path
) -> None:
    other = save(tmp_path / "other", course_files())
    rename(other, "id: refuser", "id: refused")

    assert "no longer" not in run(other).output


def test_a_database_that_cannot_be_read_is_said_not_to_be_looked_at(root: Path) -> None:
    Path(settings().database_url.removeprefix("sqlite:///")).write_bytes(b"no database" * 99)

    result = run(root)

    assert "was not checked" in result.stdout
    assert result.exit_code == 0
