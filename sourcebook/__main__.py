"""The command line: `sourcebook check`, also as `python -m sourcebook check`."""

import typer

from sourcebook.commands import (
    backup,
    check,
    class_codes,
    demo,
    export_schema,
    fix,
    import_questions,
    item_report,
    new,
    regrade,
    teacher,
)

app = typer.Typer(
    name="sourcebook", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


@app.callback()
def main() -> None:
    """Tools for those who write the course and those who teach it."""


app.command(name="check")(check.check_command)
app.command(name="coverage")(check.coverage_command)
app.command(name="regrade")(regrade.regrade_command)
app.command(name="report")(item_report.report_command)
app.command(name="demo")(demo.demo_command)
app.command(name="fix")(fix.fix_command)
app.command(name="import-questions")(import_questions.import_questions_command)
app.command(name="backup")(backup.backup_command)
app.command(name="restore")(backup.restore_command)
app.command(name="schema")(export_schema.schema_command)
app.add_typer(new.app, name="new")
app.add_typer(class_codes.app, name="class")
app.add_typer(teacher.app, name="teacher")

if __name__ == "__main__":
    app(prog_name="sourcebook")
