"""The keyboard is enough for the whole course: every lesson, every quiz, and all pages round them.

Of one quiz with an item of each kind everything is done; of the six of the course the first item
and the last, because all would take minutes (in the final test those two are all that is answered).
A teacher's work is in `test_keyboard_at_the_desk`.
"""

import random
import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from sourcebook.content.checking import check, read_files
from sourcebook.model.attempts import Typed
from sourcebook.model.course import Course
from sourcebook.model.items import ExtendedResponse, Item
from sourcebook.model.lessons import CheckTask, ComparisonTask, Lesson
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.reading.sources_page import VIEWS
from sourcebook.store import Store, hashed
from tests.browser.conftest import ROOT, Server, Visit, Visitor
from tests.browser.gestures import words
from tests.browser.keys import (
    answer,
    backward,
    expect_focus,
    focused,
    go_to_item,
    hand_in,
    pick,
    press_on,
    tab_to,
    tab_until,
    walk,
    write_in,
)
from tests.browser.kinds import AT_ONCE, TIMED
from tests.browser.shown import heading, rest
from tests.browser.steps import QUIZ
from tests.browser.test_identity import cookie


@pytest.fixture(scope="module")
def course() -> Course:
    """The real course, for knowing what is right."""
    found = check(read_files(ROOT)).course
    assert found is not None
    return found


def start(page: Page, quiz: Quiz) -> None:
    """Start a quiz, from the page with all of them."""
    press_on(page, "a", "Quizzes")
    rest(page)
    # The title of one quiz may begin like that of another.
    tab_until(page, lambda at: at.startswith("a ") and at.strip().endswith(quiz.title))
    page.keyboard.press("Enter")
    press_on(page, "button", "Start the quiz")
    expect(page.locator("#stem")).to_be_focused()


def asked(page: Page, course: Course) -> Item:
    """The item of the course that a quiz asks just now."""
    stem = page.locator("#stem").inner_text()
    claim = page.locator(".claim").all_inner_texts()
    found = [item for item in course.items() if stem.endswith(item.stem)]
    return next(each for each in found if not claim or getattr(each, "claim", "") in claim)


def first_to_try(lesson: Lesson) -> tuple[int, str, int]:
    """The first item of a lesson: how many steps on, its id, the comparisons over it."""
    return next(
        (number, block.item, sum(isinstance(each, ComparisonTask) for each in section.blocks[:at]))
        for number, section in enumerate(lesson.sections)
        for at, block in enumerate(section.blocks)
        if isinstance(block, CheckTask)
    )


def test_every_lesson_is_read_and_its_passages_opened_with_the_keyboard_alone(
    shared_server: Server, visitor: Visitor, course: Course
) -> None:
    page = visitor(shared_server).open("/")
    panel = page.locator(".proof-panel")

    for lesson in course.lessons.values():
        steps_on, item_id, compared = first_to_try(lesson)
        item = course.item(item_id)
        assert item
        press_on(page, "a", lesson.title)
        expect(heading(page)).to_be_focused()
        press_on(page, "a", "Proof of this paragraph")
        expect(panel.locator("h2")).to_be_focused()
        page.keyboard.press("Escape")
        expect(panel).to_have_count(0)
        expect(page.locator(".proofs-mark").first).to_be_focused()
        rest(page)
        for number in range(steps_on):
            page.keyboard.press("ArrowRight")
            expect(page.get_by_text(f"Step {number + 2} of")).to_be_visible()
            expect(heading(page)).to_be_focused()
        rest(page)
        for _ in range(compared):
            tab_to(page, "button", "Open our verdict without mine")
        answer(page, item)
        press_on(page, "button", "See whether that is right")
        expect(page.locator(f".st-key-task-check-{item.id} .verdict")).to_contain_text("Right")
        tab_to(page, "a", "Course", key="Shift+Tab")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{shared_server.url}/")
        expect(heading(page)).to_be_focused()


