"""The package as it is installed, without a checkout: its commands, and the app that it serves."""

import json
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from urllib.error import URLError
from urllib.request import Request, urlopen
from venv import EnvBuilder
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the wheel of this project and what it depends on, and no checkout."""
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps"]
    subprocess.run(
        [*build, "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)], check=True
    )
    EnvBuilder(with_pip=False).create(folder / "env")
    names = {"base": str(folder / "env"), "platbase": str(folder / "env")}
    packages = Path(sysconfig.get_path("purelib", vars=names))
    (wheel,) = folder.glob("*.whl")
    ZipFile(wheel).extractall(packages)
    # Python does not read the .pth files in this folder, so the checkout is not found by them.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return Path(sysconfig.get_path("scripts", vars=names)) / "python"


@contextmanager
def served(python: Path, folder: Path) -> Iterator[str]:
    """The address of the app, started in a folder by `sourcebook serve`."""
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [str(python), "-m", "sourcebook", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=folder, env={}, stdout=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def answer(address: str) -> str:
    """What the app answers there, once it is up."""
    for _ in range(600):
        try:
            with urlopen(Request(address, headers={"Accept": "text/html"})) as reply:
                return str(reply.read().decode())
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer.")


def test_sourcebook_serve_starts_the_app_with_its_own_course(python: Path, tmp_path: Path) -> None:
    with served(python, tmp_path) as address:
        health = json.loads(answer(f"{address}/healthz"))
        page = answer(address)
        client = json.loads(answer(f"{address}/_stcore/host-config"))

    assert health["status"] == "ok"
    assert "<title>The course · Sourcebook</title>" in page
    assert client["allowedOrigins"] == [], "The settings of .streamlit/config.toml do not hold."
    assert (tmp_path / "data" / "sourcebook.db").exists()


def test_the_commands_work_without_a_checkout(python: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        command = [str(python), "-m", "sourcebook", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env={}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("new", "course", "mine")

    assert run("check", "mine").startswith("no errors, no warnings.")
    assert run("check", "--explain", "longest-key").startswith("## longest-key")


def test_the_wheel_has_all_files_of_the_course_and_no_article(python: Path) -> None:
    (course,) = python.parents[1].rglob("installed/course")

    packed = {each.relative_to(course).as_posix() for each in course.rglob("*") if each.is_file()}

    listed = subprocess.run(
        ["git", "ls-files", "lessons", "plans", "quizzes", "seeds"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert _without_schemas(packed) == _without_schemas(listed.stdout.split())


def _without_schemas(paths: Iterable[str]) -> set[str]:
    return {each for each in paths if not each.endswith(".schema.json")}
