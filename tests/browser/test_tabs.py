"""Two tabs of one learner: what one of them did is what both of them show."""

from playwright.sync_api import expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.gestures import words
from tests.browser.kinds import AT_ONCE, TEST
from tests.browser.shown import expect_picture, picture, rest
from tests.browser.steps import check, choose_passage, fill_in, go_to, prove, start_quiz


def test_a_late_answer_from_another_tab_shows_the_first_one(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit, item = visitor(kinds_server), quizzes[AT_ONCE].items[2]
    start_quiz(visit.page, kinds_server.url, AT_ONCE)
    go_to(visit.page, 3)
    late = visit.new_tab()
    late.goto(visit.page.url)
    fill_in(late, item, right=False)

    fill_in(visit.page, item, right=True)
    check(visit.page)
    check(late)

    note = late.locator("#elsewhere")
    expect(note).to_contain_text("You answered this item in another tab.")
    expect(note.locator(".own-answer")).to_have_text(["Sadyr Japarov", "nobody"])
    expect(note).to_be_in_viewport()
    late.reload()
    expect_picture(late, picture(visit.page))
    prove(visit.page, "s1.p9")
    choose_passage(late, "s1.p8")
    expect(note).to_contain_text("You chose the passage in another tab.")
    expect(late.locator("#result")).to_contain_text("✓ Right, and proved")
    late.reload()
    expect_picture(late, picture(visit.page))


def test_in_test_mode_a_tab_shows_what_another_one_changed(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit, item = visitor(kinds_server), quizzes[TEST].items[4]
    start_quiz(visit.page, kinds_server.url, TEST)
    go_to(visit.page, 5)
    other = visit.new_tab()
    other.goto(visit.page.url)
    expect(other.locator("#stem")).to_contain_text("Item 5")
    rest(other)

    fill_in(visit.page, item, right=True)
    expect(words(visit.page, "✓ Saved at")).to_be_visible()
    other.get_by_text("Mark this item for another look").click()

    expect(other.get_by_role("radio", name="False")).to_be_checked()
    expect(words(other, "✓ Saved at")).to_be_visible()
