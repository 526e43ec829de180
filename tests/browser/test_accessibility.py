"""Every page in every state, in both lights, wide and narrow: nothing that anybody must object to.

What is asked of a page is in objections.py and objections.js; docs/accessibility.md tells readers.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ROOT
from tests.browser.objections import (
    objections,
    objections_by_pointer,
    objections_to_motion,
)
from tests.browser.stage import Stage, State
from tests.browser.states import STATES
from tests.browser.streamlits_own import KNOWN

BY_POINTER = (
    "first page, begun",
    "single choice, missed once",
    "short answer, missed once",
    "me",
    "class, empty",
)
"""Together these have every kind of button, link and field."""

WITH_FILLINGS = {
    "my scores, long": ".level i, .posts .passed b",
    "first page, begun": ".parts .done",
    "sources, voices": ".voices .bar",
    "sources, timeline": ".time-day .time-mark",
}
"""Where something is told by how far, or whether, something is filled."""


@pytest.fixture(scope="module")
def stage(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Where all states are shown; no console complains, and no other host is asked."""
    stage = Stage(browser, tmp_path_factory.mktemp("stage"))
    yield stage
    complaints, foreign = stage.complaints(), stage.foreign_requests()
    stage.close()
    assert (complaints, foreign) == ([], [])


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_state_of_the_app_has_nothing_to_object_to(stage: Stage, state: State) -> None:
    """A test for each state, so that several processes share them."""
    found = objections(stage.show(state))

    assert found.ours == []
    # What Streamlit has corrected since is taken off the list.
    wanted = {number for number, each in enumerate(KNOWN) if each.state == state.name}
    assert wanted <= set(found.known)


def test_what_is_pointed_at_or_pressed_can_still_be_read(stage: Stage) -> None:
    found = {name: objections_by_pointer(stage.show(named(name))) for name in BY_POINTER}

    assert {name: objected for name, objected in found.items() if objected} == {}


def test_nothing_moves_for_whoever_asked_for_less_motion(stage: Stage) -> None:
    found = {name: objections_to_motion(stage.show(named(name))) for name in BY_POINTER}

    assert {name: objected for name, objected in found.items() if objected} == {}


def test_in_the_systems_own_colours_what_is_filled_still_differs(stage: Stage) -> None:
    filled = """([selector]) => [...document.querySelectorAll(selector)].map((each) => {
        const ground = (at) => getComputedStyle(at).backgroundColor;
        return ground(each) !== ground(document.querySelector('.stApp'));
    })"""
    for name, selector in WITH_FILLINGS.items():
        page = stage.show(named(name))
        page.emulate_media(forced_colors="active")
        told = page.evaluate(filled, [selector])
        page.emulate_media(forced_colors="none")

        assert told, f"{name} has no {selector}"
        assert all(told), f"{name}: {selector}"


def test_the_documentation_lists_what_streamlit_causes() -> None:
    text = (ROOT / "docs" / "accessibility.md").read_text("utf-8")
    section = text.partition("## What Streamlit causes")[2].partition("\n## ")[0]

    told = re.findall(r"^\d+\. \*\*`([a-z-]+)`\*\* on `(.+?)`", section, re.MULTILINE)

    assert told == [(each.rule, each.selector) for each in KNOWN]


def test_every_page_forbids_to_ask_another_host(stage: Stage) -> None:
    headers = stage.show(named("first page, new")).context.request.get(stage.full.url).headers

    assert "default-src 'none'" in headers["content-security-policy"]


def named(name: str) -> State:
    """The state of this name."""
    return next(state for state in STATES if state.name == name)
