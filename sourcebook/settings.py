"""What can be set from outside: where the course, the database and the originals are."""

import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sourcebook.content.checking import find_originals

PROJECT = Path(__file__).resolve().parents[1]


class Settings(NamedTuple):
    """The settings in force, from the environment."""

    course_root: Path
    data: Path
    database_url: str
    originals: Path | None
    https: bool


@cache
def settings() -> Settings:
    """The settings, read once.

    `SOURCEBOOK_COURSE`, `SOURCEBOOK_DATA`, `SOURCEBOOK_DATABASE_URL`, `SOURCEBOOK_ORIGINALS`
    and `SOURCEBOOK_HTTPS` override the folders of the project and plain HTTP.
    """
    root = Path(os.environ.get("SOURCEBOOK_COURSE") or PROJECT)
    data = Path(os.environ.get("SOURCEBOOK_DATA") or PROJECT / "data")
    return Settings(
        course_root=root,
        data=data,
        database_url=os.environ.get("SOURCEBOOK_DATABASE_URL") or f"sqlite:///{data}/sourcebook.db",
        originals=find_originals(root, os.environ.get("SOURCEBOOK_ORIGINALS")),
        https=os.environ.get("SOURCEBOOK_HTTPS", "") not in ("", "0"),
    )
