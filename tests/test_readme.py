"""The README tells the truth: its example is a sound item, and all item kinds are named.

So do docs/running.md about settings and CONTRIBUTING.md about folders.
"""

import re
from pathlib import Path
from textwrap import dedent

import pytest

from sourcebook.content.authoring.repairs import repaired
from sourcebook.content.checking import check, read_files

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
RUNNING = (ROOT / "docs" / "running.md").read_text("utf-8")

QUIZZES = sorted(path for path in read_files(ROOT) if path.startswith("quizzes/"))


def example() -> str:
    """The item of the README, as it stands there."""
    found = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("quiz", [path for path in QUIZZES if "final" not in path])
def test_the_example_item_can_be_pasted_at_the_end_of_each_quiz(quiz: str) -> None:
    files = read_files(ROOT)

    result = check(files | {quiz: files[quiz] + example().encode()})

    assert [fault for fault in result.faults if fault.severity == "error"] == []
    assert result.course is not None
    assert any(
        each.items[-1:] and each.items[-1].id == "member-count"
        for each in (*result.course.quizzes.values(), *result.course.checks.values())
    )


def test_below_a_blueprint_the_example_item_is_sent_to_the_items() -> None:
    files = read_files(ROOT)
    quiz = "quizzes/07-final.yaml"

    faults = check(files | {quiz: files[quiz] + example().encode()}).faults

    (fault,) = (each for each in faults if each.path == quiz)
    assert fault.advice == "this is an item, and 'draw' holds none. Put it below a line 'items:'."


@pytest.mark.parametrize("quiz", [path for path in QUIZZES if "final" not in path])
def test_the_example_item_without_its_blanks_is_moved_into_place(quiz: str) -> None:
    files = read_files(ROOT)
    pasted = files[quiz] + dedent(example()).encode()

    result = repaired(files | {quiz: pasted})

    assert result.files[quiz] == files[quiz] + example().encode()


def test_every_place_in_the_map_of_the_code_exists() -> None:
    rows = re.findall(r"^\| ((?:`[^`|]+` ?)+)\| ", CONTRIBUTING, re.MULTILINE)
    places = [place for row in rows for place in re.findall(r"`([^`]+)`", row)]
    paths = [place for place in places if "/" in place or place.endswith(".py")]

    assert len(paths) > 8
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_setting_in_the_documentation_is_read_somewhere() -> None:
    settings = set(re.findall(r"SOURCEBOOK_[A-Z_]+", README + RUNNING))
    code = "".join(path.read_text("utf-8") for path in ROOT.rglob("*.py"))

    assert [name for name in settings if name not in code] == []


def test_every_item_kind_it_names_is_one_and_none_is_missing() -> None:
    listed = re.search(r"Item kinds: ([^.]*)", README)
    course = check(read_files(ROOT)).course
    assert listed is not None
    assert course is not None

    named = re.findall(r"`([a-z_]+)`", listed.group(1))

    assert sorted(named) == sorted({item.type for item in course.items()})
