"""`sourcebook migrate` as the person who runs a site uses it, with invented classes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sourcebook.__main__ import app
from sourcebook.settings import settings
from sourcebook.store import Store
from tests.builders import course_files, save
from tests.store.every_table import all_rows


@pytest.fixture(autouse=True)
def _tiny_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SOURCEBOOK_COURSE", str(save(tmp_path / "course", course_files())))
    monkeypatch.setenv("SOURCEBOOK_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a database of six invented learners, which is the one in use."""
    assert run("demo", "--learners", "6").exit_code == 0
    url = f"sqlite:///{tmp_path}/data/demonstration.db"
    monkeypatch.setenv("SOURCEBOOK_DATABASE_URL", url)
    settings.cache_clear()
    return url


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def words(said: str) -> str:
    """What was said in one line, without the frame that is drawn round an error."""
    return " ".join(said.replace("│", " ").split())


def test_invented_classes_move_and_the_sums_are_printed(demo: str, empty_postgres: str) -> None:
    said = run("migrate", demo, empty_postgres)

    assert said.exit_code == 0, said.output
    lines = said.stdout.splitlines()
    assert lines[0].split() == ["table", "rows", "checksum"]
    counts = {line.split()[0]: line.split()[1] for line in lines[1:27]}
    assert (counts["classroom"], counts["learner"]) == ("2", "6")
    assert f"'{demo}' is as it was" in said.stdout
    assert all_rows(empty_postgres) == all_rows(demo)


def test_one_address_is_the_target_of_the_database_in_use(demo: str, tmp_path: Path) -> None:
    target = tmp_path / "new" / "sourcebook.db"

    said = run("migrate", f"sqlite:///{target}")

    assert said.exit_code == 0, said.output
    assert f"Set SOURCEBOOK_DATABASE_URL to its address and start the app. '{demo}'" in said.stdout
    assert target.exists()


def test_the_database_in_use_is_refused_while_the_app_runs(demo: str, empty_postgres: str) -> None:
    store = Store.open(demo)

    said = run("migrate", empty_postgres)

    store.close()
    assert said.exit_code == 2
    assert "Stop the app and every program that has the database open" in words(said.stderr)


def test_three_addresses_are_refused(demo: str) -> None:
    said = run("migrate", demo, demo, demo)

    assert said.exit_code == 2
    assert "Name two databases at the most: FROM and TO." in words(said.stderr)
