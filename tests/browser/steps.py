"""What a learner does on a page, so that tests read as her story."""

import re

from playwright.sync_api import Locator, Page, expect

from sourcebook.model.quizzes import (
    FINDINGS,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)

QUIZ = "yerevan-summit-quiz"


def start_quiz(page: Page, url: str) -> None:
    """Open the quiz and start an attempt."""
    page.goto(f"{url}/quiz?quiz={QUIZ}")
    page.get_by_role("button", name="Start the quiz").click()
    page.get_by_role("button", name="Check my answer").wait_for()


def fill_in(page: Page, item: Item, *, right: bool) -> None:
    """Fill the fields of an item with the key, or with something wrong."""
    form = page.get_by_test_id("stForm")
    match item:
        case SingleChoice():
            _pick(form, item.key if right else item.distractors[0].text)
        case TrueFalse():
            _pick(form, "True" if item.key is right else "False")
        case VerdictItem():
            wrong = next(text for name, text in FINDINGS.items() if name != item.key)
            _pick(form, FINDINGS[item.key] if right else wrong)
        case MultipleChoice():
            for text in item.keys if right else [item.distractors[0].text]:
                form.get_by_test_id("stCheckbox").filter(has_text=exactly(text)).click()
        case Numeric():
            form.get_by_role("textbox").fill(str(item.key) if right else "5000")
        case Matching():
            _match(page, form, item, right=right)


def check(page: Page) -> None:
    """Hand the answer in and wait until it is acknowledged."""
    page.get_by_role("button", name="Check my answer").click()
    expect(page.locator("#result")).to_be_visible()


def go_on(page: Page) -> None:
    """Leave an answered item for the next one."""
    page.get_by_role("button", name=re.compile("Next item|To my result|To the end")).click()
    expect(page.locator("#result")).to_have_count(0)


def exactly(text: str) -> re.Pattern[str]:
    """A pattern for this text and nothing round it."""
    return re.compile(f"^{re.escape(text)}$")


def _pick(form: Locator, text: str) -> None:
    form.get_by_test_id("stRadio").locator("label").filter(has_text=exactly(text)).click()


def _match(page: Page, form: Locator, item: Matching, *, right: bool) -> None:
    for row, pair in enumerate(item.pairs):
        wrong = next(other.target for other in item.pairs if other.target != pair.target)
        form.get_by_role("combobox").nth(row).click()
        target = pair.target if right else wrong
        page.get_by_role("option").filter(has_text=exactly(target)).click()
