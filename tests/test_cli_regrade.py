"""`sourcebook regrade` after a teacher corrected an item that learners have answered."""

import random
import re
import shlex
from collections.abc import Iterator, Mapping
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
CHANGED = "refuser: changed since: the answers or the feedback.\n"
ANI_DID = "no name, no. 1, attempt of 2022-11-23: chose"
PUTIN_GAINS = (
    f"  gains: {ANI_DID} 'Putin'; score 0; now 1\n"
    "  1 gain, 0 would lose and keep theirs, 0 unchanged, 0 unknown.\n"
)
NONE_SCORED = "no scores raised, no scores lowered, no scores unchanged.\n"
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
    attempt = store.attempts.start(learner, quiz, now=SUMMIT_DAY, rng=random.Random(1))
    response = Choice(option=option_id(quiz.items[0], chosen))
    return store.attempts.answer(learner, attempt.id, 0, response, now=SUMMIT_DAY)


def finished(root: Path, store: Store, chosen: str, *, learner: str = ANI) -> Attempt:
    attempt = begun(root, store, chosen, learner=learner)
    return store.attempts.finish(learner, attempt.id, now=SUMMIT_DAY)


def score(store: Store, attempt: Attempt) -> int:
    """The score of the first item as it is on disk, in whole points."""
    now = store.attempts.one(attempt.learner_id, attempt.id)
    assert now
    return int(earned_at(now, 0))


REWORDED = {"text: Putin": "text: Vladimir Putin", "key: Pashinyan": "key: Nikol Pashinyan"}


def replace(root: Path, changes: Mapping[str, str]) -> None:
    """Change texts in the quiz as it is on the disk."""
    text = (root / QUIZ).read_text("utf-8")
    for before, now in changes.items():
        text = text.replace(before, now)
    save(root, {QUIZ: text.encode()})


def make_putin_right(root: Path, right: str = "Putin", wrong: str = "Pashinyan") -> None:
    replace(root, {f"text: {right}": f"text: {wrong}", f"key: {wrong}": f"key: {right}"})


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

    assert (
        result.stdout
        == f"{CHANGED}{PUTIN_GAINS}1 score raised, no scores lowered, no scores unchanged.\n"
    )
    assert (result.stderr, result.exit_code) == ("", 0)
    assert score(store, attempt) == 1


def test_a_second_run_has_nothing_left_to_do(root: Path, store: Store) -> None:
    attempt = finished(root, store, "Putin")
    make_putin_right(root)
    run("yerevan-quiz")

    result = run("yerevan-quiz")

    assert result.stdout == f"{NOTHING_TO_DO}{NONE_SCORED}"
    assert result.exit_code == 0
    assert score(store, attempt) == 1


def test_a_score_falls_only_when_that_is_asked_for(root: Path, store: Store) -> None:
    attempt = finished(root, store, "Pashinyan")
    make_putin_right(root)
    chosen = f"{ANI_DID} 'Pashinyan'; score 1; now 0\n"

    kept = run("yerevan-quiz")
    after_the_first = score(store, attempt)
    lowered = run("yerevan-quiz", "--lower")

    assert f"  would lose, and keeps: {chosen}" in kept.stdout
    assert after_the_first == 1
    assert f"  loses: {chosen}" in lowered.stdout
    assert kept.stdout.endswith("no scores raised, no scores lowered, 1 score unchanged.\n")
    assert lowered.stdout.endswith("no scores raised, 1 score lowered, no scores unchanged.\n")
    assert score(store, attempt) == 0
    assert (kept.exit_code, lowered.exit_code) == (0, 0)


def test_a_dry_run_that_might_lower_changes_nothing_either(root: Path, store: Store) -> None:
    attempt = finished(root, store, "Pashinyan")
    make_putin_right(root)

    result = run("yerevan-quiz", "--lower", "--dry-run")

    assert f"  loses: {ANI_DID}" in result.stdout
    assert score(store, attempt) == 1


