"""The schemas for editors: true to the models, and no stricter than the loader."""

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from typer.testing import CliRunner

from sourcebook.__main__ import app
from sourcebook.content.authoring.quiz_edits import fields_of
from sourcebook.content.authoring.schema import MODELS, schema_files
from sourcebook.content.checking import check, read_files
from sourcebook.content.files import ContentFile, read_yaml
from sourcebook.content.yaml.text import item_yaml
from sourcebook.model.items import Item
from sourcebook.model.quizzes import Quiz
from tests.builders import course_files, save
from tests.minimal_course import QUIZ
from tests.strategies import KINDS

ROOT = Path(__file__).resolve().parents[1]
FILES = read_files(ROOT)
BAD = sorted((ROOT / "tests" / "bad").glob("quiz-*.yaml"))
SHAPES = {"unknown-key", "missing-key", "wrong-type", "wrong-value", "missing-value"}
UNSEEN = {
    "quiz-explosive-alias": "an alias is replaced before the schema is asked",
    "quiz-list-as-key": "no schema has a word for it",
    "quiz-option-5000-digits": "a number stands for the text, whatever its length",
    "quiz-rubric-last-level-earns": "no schema compares two values",
    "quiz-rubric-levels-rise": "no schema compares two values",
    "quiz-rubric-other-points": "no schema compares two values",
    "quiz-option-nan": "a number stands for the text",
    "quiz-points-nan": "what is not a number has no bounds",
    "quiz-tries-above-one": "1/2 is text, and text has no bounds",
    "quiz-tries-below-zero": "1/2 is text, and text has no bounds",
    "quiz-tries-first-below-one": "no schema has a word for it",
    "quiz-tries-rising": "no schema has a word for it",
}
"""Faults of shape that the schema has no words for, and why."""


class CoreLoader(yaml.SafeLoader):
    """Reads YAML as editors do, by version 1.2: `No` is text, `010` is ten."""


CoreLoader.yaml_implicit_resolvers = {}
for _tag, _shape, _first in (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|\.(inf|nan)", "-+0123456789."),
):
    _pattern = re.compile(rf"^(?:{_shape})$")
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", _pattern, ["", *_first])
CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: float(node.value))


def objections(text: str, path: str = "quizzes/quiz.schema.json") -> list[str]:
    validator = Draft7Validator(json.loads((ROOT / path).read_text("utf-8")))
    try:
        value = yaml.load(text, CoreLoader)
    except yaml.constructor.ConstructorError:
        return []
    return [error.message for error in validator.iter_errors(value)]


def schema_of(path: str) -> str:
    folder, name = path.split("/")
    stem = name.split(".")[0]
    if folder == "quizzes":
        return "quizzes/quiz.schema.json"
    return f"seeds/{'source' if stem[1:].isdigit() else stem}.schema.json"


@pytest.mark.parametrize("path", MODELS)
def test_the_files_say_what_the_models_say(path: str) -> None:
    """Where this fails: run `sourcebook schema`."""
    assert (ROOT / path).read_text("utf-8") == schema_files()[path]


@pytest.mark.parametrize("path", MODELS)
def test_each_file_is_a_sound_schema(path: str) -> None:
    Draft7Validator.check_schema(json.loads((ROOT / path).read_text("utf-8")))


@pytest.mark.parametrize("path", MODELS)
def test_every_key_is_explained(path: str) -> None:
    described = json.loads(schema_files()[path])

    holders = [described, *described["definitions"].values()]
    keys = {key: each for holder in holders for key, each in holder.get("properties", {}).items()}
    assert [key for key, each in keys.items() if not each.get("description")] == []


@pytest.mark.parametrize("path", [path for path in FILES if path.endswith((".yaml", ".yml"))])
def test_every_file_of_the_course_is_accepted(path: str) -> None:
    assert objections(FILES[path].decode(), schema_of(path)) == []


