"""`sourcebook serve`: the app, from a checkout or from an installed package."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from sourcebook.settings import APP


def serve_command(
    folder: Annotated[
        Path | None,
        typer.Argument(
            envvar="SOURCEBOOK_COURSE",
            help="The folder with lessons, quizzes and seeds; else the course that comes along.",
            exists=True,
            file_okay=False,
        ),
    ] = None,
    port: Annotated[
        int,
        typer.Option(
            envvar="STREAMLIT_SERVER_PORT", min=1, max=65535, help="The port to listen on."
        ),
    ] = 8501,
    address: Annotated[
        str,
        typer.Option(
            envvar="STREAMLIT_SERVER_ADDRESS",
            help="The address to listen on; 0.0.0.0 lets others reach the app.",
        ),
    ] = "127.0.0.1",
    path: Annotated[
        str,
        typer.Option(
            envvar="STREAMLIT_SERVER_BASE_URL_PATH",
            help="The path of the app on its host, such as course101; else it has the whole host.",
        ),
    ] = "",
) -> None:
    """Start the app, with this course or the one in a folder.

    Data are kept in the folder 'data', or where SOURCEBOOK_DATA says.
    """
    course = {"SOURCEBOOK_COURSE": str(folder.resolve())} if folder else {}
    options = ["--server.port", str(port), "--server.address", address]
    options += ["--server.baseUrlPath", path] if path else []
    command = [sys.executable, "-m", "streamlit", "run", str(APP), *options]
    # Streamlit takes the place of this process, so that one signal ends the app.
    os.execve(sys.executable, command, {**os.environ, **course})  # noqa: S606  # No shell is meant.
