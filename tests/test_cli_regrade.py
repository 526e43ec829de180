"""`sourcebook regrade` as a teacher runs it after mending an item that learners have answered."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sourcebook.__main__ import app
from sourcebook.content.checking import check, read_files
from sourcebook.delivery import earned_at
from sourcebook.model.attempts import Attempt, Choice
from sourcebook.settings import settings
from sourcebook.store import Store
from tests.builders import SUMMIT_DAY, course_files, option_id, save

QUIZ = "quizzes/04-yerevan-summit.yaml"
ANI, BARIS = "a" * 64, "b" * 64
CHANGED = "refuser: changed since: the answers or what is said to them.\n"
PUTIN_GAINS = "  gains: learner aaaaaaaa, attempt of 2022-11-23: chose 'Putin'; score 0; now 1\n"
NOTHING_TO_DO = "Every answer has the score that the present version of its item gives.\n"


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


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["regrade", *arguments])


def unboxed(result: Result) -> str:
    """What stands in the box that Typer draws round a message, on one line."""
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", result.stderr).split())


def begun(root: Path, store: Store, chosen: str, *, learner: str = ANI) -> Attempt:
    """An attempt at the quiz of the course in which the refuser was said to be this one."""
    course = check(read_files(root)).course
    assert course
    quiz = course.quizzes["yerevan-quiz"]
    attempt = store.start_attempt(learner, quiz, now=SUMMIT_DAY, rng=random.Random(1))
    response = Choice(option=option_id(quiz.items[0], chosen))
    return store.answer(learner, attempt.id, 0, response, now=SUMMIT_DAY)


def finished(root: Path, store: Store, chosen: str, *, learner: str = ANI) -> Attempt:
    attempt = begun(root, store, chosen, learner=learner)
    return store.finish(learner, attempt.id, now=SUMMIT_DAY)


def score(store: Store, attempt: Attempt) -> int:
    """The score of the first item as it is on disk, in whole points."""
    now = store.attempt(attempt.learner_id, attempt.id)
    assert now
    return int(earned_at(now, 0))


def make_putin_right(root: Path) -> None:
    text = course_files()[QUIZ].decode().replace("text: Putin", "text: Pashinyan")
    save(root, {QUIZ: text.replace("key: Pashinyan", "key: Putin").encode()})


def test_a_dry_run_says_who_gains_and_changes_nothing(root: Path, store: Store) -> None:
    attempt = finished(root, store, "Putin")
    make_putin_right(root)

    result = run("yerevan-quiz", "--dry-run")

    assert result.stdout == f"{CHANGED}{PUTIN_GAINS}Nothing was changed (--dry-run).\n"
    assert (result.stderr, result.exit_code) == ("", 0)
    assert score(store, attempt) == 0


def test_a_real_run_raises_the_score_and_says_so(root: Path, store: Store) -> None:
    attempt = finished(root, store, "Putin")
    make_putin_right(root)

    result = run("yerevan-quiz")

    assert result.stdout == f"{CHANGED}{PUTIN_GAINS}1 answer scored again.\n"
    assert (result.stderr, result.exit_code) == ("", 0)
    assert score(store, attempt) == 1


def test_a_second_run_has_nothing_left_to_do(root: Path, store: Store) -> None:
    attempt = finished(root, store, "Putin")
    make_putin_right(root)
    run("yerevan-quiz")

    result = run("yerevan-quiz")

    assert result.stdout == f"{NOTHING_TO_DO}no answers scored again.\n"
    assert result.exit_code == 0
    assert score(store, attempt) == 1


def test_a_score_falls_only_when_that_is_asked_for(root: Path, store: Store) -> None:
    attempt = finished(root, store, "Pashinyan")
    make_putin_right(root)
    chosen = "learner aaaaaaaa, attempt of 2022-11-23: chose 'Pashinyan'; score 1; now 0\n"

    kept = run("yerevan-quiz")
    after_the_first = score(store, attempt)
    lowered = run("yerevan-quiz", "--lower")

    assert f"  would lose, and keeps: {chosen}" in kept.stdout
    assert after_the_first == 1
    assert f"  loses: {chosen}1 answer scored again.\n" in lowered.stdout
    assert score(store, attempt) == 0
    assert (kept.exit_code, lowered.exit_code) == (0, 0)


def test_a_dry_run_that_might_lower_changes_nothing_either(root: Path, store: Store) -> None:
    attempt = finished(root, store, "Pashinyan")
    make_putin_right(root)

    result = run("yerevan-quiz", "--lower", "--dry-run")

    assert "  loses: learner aaaaaaaa" in result.stdout
    assert score(store, attempt) == 1


def test_one_learner_gains_while_another_keeps_what_she_had(root: Path, store: Store) -> None:
    gains = finished(root, store, "Putin")
    keeps = finished(root, store, "Pashinyan", learner=BARIS)
    make_putin_right(root)

    result = run("yerevan-quiz")

    assert result.stdout.endswith("2 answers scored again.\n")
    assert (score(store, gains), score(store, keeps)) == (1, 1)


def test_an_attempt_that_is_not_finished_is_left_alone(root: Path, store: Store) -> None:
    attempt = begun(root, store, "Putin")
    make_putin_right(root)

    result = run("yerevan-quiz")

    assert result.stdout == f"{NOTHING_TO_DO}no answers scored again.\n"
    assert score(store, attempt) == 0


def test_an_option_that_is_gone_is_named_and_its_score_stays(root: Path, store: Store) -> None:
    attempt = finished(root, store, "Putin")
    text = course_files()[QUIZ].decode().replace("text: Putin", "text: Tokayev")
    save(root, {QUIZ: text.encode()})

    result = run("yerevan-quiz")

    assert result.stdout == (
        f"{CHANGED}  cannot be told: learner aaaaaaaa, attempt of 2022-11-23: chose 'Putin'; "
        "score 0; this is no longer offered\nno answers scored again.\n"
    )
    assert result.exit_code == 0
    assert score(store, attempt) == 0


def test_a_quiz_that_nobody_has_taken_has_nothing_to_score(root: Path) -> None:
    result = run("yerevan-quiz")

    assert result.stdout == f"{NOTHING_TO_DO}no answers scored again.\n"
    assert result.exit_code == 0


def test_a_course_with_a_warning_is_good_enough(root: Path, store: Store) -> None:
    attempt = finished(root, store, "Putin")
    make_putin_right(root)
    text = (root / QUIZ).read_text("utf-8").replace(", feedback: It is no member.", "")
    save(root, {QUIZ: text.encode()})

    result = run("yerevan-quiz")

    assert result.exit_code == 0
    assert score(store, attempt) == 1


def test_a_misspelt_quiz_is_answered_with_the_nearest(root: Path, tmp_path: Path) -> None:
    result = run("yerevan-quizz")

    assert "There is no quiz 'yerevan-quizz'. Did you mean 'yerevan-quiz'?" in unboxed(result)
    assert (result.stdout, result.exit_code) == ("", 2)
    assert not (tmp_path / "answers.db").exists()


def test_a_quiz_like_no_other_is_said_not_to_be_there(root: Path) -> None:
    result = run("qqq")

    assert "There is no quiz 'qqq'." in unboxed(result)
    assert "Did you mean" not in unboxed(result)
    assert result.exit_code == 2


def test_a_course_with_faults_is_refused_and_nothing_is_changed(root: Path, store: Store) -> None:
    attempt = finished(root, store, "Putin")
    make_putin_right(root)
    save(root, {"quizzes/05-next.yaml": b"id: next"})

    result = run("yerevan-quiz")

    assert "The course has faults. Mend what 'sourcebook check' names." in unboxed(result)
    assert (result.stdout, result.exit_code) == ("", 2)
    assert score(store, attempt) == 0


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SOURCEBOOK_COURSE", "nowhere", "There is no course in 'nowhere'."),
        ("SOURCEBOOK_DATABASE_URL", "answers", "SOURCEBOOK_DATABASE_URL is not a database"),
        ("SOURCEBOOK_DATABASE_URL", "mysql://school", "'mysql' is not supported"),
        ("SOURCEBOOK_ORIGINALS", "nowhere", "There is no folder 'nowhere' with originals."),
    ],
)
def test_a_setting_that_leads_nowhere_ends_with_status_2(
    root: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    settings.cache_clear()

    result = run("yerevan-quiz")

    assert told in unboxed(result)
    assert (result.stdout, result.exit_code) == ("", 2)


def test_a_run_without_a_quiz_ends_with_status_2() -> None:
    assert run().exit_code == 2
