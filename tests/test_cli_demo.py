"""`sourcebook demo` as a teacher runs it before their first class."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sourcebook.__main__ import app
from sourcebook.settings import settings
from sourcebook.store import Store, hashed
from tests.builders import course_files, save

NOW = datetime(2022, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _tiny_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SOURCEBOOK_COURSE", str(save(tmp_path / "course", course_files())))
    monkeypatch.setenv("SOURCEBOOK_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    yield
    settings.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["demo", "--learners", "6", *arguments])


def test_a_database_of_its_own_is_filled_and_the_way_to_it_is_told(tmp_path: Path) -> None:
    said = run()

    url = f"sqlite:///{tmp_path}/data/demonstration.db"
    store = Store.open(url)
    rooms, marked = store.classes.all(), store.classes.has_demo()
    store.close()
    assert said.exit_code == 0, said.output
    assert said.stdout.startswith("6 invented learners in 2 classes, ")
    assert f"    SOURCEBOOK_DATABASE_URL={url} sourcebook serve\n" in said.stdout
    assert marked
    assert len(rooms) == 2


def test_the_file_may_be_named_and_made_again(tmp_path: Path) -> None:
    file = tmp_path / "look.db"

    first, second = run("--database", str(file)), run("--database", str(file), "--seed", "8")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert file.exists()


def test_a_database_with_a_real_learner_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "real.db"
    store = Store.open(f"sqlite:///{file}")
    store.learners.get_or_create(hashed("Nina's cookie"), now=NOW)
    store.close()

    said = run("--database", str(file))

    assert said.exit_code == 2
    assert "holds real learners" in said.output
