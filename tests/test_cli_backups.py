"""`sourcebook backup` and `sourcebook restore` as the person who runs a site uses them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sourcebook.__main__ import app
from sourcebook.settings import settings
from sourcebook.store import Store
from tests.store.builders import ANI, start


@pytest.fixture(autouse=True)
def _own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SOURCEBOOK_DATABASE_URL", f"sqlite:///{tmp_path}/data/answers.db")
    settings.cache_clear()
    yield
    settings.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def words(said: str) -> str:
    """What was said in one line, without the frame that is drawn round an error."""
    return " ".join(said.replace("│", " ").split())


def test_a_backup_and_the_way_back(tmp_path: Path) -> None:
    store, target = Store.open(settings().database_url), tmp_path / "monday.db"
    start(store)

    made = run("backup", str(target))
    store.learners.delete(ANI)
    back = run("restore", str(target))

    assert (made.exit_code, back.exit_code) == (0, 0)
    assert made.stdout == (
        f"'{target}' holds all that was kept until now ({target.stat().st_size / 1e6:.1f} MB). "
        "Keep it where only you can read it.\n"
    )
    shown, aside = back.stdout.splitlines()
    assert shown.startswith(f"1 learner and 1 attempt of '{target}' are in use now. ")
    assert f"What was there before is in '{tmp_path}/data/answers.before-restore-" in aside
    assert len(store.attempts.of_learner(ANI)) == 1
    store.close()


def test_a_backup_refuses_a_file_that_exists(tmp_path: Path) -> None:
    Store.open(settings().database_url).close()
    target = tmp_path / "m.db"
    target.write_text("Precious.")

    refused = run("backup", str(target))

    assert refused.exit_code == 2
    assert "exists already. Name a new file." in words(refused.stderr)
    assert target.read_text() == "Precious."


def test_a_restore_of_a_file_that_is_not_there_says_so() -> None:
    refused = run("restore", "m.db")

    assert refused.exit_code == 2
    assert "There is no file 'm.db'." in words(refused.stderr)
