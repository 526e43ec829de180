"""`sourcebook teacher reset`, for a forgotten password of the teacher's desk."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sourcebook.__main__ import app
from sourcebook.settings import settings
from sourcebook.store import Store

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SOURCEBOOK_DATABASE_URL", f"sqlite:///{tmp_path}/answers.db")
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_a_reset_prints_a_link_and_voids_the_password() -> None:
    store = Store.open(settings().database_url)
    store.teachers.change_password("four words nobody puts together", now=NOW)

    said = CliRunner().invoke(app, ["teacher", "reset"])

    printed = re.match(r"Open /teach\?token=(\S+) at this site's address", said.stdout)
    assert said.exit_code == 0
    assert printed is not None
    assert store.teachers.has_link(printed[1], now=NOW)
    assert not store.teachers.has_password()
    store.close()


def test_a_database_that_cannot_be_opened_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCEBOOK_DATABASE_URL", "mysql://localhost/quiz")
    settings.cache_clear()

    refused = CliRunner().invoke(app, ["teacher", "reset"])

    assert refused.exit_code == 2
    assert "'mysql' is not supported" in " ".join(refused.stderr.split())
