"""The house in order: format, lint, types, import layers, and the course without a fault."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", CHECKS)
def test_the_code_is_in_order(name: str) -> None:
    done = run(sys.executable, "-m", *CHECKS[name])

    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_run_downwards_only() -> None:
    done = run(str(Path(sys.executable).parent / "lint-imports"), "--no-cache")

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_course_has_no_fault(articles: Path | None) -> None:
    named = ["--originals", str(articles)] if articles else []

    done = run(sys.executable, "-m", "sourcebook", "check", *named)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("no errors, no warnings.")
    assert ("Not checked" in done.stdout) is (articles is None)


def test_the_articles_themselves_are_not_in_the_repository() -> None:
    tracked = run("git", "ls-files").stdout.splitlines()

    assert not [name for name in tracked if name.startswith("seeds/originals/")]
    assert not [name for name in tracked if name.endswith(".txt")]
