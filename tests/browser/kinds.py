"""A course for the browser tests: the real one, three short quizzes made from its items, a plan.

Each kind of item stands in them once. One of the items has hints and three tries, one has hints
and two, and one asks for its proof.
"""

import shutil
from pathlib import Path
from typing import Any

import yaml

from sourcebook.content.checking import check, read_files
from sourcebook.model.quizzes import Quiz
from tests.browser.plans import write_long_plan

ROOT = Path(__file__).resolve().parents[2]
_FOUND_IN = ("quizzes/04-yerevan-summit.yaml", "quizzes/07-final-items.yaml")
_TEN = (
    "summit-day-date",
    "pen-in-two-reports",
    "towards-whom",
    "putin-on-the-alliance",
    "criticism-in-declaration",
    "others-signed",
    "who-said-it",
    "summit-and-after",
    "voices-in-the-city",
    "photo-in-three-reports",
)
"""In this order none gives away the key of a later one."""

AT_ONCE, TEST, TIMED = "ten-kinds", "ten-kinds-test", "against-the-clock"


def make_course(root: Path) -> dict[str, Quiz]:
    """Write the course below `root`; its three short quizzes by id."""
    for folder in ("lessons", "plans", "quizzes", "seeds"):
        shutil.copytree(ROOT / folder, root / folder)
    write_long_plan(root)
    written = [yaml.safe_load((ROOT / each).read_text("utf-8")) for each in _FOUND_IN]
    items = {item["id"]: item for quiz in written for item in quiz["items"]}
    _write(root, AT_ONCE, [items[each] for each in _TEN], confidence=True)
    _write(root, TEST, [items[each] for each in _TEN], confidence=True, feedback="deferred")
    _write(root, TIMED, [items[_TEN[0]], items[_TEN[-1]]], feedback="deferred", time_limit=1)
    course = check(read_files(root)).course
    assert course is not None
    return {name: course.quizzes[name] for name in (AT_ONCE, TEST, TIMED)}


def _write(root: Path, name: str, items: list[dict[str, Any]], **settings: object) -> None:
    own = [item | {"id": f"{name}-{item['id']}"} for item in items]
    quiz = {"id": name, "title": name, **settings, "items": own}
    text = yaml.safe_dump(quiz, sort_keys=False, allow_unicode=True)
    (root / "quizzes" / f"9-{name}.yaml").write_text(text, "utf-8")
