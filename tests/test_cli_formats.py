"""`sourcebook export` and `sourcebook import`, from the course to a file and back."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sourcebook.__main__ import app
from sourcebook.content.authoring.quiz_edits import item_blocks
from sourcebook.formats.registry import FORMATS
from tests.builders import course_files, save
from tests.test_cli import unboxed


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course."""
    return save(tmp_path / "course", course_files())


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def quiz_id(root: Path) -> str:
    """The id of the one quiz of the small course."""
    [file] = sorted((root / "quizzes").glob("*.yaml"))[:1]
    return file.read_text("utf-8").partition("id: ")[2].split()[0]


@pytest.mark.parametrize("name", FORMATS)
def test_a_quiz_is_written_in_each_format(root: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"quiz{FORMATS[name].suffix}"

    result = run("export", quiz_id(root), "--to", name, "--course", root, "--output", path)

    assert result.exit_code == 0, result.output
    assert path.stat().st_size > 100


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.is_read])
def test_what_was_exported_is_imported_as_a_draft(root: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"quiz{FORMATS[name].suffix}"
    run("export", quiz_id(root), "--to", name, "--course", root, "--output", path)

    result = run("import", path, "--quiz", "brought-back")

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("# yaml-language-server")
    assert item_blocks(result.stdout)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no-such-quiz", "--to", "gift"), "There is no quiz 'no-such-quiz'."),
        (("QUIZ", "--to", "word"), "There is no format 'word'."),
    ],
)
def test_what_is_not_there_is_named(root: Path, arguments: tuple[str, ...], said: str) -> None:
    named = [quiz_id(root) if each == "QUIZ" else each for each in arguments]

    result = run("export", *named, "--course", root)

    assert result.exit_code == 2
    assert said in unboxed(result)


def test_a_file_that_is_there_is_not_overwritten(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "quiz.txt"
    path.write_text("mine", "utf-8")

    result = run("export", quiz_id(root), "--to", "gift", "--course", root, "--output", path)

    assert result.exit_code == 2
    assert path.read_text("utf-8") == "mine"
