"""A teacher saves a file while the app runs; no learner ever meets a broken one."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Server, Visitor
from tests.browser.shown import heading
from tests.browser.steps import go_to, start_quiz

QUIZ_PAGE = "/quiz?quiz=yerevan-summit-quiz"


@pytest.fixture
def edited_server(tmp_path: Path) -> Iterator[Server]:
    """A server with a copy of the course that a test may change."""
    course = tmp_path / "course"
    for folder in ("lessons", "quizzes", "seeds"):
        shutil.copytree(ROOT / folder, course / folder)
    server = Server(tmp_path / "data", course)
    server.start()
    yield server
    server.stop()


def save(server: Server, old: str, new: str) -> None:
    """Replace a text in the quiz file, as an editor would."""
    file = server.course / "quizzes" / "04-yerevan-summit.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def test_a_saved_title_is_there_within_a_second(edited_server: Server, visitor: Visitor) -> None:
    visit = visitor(edited_server)
    expect(heading(visit.open(QUIZ_PAGE))).to_have_text("Quiz: The Yerevan summit")

    save(edited_server, "title: The Yerevan summit", "title: Six leaders, one table")
    visit.page.wait_for_timeout(1000)

    expect(heading(visit.open(QUIZ_PAGE))).to_have_text("Quiz: Six leaders, one table")


def test_a_broken_file_stays_away_from_learners_even_over_a_restart(
    edited_server: Server, visitor: Visitor
) -> None:
    visit = visitor(edited_server)
    visit.open(QUIZ_PAGE)

    save(edited_server, "title: The Yerevan summit", "title: [broken")
    visit.page.wait_for_timeout(1000)

    expect(heading(visit.open(QUIZ_PAGE))).to_have_text("Quiz: The Yerevan summit")
    log = (edited_server.data / "server.log").read_text("utf-8")
    assert "The last good version stays in use" in log
    assert "quizzes/04-yerevan-summit.yaml:" in log
    edited_server.kill()
    edited_server.start()
    expect(heading(visit.open(QUIZ_PAGE))).to_have_text("Quiz: The Yerevan summit")


def test_what_a_file_says_is_shown_and_never_run(edited_server: Server, visitor: Visitor) -> None:
    hostile = ":material/delete: www.a.example $x$ -> <b>*bold*</b> <script>alert(1)</script>"
    quiz = edited_server.course / "quizzes" / "04-yerevan-summit.yaml"
    choice = quiz.read_text("utf-8").partition("type: single_choice")[2]
    first_option = re.findall("- text: .*", choice)[0]
    save(edited_server, first_option, f'- text: "{hostile}"')
    visit = visitor(edited_server)
    start_quiz(visit.page, edited_server.url)

    go_to(visit.page, 5)

    option = visit.page.get_by_test_id("stRadio").locator("label").filter(has_text="delete")
    expect(option).to_have_count(1)
    assert option.inner_text().replace("\u2060", "").strip() == hostile
    assert option.locator("a, b, em, script, .katex, [data-testid=stIconMaterial]").count() == 0