def test_one_learner_gains_while_another_keeps_what_she_had(root: Path, store: Store) -> None:
    gains = finished(root, store, "Putin")
    keeps = finished(root, store, "Pashinyan", learner=BARIS)
    make_putin_right(root)

    result = run("yerevan-quiz")

    assert result.stdout.endswith("1 score raised, no scores lowered, 1 score unchanged.\n")
    assert (score(store, gains), score(store, keeps)) == (1, 1)


def test_an_attempt_that_is_not_finished_is_left_alone(root: Path, store: Store) -> None:
    attempt = begun(root, store, "Putin")
    make_putin_right(root)

    result = run("yerevan-quiz")

    assert result.stdout == f"{NOTHING_TO_DO}{NONE_SCORED}"
    assert score(store, attempt) == 0


def test_the_only_option_that_changed_is_the_same_one_reworded(root: Path, store: Store) -> None:
    finished(root, store, "Putin")
    replace(root, {"text: Putin": "text: Vladimir Putin"})

    result = run("yerevan-quiz", "--dry-run")

    assert result.stdout == (
        f"{CHANGED}  'Putin' is 'Vladimir Putin' now: the only ones left. If another option took "
        "its place, add --pair refuser:Putin=.\n"
        "  0 gain, 0 would lose and keep theirs, 1 unchanged, 0 unknown.\n"
        "Nothing was changed (--dry-run).\n"
    )
    assert result.exit_code == 0


def test_options_of_which_nobody_can_tell_are_named_with_what_to_add(
    root: Path, store: Store
) -> None:
    attempt = finished(root, store, "Putin")
    replace(root, REWORDED)

    result = run("yerevan-quiz", "--dry-run")

    assert result.stdout == (
        f"{CHANGED}  is unknown: {ANI_DID} 'Putin'; score 0; was this option reworded or "
        "replaced?\n  0 gain, 0 would lose and keep theirs, 0 unchanged, 1 unknown.\n"
        "  Say of each of these texts what became of it, and run the command again.\n"
        "    reworded: --pair 'refuser:Pashinyan=Nikol Pashinyan'\n"
        "    no longer offered: --pair refuser:Pashinyan=\n"
        "    reworded: --pair 'refuser:Putin=Vladimir Putin'\n"
        "    no longer offered: --pair refuser:Putin=\n"
        "    the texts that are new: 'Nikol Pashinyan', 'Vladimir Putin'\n"
        "Nothing was changed (--dry-run).\n"
    )
    assert "1 answer still unknown" in result.stderr
    assert result.exit_code == 1
    assert score(store, attempt) == 0


def test_what_the_dry_run_printed_can_be_copied_and_gives_the_gains(
    root: Path, store: Store
) -> None:
    """One word changed in the key and in a distractor, then the other option made the key."""
    gains, loses = finished(root, store, "Putin"), finished(root, store, "Pashinyan", learner=BARIS)
    replace(root, REWORDED)
    make_putin_right(root, "Vladimir Putin", "Nikol Pashinyan")
    printed = run("yerevan-quiz", "--dry-run").stdout
    pairs = shlex.split(" ".join(re.findall("reworded: (.*)", printed)))

    result = run("yerevan-quiz", *pairs)

    assert "  'Putin' is 'Vladimir Putin' now: as you say.\n" in result.stdout
    assert result.stdout.endswith("1 score raised, no scores lowered, 1 score unchanged.\n")
    assert result.exit_code == 0
    assert (score(store, gains), score(store, loses)) == (1, 1)


