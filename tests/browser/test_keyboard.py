"""The keyboard is enough: for the way to a quiz, each kind of item in it, and handing it in."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.kinds import AT_ONCE, TEST
from tests.browser.shown import rest
from tests.browser.steps import start_quiz

FOCUSED = """() => {
    let at = document.activeElement;
    while (at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
    const named = at.getAttribute('aria-label') || '';
    const label = at.closest('label') || at;
    return `${at.tagName.toLowerCase()} ${at.type || ''} ${named} ${label.innerText || ''}`;
}"""


def test_a_learner_finds_a_passage_and_the_quiz_with_the_keyboard_alone(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server).open("/")

    press_on(page, "a", "The Yerevan summit")
    expect(page.locator("h1")).to_have_text("The Yerevan summit")
    press_on(page, "a", "Open source 1")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("a[aria-label^='Open source 1:']").first).to_be_focused()
    press_on(page, "button", "Take the quiz")
    press_on(page, "button", "Start the quiz")
    expect(page.locator("#stem")).to_be_focused()


def test_an_item_of_each_kind_can_be_answered_with_the_keyboard_alone(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page = visitor(kinds_server).page
    start_quiz(page, kinds_server.url, AT_ONCE)

    for place, item in enumerate(quizzes[AT_ONCE].items):
        expect(page.locator("#stem")).to_contain_text(f"Item {place + 1} of 10")
        expect(page.locator("#stem")).to_be_focused()
        if item.hints:
            press_on(page, "button", "Show a hint (1 of 2)")
            expect(page.locator(".hints li")).to_have_count(1)
            expect(page.locator("#stem")).to_be_focused()
        answer(page, item)
        choose(page, "Fairly sure")
        written = isinstance(item, ExtendedResponse)
        press_on(page, "button", "Hand in and see" if written else "Check my answer")
        if item.proof:
            expect(page.locator("#proof")).to_be_focused()
            rest(page)
            choose(page, "Newsweek")
            rest(page)
            choose(page, "Paragraph 3.")
            press_on(page, "button", "This passage proves it")
        expect(page.locator("#result")).to_be_focused()
        if written:
            rest(page)
            choose(page, "In full")
            press_on(page, "button", "Keep this mark")
            expect(page.locator("#result")).to_contain_text("In full")
        press_on(page, "button", "To my result" if written else "Next item")

    expect(page.locator("#stem")).to_have_text("Your result")
    expect(page.locator("#stem")).to_be_focused()
    expect(page.locator(".result")).to_contain_text("11 of 12 points")


def test_a_test_can_be_taken_and_handed_in_with_the_keyboard_alone(
    kinds_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    page, items = visitor(kinds_server).page, quizzes[TEST].items
    start_quiz(page, kinds_server.url, TEST)

    for number in (1, 2):
        expect(page.locator("#stem")).to_contain_text(f"Item {number} of 10")
        expect(page.locator("#stem")).to_be_focused()
        answer(page, items[number - 1])
        tab_to(page, "input checkbox", "another look")
        page.keyboard.press("Space")
        expect(page.get_by_text("✓ Saved at")).to_be_visible()
        press_on(page, "button", "Next item" if number == 1 else "Review and hand in")
    expect(page.locator("#stem")).to_be_focused()
    press_on(page, "button", "Hand in with 8 items not complete")

    expect(page.locator("#stem")).to_have_text("Your result")
    expect(page.locator(".result")).to_contain_text("2 of 12 points")


def answer(page: Page, item: Item) -> None:
    """Answer an item rightly with the keyboard, from the focus on its stem."""
    rest(page)
    match item:
        case Numeric() | ShortAnswer():
            tab_to(page, "input text")
            page.keyboard.type(str(item.key))
        case SingleChoice():
            choose(page, item.key)
        case TrueFalse():
            choose(page, "True" if item.key else "False")
        case VerdictItem():
            choose(page, "Not stated in the sources")
        case MultipleChoice():
            tick(page, item.keys)
        case EvidenceItem():
            tick(page, ["Paragraph 22.", "Paragraph 51."])
        case Matching():
            for pair in item.pairs:
                choose(page, pair.target)
        case Ordering():
            order(page, item)
        case ExtendedResponse():
            tab_to(page, "textarea")
            page.keyboard.type("A film can show a gap, but no wish.")


def choose(page: Page, text: str) -> None:
    """Go to the next group of radio buttons and choose with Space and the arrows."""
    tab_to(page, "input radio")
    if text not in focused(page):
        page.keyboard.press("Space")
    for _ in range(60):
        if text in focused(page):
            page.keyboard.press("Space")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows never get to {text!r}; they end at {focused(page)!r}.")


def tick(page: Page, texts: list[str] | tuple[str, ...]) -> None:
    """Tick these boxes in the order in which they come."""
    for _ in texts:
        tab_until(page, lambda at: "checkbox" in at and any(text in at for text in texts))
        page.keyboard.press("Space")


def order(page: Page, item: Ordering) -> None:
    """Move each text to its place with the arrow keys on its grip."""
    cards = page.locator("li[data-id] .text")
    expect(cards).to_have_count(len(item.sequence))
    for place, text in enumerate(item.sequence):
        now = cards.all_inner_texts().index(text)
        if now == place:
            continue
        page.locator("#stem").focus()
        tab_to(page, "button", f"Move: {text}")
        for step in range(now, place, -1):
            page.keyboard.press("ArrowUp")
            expect(cards.nth(step - 1)).to_have_text(text)


def focused(page: Page) -> str:
    """The tag, type, name and text of what has the focus, also within a component."""
    return str(page.evaluate(FOCUSED))


def tab_to(page: Page, kind: str, text: str = "") -> None:
    """Press Tab until something of this kind with this text has the focus."""
    tab_until(page, lambda at: at.startswith(f"{kind} ") and text in at)


def tab_until(page: Page, arrived: Callable[[str], bool]) -> None:
    """Press Tab until the focus is where it should be."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if arrived(focused(page)):
            return
    raise AssertionError(f"Tab never gets there; it ends at {focused(page)!r}.")


def press_on(page: Page, kind: str, text: str) -> None:
    """Tab to an element, once all are drawn, and press Enter on it."""
    rest(page)
    tab_to(page, kind, text)
    page.keyboard.press("Enter")
