"""What holds for all tests: they share the cores, and start from no settings but their own."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

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
    """The folder with the five articles, where whoever runs the tests holds them."""
    return Path(_ORIGINALS).resolve() if _ORIGINALS else None


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One worker for each core; none where only single files are run, which start faster so."""
    if not any(Path(each).is_dir() for each in config.args):
        return 0
    return min(os.cpu_count() or 1, _MOST_WORKERS)
