"""`sourcebook teacher`: links for a new teacher, and for a forgotten password."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sourcebook.__main__ import app
from sourcebook.settings import settings
from sourcebook.store import Store
from tests.teachers import NAME, PASSWORD, make_teacher

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SOURCEBOOK_DATABASE_URL", f"sqlite:///{tmp_path}/answers.db")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def store() -> Iterator[Store]:
    """The database of the command line, with a teacher."""
    store = Store.open(settings().database_url)
    make_teacher(store, now=NOW)
    yield store
    store.close()


def link(*words: str) -> str:
    """The secret of the link that a command prints."""
    said = CliRunner().invoke(app, ["teacher", *words])
    printed = re.match(r"Open /teach\?token=(\S+) at this site's address", said.stdout)
    assert said.exit_code == 0
    assert printed is not None
    return printed[1]


def test_an_invitation_makes_another_teacher(store: Store) -> None:
    token = link("invite")

    assert store.teachers.accept(token, "Davit", PASSWORD, now=NOW).name == "Davit"
    assert store.teachers.with_password(NAME, PASSWORD)


def test_a_reset_voids_the_password_of_the_only_teacher(store: Store) -> None:
    token = link("reset")

    assert not store.teachers.has_password()
    assert store.teachers.accept(token, "", "another four words", now=NOW).name == NAME


def test_a_reset_names_one_of_several_teachers(store: Store) -> None:
    make_teacher(store, "Davit", now=NOW)
    unnamed = CliRunner().invoke(app, ["teacher", "reset"])

    link("reset", "--name", "davit")

    assert "Say whose password it is with --name." in unnamed.stderr
    assert store.teachers.with_password("Davit", PASSWORD) is None
    assert store.teachers.with_password(NAME, PASSWORD)


def test_a_reset_of_nobody_is_refused(store: Store) -> None:
    refused = CliRunner().invoke(app, ["teacher", "reset", "--name", "Nobody"])

    assert refused.exit_code == 2
    assert "No teacher here is called" in refused.stderr


def test_without_a_teacher_a_reset_makes_the_first_one() -> None:
    token = link("reset")

    with closing(Store.open(settings().database_url)) as store:
        assert store.teachers.accept(token, NAME, PASSWORD, now=NOW).name == NAME


def test_a_database_that_cannot_be_opened_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCEBOOK_DATABASE_URL", "mysql://localhost/quiz")
    settings.cache_clear()

    refused = CliRunner().invoke(app, ["teacher", "reset"])

    assert refused.exit_code == 2
    assert "'mysql' is not supported" in " ".join(refused.stderr.split())
