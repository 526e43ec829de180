"""A course about something else: no page and no command has a word of this project's course."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sourcebook.__main__ import COMMANDS, app
from sourcebook.content.checking import read_files
from sourcebook.pages.shared import services
from sourcebook.settings import settings
from tests.teachers import open_desk

from .conftest import MORNING, NINA, Browser, Serve, right
from .tiny_course import words

WORDS = re.compile(
    r"csto|armenia|azerbaijan|karabakh|yerevan|newsweek|munich|polish|pashinyan|putin|lukashenko"
    r"|aliyev|russia|caucasus|\bfive\b|2022|alliance|summit",
    re.IGNORECASE,
)
"""Words of the course in this project; the other one has none of them."""

PAGES = ["", "lesson", "quiz", "sources", "scores", "me", "certificate"]
DESK = ["teach", "class", "assignments", "results", "marking", "plans", "edit"]


def run(*arguments: str) -> str:
    """What a command prints; it has to end with status 0."""
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def lamp(tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course just started with `sourcebook new course`, in use."""
    folder = tmp_path / "lamp"
    run("new", "course", str(folder))
    monkeypatch.delenv("SOURCEBOOK_ORIGINALS", raising=False)
    serve(read_files(folder))
    monkeypatch.setenv("SOURCEBOOK_COURSE", str(folder))
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_a_word_of_this_course(browser: Browser, lamp: Path, page: str) -> None:
    shown = words(browser.open(page))

    assert shown
    assert not WORDS.search(shown)


@pytest.mark.parametrize("page", DESK)
def test_no_page_of_the_desk_has_a_word_of_this_course(
    browser: Browser, lamp: Path, page: str
) -> None:
    open_desk(services.store(), NINA, now=MORNING)

    assert not WORDS.search(words(browser.open(page)))


def test_its_certificate_names_its_own_title_and_evidence(browser: Browser, lamp: Path) -> None:
    course = services.library().course()
    for quiz in course.quizzes.values():
        attempt = browser.start(quiz)
        for place, pinned in enumerate(attempt.items):
            browser.answer(attempt, place, right(pinned.item))
    for lesson in course.lessons:
        services.store().readings.mark_read(browser.learner, lesson, now=attempt.started_at)

    shown = words(browser.open("certificate"))

    assert "The lamp on the cape" in shown
    assert "rests on two notes of 1904" in shown


# With a misspelt lesson in its quiz, each command says something of the course that it read.
OF_THE_COURSE = {
    "check": ([], "no lesson 'lampp'"),
    "coverage": ([], "tell-the-night"),
    "fix": ([], "'lamp' is near"),
    "schema": ([], "seeds/people.schema.json"),
    "report": (["lamp-quiz"], "Nobody has finished 'lamp-quiz'"),
    "regrade": (["lamp-quiz"], "no scores raised"),
    "demo": ([], "The course has faults."),
    "export": (["lamp-quiz", "--to", "gift"], "The course has errors."),
}
OF_NO_COURSE = {"import", "backup", "restore", "migrate", "class", "teacher"}
TESTED_ELSEWHERE = {"new", "serve"}


@pytest.fixture
def misspelt(lamp: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same course with a misspelt lesson, in another folder than that of the process."""
    quiz = lamp / "quizzes" / "01-lamp.yaml"
    quiz.write_text(quiz.read_text("utf-8").replace("lesson: lamp\n", "lesson: lampp\n"), "utf-8")
    (lamp / "seeds" / "people.schema.json").unlink()
    settings.cache_clear()
    empty = lamp.parent / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    return lamp


@pytest.mark.parametrize("command", OF_THE_COURSE)
def test_a_command_takes_the_course_that_the_setting_names(misspelt: Path, command: str) -> None:
    arguments, said = OF_THE_COURSE[command]

    output = CliRunner().invoke(app, [command, *arguments]).output

    assert said in output
    assert not WORDS.search(output)


def test_the_schemas_are_written_into_the_course_that_the_setting_names(misspelt: Path) -> None:
    run("schema")

    assert (misspelt / "seeds" / "people.schema.json").exists()


def test_each_command_that_reads_a_course_is_tested_with_another_one() -> None:
    assert {*OF_THE_COURSE, *OF_NO_COURSE, *TESTED_ELSEWHERE} == set(COMMANDS)


@pytest.mark.parametrize(
    "command", [[name] for name in COMMANDS] + [["new", "quiz"], ["new", "lesson"]]
)
def test_no_help_has_a_word_of_this_course(command: list[str]) -> None:
    # Lists of questions may have Russian headers, whatever the course is about.
    assert not WORDS.search(run(*command, "--help").replace("Russian", ""))


def test_no_advice_on_an_id_has_a_word_of_this_course(lamp: Path) -> None:
    lesson = lamp / "lessons" / "01-lamp.md"
    lesson.write_text(lesson.read_text("utf-8").replace("id: lamp\n", "id: The Lamp\n"), "utf-8")

    output = CliRunner().invoke(app, ["check"]).output

    assert "Write it like" in output
    assert not WORDS.search(output)


def test_new_files_go_into_the_course_that_the_setting_names(misspelt: Path) -> None:
    run("new", "quiz", "second")

    assert [each.name for each in (misspelt / "quizzes").glob("*second.yaml")]


def test_a_new_course_has_no_fault(lamp: Path) -> None:
    assert run("check", str(lamp)).startswith("no errors, no warnings.")


def test_a_course_is_not_started_where_something_is(lamp: Path) -> None:
    done = CliRunner().invoke(app, ["new", "course", str(lamp)])

    assert done.exit_code == 2
    # The frame around the message breaks its lines where the folder's name is long.
    assert "empty. Name a new folder." in " ".join(done.output.replace("│", " ").split())
