"""What the style sheet says and what the pages use of it, for the tests of the look."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sourcebook.pages.streamlit_internals.style_sheets import style_sheet
from tests.template_text import template_text

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "sourcebook" / "pages"
SHEET = re.sub(r"/\*.*?\*/", "", style_sheet(), flags=re.DOTALL)

_UNKNOWN = "\0"
"""Stands for what is put into a string when a page is drawn."""

_NAME = r"-?[a-zA-Z_][\w-]*"
_ATTRIBUTE = re.compile(r"class=(?:'([^']*)'|\"([^\"]*)\"|([\w-]+))")
_ID = re.compile(r"\bid=['\"]?([\w\0-]+)")
_WORDS = re.compile(r" ?[a-z][\w-]*(?: [a-z][\w-]*)*\0?")


class Rule(NamedTuple):
    """A rule of the sheet; `medium` is what stands after @media round it, `all` by itself."""

    medium: str
    selector: str
    body: str


def rules() -> list[Rule]:
    """The rules of the sheet in their order, without those such as @page."""
    found, medium = [], "all"
    for head, body, is_whole in re.findall(r"([^{}]*)(?:\{([^{}]*)(\})|\{|\})", SHEET):
        selector = " ".join(head.split())
        if selector.startswith("@") and not is_whole:
            medium = selector.removeprefix("@media").strip()
        elif not selector:
            medium = "all"
        elif not medium.startswith("@") and not selector.startswith("@"):
            found.append(Rule(medium, selector, " ".join(body.split())))
    return found


def selectors() -> list[str]:
    """What the rules of the sheet are about."""
    return [rule.selector for rule in rules()]


def own_classes() -> set[str]:
    """The classes that the sheet gives a look, without Streamlit's own."""
    named = {name for each in selectors() for name in re.findall(rf"\.({_NAME})", each)}
    return {name for name in named if not re.match("st[A-Z]|st-", name)}


def ids() -> set[str]:
    """The HTML ids that the sheet gives a look."""
    return {name for each in selectors() for name in re.findall(rf"#({_NAME})", each)}


def container_keys() -> set[str]:
    """The keys of Streamlit's containers that the sheet names, as `.st-key-…`."""
    return {key for each in selectors() for key in re.findall(r"st-key-([\w-]+)", each)}


def variables() -> dict[str, str]:
    """The variables that the sheet gives a value, and that value where it gives one alone."""
    return dict(re.findall(r"(--[\w-]+)\s*:\s*([^;]+);", SHEET))


def variables_read(text: str = SHEET) -> set[str]:
    """The variables that are read, but for those that a page sets on an element."""
    return set(re.findall(r"var\((--[\w-]+)\)", text))


def texts() -> set[str]:
    """Every string in the code of the pages, docstrings apart, and the HTML of the templates."""
    written = {text for file in PAGES.rglob("*.py") for text in _strings(file)}
    scripts = (file.read_text("utf-8") for file in PAGES.rglob("*.js"))
    quoted = {text for script in scripts for text in re.findall(r"'([^'\n]*)'", script)}
    templates = PAGES.rglob("*.html")
    return (
        written
        | quoted
        | {template_text(file, value=_UNKNOWN, statement=" ") for file in templates}
    )


def classes_of_sources() -> set[str]:
    """The ids of the sources: each is also the class of its mark."""
    return {file.stem for file in ROOT.glob("seeds/s[0-9].yaml")}


def classes_in_use(written: set[str]) -> set[str]:
    """Words in a class attribute, and words that stand alone: some classes are worked out.

    One that ends in `…` is only the beginning of a class.
    """
    named = (" ".join(each) for text in written for each in _ATTRIBUTE.findall(text))
    alone = (text for text in written if _WORDS.fullmatch(text))
    return {_shortened(word) for words in (*named, *alone) for word in words.split()}


def ids_in_use(written: set[str]) -> set[str]:
    """What stands in an id attribute, and words that stand alone."""
    found = {name for text in written for name in _ID.findall(text)}
    return found | {text for text in written if _WORDS.fullmatch(text)}


def keys_in_use(written: set[str]) -> set[str]:
    """Strings that may be the key of a container; one with `…` begins like this."""
    return {_shortened(text) for text in written}


def is_in_use(name: str, used: set[str]) -> bool:
    """Whether this name stands there, or begins like one that is worked out."""
    beginnings = (each[:-1] for each in used if each.endswith("…") and len(each) > 2)
    return name in used or any(name.startswith(each) for each in beginnings)


def _shortened(text: str) -> str:
    return text.partition(_UNKNOWN)[0] + "…" * (_UNKNOWN in text)


def _strings(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text("utf-8"))
    shown = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces = (str(getattr(each, "value", _UNKNOWN)) for each in node.values)
            constant = [isinstance(each, ast.Constant) for each in node.values]
            yield "".join(
                piece if is_text else _UNKNOWN
                for piece, is_text in zip(pieces, constant, strict=True)
            )
        elif isinstance(node, ast.Constant) and id(node) not in shown:
            yield from [node.value] if isinstance(node.value, str) else []
