"""Arguments and options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

CourseRoot = Annotated[
    Path,
    typer.Argument(
        envvar="SOURCEBOOK_COURSE",
        help="The folder with lessons, quizzes and seeds; this folder if not named.",
        show_default=False,
    ),
]
CourseOption = Annotated[
    Path,
    typer.Option(
        "--course",
        envvar="SOURCEBOOK_COURSE",
        help="The folder with lessons, quizzes and seeds; this folder if not named.",
        show_default=False,
    ),
]
Originals = Annotated[
    str | None,
    typer.Option(
        envvar="SOURCEBOOK_ORIGINALS",
        help="The folder with the articles themselves; seeds/originals if not named.",
    ),
]
QuizId = Annotated[str, typer.Argument(metavar="QUIZ", help="The id of a quiz.")]
