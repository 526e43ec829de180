"""A plan in a real browser: the longest prints on two pages, and a passage opens beside it."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from sourcebook.content.checking import check, read_files
from tests.browser.conftest import Server, Visitor
from tests.browser.gestures import words
from tests.browser.plans import LESSON, PATH
from tests.browser.shown import rest
from tests.browser.test_certificate import pages_of, smallest_points
from tests.browser.test_door import at_the_desk


@pytest.fixture
def plan(own_server: Server, visitor: Visitor) -> Page:
    """The longest plan, at the teacher's desk."""
    teacher = visitor(own_server)
    page = at_the_desk(teacher)
    teacher.open(f"/plans?lesson={LESSON}")
    expect(page.locator(".plan")).to_contain_text("For the worksheet")
    return page


def test_the_longest_plan_breaks_no_rule(own_server: Server) -> None:
    faults = check(read_files(own_server.course)).faults

    assert not [fault for fault in faults if fault.path == PATH]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_on_two_pages_with_its_title_and_nothing_to_click(
    plan: Page, paper: Literal["A4", "Letter"]
) -> None:
    plan.emulate_media(color_scheme="dark")
    expect(plan.locator(".stApp")).to_have_css("background-color", "rgb(27, 25, 23)")
    rest(plan)

    pdf = plan.pdf(format=paper)
    plan.emulate_media(media="print", color_scheme="dark")

    assert pages_of(pdf) == 2
    assert smallest_points(plan) >= 9.5
    expect(plan.get_by_role("heading", level=1)).to_have_text("Plan: The Yerevan summit")
    expect(plan.locator(".plan h2")).to_have_count(10)
    expect(plan.locator(".plan")).to_have_css("color", "rgb(0, 0, 0)")
    expect(plan.get_by_role("button", name="Print this page")).to_be_hidden()
    expect(plan.get_by_role("link", name="Edit the plan")).to_be_hidden()


def test_a_passage_opens_beside_the_plan(plan: Page) -> None:
    name = plan.locator(".plan .passage-ref").first.get_attribute("aria-label") or ""
    plan.locator(".plan .passage-ref").first.click()

    expect(plan).to_have_url(re.compile(r"/plans\?lesson=yerevan-summit&proof=s2\.p"))
    expect(words(plan, name.partition(", ")[0]).first).to_be_visible()
    expect(plan.locator(".plan")).to_be_visible()


def test_the_button_prints(plan: Page) -> None:
    plan.evaluate("window.print = () => { window.printed = true; }")

    plan.get_by_role("button", name="Print this page").click()

    assert plan.evaluate("window.printed") is True
