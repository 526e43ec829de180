"""A course about something else: no page and no command has a word of this project's course."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sourcebook.__main__ import app
from sourcebook.content.checking import read_files
from sourcebook.pages.shared import services
from sourcebook.pages.teaching import sign_in

from .conftest import Browser, Serve, right
from .tiny_course import words

WORDS = re.compile(
    r"csto|armenia|azerbaijan|karabakh|yerevan|newsweek|munich|polish|pashinyan|putin|lukashenko"
    r"|aliyev|russia|caucasus|\bfive\b|2022|alliance|summit",
    re.IGNORECASE,
)
"""Words of the course in this project; the other one has none of them."""

PAGES = ["", "lesson", "quiz", "sources", "scores", "me", "certificate"]
DESK = ["teach", "class", "results", "marking", "edit"]


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
    browser: Browser, lamp: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setattr(sign_in, "is_open", lambda: True)

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


@pytest.mark.parametrize("command", ["check", "coverage", "schema", "fix"])
def test_a_command_takes_the_course_that_the_setting_names(lamp: Path, command: str) -> None:
    (lamp / "seeds" / "people.schema.json").unlink()
    (lamp / "quizzes" / "01-lamp.yaml").rename(lamp / "quizzes" / "renamed.yaml")

    output = run(command)

    assert not WORDS.search(output)
    assert (lamp / "seeds" / "people.schema.json").exists() is (command == "schema")


def test_new_files_go_into_the_course_that_the_setting_names(lamp: Path) -> None:
    run("new", "quiz", "second")

    assert [each.name for each in (lamp / "quizzes").glob("*second.yaml")]


def test_a_new_course_has_no_fault(lamp: Path) -> None:
    assert run("check", str(lamp)).startswith("no errors, no warnings.")


def test_a_course_is_not_started_where_something_is(lamp: Path) -> None:
    done = CliRunner().invoke(app, ["new", "course", str(lamp)])

    assert done.exit_code == 2
    assert "empty. Name a new folder." in done.output
