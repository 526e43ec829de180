"""`sourcebook check --watch`: a check at every save, until the keyboard interrupts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sourcebook.__main__ import app
from sourcebook.commands import file_watching
from tests.builders import course_files, save

QUIZ = "quizzes/04-yerevan-summit.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course root with the minimal course."""
    return save(tmp_path, course_files())


def pauses(*steps: Callable[[], object]) -> Callable[[], None]:
    """A pause in which one step after the other happens, and at last Ctrl-C."""
    left = iter(steps)

    def pause() -> None:
        step = next(left, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    return pause


def nothing() -> None:
    """Nobody saves anything."""


def seen(root: Path, *steps: Callable[[], object]) -> int:
    """How often something is done while these steps happen."""
    times: list[None] = []
    file_watching.watch(root, lambda: times.append(None), pause=pauses(*steps))
    return len(times)


def test_a_course_that_nobody_changes_is_checked_once(root: Path) -> None:
    assert seen(root, nothing, nothing) == 1


@pytest.mark.parametrize("path", [QUIZ, "seeds/s3.yaml", "lessons/05.md"])
def test_every_save_is_checked(root: Path, path: str) -> None:
    assert seen(root, lambda: save(root, {path: b"new"}), nothing) == 2


def test_a_file_that_is_gone_is_a_change(root: Path) -> None:
    assert seen(root, (root / QUIZ).unlink, nothing) == 2


def test_files_that_are_not_of_the_course_are_not_waited_for(root: Path) -> None:
    assert seen(root, lambda: save(root, {"quizzes/.#a.yaml": b"", "notes.txt": b""})) == 1


def test_a_folder_that_cannot_be_read_for_a_moment_is_looked_at_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = iter([(("a", 1, 1),), OSError(), (("a", 1, 1),), (("a", 2, 1),)])

    def stamp(_: Path) -> object:
        found = next(looks)
        if isinstance(found, OSError):
            raise found
        return found

    monkeypatch.setattr(file_watching, "stamp_of", stamp)

    assert seen(root, nothing, nothing, nothing) == 2


def test_the_command_prints_each_check_and_ends_quietly(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    untitled = course_files()[QUIZ].replace(b"title: The Yerevan summit", b'title: ""')
    steps = pauses(lambda: save(root, {QUIZ: untitled}), lambda: save(root, course_files()))
    monkeypatch.setattr(file_watching, "rest", steps)

    result = CliRunner().invoke(app, ["check", str(root), "--watch"])

    shown = [line for line in result.stdout.split("\n") if "error" in line or "Ctrl-C" in line]
    waiting = "Waiting for the next save. Ctrl-C ends."
    clean, broken = "no errors, no warnings.", "1 error, no warnings."
    assert shown == [clean, waiting, broken, waiting, clean, waiting]
    assert f"{QUIZ}:2:8: title: expected text, found nothing." in result.stdout
    assert (result.stderr, result.exit_code) == ("", 0)


def test_a_course_that_is_gone_meanwhile_is_said_and_waited_for(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move() -> None:
        for name in ("lessons", "quizzes", "seeds"):
            (root / name).rename(root / f"old-{name}")

    monkeypatch.setattr(file_watching, "rest", pauses(move))

    result = CliRunner().invoke(app, ["check", str(root), "--watch"])

    assert "There is no course in" in result.stdout
    assert result.exit_code == 0
