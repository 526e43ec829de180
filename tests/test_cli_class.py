"""`sourcebook class` as a teacher runs it before the first lesson."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sourcebook.__main__ import app
from sourcebook.settings import settings
from sourcebook.store import Store


@pytest.fixture(autouse=True)
def _own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SOURCEBOOK_DATABASE_URL", f"sqlite:///{tmp_path}/answers.db")
    settings.cache_clear()
    yield
    settings.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["class", *arguments])


def test_a_new_class_has_a_code_by_which_it_is_found() -> None:
    said = run("new", "History 9b")

    store = Store.open(settings().database_url)
    room = store.classes.all()[0]
    store.close()
    assert said.exit_code == 0
    assert said.stdout == (
        f"History 9b: learners open /me?join={room.code} at this site's address, "
        f"or type {room.code} on the page Me.\n"
    )


def test_all_classes_are_listed_oldest_first() -> None:
    run("new", "History 9b")
    run("new", "History 9c")

    said = run("list")

    assert [line.partition(":")[0] for line in said.stdout.splitlines()] == [
        "History 9b",
        "History 9c",
    ]


def test_without_a_class_the_list_says_so() -> None:
    assert run("list").stdout == "There is no class yet.\n"


def test_a_class_needs_a_name_that_can_be_seen() -> None:
    refused = run("new", " \u200b ")

    assert refused.exit_code == 2
    assert "Give the class a name." in refused.stderr


def test_a_database_that_cannot_be_opened_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCEBOOK_DATABASE_URL", "mysql://localhost/quiz")
    settings.cache_clear()

    refused = run("list")

    assert refused.exit_code == 2
    assert "'mysql' is not supported" in " ".join(refused.stderr.split())
