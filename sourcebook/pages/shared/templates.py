"""HTML from templates that escape every value: `class_status.html` is drawn by `class_status.py`.

A template stands beside the module that draws it and holds macros (Jinja). What a macro returns is
`Markup`: HTML that is escaped already, so that pieces can be put into one another. Any other text
is escaped. A line break in a template vanishes beside a tag, and is a space between words.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from sourcebook.pages.streamlit_internals.addresses import base

_PAGES: Final = Path(__file__).parents[1]
_LINE_BREAK: Final = re.compile(r"\s*\n\s*")
_Filter = TypeVar("_Filter", bound=Callable[..., Any])


class Macros:
    """The macros of the template beside a module, each as a function that returns HTML.

    >>> _html = Macros(__file__)
    >>> _html.greeting(name="Ani & Vahan")
    Markup('<p>Ani &amp; Vahan</p>')
    """

    def __init__(self, module_file: str) -> None:
        template = Path(module_file).with_suffix(".html")
        self._name = template.relative_to(_PAGES).as_posix()

    def __getattr__(self, name: str) -> Callable[..., Markup]:
        """The macro of this name; the template is read and compiled at its first use."""
        module = environment().get_template(self._name).module
        macro = cast("Callable[..., Markup]", getattr(module, name))
        setattr(self, name, macro)
        return macro


def template_filter(function: _Filter) -> _Filter:
    """Let templates use a function by its name: `{{ share | percent }}`."""
    environment().filters[function.__name__] = function
    return function


class _JoinedLines(Extension):
    """Leaves the line breaks and the indentation of templates out of the HTML."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        for token in stream:
            is_text = token.type == "data"
            yield token._replace(value=_LINE_BREAK.sub(_space, token.value)) if is_text else token


def _space(found: re.Match[str]) -> str:
    """What a line break becomes: a space between words, nothing beside a tag or a value."""
    text, start, end = found.string, found.start(), found.end()
    is_beside_tag = start in (0, len(text)) or text[start - 1] == ">" or text[end : end + 1] == "<"
    return "" if is_beside_tag or end == len(text) else " "


@cache
def environment() -> Environment:
    """What reads and compiles the templates, once in a process."""
    found = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(_PAGES),
        extensions=[_JoinedLines],
        cache_size=-1,
    )
    # A template writes it before each address of its own: `href='{{ base() }}/me'`.
    found.globals["base"] = base
    return found
