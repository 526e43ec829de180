"""The rules in words: one section of docs/rules.md for each, printed by `check --explain`."""

import re
from pathlib import Path

_HERE = Path(__file__).resolve()
_PLACES = (_HERE.with_name("rules.md"), _HERE.parents[2] / "docs" / "rules.md")
RULES = next(place for place in _PLACES if place.exists())
"""In a checkout the page of the documentation; an installed package has a copy."""

_SECTION = re.compile(r"^(## ([a-z-]+)\n.*?)(?=^# |^## [a-z-]+$|\Z)", re.DOTALL | re.MULTILINE)


def read() -> dict[str, str]:
    """The explanation of each rule, by its name, as Markdown."""
    return {found[2]: found[1].strip() for found in _SECTION.finditer(RULES.read_text("utf-8"))}
