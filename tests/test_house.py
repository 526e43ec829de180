"""The house in order: exact versions of all it needs, and the course without a fault.

The linters are run by `.ci/run`, so that a new release of one fails nobody's tests.
"""

import json
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf-8")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_each_dependency_has_one_exact_version_within_its_range() -> None:
    """For each Python and system; where the versions differ, markers tell them apart."""
    ours = [*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())]
    wanted = [each for each in map(Requirement, ours) if each.name != PROJECT["name"]]

    pinned = [Requirement(line) for line in CONSTRAINTS.splitlines()]

    assert {each.operator for one in pinned for each in one.specifier} == {"=="}
    for each in wanted:
        versions = [
            next(iter(one.specifier)).version
            for one in pinned
            if canonicalize_name(one.name) == canonicalize_name(each.name)
        ]
        assert versions, f"{each.name} is not in constraints.txt"
        assert list(each.specifier.filter(versions)) == versions


def test_the_versions_name_no_place_to_take_them_from() -> None:
    assert not re.search(r"://|@|--|index", CONSTRAINTS)


def test_the_course_has_no_fault(articles: Path | None) -> None:
    named = ["--originals", str(articles)] if articles else []

    done = run(sys.executable, "-m", "sourcebook", "check", "--format", "json", *named)

    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout) == []
    assert ("Not checked" in done.stderr) is (articles is None)


def test_the_articles_themselves_are_not_in_the_repository() -> None:
    tracked = run("git", "ls-files").stdout.splitlines()

    assert not [name for name in tracked if name.startswith("seeds/originals/")]
    assert not [name for name in tracked if name.endswith(".txt") and name != "constraints.txt"]
