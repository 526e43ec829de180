"""What a learner does on a page, so that tests read like a story."""

import re
from pathlib import Path

import yaml
from playwright.sync_api import Locator, Page, expect

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

ROOT = Path(__file__).resolve().parents[2]
QUIZ = "yerevan-summit-quiz"


def start_quiz(page: Page, url: str, quiz_id: str = QUIZ) -> None:
    """Open a quiz and start an attempt."""
    page.goto(f"{url}/quiz?quiz={quiz_id}")
    page.get_by_role("button", name="Start the quiz").click()
    page.locator("#stem").wait_for()


def fill_in(page: Page, item: Item, *, right: bool) -> None:
    """Fill the fields of an item with the key, or with something wrong."""
    quiz = page.locator(".st-key-item")
    match item:
        case SingleChoice():
            _pick(quiz, item.key if right else item.distractors[0].text)
        case TrueFalse():
            _pick(quiz, "True" if item.key is right else "False")
        case VerdictItem():
            wrong = next(text for name, text in FINDINGS.items() if name != item.key)
            _pick(quiz, FINDINGS[item.key] if right else wrong)
        case MultipleChoice():
            for text in item.keys if right else [item.distractors[0].text]:
                quiz.get_by_test_id("stCheckbox").filter(has_text=exactly(text)).click()
        case Numeric():
            _type(quiz, str(item.key) if right else "5000")
        case ShortAnswer():
            _type(quiz, item.key if right else "nobody")
        case Matching():
            _match(quiz, item, right=right)
        case Ordering():
            _order(page, item, right=right)
        case EvidenceItem():
            for passage in item.keys if right else [item.distractors[0].passage]:
                _candidate(quiz, passage).get_by_test_id("stCheckbox").locator("label").click()
        case ExtendedResponse():
            write(page, "Both reports say so." if right else "I do not know.")


def write(page: Page, text: str) -> None:
    """Write a text and wait until the page says that it is saved."""
    page.locator("textarea").fill(text)
    expect(page.locator("textarea ~ p #status")).to_have_text("Saved")


def check(page: Page) -> None:
    """Hand the answer in and wait until it is acknowledged."""
    page.get_by_role("button", name=re.compile("Check my answer|Hand in and see")).click()
    expect(page.locator("#result, #proof, #tried")).to_be_visible()


def settle(page: Page, item: Item, *, right: bool) -> None:
    """Take an item to its end: the answer, the solution after a miss, its proof, its mark."""
    fill_in(page, item, right=right)
    check(page)
    if page.locator("#tried").count():
        page.get_by_role("button", name="Show the solution").click()
    if item.proof and right:
        prove(page, item.proof[0])
    if isinstance(item, ExtendedResponse):
        page.get_by_text("In full" if right else "Not yet", exact=True).last.click()
        page.get_by_role("button", name="Keep this mark").click()
        expect(page.get_by_role("button", name="Keep this mark")).to_have_count(0)
    expect(page.locator("#result")).to_be_visible()


def prove(page: Page, passage_id: str) -> None:
    """Choose a passage as the proof, in its source."""
    expect(page.locator("#proof")).to_be_visible()
    choose_passage(page, passage_id)
    page.get_by_role("button", name="This passage proves it").click()
    expect(page.locator("#result")).to_be_visible()


def choose_passage(page: Page, passage_id: str) -> None:
    """Choose a passage, if it is among the few; else look elsewhere, in its source."""
    few = page.get_by_role("radiogroup", name="One of these passages proves it")
    expect(few).to_be_visible()
    shown = few.locator("label").filter(has_text=passage_label(passage_id))
    if shown.count():
        shown.click()
        return
    source, _, number = passage_id.partition(".p")
    label = source_label(source)
    page.get_by_text("Look elsewhere").click()
    sources = page.get_by_role("radiogroup", name="Look into")
    sources.locator("label").filter(has_text=label).click()
    passages = page.get_by_role("radiogroup", name=f"{label}: its passages")
    passages.get_by_text(f"Paragraph {number}.", exact=True).click()


def passage_label(passage_id: str) -> str:
    """What a passage is called among passages of several sources."""
    source, _, number = passage_id.partition(".p")
    return f"{source_label(source)}, paragraph {number}."


def source_label(source_id: str) -> str:
    """What a source of the course is called."""
    written = yaml.safe_load((ROOT / "seeds" / f"{source_id}.yaml").read_text("utf-8"))
    return str(written["label"])


def go_on(page: Page) -> None:
    """Leave an answered item for the next one."""
    before = page.url
    page.get_by_role("button", name=re.compile("Next item|To my result|To the end")).click()
    expect(page).not_to_have_url(before)
    expect(page.locator("#result")).to_have_count(0)


def go_to(page: Page, number: int) -> None:
    """Go to an item by its number in the line of all items."""
    page.get_by_role("navigation", name="Items").get_by_role("link", name=f"Item {number},").click()
    expect(page.locator("#stem")).to_contain_text(f"Item {number} of")


def exactly(text: str) -> re.Pattern[str]:
    """A pattern for this text and nothing round it."""
    return re.compile(f"^{re.escape(text)}$")


def _pick(quiz: Locator, text: str) -> None:
    quiz.get_by_test_id("stRadio").locator("label").filter(has_text=exactly(text)).first.click()


def _type(quiz: Locator, text: str) -> None:
    """Type a text and leave the field: only then does Streamlit tell the server of it."""
    quiz.get_by_role("textbox").fill(text)
    quiz.get_by_role("textbox").blur()


def _candidate(quiz: Locator, passage_id: str) -> Locator:
    return quiz.locator(f"[class*='st-key-candidate-'][class*='-{passage_id.replace('.', '-')}']")


def _match(quiz: Locator, item: Matching, *, right: bool) -> None:
    for row, pair in enumerate(item.pairs):
        wrong = next(other.target for other in item.pairs if other.target != pair.target)
        # A list that opens closes again when the page scrolls.
        field = quiz.get_by_role("combobox").nth(row)
        field.scroll_into_view_if_needed()
        rest(quiz.page)
        field.click()
        shown = re.compile(rf"^([A-Z]\. )?{re.escape(pair.target if right else wrong)}$")
        quiz.page.get_by_role("option", name=shown).click()


def _order(page: Page, item: Ordering, *, right: bool) -> None:
    """Bring the texts into the right order, or into the opposite one, with the buttons."""
    cards = page.locator("li[data-id] .text")
    expect(cards).to_have_count(len(item.sequence))
    for place, text in enumerate(item.sequence if right else reversed(item.sequence)):
        for now in range(cards.all_inner_texts().index(text), place, -1):
            page.locator("li[data-id]").nth(now).locator(".up").click()
            expect(cards.nth(now - 1)).to_have_text(text)
    if page.get_by_role("button", name="Keep this order as it stands").is_visible():
        page.get_by_role("button", name="Keep this order as it stands").click()


def attempt_of(page: Page) -> str:
    """The id of the attempt that the address of a page names."""
    return str(re.findall("attempt=([0-9a-f]+)", page.url)[0])
