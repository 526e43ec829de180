"""The command line: `sourcebook check`, also as `python -m sourcebook check`."""

import typer

from sourcebook.commands import (
    backups,
    classes,
    course,
    demo,
    fix,
    new,
    questions,
    regrade,
    report,
    schema,
    teacher,
)

app = typer.Typer(
    name="sourcebook", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


@app.callback()
def main() -> None:
    """Tools for those who write the course and those who teach it."""


app.command(name="check")(course.check_command)
app.command(name="coverage")(course.coverage_command)
app.command(name="regrade")(regrade.regrade_command)
app.command(name="report")(report.report_command)
app.command(name="demo")(demo.demo_command)
app.command(name="fix")(fix.fix_command)
app.command(name="import-questions")(questions.import_questions_command)
app.command(name="backup")(backups.backup_command)
app.command(name="restore")(backups.restore_command)
app.command(name="schema")(schema.schema_command)
app.add_typer(new.app, name="new")
app.add_typer(classes.app, name="class")
app.add_typer(teacher.app, name="teacher")

if __name__ == "__main__":
    app(prog_name="sourcebook")
