"""The container file: what it copies exists and suffices, and what it starts works.

No image is built here, because that needs a service and the internet.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.browser.conftest import reserved_port
from tests.deploy.running import INSTALLED, ROOT, environment, started, text_of

STEPS = [line.split(maxsplit=1) for line in text_of("Containerfile").splitlines() if line.strip()]


def steps(kind: str) -> list[str]:
    """What stands after each step of a kind."""
    return [rest for word, rest in STEPS if word == kind]


def listed(text: str) -> list[str]:
    """The command in a step, which is a list of words."""
    words: list[str] = json.loads(text[text.index("[") :])
    return words


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built of nothing but what the first stage copies, with an article in it."""
    folder = tmp_path_factory.mktemp("stage")
    for step in steps("COPY")[:-1]:
        *sources, target = step.split()
        for name in sources:
            source, place = ROOT / name, folder / (name if target == "./" else target)
            place.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, place)
    articles = folder / "seeds" / "originals"
    articles.mkdir(exist_ok=True)
    (articles / "s1.txt").write_text("An article.", "utf-8")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps"]
    subprocess.run(
        [*build, "--no-build-isolation", "--wheel-dir", str(folder), str(folder)], check=True
    )
    (made,) = folder.glob("*.whl")
    return made


def test_each_step_is_known() -> None:
    known = {"#", "FROM", "WORKDIR", "COPY", "RUN", "USER", "ENV", "VOLUME", "EXPOSE"}

    assert {word for word, _ in STEPS} == known | {"HEALTHCHECK", "CMD"}
    assert steps("COPY")[-1] == "--from=build /opt/sourcebook /opt/sourcebook"


def test_nothing_runs_as_root() -> None:
    kinds = [word for word, _ in STEPS]

    assert steps("USER") == ["sourcebook"]
    assert kinds.index("USER") < kinds.index("CMD")
    assert "useradd --system --uid 10001 sourcebook" in steps("RUN")[-1]


def test_the_image_has_the_python_and_the_versions_of_the_tests() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    (least,) = re.findall(r'requires-python = ">=([\d.]+)"', project)

    assert {each.split()[0] for each in steps("FROM")} == {f"docker.io/library/python:{least}-slim"}
    assert '".[postgres]" -c constraints.txt' in steps("RUN")[1]


def test_the_articles_do_not_get_into_the_image(wheel: Path) -> None:
    assert [name for name in ZipFile(wheel).namelist() if "originals" in name.split("/")] == []


def test_what_is_copied_suffices_and_the_app_starts_and_is_found_healthy(
    wheel: Path, tmp_path: Path
) -> None:
    port, packages = reserved_port(), tmp_path / "packages"
    ZipFile(wheel).extractall(packages)
    program, *arguments = listed(steps("CMD")[0])
    assert program == f"{INSTALLED}sourcebook"
    look = listed(steps("HEALTHCHECK")[0])
    look = [sys.executable, look[1], look[2].replace(":8501/", f":{port}/")]
    own = environment(
        PYTHONPATH=str(packages),
        SOURCEBOOK_DATA=str(tmp_path / "data"),
        STREAMLIT_SERVER_PORT=str(port),
    )
    command = [sys.executable, "-m", "sourcebook", *arguments]

    with started(command, port, own, tmp_path):
        healthy = subprocess.run(look, capture_output=True)
    ended = subprocess.run(look, capture_output=True)

    assert (healthy.returncode, ended.returncode) == (0, 1), healthy.stderr
