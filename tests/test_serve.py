"""`sourcebook serve`: which course the app shows, and where it listens."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from sourcebook.__main__ import app

ROOT = Path(__file__).resolve().parents[1]


class Started(NamedTuple):
    """The program that takes the place of `sourcebook serve`."""

    program: str
    command: list[str]
    environment: dict[str, str]


Serve = Callable[..., Started]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """`sourcebook serve` with these arguments, without any setting of this machine."""
    started: list[Started] = []
    monkeypatch.setattr(os, "execve", lambda *given: started.append(Started(*given)))
    monkeypatch.delenv("SOURCEBOOK_COURSE", raising=False)
    for name in ("PORT", "ADDRESS", "BASE_URL_PATH"):
        monkeypatch.delenv(f"STREAMLIT_SERVER_{name}", raising=False)

    def run(*arguments: str) -> Started:
        done = CliRunner().invoke(app, ["serve", *arguments])
        assert done.exit_code == 0, done.output
        return started[-1]

    return run


def test_without_a_folder_streamlit_runs_the_app_on_this_machine_only(serve: Serve) -> None:
    started = serve()

    where = ["--server.port", "8501", "--server.address", "127.0.0.1"]
    assert started.command[1:] == ["-m", "streamlit", "run", str(ROOT / "app.py"), *where]
    assert "SOURCEBOOK_COURSE" not in started.environment


def test_a_folder_is_the_course_wherever_the_app_looks_for_it(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lamp").mkdir()
    monkeypatch.chdir(tmp_path)

    assert serve("lamp").environment["SOURCEBOOK_COURSE"] == str(tmp_path / "lamp")


def test_a_folder_comes_before_the_course_that_the_setting_names(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCEBOOK_COURSE", str(ROOT))

    assert serve().environment["SOURCEBOOK_COURSE"] == str(ROOT)
    assert serve(str(tmp_path)).environment["SOURCEBOOK_COURSE"] == str(tmp_path)


def test_streamlits_own_settings_say_where_the_app_listens(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "9000")
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "0.0.0.0")

    assert serve().command[-4:] == ["--server.port", "9000", "--server.address", "0.0.0.0"]
    assert serve("--port", "9001").command[-3] == "9001"


def test_the_app_can_have_a_path_on_its_host(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    assert serve("--path", "course101").command[-2:] == ["--server.baseUrlPath", "course101"]

    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "course102")
    assert serve().command[-2:] == ["--server.baseUrlPath", "course102"]


@pytest.mark.usefixtures("serve")
def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["serve", str(tmp_path / "none")])

    assert done.exit_code == 2