@pytest.mark.parametrize("path", [path for path in course_files() if path.endswith(".yaml")])
def test_every_file_of_the_minimal_course_is_accepted(path: str) -> None:
    assert objections(course_files()[path].decode(), schema_of(path)) == []


@given(st.data(), st.sampled_from(sorted(KINDS)))
def test_an_item_of_any_kind_is_accepted(data: st.DataObject, kind: str) -> None:
    item: Item = data.draw(KINDS[kind])

    quiz = f"id: any-quiz\ntitle: Any\nitems:\n{item_yaml(fields_of(item))}"

    assert objections(quiz) == []
    assert read_yaml(ContentFile("quizzes/any.yaml", quiz.encode()), Quiz).model is not None


texts = st.one_of(
    st.text("aZ0-.: \n'\"", max_size=8),
    st.sampled_from("No true 010 1992 0.5 1/2 2020-11-10 44:30 1_000 ~ null s1.p1 facts".split()),
)
PLACES = ("title", "pass_mark", "confidence", "lesson", "time_limit", "feedback", "id")


@given(st.sampled_from(PLACES), texts)
def test_what_the_loader_accepts_the_schema_accepts(key: str, value: str) -> None:
    lines = {"id": "id: a-quiz", "title": "title: A quiz"} | {key: f"{key}: {value}"}
    text = "\n".join([*lines.values(), "draw:", "  - {objective: tell-the-day}"])

    parsed = read_yaml(ContentFile("quizzes/any.yaml", text.encode()), Quiz)

    assert parsed.model is None or objections(text) == []


@pytest.mark.parametrize(
    "short",
    [
        "distractors: [Putin, 7, true]",
        "distractors: [{text: Putin}]",
        "hints: [Read on., {text: Read on., passage: s1.p2}]",
    ],
)
def test_short_and_long_forms_are_accepted(short: str) -> None:
    key = short.split(":")[0]
    item = {"distractors": "distractors: [Putin]"} | {key: short}
    lines = "".join(f"    {line}\n" for line in item.values())
    common = "  - id: a\n    type: single_choice\n    objective: b\n    stem: c\n    key: d\n"

    text = f"id: q\ntitle: Q\nitems:\n{common}{lines}    rationale: e\n    citations: [s1.p1]\n"

    assert objections(text) == []


def shape_faults(bad: Path) -> set[str]:
    files = course_files() | {"quizzes/bad.yaml": bad.read_bytes()}
    rules = {fault.rule for fault in check(files).faults if fault.severity == "error"}
    return rules if rules <= SHAPES else set()


@pytest.mark.parametrize("bad", [bad for bad in BAD if shape_faults(bad)], ids=lambda bad: bad.stem)
def test_a_slip_of_shape_is_seen_while_typing(bad: Path) -> None:
    seen = objections(bad.read_text("utf-8"))

    assert bool(seen) is (bad.stem not in UNSEEN)


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "quizzes").glob("*.yaml")))
def test_each_quiz_names_its_schema(name: str) -> None:
    first = (ROOT / "quizzes" / name).read_text("utf-8").split("\n")[0]

    assert first == "# yaml-language-server: $schema=quiz.schema.json"


def test_the_settings_for_vs_code_name_every_schema() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))

    assert list(settings["yaml.schemas"]) == [f"./{path}" for path in MODELS]


def test_the_command_writes_the_schemas_and_leaves_those_that_are_true(tmp_path: Path) -> None:
    save(tmp_path, course_files())

    shown = [CliRunner().invoke(app, ["schema", str(tmp_path)]).stdout for _ in range(2)]

    assert shown == ["".join(f"{path}\n" for path in MODELS)] * 2
    written = {path: (tmp_path / path).read_text("utf-8") for path in MODELS}
    assert written == schema_files()


def test_the_schema_is_no_file_of_the_course(tmp_path: Path) -> None:
    save(tmp_path, {"quizzes/a.yaml": QUIZ.encode(), "quizzes/quiz.schema.json": b"{}"})

    assert list(read_files(tmp_path)) == ["quizzes/a.yaml"]
