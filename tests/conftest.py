"""What holds for all tests: they start from no settings but their own."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples each time; a busy machine may take long over one of them.
settings.register_profile("sourcebook", derandomize=True, deadline=None)
settings.load_profile("sourcebook")

_ORIGINALS = os.environ.get("SOURCEBOOK_ORIGINALS")

for _name in [name for name in os.environ if name.startswith("SOURCEBOOK_")]:
    if _name != "SOURCEBOOK_BROWSER":
        del os.environ[_name]


@pytest.fixture(scope="session")
def articles() -> Path | None:
    """The folder with the five articles, where whoever runs the tests holds them."""
    return Path(_ORIGINALS).resolve() if _ORIGINALS else None
