"""What holds for all tests: they share the cores, and start from no settings but their own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from sourcebook.store import Store, database_files
from tests import stored_results

# The same examples each time; a busy machine may take long over one of them.
settings.register_profile("sourcebook", derandomize=True, deadline=None)
settings.load_profile("sourcebook")

# Kept under another name, too, for the processes that the tests are shared among.
_ORIGINALS = os.environ.setdefault("TESTED_ORIGINALS", os.environ.get("SOURCEBOOK_ORIGINALS", ""))
_MOST_WORKERS = 4
"""Each has a browser and its servers, for which memory may not do on a machine of many cores."""

for _name in [name for name in os.environ if name.startswith("SOURCEBOOK_")]:
    if _name != "SOURCEBOOK_BROWSER":
        del os.environ[_name]


@pytest.fixture(scope="session")
def articles() -> Path | None:
    """The folder with the five articles, if the person who runs the tests has them."""
    return Path(_ORIGINALS).resolve() if _ORIGINALS else None


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a new database after all migrations, which take longer than most tests."""
    file = tmp_path_factory.mktemp("migrated") / "sourcebook.db"
    Store.open(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def migrated(migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new database file has its tables from the beginning."""
    create, tables = database_files.create, migrated_file.read_bytes()

    def create_with_tables(file: Path) -> None:
        is_new = not file.exists()
        create(file)
        if is_new and file.exists():
            file.write_bytes(tables)

    monkeypatch.setattr(database_files, "create", create_with_tables)


@pytest.fixture
def results_of(migrated: None, tmp_path: Path) -> Iterator[stored_results.ResultsOf]:
    """Gives the results of attempts that a test makes up, and of no others."""
    store = Store.open(f"sqlite:///{tmp_path}/results.db")
    yield lambda attempts: stored_results.results_of(store, attempts)
    store.close()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One worker for each core; none where only single files are run, which start faster so."""
    if not any(Path(each).is_dir() for each in config.args):
        return 0
    return min(os.cpu_count() or 1, _MOST_WORKERS)
