"""The rules in words: one section of docs/rules.md for each, printed by `check --explain`."""

import re
from pathlib import Path

RULES = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
_SECTION = re.compile(r"^(## ([a-z-]+)\n.*?)(?=^##? |\Z)", re.DOTALL | re.MULTILINE)


def read() -> dict[str, str]:
    """The explanation of each rule, by its name, as Markdown."""
    return {found[2]: found[1].strip() for found in _SECTION.finditer(RULES.read_text("utf-8"))}
