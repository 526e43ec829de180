"""What a screen reader says unasked: each thing once, in a region that was there before it."""

import re

from playwright.sync_api import Page, expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.gestures import words
from tests.browser.keys import choose, press_on, tab_to, write_in
from tests.browser.kinds import AT_ONCE, TEST
from tests.browser.shown import rest
from tests.browser.steps import fill_in, go_to, start_quiz

# Of all regions that are read aloud: what was new in those that had been there, and those that
# were drawn with their words already in them, which not every screen reader notices.
_LISTEN = """() => {
    const region = document.querySelector('[role=log]');
    Object.assign(window, {said: [], fresh: [], region});
    const isLive = (each) => each.matches('[role=status], [role=log], [aria-live]');
    const note = (node, place) => {
        if (place === region) window.said.push(node.textContent);
        if (node.nodeType !== Node.ELEMENT_NODE) return;
        const told = [node, ...node.querySelectorAll('*')].filter((each) => isLive(each));
        window.fresh.push(...told.map((each) => each.textContent).filter(Boolean));
    };
    new MutationObserver((records) => records.forEach((record) => {
        record.addedNodes.forEach((node) => note(node, record.target));
    })).observe(document.body, {subtree: true, childList: true});
}"""


def listen(page: Page) -> None:
    """Note from now on what is said."""
    rest(page)
    page.evaluate(_LISTEN)


def heard(page: Page) -> list[str]:
    """What was said since, all of it in the region that was there from the beginning."""
    rest(page)
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.region === document.querySelector('[role=log]')")
    said = page.evaluate("() => window.said.splice(0)")
    return [str(each) for each in said]


def test_what_a_page_asks_of_the_scripts_takes_no_room(
    kinds_server: Server, visitor: Visitor
) -> None:
    page = visitor(kinds_server).page
    start_quiz(page, kinds_server.url, AT_ONCE)
    rest(page)

    asked = page.locator("[data-requests]")
    assert asked.count() == 1
    container = asked.locator("xpath=../..")
    assert container.evaluate("each => each.parentElement.children.length") > 1
    assert container.evaluate("each => each.getClientRects().length") == 0


def test_a_number_of_passages_is_said_once_for_each_search(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/sources")
    listen(page)

    write_in(page, "Search the passages", "peacekeepers")
    page.keyboard.press("Enter")
    assert heard(page) == ["3 passages with “peacekeepers”."]
    press_on(page, "a", "Who is quoted")

    assert heard(page) == []
    assert page.evaluate("() => window.fresh") == []


def test_the_verdict_takes_the_focus_and_is_its_name_and_nothing_else_is_said(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page = visitor(kinds_server).page
    start_quiz(page, kinds_server.url, AT_ONCE)
    fill_in(page, quizzes[AT_ONCE].items[0], right=True)
    listen(page)

    press_on(page, "button", "Check my answer")

    expect(page.locator("#result")).to_be_focused()
    expect(page.locator("#result")).to_have_accessible_name(re.compile("^✓ Right"))
    assert heard(page) == []
    assert page.evaluate("() => window.fresh") == []
    expect(page.get_by_role("link", name="Item 1, right")).to_be_visible()


def test_a_hint_takes_the_focus_and_is_its_name(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page = visitor(kinds_server).page
    start_quiz(page, kinds_server.url, AT_ONCE)
    place, item = next((n, each) for n, each in enumerate(quizzes[AT_ONCE].items) if each.hints)
    go_to(page, place + 1)

    press_on(page, "button", "Show a hint (1 of 2)")

    expect(page.locator("#hint")).to_be_focused()
    expect(page.locator("#hint")).to_have_accessible_name(re.compile(re.escape(item.hints[0].text)))


def test_in_a_test_what_is_typed_is_saved_after_a_pause_and_that_is_said(
    kinds_server: Server, visitor: Visitor
) -> None:
    page = visitor(kinds_server).page
    start_quiz(page, kinds_server.url, TEST)
    listen(page)

    tab_to(page, "input text")
    page.keyboard.type("23")
    expect(words(page, "✓ Saved at")).to_be_visible()

    [told] = heard(page)
    assert re.fullmatch(r"Saved at [\d:]+\. You can still change it.", told)
    expect(page.locator("input[type=text]")).to_be_focused()
    expect(page.locator("input[type=text]")).to_have_value("23")


def test_a_try_in_a_lesson_is_judged_aloud(shared_server: Server, visitor: Visitor) -> None:
    page = visitor(shared_server).open("/lesson?lesson=csto&section=a-promise-on-paper")
    listen(page)

    choose(page, "")
    press_on(page, "button", "See whether that is right")

    [told] = heard(page)
    assert told in ("Right", "Partly right", "Not right")


def test_a_field_is_named_by_its_words_without_the_signs_of_markdown(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page, names = visitor(kinds_server).page, []
    start_quiz(page, kinds_server.url, AT_ONCE)

    for number in range(1, len(quizzes[AT_ONCE].items) + 1):
        go_to(page, number)
        rest(page)
        page.wait_for_timeout(300)
        fields = page.locator(".stMain :is([role=radiogroup], input)[aria-label]").all()
        names += [str(field.get_attribute("aria-label")) for field in fields]

    assert len(names) > 20
    assert [name for name in names if re.search(r"\\|\*\*", name)] == []
