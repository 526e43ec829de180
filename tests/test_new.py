"""`sourcebook new`: files to begin with, in which only the author's words are missing."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sourcebook.__main__ import app
from sourcebook.content.authoring import templates
from sourcebook.content.authoring.templates import Starter, left_over
from sourcebook.content.checking import check, read_files
from sourcebook.content.unchecked_course import read_unchecked_course
from sourcebook.model.plans import SECTIONS
from tests.builders import course_files, every_kind, save
from tests.test_cli import unboxed

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course root with the minimal course."""
    return save(tmp_path, course_files())


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["new", *arguments, "--course", str(root)])


def faults(starter: Starter) -> list[str]:
    files = course_files() | {starter.path: starter.text.encode()}
    return [
        f"{fault.spot.line}: {fault._replace(hint='').sentence}" for fault in check(files).faults
    ]


def uncommented(text: str) -> str:
    """The file after its author has deleted the `# ` before every line of every example."""
    return re.sub(r"^  # (?=- |  )", "  ", text, flags=re.MULTILINE)


def test_a_new_quiz_lacks_nothing_but_items() -> None:
    starter = templates.quiz(course_files(), "next-quiz", lesson="yerevan-summit")

    assert starter.path == "quizzes/05-next-quiz.yaml"
    assert faults(starter) == ["7: items: expected a list, found nothing."]


def test_the_examples_of_a_new_quiz_are_sound_items_of_every_kind() -> None:
    starter = templates.quiz(course_files(), "next-quiz", lesson="yerevan-summit")
    raw = uncommented(starter.text).encode()

    result = check(course_files() | {starter.path: raw})

    assert result.faults == ()
    assert result.course is not None
    kinds = [item.type for item in result.course.quizzes["next-quiz"].items]
    assert sorted(kinds) == sorted(item.type for item in every_kind())


def test_the_examples_are_sound_in_the_course_itself() -> None:
    files = read_files(ROOT)
    starter = templates.quiz(files, "next-quiz", lesson="csto")

    faults = check(files | {starter.path: uncommented(starter.text).encode()}).faults

    assert [each for each in faults if each.path == starter.path] == []


def test_a_new_lesson_lacks_nothing_but_items_on_its_objective() -> None:
    starter = templates.lesson(course_files(), "next-lesson", title="What next: a question")

    assert starter.path == "lessons/05-next-lesson.md"
    assert faults(starter) == ["15: objective 1: no item assesses 'understand-next-lesson'."]
    drafted = read_unchecked_course({starter.path: starter.text.encode()}).lessons[0].lesson
    assert drafted is not None
    assert drafted.title == "What next: a question"


def test_a_new_plan_lacks_nothing_but_its_texts_and_stands_beside_its_lesson() -> None:
    files = course_files() | {"lessons/05-next.md": templates.lesson({}, "next").text.encode()}

    starter = templates.plan(files, "next")

    assert starter.path == "plans/05-next.md"
    found = check(files | {starter.path: starter.text.encode()}).faults
    assert [fault.message for fault in found if fault.path == starter.path] == [
        f"the section '{name}' is empty." for name in SECTIONS
    ]


def test_a_new_source_lacks_what_only_its_author_knows() -> None:
    starter = templates.source(course_files(), "s3")

    assert starter.path == "seeds/s3.yaml"
    assert [fault.split(": ")[1] for fault in faults(starter)] == [
        "label",
        "publisher, basis",
        "publisher, note",
        "date, value",
        "date, precision",
        "date, basis",
        "date, note",
        "language, name",
        "language, basis",
        "language, note",
        "genre",
        "perspective",
        "passage p1, summary",
    ]


def test_a_course_without_lessons_and_sources_has_starters_too() -> None:
    assert "objective: an-objective" in templates.quiz({}, "first").text
    assert templates.lesson({}, "first").path == "lessons/01-first.md"
    assert templates.source({}, "s1").path == "seeds/s1.yaml"


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (("quiz", "next-quiz", "--lesson", "yerevan-summit"), "quizzes/05-next-quiz.yaml"),
        (("quiz", "next-quiz", "--title", "Next"), "quizzes/05-next-quiz.yaml"),
        (("lesson", "next-lesson"), "lessons/05-next-lesson.md"),
        (("source", "s3"), "seeds/s3.yaml"),
    ],
)
def test_the_command_writes_the_file_and_names_it(
    root: Path, arguments: tuple[str, ...], path: str
) -> None:
    result = run(root, *arguments)

    shown = f"{path} is there. 'sourcebook check' names what is still to be written.\n"
    assert (result.stdout, result.exit_code) == (shown, 0)
    assert (root / path).is_file()


REFUSED = {
    "id taken": (
        ("quiz", "yerevan-quiz"),
        "There is a quiz 'yerevan-quiz' already. Give the new one another id.",
    ),
    "lesson taken": (
        ("lesson", "yerevan-summit"),
        "There is a lesson 'yerevan-summit' already. Give the new one another id.",
    ),
    "no id": (
        ("quiz", "Next Quiz"),
        "'Next Quiz' is not an id. An id has small letters, digits and hyphens, 60 at most, "
        "like 'a-short-name'.",
    ),
    "way out": (
        ("lesson", "../next"),
        "'../next' is not an id. An id has small letters, digits and hyphens, 60 at most, "
        "like 'a-short-name'.",
    ),
    "unknown lesson": (
        ("quiz", "next", "--lesson", "yerevan-sumit"),
        "There is no lesson 'yerevan-sumit'. Did you mean 'yerevan-summit'?",
    ),
    "plan taken": (
        ("plan", "yerevan-summit"),
        "The lesson 'yerevan-summit' has a plan already, plans/04-yerevan-summit.md.",
    ),
    "plan for no lesson": (
        ("plan", "yerevan-sumit"),
        "There is no lesson 'yerevan-sumit'. Did you mean 'yerevan-summit'?",
    ),
    "source taken": (("source", "s2"), "There is a source 's2' already. Write 's3'."),
    "no id of a source": (
        ("source", "newsweek"),
        "'newsweek' is not an id of a source. Write 's3'.",
    ),
}


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_a_name_that_cannot_be_used_is_refused(
    root: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = run(root, *arguments)

    assert message in unboxed(result)
    assert result.exit_code == 2
    assert read_files(root) == course_files()


def test_the_command_starts_a_plan_for_a_lesson_without_one(root: Path) -> None:
    (root / "plans" / "04-yerevan-summit.md").unlink()

    result = run(root, "plan", "yerevan-summit")

    assert result.exit_code == 0
    assert (root / "plans" / "04-yerevan-summit.md").read_text("utf-8").count("\n## ") == 10


def test_a_file_that_is_there_is_never_written_over(root: Path) -> None:
    path = root / "quizzes" / "05-next.yaml"
    path.symlink_to("nowhere")

    result = run(root, "quiz", "next")

    assert "exists already" in unboxed(result)
    assert not path.exists()


def test_the_sentences_of_an_example_are_found_until_they_are_written_over() -> None:
    shown = (
        "items:\n- stem: Write here what a\n    learner is asked.\n  # Say why the key is right.\n"
    )

    assert left_over(shown) == ("Write here what a learner is asked.",)
    assert left_over("items:\n- stem: Who refused to sign?\n") == ()
