"""Citations in Markdown, `[@s2.p10; @s3.p6]`, as tokens of the Markdown parser.

`[@none]` says that a paragraph makes no claim of fact; it stands for no passage.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

CITATION = "citation"
"""The type of the token; the passage ids stand in `token.meta["passages"]`."""

NONE = "none"

_PATTERN = re.compile(r"\[(@[^\s\[\];]+(?:\s*;\s*@[^\s\[\];]+)*)\s*\]")


def lesson_markdown(*, html: bool = False) -> MarkdownIt:
    """A CommonMark parser that knows citations; HTML stays plain text unless asked for."""
    parser = MarkdownIt("commonmark", {"html": html})
    parser.inline.ruler.before("link", CITATION, _citation)
    return parser


def _citation(state: StateInline, silent: bool) -> bool:
    found = _PATTERN.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push(CITATION, "", 0)
        token.content = found.group()
        token.meta = {"passages": [part.strip().removeprefix("@") for part in _parts(found)]}
    state.pos = found.end()
    return True


def _parts(found: re.Match[str]) -> list[str]:
    return found.group(1).split(";")
