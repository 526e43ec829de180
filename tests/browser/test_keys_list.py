"""The list of keys opens over a page, and gives the focus back."""

from playwright.sync_api import expect

from tests.browser.conftest import Server, Visitor
from tests.browser.shown import rest


def test_the_list_of_keys_opens_over_the_panel_which_stays_open(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/lesson?lesson=csto&section=who-belongs-to-it&proof=s2.p10")
    rest(page)
    keys, title = page.get_by_role("dialog", name="Keys"), page.locator("#proof-panel-title")
    expect(title).to_be_focused()

    page.keyboard.press("?")
    expect(keys).to_be_visible()
    expect(keys.get_by_role("button", name="Close")).to_be_focused()

    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(title).to_be_focused()

    page.keyboard.press("Escape")
    expect(title).to_have_count(0)


def test_a_question_mark_is_typed_into_a_note(shared_server: Server, visitor: Visitor) -> None:
    page = visitor(shared_server).open("/lesson?lesson=csto&section=start")
    page.get_by_text("Write a note").click()
    note = page.get_by_label("Your note: Step “The alliance”")

    note.press_sequentially("Why?")

    expect(note).to_have_value("Why?")
    expect(page.get_by_role("dialog")).to_have_count(0)
