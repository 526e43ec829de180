"""Files of GIFT with what a real Moodle read in them; they are not in the repository."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_ORIGINALS = os.environ.get("TESTED_ORIGINALS", "")
_FOLDER = Path(_ORIGINALS).resolve().parent / "references" / "formats"
REFERENCES = _FOLDER if _ORIGINALS and _FOLDER.is_dir() else None
"""The folder of the reference files; None if they are not here."""


def gift_files() -> list[Path]:
    """Every file of GIFT with its reading beside it; none if they are not here."""
    if REFERENCES is None:
        return []
    examples = REFERENCES / "moodle" / "format-gift" / "examples.txt"
    return sorted([*(REFERENCES / "moodle").glob("**/*.gift.txt"), examples])


def reading(file: Path) -> Mapping[str, Any]:
    """What Moodle read in a file."""
    read: Mapping[str, Any] = json.loads(Path(f"{file}.moodle.json").read_text("utf-8"))
    return read


def faultless_files() -> list[Path]:
    """The files that Moodle imported as a whole."""
    return [file for file in gift_files() if reading(file)["ok"]]


def named(file: Path) -> str:
    """The name of a file with that of its folder."""
    return f"{file.parent.name}/{file.name}"