def test_an_option_that_is_said_to_be_gone_leaves_its_answers_alone(
    root: Path, store: Store
) -> None:
    attempt = finished(root, store, "Putin")
    replace(root, {"text: Putin": "text: Tokayev"})

    result = run("yerevan-quiz", "--pair", "refuser:Putin=")

    assert "  keeps: no name, no. 1" in result.stdout
    assert result.exit_code == 0
    assert score(store, attempt) == 0


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ("refusal:Putin=Tokayev", "the quiz has no item 'refusal'"),
        ("refuser:Aliyev=Tokayev", "no such pair of texts. Before: "),
        ("refuser:Putin", "Write 'item:text before=text now'"),
    ],
)
def test_a_pair_that_is_not_there_is_refused(
    root: Path, store: Store, pair: str, expected: str
) -> None:
    finished(root, store, "Putin")

    result = run("yerevan-quiz", "--pair", pair)

    assert expected in unboxed(result)
    assert (result.stdout, result.exit_code) == ("", 2)


def test_a_learner_is_named_as_at_the_desk(root: Path, store: Store) -> None:
    finished(root, store, "Putin")
    store.learners.rename(ANI, "Ani")
    make_putin_right(root)

    result = run("yerevan-quiz", "--dry-run")

    assert "  gains: Ani, no. 1, attempt of 2022-11-23: chose 'Putin'" in result.stdout


def test_a_quiz_that_nobody_has_taken_has_nothing_to_score(root: Path) -> None:
    result = run("yerevan-quiz")

    assert result.stdout == f"{NOTHING_TO_DO}{NONE_SCORED}"
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


@pytest.mark.parametrize(
    "faulty",
    [
        {"quizzes/05-next.yaml": b"id: next"},
        {"lessons/05-next.md": b"# No front matter"},
        {QUIZ: course_files()[QUIZ].replace(b"Who left", b"Who has not signed and left")},
    ],
    ids=["another quiz", "a lesson", "a rule of style or evidence"],
)
def test_faults_that_leave_the_answers_clear_do_not_stop_a_correction(
    root: Path, store: Store, faulty: Mapping[str, bytes]
) -> None:
    attempt = finished(root, store, "Putin")
    save(root, faulty)
    make_putin_right(root)

    result = run("yerevan-quiz")

    assert result.exit_code == 0
    assert score(store, attempt) == 1


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("    key: Pashinyan", "    keey: Pashinyan", "there is no field 'keey' here"),
        ("text: Putin", "text: pashinyan", "'pashinyan' reads like"),
        ("title:", "title", "quizzes/04-yerevan-summit.yaml"),
    ],
)
def test_a_quiz_whose_answers_cannot_be_scored_is_refused_with_its_faults(
    root: Path, store: Store, before: str, now: str, expected: str
) -> None:
    attempt = finished(root, store, "Putin")
    replace(root, {before: now})

    result = run("yerevan-quiz")

    assert expected in result.stderr
    assert "Answers to 'yerevan-quiz' cannot be scored" in unboxed(result)
    assert (result.stdout, result.exit_code) == ("", 2)
    assert score(store, attempt) == 0


def test_a_quiz_that_shares_an_item_id_with_another_is_refused(root: Path, store: Store) -> None:
    finished(root, store, "Putin")
    copy = course_files()[QUIZ].replace(b"id: yerevan-quiz", b"id: second-quiz")
    save(root, {"quizzes/05-next.yaml": copy})

    result = run("yerevan-quiz")

    assert "'refuser' is already used at quizzes/04-yerevan-summit.yaml" in result.stderr
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SOURCEBOOK_COURSE", "nowhere", "There is no course in 'nowhere'."),
        ("SOURCEBOOK_DATABASE_URL", "answers", "SOURCEBOOK_DATABASE_URL is not a database"),
        ("SOURCEBOOK_DATABASE_URL", "mysql://school", "'mysql' is not supported"),
        ("SOURCEBOOK_ORIGINALS", "nowhere", "There is no folder 'nowhere' with originals."),
    ],
)
def test_a_setting_that_leads_nowhere_ends_with_status_2(
    root: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(name, value)
    settings.cache_clear()

    result = run("yerevan-quiz")

    assert expected in unboxed(result)
    assert (result.stdout, result.exit_code) == ("", 2)


def test_a_run_without_a_quiz_ends_with_status_2() -> None:
    assert run().exit_code == 2
