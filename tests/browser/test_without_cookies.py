"""A browser that blocks all cookies, by its own setting: every page says what does not work."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Server, Visit, launch_options
from tests.browser.shown import rest
from tests.browser.steps import QUIZ

_BLOCKED = {"profile": {"default_content_setting_values": {"cookies": 2}}}
NOTE = "This browser keeps no cookie for this course, so nothing can be saved"


@pytest.fixture
def blocking(browser: Browser, shared_server: Server, tmp_path: Path) -> Iterator[Visit]:
    """A visit with a browser whose owner has blocked all cookies."""
    preferences = tmp_path / "Default" / "Preferences"
    preferences.parent.mkdir()
    preferences.write_text(json.dumps(_BLOCKED), "utf-8")
    context = browser.browser_type.launch_persistent_context(tmp_path, **launch_options())
    yield Visit(context, shared_server)
    context.close()


@pytest.mark.parametrize("path", ["/", f"/quiz?quiz={QUIZ}", "/me", "/lesson"])
def test_a_page_says_what_does_not_work_and_no_script_fails(blocking: Visit, path: str) -> None:
    page = blocking.open(path)

    expect(page.get_by_text(NOTE)).to_be_visible()
    expect(page.get_by_role("button", name="Start the quiz")).to_have_count(0)
    expect(page.get_by_text("Error")).to_have_count(0)
    assert blocking.complaints == []


def test_links_and_focus_work(blocking: Visit) -> None:
    page = blocking.open("/")
    # Before, the link is an ordinary one.
    rest(page)
    page.evaluate("() => { window.isSamePage = true; }")

    page.locator(".masthead").get_by_role("link", name="Sources").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Sources")
    expect(page.get_by_text(NOTE)).to_be_visible()
    assert page.evaluate("() => window.isSamePage")
    assert blocking.complaints == []
