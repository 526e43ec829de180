"""The README tells the truth: its example is a sound item, its places and commands exist."""

import re
from pathlib import Path

from sourcebook.content.checking import check, read_files

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_example_item_can_be_added_to_the_course_as_it_stands() -> None:
    example = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert example is not None
    files = read_files(ROOT)
    quiz = "quizzes/04-yerevan-summit.yaml"
    item = "".join(f"  {line}\n" for line in example.group(1).splitlines())

    result = check(files | {quiz: files[quiz] + item.encode()})

    assert result.faults == ()
    assert result.course is not None
    assert result.course.quizzes["yerevan-summit-quiz"].items[-1].id == "member-count"


def test_every_place_it_names_exists() -> None:
    rows = re.findall(r"^\| ((?:`[^`|]+` ?)+)\| ", README, re.MULTILINE)
    places = [place for row in rows for place in re.findall(r"`([^`]+)`", row)]
    paths = [place for place in places if "/" in place or place.endswith(".py")]

    assert len(paths) > 8
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_setting_it_names_is_read_somewhere() -> None:
    settings = set(re.findall(r"SOURCEBOOK_[A-Z_]+", README))
    code = "".join(path.read_text("utf-8") for path in ROOT.rglob("*.py"))

    assert [name for name in settings if name not in code] == []


def test_every_item_kind_it_names_is_one_and_none_is_missing() -> None:
    listed = re.search(r"Item kinds: ([^.]*)", README)
    course = check(read_files(ROOT)).course
    assert listed is not None
    assert course is not None

    named = re.findall(r"`([a-z_]+)`", listed.group(1))

    assert sorted(named) == sorted({item.type for item in course.items()})
