"""Streamlit's private surface is used inside the fence only.

The fence is `sourcebook/pages/streamlit_internals/`, and for tests `tests/streamlit_internals.py`
and `tests/browser/streamlit_contract/`, which checks each expectation. All else uses Streamlit's
public API, which includes `streamlit.testing.v1` and the class `st-key-…` of a container.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APP = "sourcebook/pages/streamlit_internals"
FENCE = (APP, "tests/streamlit_internals.py", "tests/browser/streamlit_contract")

PUBLIC = re.compile(r"streamlit(\.testing\.v1(\..*)?)?")
PRIVATE_NAMES = {"_page_hash", "_bidi_component_manager", "_tree", "get_script_run_ctx"}
IN_PAGES = re.compile(
    r"\.st[A-Z]\w+|data-testid|data-test-|data-stale|testScriptState|testConnectionState"
    r"|_stcore|_streamlit_user|__streamlit|st-emotion|gc\.get_objects"
)

EXCEPTIONS = {"sourcebook/pages/network/forwarded.py": "gc.get_objects"}
"""Uvicorn leaves no other way to say which proxies it may believe, and who asks must be known."""


def files(*endings: str) -> list[Path]:
    """The files of the project with these endings, outside the fence."""
    folders = (ROOT / name for name in ("sourcebook", "tests", "benchmarks", "fuzzing"))
    found = [path for folder in folders for end in endings for path in folder.rglob(f"*{end}")]
    return [path for path in found if not place(path).startswith(FENCE)]


def place(path: Path) -> str:
    """Where a file is, as it is written in a message."""
    return path.relative_to(ROOT).as_posix()


def private_parts(code: str) -> Iterator[str]:
    """The private modules that a Python file imports, and the private names that it uses."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            modules = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            is_root = node.module == "streamlit"
            modules = (
                [f"streamlit.{each.name}" for each in node.names] if is_root else [node.module]
            )
        elif isinstance(node, ast.Attribute) and node.attr in PRIVATE_NAMES:
            yield node.attr
            continue
        else:
            continue
        yield from (
            each
            for each in modules
            if each.split(".")[0] == "streamlit" and not PUBLIC.fullmatch(each)
        )


@pytest.mark.parametrize("path", files(".py"), ids=place)
def test_only_the_fence_uses_private_python_of_streamlit(path: Path) -> None:
    assert list(private_parts(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "path",
    [
        each
        for each in files(".py", ".js", ".css", ".html")
        if place(each).split("/")[0] == "sourcebook"
    ],
    ids=place,
)
def test_only_the_fence_names_what_streamlit_draws_and_serves(path: Path) -> None:
    found = set(IN_PAGES.findall(path.read_text("utf-8")))

    assert found - {EXCEPTIONS.get(place(path))} == set()


def test_what_is_private_is_found() -> None:
    code = (
        "import streamlit as st\n"
        "import streamlit.web.cli\n"
        "from streamlit import net_util\n"
        "from streamlit.testing.v1 import AppTest\n"
        "from streamlit.runtime import Runtime\n"
        "tab._page_hash = ''\n"
    )

    assert list(private_parts(code)) == [
        "streamlit.web.cli",
        "streamlit.net_util",
        "streamlit.runtime",
        "_page_hash",
    ]
    assert IN_PAGES.findall(".stMain h1 { } [data-testid=stRadio] .st-key-item") == [
        ".stMain",
        "data-testid",
    ]
