"""What a page shows, for comparing it before and after: only ever at rest, and with patience."""

from typing import Any

from playwright.sync_api import Locator, Page, TimeoutError, expect

# Streamlit loads fields when they are first needed, so the page must also have been the same for
# a while. The clock that ticks, or a spinner, is no reason to wait for ever.
_AT_REST = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    const moves = document.getAnimations().some((each) => each.playState === 'running'
        && each.effect.getComputedTiming().endTime !== Infinity
        && each.effect.target.checkVisibility?.({visibilityProperty: true}));
    const rests = app && app.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED' && !moves
        && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]');
    const count = rests ? document.querySelectorAll('*').length : -1;
    const before = window.restedSince;
    if (!rests || !before || before.count !== count) {
        window.restedSince = {count, moment: performance.now()};
        return false;
    }
    return performance.now() - before.moment > 250;
}"""

# Fields and the components with a tree of their own are not in the text of a page. What is only
# read out, once, is not part of the picture.
_PICTURE = """() => {
    const item = document.querySelector('.st-key-item');
    const quiz = item?.closest('.stVerticalBlock:not(.st-key-item)');
    if (!quiz) return null;
    const fields = [];
    const walk = (root) => root.querySelectorAll('*').forEach((each) => {
        if (['radio', 'checkbox'].includes(each.type)) fields.push(each.checked);
        else if (['INPUT', 'TEXTAREA'].includes(each.tagName)) fields.push(each.value);
        const within = root !== quiz && !each.children.length && !each.matches('style, .unseen');
        if (within && each.checkVisibility()) fields.push(each.textContent);
        if (each.shadowRoot) walk(each.shadowRoot);
    });
    walk(quiz);
    return {text: quiz.innerText, fields};
}"""


def heading(page: Page) -> Locator:
    """The heading that the app has drawn, and not that of the first response, for which it stands.

    Both are there until the app has drawn its first page; only one of them is seen.
    """
    return page.locator("h1:not(#opening *)")


def rest(page: Page) -> None:
    """Wait until the server has drawn the page and nothing moves any more."""
    page.evaluate("delete window.restedSince")
    page.wait_for_function(_AT_REST, polling=50)


def reconnected(page: Page) -> None:
    """Wait until the page has found its server again."""
    app = page.get_by_test_id("stApp").and_(page.locator("[data-test-connection-state=CONNECTED]"))
    expect(app).to_be_visible(timeout=60_000)


def picture(page: Page) -> Any:
    """The text of a quiz page and the contents of its fields, once the page rests."""
    rest(page)
    return page.evaluate(_PICTURE)


def expect_picture(page: Page, wanted: Any) -> None:
    """Wait until a quiz page shows this; where it does not, say what it shows instead."""
    same = f"(wanted) => JSON.stringify(({_PICTURE})()) === JSON.stringify(wanted)"
    try:
        page.wait_for_function(same, arg=wanted)
    except TimeoutError:
        assert page.evaluate(_PICTURE) == wanted


def expect_same_after_reload(page: Page) -> None:
    """Refresh a page of a quiz and see that it is what it was."""
    before = picture(page)
    assert before is not None, "this is no page of a quiz"

    page.reload()

    expect_picture(page, before)
    rest(page)
