"""The same tests run against SQLite and a real PostgreSQL, each test in a database of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from sourcebook.store import Store
from tests.postgres import Postgres

NOON = datetime(2022, 11, 23, 12, 0, tzinfo=UTC)
_numbers = count(1)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A PostgreSQL server that lives as long as the tests."""
    folder = tmp_path_factory.mktemp("pg")
    server = Postgres(folder, lock=folder.parents[1] / "pg.lock")
    # No database outlives its test, so none has to wait for the disk.
    server.run("ALTER SYSTEM SET fsync = off")
    server.run("SELECT pg_reload_conf()")
    yield server
    server.close()


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Postgres) -> str:
    """The name of a new database after all migrations, for copies of it."""
    postgres.run("CREATE DATABASE migrated")
    Store.open(postgres.named("migrated")).close()
    return "migrated"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new, empty database of each kind; for a test with a `store`, of a copy.

    What it is a copy of is such a database after all migrations.
    """
    is_copy = "store" in request.fixturenames
    if request.param == "sqlite":
        if is_copy:
            request.getfixturevalue("migrated")
        return f"sqlite:///{tmp_path}/data/sourcebook.db"
    server: Postgres = request.getfixturevalue("postgres")
    name = f"test_{next(_numbers)}"
    template = request.getfixturevalue("migrated_postgres") if is_copy else "template1"
    server.run(f"CREATE DATABASE {name} TEMPLATE {template}")
    return server.named(name)


@pytest.fixture
def empty_postgres(postgres: Postgres) -> str:
    """The address of a new PostgreSQL database without any table."""
    name = f"test_{next(_numbers)}"
    postgres.run(f"CREATE DATABASE {name}")
    return postgres.named(name)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store on a new database."""
    opened = Store.open(url)
    yield opened
    opened.close()
