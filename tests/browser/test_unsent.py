"""What is ticked, chosen or typed and not handed in: there again, and handed in with Enter."""

from playwright.sync_api import expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.disk import responses
from tests.browser.kinds import AT_ONCE
from tests.browser.steps import fill_in, go_to, start_quiz


def test_ticks_are_there_after_a_look_at_another_item(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page, items = visitor(kinds_server).page, quizzes[AT_ONCE].items
    number = next(place for place, item in enumerate(items, 1) if item.type == "multiple_choice")
    start_quiz(page, kinds_server.url, AT_ONCE)
    go_to(page, number)
    fill_in(page, items[number - 1], right=True)
    page.get_by_text("Certain", exact=True).click()
    ticked = page.locator("input[type=checkbox]:checked")
    before = ticked.count()

    go_to(page, 1)
    go_to(page, number)

    expect(ticked).to_have_count(before)
    expect(page.get_by_role("radio", name="Certain")).to_be_checked()


def test_enter_hands_in_what_was_typed_once(
    own_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page, item = visitor(own_server).page, quizzes[AT_ONCE].items[2]
    start_quiz(page, own_server.url, AT_ONCE)
    go_to(page, 3)

    page.get_by_role("textbox").press_sequentially("Sadyr Japarov")
    page.keyboard.press("Enter")

    expect(page.locator("#proof")).to_be_visible()
    assert item.type == "short_answer"
    assert responses(own_server, 2) == [{"kind": "typed", "text": "Sadyr Japarov"}]
