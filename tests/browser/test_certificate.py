"""The certificate in a real browser: it prints on one page, and can be read by everybody."""

import random
import re
from datetime import UTC, datetime
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from sourcebook.content.checking import check, read_files
from sourcebook.model.course import Course
from sourcebook.model.items import ExtendedResponse
from sourcebook.store import Store, hashed
from tests.browser.conftest import Server, Visit, Visitor
from tests.pages.conftest import right

LILIT = "L" * 22
NAME = "Lilit <b>Hakobyan</b> W" + "W" * 36
NOON = datetime(2022, 11, 23, 12, 0, tzinfo=UTC)


def complete(store: Store, learner: str, course: Course) -> None:
    """Open every lesson and answer every quiz rightly, at noon of the summit day."""
    rng = random.Random(1)
    for lesson_id in course.lessons:
        store.readings.mark_read(learner, lesson_id, now=NOON)
    for quiz in course.quizzes.values():
        attempt = store.attempts.start(learner, course.filled(quiz, rng), now=NOON, rng=rng)
        for place, pinned in enumerate(attempt.items):
            store.attempts.answer(learner, attempt.id, place, right(pinned.item), now=NOON)
            if pinned.item.proof:
                store.attempts.prove(learner, attempt.id, place, pinned.item.proof[0], now=NOON)
        store.attempts.finish(learner, attempt.id, now=NOON)
        for place, pinned in enumerate(attempt.items):
            if isinstance(pinned.item, ExtendedResponse):
                store.attempts.mark_written(learner, attempt.id, place, 2, now=NOON)


@pytest.fixture(scope="module")
def done_server(shared_server: Server) -> Server:
    """A server that knows somebody who has done all that the course has."""
    course = check(read_files(shared_server.course)).course
    assert course
    store = Store.open(f"sqlite:///{shared_server.database}")
    learner = store.learners.get_or_create(hashed(LILIT), now=NOON)
    store.learners.rename(learner, NAME)
    complete(store, learner, course)
    store.close()
    return shared_server


@pytest.fixture
def certified(done_server: Server, visitor: Visitor) -> Page:
    """Her certificate."""
    visit: Visit = visitor(done_server)
    visit.context.add_cookies(
        [{"name": "sourcebook_learner", "value": LILIT, "url": done_server.url}]
    )
    page = visit.open("/certificate")
    expect(page.locator(".sheet")).to_contain_text("How to read this")
    return page


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has, as Chromium writes them."""
    return len(re.findall(rb"/Type /Page\b", pdf))


SIZES = """main => {
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const sizes = [];
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    const isRead = texts.currentNode.textContent.trim() && !parent.closest("[aria-hidden=true]");
    if (isRead && parent.getClientRects().length) sizes.push(getComputedStyle(parent).fontSize);
  }
  return sizes;
}"""
"""The size of each text that is shown, such as `12px`; shapes that stand beside words are none."""


def smallest_points(printed: Page) -> float:
    """The size of the smallest text on paper, in points, of which 72 are as long as 96 pixels."""
    sizes = printed.locator(".stMain").evaluate(SIZES)
    assert len(sizes) > 50
    return min(float(size.removesuffix("px")) for size in sizes) * 72 / 96


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_on_one_page_black_on_white_also_from_a_dark_screen(
    certified: Page, paper: Literal["A4", "Letter"]
) -> None:
    certified.emulate_media(color_scheme="dark")
    expect(certified.locator(".stApp")).to_have_css("background-color", "rgb(27, 25, 23)")

    pdf = certified.pdf(format=paper)
    certified.emulate_media(media="print", color_scheme="dark")

    assert pages_of(pdf) == 1
    expect(certified.locator(".sheet")).to_have_css("color", "rgb(0, 0, 0)")
    expect(certified.locator(".stApp")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(certified.locator(".sheet .bearer")).to_have_text(NAME)
    expect(certified.get_by_text("the last quiz on 23 November 2022")).to_be_visible()
    expect(certified.get_by_role("button", name="Print this page")).to_be_hidden()
    expect(certified.get_by_role("heading", level=1)).to_be_hidden()


def test_its_smallest_text_on_paper_can_be_read_without_effort(certified: Page) -> None:
    certified.emulate_media(media="print")

    assert smallest_points(certified) >= 9.5


def test_a_whole_lesson_prints_to_its_end(shared_server: Server, visitor: Visitor) -> None:
    page = visitor(shared_server).open("/lesson?lesson=csto&view=whole")
    expect(page.get_by_role("button", name=re.compile("Take the quiz"))).to_be_visible()

    pdf = page.pdf(format="A4")
    page.emulate_media(media="print")

    assert pages_of(pdf) > 2
    assert smallest_points(page) >= 9.5
    assert page.evaluate("document.documentElement.scrollHeight") > 3000


def test_it_has_a_button_that_prints(certified: Page) -> None:
    certified.evaluate("window.print = () => { window.printed = true; }")

    certified.get_by_role("button", name="Print this page").click()

    assert certified.evaluate("window.printed") is True
