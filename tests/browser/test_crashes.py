"""The power fails at any moment: what a page said was saved is there afterwards."""

import random

from playwright.sync_api import Page, expect

from sourcebook.model.items import SingleChoice
from sourcebook.model.options import option
from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.disk import draft, responses
from tests.browser.kinds import AT_ONCE, TEST
from tests.browser.shown import reconnected
from tests.browser.steps import exactly, go_to, start_quiz

MOMENTS = [round(random.Random(day).uniform(0, 1500)) for day in (22, 23)]
"""How many milliseconds after a step the server dies; the last time it has said all first."""


def test_what_a_page_said_was_saved_survives_a_crash_at_any_moment(
    own_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit, item = visitor(own_server), quizzes[TEST].items[1]
    assert isinstance(item, SingleChoice)
    texts = [each.text for each in item.distractors]
    choosing, writing = visit.page, visit.new_tab()
    start_quiz(choosing, own_server.url, TEST)
    go_to(choosing, 2)
    start_quiz(writing, own_server.url, AT_ONCE)
    go_to(writing, 10)
    before, said = "", ""

    for text, moment in zip(texts, [*MOMENTS, None], strict=True):
        choosing.locator(".st-key-item label").filter(has_text=exactly(text)).click()
        writing.locator("textarea").press_sequentially(f" {text}.", delay=1)
        if moment is None:
            expect(choosing.get_by_text("✓ Saved at")).not_to_have_text(said)
            expect(writing.locator("#status")).to_have_text("Saved")
        else:
            choosing.wait_for_timeout(moment)
        own_server.kill()

        now, then, chosen = says(choosing), said, option(item.id, text).id
        kept = chosen_last(own_server)
        assert kept == chosen if now != then else kept in (before, chosen)
        before, said = kept, now
        state = writing.evaluate(WRITTEN)
        assert state["status"] != "Saved" or draft(own_server, 9) == state["text"]
        own_server.start()
        reconnected(choosing)
        reconnected(writing)

    for page in (choosing, writing):
        page.reload()
    expect(choosing.get_by_role("radio", name=texts[-1])).to_be_checked()
    expect(writing.locator("textarea")).to_have_value("".join(f" {text}." for text in texts))


WRITTEN = """() => {
    const root = [...document.querySelectorAll('*')].find(
        (each) => each.shadowRoot && each.shadowRoot.querySelector('textarea')).shadowRoot;
    return {text: root.querySelector('textarea').value,
            status: root.querySelector('#status').textContent};
}"""


def says(page: Page) -> str:
    """What a page says of when an answer was saved; empty where it was not."""
    found = page.get_by_text("✓ Saved at").all_inner_texts()
    return found[0] if found else ""


def chosen_last(server: Server) -> str:
    """The id of the option kept last, empty where none was."""
    kept = responses(server, 1)
    return str(kept[-1]["option"]) if kept else ""
