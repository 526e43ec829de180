"""The list of commands: complete, in the commands' own words, and quick to import."""

import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from sourcebook.__main__ import COMMANDS, Commands, app

ROOT = Path(__file__).resolve().parents[1]
SLOW = ("pandas", "sqlalchemy", "alembic", "openpyxl", "streamlit")


def imported_by(*arguments: str, empty: Path) -> list[str]:
    """Which slow libraries a command has imported when it ends, in a process of its own."""
    code = (
        "import sys; from sourcebook.__main__ import app\n"
        f"try: app({list(arguments)!r})\n"
        f"except SystemExit: print('imported:', *[m for m in {SLOW!r} if m in sys.modules])"
    )
    env = {"SOURCEBOOK_DATA": str(empty), "PATH": "", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    return done.stdout.rpartition("imported:")[2].split()


@pytest.mark.parametrize("arguments", [("--help",), ("check", str(ROOT)), ("fix", "--help")])
def test_a_command_imports_no_library_that_it_does_not_need(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    assert imported_by(*arguments, empty=tmp_path) == []


def test_the_probe_finds_what_is_imported(tmp_path: Path) -> None:
    assert "sqlalchemy" in imported_by("class", "list", empty=tmp_path)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_has_the_first_sentence_of_each_commands_help(name: str) -> None:
    group = get_command(app)
    assert isinstance(group, Commands)

    command = group.get_command(typer.Context(group), name)

    assert command is not None
    assert " ".join((command.help or "").split("\n\n")[0].split()) == COMMANDS[name].help
