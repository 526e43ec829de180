"""The folder of a site holds names, answers and keys: its owner reads it, and nobody else."""

import os
import stat
from pathlib import Path

import pytest

from sourcebook.pages.shared import services
from sourcebook.settings import settings

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights.")

QUIZ = "quizzes/04-yerevan-summit.yaml"


def modes(folder: Path) -> dict[str, str]:
    """The rights of a folder and of all that is in it."""
    places = (folder, *folder.rglob("*"))
    return {each.name: f"{stat.S_IMODE(each.stat().st_mode):o}" for each in places}


def serve() -> Path:
    """The folder after the course and the database were opened."""
    services.library().course()
    services.store()
    return settings().data


def test_what_is_made_is_for_its_owner_only() -> None:
    assert modes(serve()) == {
        "data": "700",
        "last-good-course.json": "600",
        "sourcebook.db": "600",
        "sourcebook.db-wal": "600",
        "sourcebook.db-shm": "600",
    }


def test_what_is_there_already_is_taken_from_others() -> None:
    data = serve()
    services.store().close()
    services.store.cache_clear()
    data.chmod(0o755)
    for each in data.iterdir():
        each.chmod(0o644)

    assert set(modes(serve()).values()) == {"700", "600"}
