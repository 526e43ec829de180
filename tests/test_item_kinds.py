"""Kinds of item: their names agree, and the type checker is asked about each of them."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import sourcebook
from sourcebook.content.yaml.text import ITEM_KEYS
from sourcebook.model.attempts import Response
from sourcebook.model.item_kinds import KINDS, PerKind, kinds_with
from sourcebook.model.items import Item
from tests.builders import every_kind

PACKAGE = Path(sourcebook.__file__).parent
CLASSES = {each.__name__ for each in (*get_args(Item), *get_args(Response))}


def matches() -> Iterator[tuple[str, ast.Match]]:
    """Every `match` that names a kind of item or of response, with where it stands."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Match) and _names(node) & CLASSES:
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def _names(match: ast.Match) -> set[str]:
    parts = (part for case in match.cases for part in ast.walk(case.pattern))
    classes = (part.cls for part in parts if isinstance(part, ast.MatchClass))
    return {each.id for each in classes if isinstance(each, ast.Name)}


def ends_in_assert_never(match: ast.Match) -> bool:
    last = match.cases[-1]
    return "assert_never(" in "".join(map(ast.unparse, last.body)) and not last.guard


def test_every_match_over_kinds_ends_in_assert_never() -> None:
    found = list(matches())

    assert len(found) > 30
    assert [where for where, match in found if not ends_in_assert_never(match)] == []


def test_every_table_has_the_kinds_in_the_order_of_the_models() -> None:
    named = [get_args(model.model_fields["type"].annotation)[0] for model in get_args(Item)]

    assert list(KINDS) == named
    assert list(PerKind._fields) == named


def test_the_tests_have_an_item_of_every_kind() -> None:
    assert [item.type for item in every_kind()] == list(KINDS)


def test_every_field_of_an_item_has_its_place_in_a_file() -> None:
    fields = {name for model in get_args(Item) for name in model.model_fields}

    assert fields == set(ITEM_KEYS)


def test_a_field_is_known_with_the_kinds_that_have_it() -> None:
    assert kinds_with("keys") == ("multiple_choice", "evidence")
    assert kinds_with("foils") == ()
