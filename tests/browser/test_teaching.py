"""A teacher's way in a real browser: a class, its results as a file, a text marked by a key."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from sourcebook.model.attempts import Attempt, Written
from sourcebook.model.items import ExtendedResponse
from sourcebook.model.quizzes import Quiz
from sourcebook.store import Store, hashed
from tests.browser.conftest import Server, Visit, Visitor
from tests.browser.gestures import words
from tests.browser.kinds import AT_ONCE
from tests.browser.shown import rest
from tests.browser.test_door import at_the_desk
from tests.browser.test_identity import cookie

NAME, TEXT = "=Zaruhi <b>Testian</b>", "The photograph shows how they stood, and nothing of why."


@contextmanager
def opened(server: Server) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{server.database}")
    yield store
    store.close()


def writes(server: Server, visit: Visit, quiz: Quiz) -> Attempt:
    """A learner's finished attempt, of which only the text was answered."""
    now, rng = datetime.now(UTC), random.Random(1)
    place = next(n for n, item in enumerate(quiz.items) if isinstance(item, ExtendedResponse))
    with opened(server) as store:
        learner = store.learners.get_or_create(hashed(cookie(visit)), now=now, name=NAME)
        room = store.classes.create("History 9b", now=now)
        store.classes.join(learner, room.id, now=now)
        attempt = store.attempts.start(learner, quiz, now=now, rng=rng)
        store.attempts.answer(learner, attempt.id, place, Written(text=TEXT), now=now)
        return store.attempts.finish(learner, attempt.id, now=now)


def show(page: Page, visit: Visit, path: str, *, until: str) -> Page:
    visit.open(path)
    expect(page.get_by_text(until, exact=True).first).to_be_visible()
    rest(page)
    return page


def test_whoever_opens_the_link_of_a_class_is_on_its_list(
    own_server: Server, visitor: Visitor
) -> None:
    teacher, learner = visitor(own_server), visitor(own_server)
    page = at_the_desk(teacher)
    teacher.open("/class")
    page.get_by_label("Name of the class").fill("History 9b")
    page.get_by_role("button", name="Make the class").click()
    link = page.get_by_text("/me?join=").inner_text().strip()
    assert link.startswith(f"{own_server.url}/me?join=")

    learner.page.goto(link)
    learner.page.get_by_role("button", name="Join without a name").click()
    expect(learner.page.get_by_text("You are in the class “History 9b”.").first).to_be_visible()

    teacher.open("/class")
    expect(words(page, "Everybody (1)")).to_be_visible()
    expect(page.get_by_text("no name, no. 1").first).to_be_visible()


def test_a_text_is_marked_by_one_key_and_the_learner_sees_whose_mark_it_is(
    own_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    learner, teacher = visitor(own_server), visitor(own_server)
    learner.open("/")
    attempt = writes(own_server, learner, quizzes[AT_ONCE])
    page = at_the_desk(teacher)
    show(page, teacher, "/marking", until="1 answer to mark.")
    assert NAME not in page.content()

    page.keyboard.press("2")

    expect(words(page, "All answers to this item are marked.")).to_be_visible()
    learner.open(f"/quiz?quiz={AT_ONCE}&attempt={attempt.id}&item=10")
    expect(learner.page.get_by_text("In full, marked by your teacher").first).to_be_visible()


def test_a_text_is_marked_with_a_comment_by_keyboard_and_its_learner_reads_both(
    own_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    learner, teacher = visitor(own_server), visitor(own_server)
    learner.open("/")
    attempt = writes(own_server, learner, quizzes[AT_ONCE])
    page = at_the_desk(teacher)
    show(page, teacher, "/marking", until="1 answer to mark.")

    page.keyboard.press("c")
    comment = page.get_by_label("Comment to the learner")
    expect(comment).to_be_focused()
    page.keyboard.type("Which report says 2 of them?")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="The rubric")).to_be_focused()
    rest(page)
    page.keyboard.press("1")
    expect(words(page, "All answers to this item are marked.")).to_be_visible()
    expect(words(page, "in part, with a comment.")).to_be_visible()

    learner.open("/")
    expect(words(learner.page, "was marked, with a comment.")).to_be_visible()
    learner.page.locator(".new-marks a").click()
    expect(learner.page.get_by_text("In part, marked by your teacher").first).to_be_visible()
    expect(words(learner.page, "Which report says 2 of them?")).to_be_visible()
    assert f"attempt={attempt.id}" in learner.page.url
    learner.open("/")
    rest(learner.page)
    expect(learner.page.locator(".new-marks")).to_have_count(0)


def test_equal_answers_of_two_learners_get_one_mark(
    own_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    one, two, teacher = visitor(own_server), visitor(own_server), visitor(own_server)
    for learner in (one, two):
        learner.open("/")
        writes(own_server, learner, quizzes[AT_ONCE])
    page = at_the_desk(teacher)
    show(page, teacher, "/marking", until="2 answers to mark.")
    expect(page.get_by_text("2 learners wrote this.", exact=True)).to_be_visible()

    page.keyboard.press("2")

    expect(words(page, "All answers to this item are marked.")).to_be_visible()
    for learner in (one, two):
        learner.open("/")
        expect(words(learner.page, "was marked.")).to_be_visible()


def test_a_name_in_the_class_leads_to_each_answer_of_the_learner_and_back(
    own_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    learner, teacher = visitor(own_server), visitor(own_server)
    learner.open("/")
    writes(own_server, learner, quizzes[AT_ONCE])
    page = at_the_desk(teacher)
    show(page, teacher, "/class", until="Everybody (1)")

    page.get_by_role("link", name=f"{NAME}, no. 1").last.click()
    expect(page.get_by_role("heading", name="Written texts (1)")).to_be_visible()
    page.get_by_role("link", name="attempt 1").click()

    expect(page.get_by_role("table", name="Items and answers")).to_contain_text(TEXT)
    page.go_back()
    expect(page.get_by_role("heading", name="Written texts (1)")).to_be_visible()
    page.get_by_role("link", name="Mark this text").click()
    expect(words(page, "1 answer to mark.")).to_be_visible()


def test_the_results_are_taken_away_as_a_spreadsheet_without_a_formula(
    own_server: Server, visitor: Visitor, quizzes: dict[str, Quiz], tmp_path: Path
) -> None:
    learner, teacher = visitor(own_server), visitor(own_server)
    learner.open("/")
    writes(own_server, learner, quizzes[AT_ONCE])
    page = at_the_desk(teacher)
    show(page, teacher, "/results", until="Results")
    expect(words(page, "1 attempt of 1 learner.")).to_be_visible()
    rest(page)

    with page.expect_download() as fetched:
        page.get_by_role("link", name="Download all tables (XLSX)").click()

    file = tmp_path / "results.xlsx"
    fetched.value.save_as(file)
    cell = openpyxl.load_workbook(file)["Learners"]["A2"]
    assert (cell.value, cell.data_type) == (NAME, "s")
