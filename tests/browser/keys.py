"""What learners and teachers do with only a keyboard, and where the focus is then.

Each step ends with the focus somewhere that makes sense: on a thing that can be used, or on the
words that the step has led to. It is never lost to the page as a whole.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from playwright.sync_api import Page, expect

from sourcebook.model.items import (
    FINDINGS,
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
from tests.browser.shown import rest
from tests.browser.steps import passage_label

FOCUSED = """() => {
    let at = document.activeElement;
    while (at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
    const named = at.getAttribute('aria-label') || at.labels?.[0]?.innerText || '';
    const label = at.closest('label') || at;
    return `${at.tagName.toLowerCase()} ${at.type || ''} ${named} ${label.innerText || ''}`;
}"""

# Where the focus is, and how it and what is round it looks: once with the focus, once without.
_STOP = """async () => {
    // Fields show the focus a moment after they have it.
    for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
    const looks = (each) => {
        const look = getComputedStyle(each);
        return [look.outline, look.boxShadow, look.borderColor, look.backgroundColor].join();
    };
    const up = (each) => each.parentElement ?? each.getRootNode().host;
    const around = (each) => {
        const found = [];
        for (let at = each; at && found.length < 6; at = up(at)) found.push(at);
        return [...found, ...(each.closest('label')?.querySelectorAll('*') ?? [])];
    };
    let at = document.activeElement;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const before = window.stop, box = at.getBoundingClientRect();
    const main = document.querySelector('.stMain');
    // Also within a component, which has a document of its own.
    const isIn = (each) => each === main || Boolean(each && isIn(up(each)));
    window.stop = {at, around: around(at)};
    window.stop.looks = window.stop.around.map(looks).join('|');
    return {
        is_page: at === document.body, is_first: at === window.firstStop,
        name: `${at.tagName.toLowerCase()} ${at.getAttribute('aria-label') || at.innerText || ''}`,
        top: box.top + (isIn(at) ? main.scrollTop : 0), left: box.left, high: box.height,
        before_showed: !before || before.around.map(looks).join('|') !== before.looks,
    };
}"""


class Stop(NamedTuple):
    """A place at which Tab stops: what it is, where it lies, and whether one could see it."""

    name: str
    top: float
    left: float
    high: float
    shows: bool


def walk(page: Page) -> list[Stop]:
    """Press Tab from the top of the page until it leaves the page: every place where it stops."""
    rest(page)
    page.add_style_tag(content="* { transition: none !important; }")
    page.evaluate("() => { document.activeElement.blur(); window.stop = window.firstStop = null; }")
    found: list[dict[str, Any]] = []
    while len(found) < 400:
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if found:
            found[-1]["shows"] = stop["before_showed"]
        else:
            page.evaluate("() => { window.firstStop = window.stop.at; }")
        if stop["is_page"] or stop["is_first"]:
            return [Stop(**{name: each[name] for name in Stop._fields}) for each in found]
        found.append(stop)
    raise AssertionError(f"Tab does not leave the page; it is caught at {found[-1]['name']!r}.")


def backward(stops: list[Stop]) -> Iterator[str]:
    """The places that lie above the one before them, and so are not in the order of reading."""
    for before, after in pairwise(stops):
        # To the right it may begin another column.
        if after.top + after.high <= before.top and after.left <= before.left:
            yield f"{before.name!r}, then {after.name!r}"


def focused(page: Page) -> str:
    """The tag, type, name and text of what has the focus, also within a component."""
    return str(page.evaluate(FOCUSED))


def expect_focus(page: Page) -> None:
    """See that the page is drawn and that the focus is on something in it."""
    rest(page)
    page.wait_for_function("() => document.activeElement !== document.body", timeout=5000)


def tab_to(page: Page, kind: str, text: str = "", *, key: str = "Tab") -> None:
    """Press Tab until something of this kind with this text has the focus."""
    tab_until(page, lambda at: at.startswith(f"{kind} ") and text in at, key=key)


def tab_until(page: Page, arrived: Callable[[str], bool], *, key: str = "Tab") -> None:
    """Press Tab, or the key that goes back, until the focus is where it should be."""
    for _ in range(300):
        page.keyboard.press(key)
        if arrived(focused(page)):
            return
    raise AssertionError(f"Tab never gets there; it ends at {focused(page)!r}.")


def press_on(page: Page, kind: str, text: str, *, key: str = "Enter") -> None:
    """Tab to an element, once all are drawn, press a key on it, and see where that leads."""
    rest(page)
    tab_to(page, kind, text)
    page.keyboard.press(key)
    expect_focus(page)


def write_in(page: Page, label: str, text: str) -> None:
    """Tab to a field and write in it."""
    rest(page)
    tab_until(page, lambda at: at.startswith(("input ", "textarea ")) and label in at)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def pick(page: Page, label: str, text: str) -> None:
    """Open a list of choices, type the beginning of one, and take it."""
    write_in(page, label, text)
    page.keyboard.press("Enter")
    expect_focus(page)


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


def take(page: Page, text: str) -> None:
    """Go to the next list that opens, and take an entry with the arrows and Enter."""
    tab_until(page, lambda at: "input text" in at or "combobox" in at)
    # A list closes when the page moves, and the page follows the focus.
    rest(page)
    page.keyboard.press("ArrowDown")
    entries = page.get_by_role("option")
    expect(entries.first).to_be_visible()
    wanted = re.compile(rf"^([A-Z]\. )?{re.escape(text)}$")
    for _ in range(entries.count()):
        if wanted.match(page.locator("[role=option][data-focused]").inner_text()):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(entries).to_have_count(0)


def tick(page: Page, texts: list[str] | tuple[str, ...]) -> None:
    """Tick these boxes in the order in which they come."""
    for _ in texts:
        tab_until(page, lambda at: "checkbox" in at and any(text in at for text in texts))
        page.keyboard.press("Space")


def order(page: Page, item: Ordering) -> None:
    """Move each text to its place with the arrow keys on its grip, the first places first."""
    cards = page.locator("li[data-id] .text")
    expect(cards).to_have_count(len(item.sequence))
    for place, text in enumerate(item.sequence):
        now = cards.all_inner_texts().index(text)
        if now == place:
            continue
        tab_to(page, "button", f"Move: {text}")
        for step in range(now, place, -1):
            page.keyboard.press("ArrowUp")
            expect(cards.nth(step - 1)).to_have_text(text)


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
            choose(page, FINDINGS[item.key])
        case MultipleChoice():
            tick(page, item.keys)
        case EvidenceItem():
            tick(page, [passage_label(key) for key in item.keys])
        case Matching():
            for pair in item.pairs:
                take(page, pair.target)
        case Ordering():
            order(page, item)
        case ExtendedResponse():
            tab_to(page, "textarea")
            page.keyboard.type("A film can show a gap, but no wish.")


def hand_in(page: Page, item: Item) -> None:
    """Answer an item, say how sure, hand it in, and prove or mark it where it asks for that."""
    answer(page, item)
    choose(page, "Fairly sure")
    written = isinstance(item, ExtendedResponse)
    press_on(page, "button", "Hand in and see" if written else "Check my answer")
    if item.proof:
        expect(page.locator("#proof")).to_be_focused()
        prove(page, item.proof[0])
    expect(page.locator("#result")).to_be_focused()
    if written:
        choose(page, "In full")
        press_on(page, "button", "Keep this mark")
        expect(page.locator("#result")).to_contain_text("In full")


def prove(page: Page, passage_id: str) -> None:
    """Choose a passage among the few as the proof."""
    choose(page, passage_label(passage_id))
    press_on(page, "button", "This passage proves it")


def go_to_item(page: Page, number: int) -> None:
    """Go back to the line of items, and by it to an item that is still open."""
    rest(page)
    tab_to(page, "a", f"Item {number}, open", key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#stem")).to_contain_text(f"Item {number} of")
    expect(page.locator("#stem")).to_be_focused()
