"""The parts of My scores: their headings, their addresses, and the list of them at the top."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from sourcebook.pages.shared import links
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app

PARTS: Final = {
    "quizzes": "Your quizzes",
    "abilities": "What you can do",
    "sureness": "How sure you were",
    "answers": "Every answer and its proof",
}
"""The heading of each part, in the order of the page, by its name in an address."""

_html = Macros(__file__)


def anchor(name: str) -> str:
    """The HTML id of a part's heading."""
    return f"part-{name}"


def heading(name: str) -> Markup:
    """The heading of a part."""
    return Markup("<h2 id='{}'>{}</h2>").format(anchor(name), PARTS[name])


def contents(names: Sequence[str]) -> Markup:
    """These parts as links; empty if there are fewer than two."""
    listed = [links.link(in_app(f"/scores?part={name}"), PARTS[name]) for name in names]
    return _html.contents(listed) if len(listed) > 1 else Markup("")
