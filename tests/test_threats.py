"""docs/threats.md: each threat has an answer, and a test that exists."""

import ast
import re
from functools import lru_cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
DOCS = TESTS.parent / "docs"
TEXT = (DOCS / "threats.md").read_text("utf-8")
TABLES = re.findall(r"^\| threat \|.*\n\|[-|]+\n((?:\|.*\n)+)", TEXT, re.MULTILINE)
ROWS = [line for table in TABLES for line in table.splitlines()]
_TEST = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


@lru_cache
def functions_in(name: str) -> frozenset[str]:
    """The names of the functions in a file."""
    tree = ast.parse((TESTS / name).read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in tree.body if isinstance(node, kinds))


def missing(row: str) -> list[str]:
    """What a row lacks: a cell, a test, or the file or function of one that it names."""
    cells = [cell.strip() for cell in row.strip("|").split(" | ")]
    named = _TEST.findall(cells[-1])
    if len(cells) != 3 or not all(cells) or not named:
        return [row]
    return [
        f"{file}::{name}"
        for file, name in named
        if not (TESTS / file).is_file() or name not in functions_in(file)
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split(" | ")[0].strip("| ")[:40])
def test_each_threat_has_an_answer_and_a_test_that_exists(row: str) -> None:
    assert missing(row) == []


def test_a_row_without_a_test_is_found_out() -> None:
    assert missing("| a threat | an answer | |")
    assert missing("| a threat | an answer | `test_threats.py` |")
    assert missing("| a threat | an answer | `test_threats.py::test_nothing` |")
    assert missing("| a threat | an answer | `test_nothing.py::test_nothing` |")


def test_every_row_of_every_table_is_looked_at() -> None:
    lines = [line for line in TEXT.splitlines() if line.startswith("|") and "`test" in line]
    in_folders = [line for line in TEXT.splitlines() if "::test_" in line]

    assert len(ROWS) == len(in_folders) >= len(lines) > 0


def test_the_page_on_privacy_leads_here() -> None:
    assert "[threats.md](threats.md)" in (DOCS / "privacy.md").read_text("utf-8")
