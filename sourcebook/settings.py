"""What can be set from outside: where the course, the database and the originals are."""

import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sourcebook.content.checking import find_originals
from sourcebook.errors import SettingsError

PROJECT = Path(__file__).resolve().parents[1]


class Settings(NamedTuple):
    """The settings in force, from the environment."""

    course_root: Path
    data: Path
    database_url: str
    originals: Path | None
    https: bool
    teachers: frozenset[str] = frozenset()
    teacher_claim: tuple[str, str] | None = None


@cache
def settings() -> Settings:
    """The settings, read once.

    `SOURCEBOOK_COURSE`, `SOURCEBOOK_DATA`, `SOURCEBOOK_DATABASE_URL`, `SOURCEBOOK_ORIGINALS`
    and `SOURCEBOOK_HTTPS` override the folders of the project and plain HTTP;
    `SOURCEBOOK_TEACHERS` and `SOURCEBOOK_TEACHER_CLAIM` say who teaches, where a school has its
    own login. Raises SettingsError for a claim without a value.
    """
    root = Path(os.environ.get("SOURCEBOOK_COURSE") or PROJECT)
    data = Path(os.environ.get("SOURCEBOOK_DATA") or PROJECT / "data")
    return Settings(
        course_root=root,
        data=data,
        database_url=os.environ.get("SOURCEBOOK_DATABASE_URL") or f"sqlite:///{data}/sourcebook.db",
        originals=find_originals(root, os.environ.get("SOURCEBOOK_ORIGINALS")),
        https=os.environ.get("SOURCEBOOK_HTTPS", "") not in ("", "0"),
        teachers=_addresses(os.environ.get("SOURCEBOOK_TEACHERS", "")),
        teacher_claim=_claim(os.environ.get("SOURCEBOOK_TEACHER_CLAIM", "")),
    )


def _addresses(listed: str) -> frozenset[str]:
    parts = (part.strip().casefold() for part in listed.split(","))
    return frozenset(part for part in parts if part)


def _claim(text: str) -> tuple[str, str] | None:
    if not text.strip():
        return None
    name, _, value = (part.strip() for part in text.partition("="))
    if not (name and value):
        raise SettingsError(
            f"SOURCEBOOK_TEACHER_CLAIM is '{text}', expected a name and a value, "
            "such as role=teacher."
        )
    return name, value
