"""The command line: `sourcebook check`, also as `python -m sourcebook check`.

The module of a command is imported when the command is used, so that each starts quickly.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command


class Entry(NamedTuple):
    """Where a command is, in `sourcebook.commands`, and the first sentence of its help."""

    module: str
    attribute: str
    help: str

    def load(self) -> typer.Typer | Callable[..., None]:
        """The command's function, or the group that it is."""
        module = import_module(f"sourcebook.commands.{self.module}")
        found: typer.Typer | Callable[..., None] = getattr(module, self.attribute)
        return found


COMMANDS = {
    "check": Entry(
        "check",
        "check_command",
        "Name every fault of every lesson, quiz and source, with file, line and column.",
    ),
    "coverage": Entry(
        "check",
        "coverage_command",
        "Print what uses which passage, what assesses which objective, and whose voice is heard.",
    ),
    "regrade": Entry(
        "regrade",
        "regrade_command",
        "Score finished attempts again by the items of a quiz as they are now.",
    ),
    "report": Entry(
        "item_report",
        "report_command",
        "Print how hard the items of a quiz are, how reliable it is, and what to change.",
    ),
    "demo": Entry(
        "demo",
        "demo_command",
        "Fill a database of its own with invented learners, so that every page shows something.",
    ),
    "fix": Entry(
        "fix",
        "fix_command",
        "Correct misspelt ids and quotations that have exactly one near match.",
    ),
    "import": Entry(
        "import_file",
        "import_command",
        "Make a file of questions into the draft of a quiz that names what is missing.",
    ),
    "export": Entry(
        "export",
        "export_command",
        "Write a quiz as a file for another program, or for paper.",
    ),
    "backup": Entry(
        "backup",
        "backup_command",
        "Write everything that the database holds to a new file, also while the app runs.",
    ),
    "restore": Entry(
        "backup",
        "restore_command",
        "Put a backup in the place of what the database holds, also while the app runs.",
    ),
    "migrate": Entry(
        "migrate",
        "migrate_command",
        "Copy everything from one database to an empty one, such as from SQLite to PostgreSQL.",
    ),
    "schema": Entry(
        "export_schema",
        "schema_command",
        "Write the schemas by which editors complete and check quizzes and seeds.",
    ),
    "serve": Entry(
        "serve", "serve_command", "Start the app, with this course or the one in a folder."
    ),
    "new": Entry("new", "app", "Start a course, a quiz, a lesson, a plan or a source."),
    "class": Entry("class_codes", "app", "Classes that learners join by a link or a code."),
    "teacher": Entry("teacher", "app", "The door of the teacher's desk."),
}


class Commands(TyperGroup):
    """All commands by name; listing them imports none of their modules.

    Typer has a copy of click of its own, whose types it does not export: hence the ignores.
    """

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(  # type: ignore[override]
        self, ctx: typer.Context, cmd_name: str
    ) -> TyperCommand | TyperGroup | None:
        """The command with this name, or None."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        loaded = entry.load()
        if not isinstance(loaded, typer.Typer):
            alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
            alone.command(name=cmd_name)(loaded)
            loaded = alone
        command = get_command(loaded)
        command.name = cmd_name
        return command  # type: ignore[return-value]

    def format_help(self, *arguments: Any, **named: Any) -> None:
        """Print the help with the sentence of each command."""
        listed = TyperGroup(
            name=self.name,
            help=self.help,
            params=self.params,
            commands=[TyperCommand(name, help=each.help) for name, each in COMMANDS.items()],
            rich_markup_mode=self.rich_markup_mode,
        )
        listed.format_help(*arguments, **named)


app = typer.Typer(
    name="sourcebook",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def main() -> None:
    """Tools for those who write the course and those who teach it."""


if __name__ == "__main__":
    app(prog_name="sourcebook")
