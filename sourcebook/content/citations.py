"""Citations in Markdown, `[@s2.p10; @s3.p6]`: as tokens of the Markdown parser, and in plain text.

`[@none]` says that a paragraph makes no claim of fact; it names no passage.
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


def passages_cited(markdown: str) -> tuple[str, ...]:
    """The passages that a text cites, in its order and as often as it cites them.

    The text is not parsed, so what looks like a citation in code counts, too.
    """
    cited = (each for found in _PATTERN.finditer(markdown) for each in _passages(found))
    return tuple(each for each in cited if each != NONE)


def without_citations(markdown: str) -> str:
    """A text without its citations; the blanks before them stay."""
    return _PATTERN.sub("", markdown)


def _citation(state: StateInline, silent: bool) -> bool:
    found = _PATTERN.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push(CITATION, "", 0)
        token.content = found.group()
        token.meta = {"passages": _passages(found)}
    state.pos = found.end()
    return True


def _passages(found: re.Match[str]) -> list[str]:
    return [part.strip().removeprefix("@") for part in found.group(1).split(";")]
