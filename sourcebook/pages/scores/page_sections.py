"""The parts of My scores: their headings, their addresses, and the list of them at the top."""

from collections.abc import Sequence
from html import escape
from typing import Final

from sourcebook.pages.shared import links

PARTS: Final = {
    "quizzes": "Your quizzes",
    "abilities": "What you can do",
    "sureness": "How sure you were",
    "answers": "Every answer and its proof",
}
"""What each part is headed, in the order of the page, by its name in an address."""


def anchor(name: str) -> str:
    """The HTML id of a part's heading."""
    return f"part-{name}"


def heading(name: str) -> str:
    """The heading of a part."""
    return f"<h2 id='{anchor(name)}'>{escape(PARTS[name])}</h2>"


def contents(names: Sequence[str]) -> str:
    """These parts as links; nothing where there are fewer than two."""
    if len(names) < 2:
        return ""
    listed = "".join(f"<li>{links.way(f'/scores?part={name}', PARTS[name])}</li>" for name in names)
    return f"<nav aria-label='On this page' class='contents'><ol>{listed}</ol></nav>"