def test_an_item_of_each_kind_can_be_answered_with_the_keyboard_alone(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page = visitor(kinds_server).open("/")
    start(page, quizzes[AT_ONCE])

    for place, item in enumerate(quizzes[AT_ONCE].items):
        expect(page.locator("#stem")).to_contain_text(f"Item {place + 1} of 10")
        expect(page.locator("#stem")).to_be_focused()
        if item.hints:
            press_on(page, "button", "Show a hint (1 of 2)")
            expect(page.locator("#hint")).to_be_focused()
        hand_in(page, item)
        last = isinstance(item, ExtendedResponse)
        press_on(page, "button", "To my result" if last else "Next item")

    expect(page.locator("#stem")).to_have_text("Your result")
    expect(page.locator("#stem")).to_be_focused()
    expect(page.locator(".result")).to_contain_text("12 of 12 points")


def test_each_quiz_of_the_course_begins_and_ends_with_the_keyboard_alone(
    shared_server: Server, visitor: Visitor, course: Course
) -> None:
    page = visitor(shared_server).open("/")

    for quiz in course.quizzes.values():
        if quiz.feedback == "immediate":
            start(page, quiz)
            hand_in(page, quiz.items[0])
            go_to_item(page, quiz.size)
            hand_in(page, quiz.items[-1])


def test_the_final_test_is_taken_and_handed_in_with_the_keyboard_alone(
    shared_server: Server, visitor: Visitor, course: Course
) -> None:
    page, final = visitor(shared_server).open("/"), course.quizzes["final-quiz"]
    start(page, final)

    for number in (1, final.size):
        if number > 1:
            go_to_item(page, number)
        answer(page, asked(page, course))
        tab_to(page, "input checkbox", "another look")
        page.keyboard.press("Space")
        expect(words(page, re.compile("✓ (Saved at|Your answer is)"))).to_be_visible()
    press_on(page, "button", "Review and hand in")
    expect(page.locator("#stem")).to_be_focused()
    press_on(page, "button", "Hand in with")

    expect(page.locator("#stem")).to_have_text("Your result")
    expect(page.locator("#stem")).to_be_focused()


def test_what_is_due_is_reviewed_and_the_scores_are_filtered_with_the_keyboard_alone(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit = visitor(kinds_server)
    page = visit.open("/")
    misses_the_first(visit, quizzes[TIMED])

    press_on(page, "a", "My scores")
    press_on(page, "a", "Course")
    press_on(page, "button", "Review")
    expect(page.locator("#stem")).to_be_focused()
    item = quizzes[TIMED].items[0]
    answer(page, item)
    press_on(page, "button", "Check my answer")
    expect(page.locator("#result")).to_be_focused()
    press_on(page, "a", "My scores")
    expect(heading(page)).to_be_focused()
    pick(page, "Quiz", "Reviews")
    expect(page.get_by_text("1 answer, newest first.").first).to_be_visible()
    press_on(page, "input checkbox", "Only what I missed", key="Space")

    expect(page.get_by_text("No answer is like that.").first).to_be_visible()
    assert "Only what I missed" in focused(page)


def misses_the_first(visit: Visit, quiz: Quiz) -> None:
    """Let a learner have finished a quiz three days ago, with its first item wrong."""
    then = datetime.now(UTC) - timedelta(days=3)
    store = Store.open(f"sqlite:///{visit.server.database}")
    learner = store.learners.get_or_create(hashed(cookie(visit)), now=then)
    attempt = store.attempts.start(learner, quiz, now=then, rng=random.Random(1))
    store.attempts.answer(learner, attempt.id, 0, Typed(text="5000"), now=then)
    store.attempts.finish(learner, attempt.id, now=then)
    store.close()


def test_the_views_of_the_sources_open_and_are_searched_with_the_keyboard_alone(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/")
    press_on(page, "a", "Sources")

    for view, path in ((name, path) for path, name in VIEWS.items() if path):
        tab_to(page, "a", view)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{shared_server.url}/sources?view={path}")
        expect_focus(page)
        assert view in focused(page)
    tab_to(page, "a", VIEWS[""], key="Shift+Tab")
    page.keyboard.press("Enter")
    expect_focus(page)
    write_in(page, "Search the passages", "peacekeepers")
    page.keyboard.press("Enter")

    expect(page.get_by_text("3 passages with “peacekeepers”.").first).to_be_visible()
    assert "Search the passages" in focused(page)


def test_all_of_me_is_used_with_the_keyboard_alone(kinds_server: Server, visitor: Visitor) -> None:
    visit = visitor(kinds_server)
    page, code = visit.open("/me"), opens_a_class(kinds_server)

    write_in(page, "Name", "Ani")
    press_on(page, "button", "Keep this name")
    write_in(page, "Class code", code)
    press_on(page, "button", "Look for the class")
    press_on(page, "button", "Join without a name", key="Space")
    press_on(page, "summary", "I have a recovery code")
    press_on(page, "button", "Make a recovery code")
    expect(page.locator("details[open]").get_by_text("I have a recovery code")).to_be_visible()
    press_on(page, "button", "Leave the class")
    press_on(page, "button", "I am someone else now")
    press_on(page, "button", "Stay")
    press_on(page, "input checkbox", "Yes, delete all", key="Space")
    tab_to(page, "button", "Delete everything")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{kinds_server.url}/")
    expect(page.locator(".announcement")).to_have_text("All that was kept of you is deleted.")
    expect(page.get_by_role("log")).to_have_text("All that was kept of you is deleted.")


def opens_a_class(server: Server) -> str:
    """The code of a new class."""
    store = Store.open(f"sqlite:///{server.database}")
    room = store.classes.create("History 9b", now=datetime.now(UTC))
    store.close()
    return room.code


@pytest.mark.parametrize(
    "path",
    ["/", "/lesson?lesson=csto", "/quiz", f"/quiz?quiz={QUIZ}", "/sources", "/scores", "/me"],
)
def test_tab_goes_through_a_page_in_its_order_and_out_of_it_and_shows_where_it_is(
    shared_server: Server, visitor: Visitor, path: str
) -> None:
    page = visitor(shared_server).open(path)

    stops = walk(page)

    assert len(stops) > 5
    assert [stop.name for stop in stops[:-1] if not stop.shows] == []
    assert list(backward(stops)) == []
