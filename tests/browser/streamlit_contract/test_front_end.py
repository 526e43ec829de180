"""The page that Streamlit draws: its class names, test ids, states, history and scrolling."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.pages import BareServer
from sourcebook.pages import streamlit_internals
from tests.browser.streamlit_contract import VERSION

FENCE = Path(streamlit_internals.__file__).parent
FILES = [
    *(FENCE / name for name in ("streamlit.js", "streamlit_overrides.css", "opening.html")),
    FENCE / "style_sheets.py",
    # The browser tests look for some names themselves.
    *sorted(path for end in ("py", "js") for path in Path(__file__).parents[1].glob(f"*.{end}")),
]
_NAME = re.compile(
    r"(?<![\w$])\.(st[A-Z]\w+)"
    r"|(?:data-testid(\^|\$)?=\"?|get_by_test_id\(\")(\w{3,}(?:-\w+)?)"
)

_WATCH = """() => {
    window.seen = new Set();
    window.pushed = [];
    const note = (element) => {
        element.classList.forEach((name) => window.seen.add(name));
        if (element.dataset?.testid) window.seen.add(element.dataset.testid);
        if (element.dataset?.stale === 'true') window.seen.add('stale');
        const { testScriptState: run, testConnectionState: connection } = element.dataset ?? {};
        if (run) window.seen.add(`run: ${run}`);
        if (connection) window.seen.add(`to: ${connection}`);
    };
    const look = () => document.querySelectorAll('*').forEach(note);
    new MutationObserver(look).observe(document, {
        subtree: true, childList: true, attributes: true,
    });
    const push = history.pushState.bind(history);
    history.pushState = (state, unused, url) => {
        window.pushed.push(String(url));
        push(state, unused, url);
    };
}"""


class Name(NamedTuple):
    """A name of Streamlit's that the app uses; `part` says which part of a test id it is."""

    name: str
    part: str
    file: str


def names() -> list[Name]:
    """Every class and test id of Streamlit's that the fence or a browser test names, each once."""
    found: dict[tuple[str, str], Name] = {}
    for file in FILES:
        for own, part, test_id in _NAME.findall(file.read_text("utf-8")):
            name = Name(own or test_id, part, file.name)
            found.setdefault((name.name, part), name)
    return list(found.values())


class ElementServer(BareServer):
    """A Streamlit server with every element that the fence knows."""

    script_text = Path(__file__).with_name("every_element.py").read_text("utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ElementServer]:
    """The server of all tests of this module; the last may stop it."""
    server = ElementServer(tmp_path_factory.mktemp("elements"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def page(browser: Browser, server: ElementServer) -> Iterator[Page]:
    """The first page of the small app."""
    context = browser.new_context(viewport={"width": 1280, "height": 600})
    page = context.new_page()
    page.add_init_script(f"({_WATCH})()")
    page.goto(server.url)
    # The last of its elements.
    page.get_by_role("button", name="Dialog", exact=True).wait_for()
    page.locator(".stTextInput input").wait_for()
    at_rest(page)
    yield page
    context.close()


def at_rest(page: Page) -> None:
    """Wait until no script runs."""
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")


def click(page: Page, name: str) -> None:
    """Click a button of the small app."""
    page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture(scope="module")
def seen(browser: Browser, server: ElementServer) -> set[str]:
    """All names that were on the page at any moment, from its loading to a run that waits."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(f"({_WATCH})()")
    page.goto(server.url)
    expect(page.locator("h1")).to_have_text("Every element")
    click(page, "Wait")
    expect(page.locator(".stSpinner")).to_be_visible()
    expect(page.locator(".stSpinner")).to_have_count(0)
    at_rest(page)
    page.get_by_role("combobox", name="Some of a list").click()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    found = set(page.evaluate("() => [...window.seen]"))
    context.close()
    return found


@pytest.mark.parametrize("name", names(), ids=lambda name: name.name)
def test_a_name_that_the_app_uses_is_on_the_page(seen: set[str], name: Name) -> None:
    is_there = {
        "": lambda one: one == name.name,
        "^": lambda one: one.startswith(name.name),
        "$": lambda one: one.endswith(name.name),
    }[name.part]

    assert any(map(is_there, seen)), f"{VERSION} draws no {name.name}: {name.file} looks for it."


@pytest.mark.parametrize(
    ("mark", "what_breaks"),
    [
        ("run: running", "nothing says that the page is being drawn"),
        ("run: notRunning", "links wait four seconds, and no page is at rest"),
        ("to: CONNECTED", "the words while the course opens stay for twelve seconds"),
        ("stale", "keep_focus.js gives the focus to an element that goes at once"),
    ],
)
def test_the_page_says_in_which_state_it_is(seen: set[str], mark: str, what_breaks: str) -> None:
    assert mark in seen, f"{VERSION} has no state “{mark}”: {what_breaks}."


def test_the_style_of_an_element_is_a_class_that_begins_like_this(seen: set[str]) -> None:
    assert any(one.startswith("st-emotion-cache") for one in seen), (
        f"{VERSION} names its own styles otherwise: on paper the pages keep their night."
    )


def test_html_keeps_data_and_is_drawn_again_only_if_it_changes(page: Page) -> None:
    """See requests.js."""
    data = page.locator("[data-testid=stElementContainer] > .stHtml > [data-requests]")
    expect(
        data, f"{VERSION} removes data of st.html: Enter and the focus move no more."
    ).to_have_count(1)
    drawn = data.element_handle()

    click(page, "Tertiary")
    at_rest(page)
    assert drawn.evaluate("each => each.isConnected"), f"{VERSION} draws equal HTML again."
    click(page, "Query")
    at_rest(page)
    click(page, "Tertiary")

    expect(data).to_have_attribute("data-requests", "1")


def test_a_key_becomes_a_class(page: Page) -> None:
    found = page.locator(".st-key-box .st-key-press button").count()

    assert found == 1, f"{VERSION}: no class st-key-…; links and Enter are not heard."


def test_a_key_is_written_with_hyphens_and_a_folded_field_is_in_details(page: Page) -> None:
    found = page.locator("details:not([open]) .st-key-folded-in-it button").count()

    assert found == 1, f"{VERSION}: a fault no longer leads to its field, see focus_field.js."


def test_the_page_is_scrolled_in_its_main_part(page: Page) -> None:
    page.evaluate("document.querySelector('.stMain').scrollTop = 300")

    top = page.evaluate("document.querySelector('.stMain').scrollTop")
    assert top == 300, f"{VERSION} scrolls another element: no page stands where it stood."


def test_what_is_drawn_is_one_element_in_the_block_of_the_page(page: Page) -> None:
    height = page.evaluate("document.querySelector('.stMainBlockContainer > *').offsetHeight")

    assert height > 600, f"{VERSION}: scroll.js cannot tell whether the page is still drawn."


def test_the_theme_is_read_from_the_storage_of_the_browser_by_the_path_of_the_page(
    page: Page,
) -> None:
    page.evaluate("""localStorage.setItem('stActiveTheme-/-v2', '"Dark"')""")
    page.reload()
    page.locator("h1").wait_for()

    scheme = page.evaluate("getComputedStyle(document.querySelector('.stApp')).colorScheme")
    assert scheme == "dark", (
        f"{VERSION} keeps its theme elsewhere: display.js cannot choose light or dark."
    )


def test_a_message_has_the_role_of_a_status(page: Page) -> None:
    count = page.locator(".stAlert [role=status], .stAlert [role=alert]").count()

    assert count == 4, f"{VERSION}: announcements.js reads messages twice, or not at all."


@pytest.mark.parametrize(
    ("role", "widget"),
    [
        ("[role=radiogroup]", "stRadio"),
        ("input", "stCheckbox"),
        ("input", "stSelectbox"),
        ("input", "stTextInput"),
    ],
)
def test_a_field_is_named_by_an_attribute_beside_its_label(
    page: Page, role: str, widget: str
) -> None:
    field = page.locator(f".{widget} {role}[aria-label]").first
    label = page.locator(f".{widget} [data-testid=stWidgetLabel]").first

    assert field.count() == label.count() == 1, (
        f"{VERSION} names fields otherwise: announcements.js leaves Markdown signs in names."
    )


def test_the_options_of_a_choice_are_inputs_that_a_script_can_click(page: Page) -> None:
    """Without it, digits choose nothing at an item."""
    group = page.get_by_role("radiogroup", name="A choice")

    group.locator("input[type=radio]").nth(1).evaluate("each => each.click()")
    page.locator(".stCheckbox input[type=checkbox]").first.evaluate("each => each.click()")

    expect(group.locator("input").nth(1)).to_be_checked()
    expect(page.locator(".stCheckbox input").first).to_be_checked()


def test_a_list_of_which_one_is_chosen_shows_its_texts_as_they_are(page: Page) -> None:
    """Otherwise signs in the texts of a course would be read as Markdown."""
    expect(page.get_by_role("combobox", name="A list", exact=True)).to_have_value("**one**")


def test_another_page_is_two_steps_of_the_history_first_its_query(page: Page) -> None:
    click(page, "To the second page")
    expect(page.locator("h1")).to_have_text("The second page")
    at_rest(page)

    pushed = [re.sub(r"^https?://[^/]+", "", each) for each in page.evaluate("window.pushed")]
    assert pushed == ["/?item=2", "/second?item=2"], (
        f"{VERSION} writes {pushed} into the history: history.js makes one step of a query on the "
        "old path and then the path. Back leads to a page twice, or past one."
    )


def test_a_query_that_a_script_changes_is_one_step_of_the_history(page: Page) -> None:
    click(page, "Query")
    expect(page).to_have_url(re.compile("view=new"))

    pushed = page.evaluate("window.pushed")
    assert len(pushed) == 1, f"{VERSION} writes {pushed} into the history, see history.js."


def test_a_page_is_drawn_when_the_history_says_that_it_has_moved(page: Page) -> None:
    page.evaluate("""() => {
        history.pushState({}, '', '/second?item=3');
        window.dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
    }""")

    expect(
        page.locator("h1"),
        f"{VERSION} does not draw the page of the URL on popstate: no link of the app works.",
    ).to_have_text("The second page")
    expect(page.get_by_text("Item 3")).to_be_visible()


def test_a_link_that_a_script_follows_loads_nothing_anew(page: Page) -> None:
    page.evaluate("""() => {
        window.isSame = true;
        history.pushState({}, '', '/second');
        window.dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
    }""")
    expect(page.locator("h1")).to_have_text("The second page")

    assert page.evaluate("window.isSame"), f"{VERSION} loads each page of a link anew."


def test_a_lost_connection_is_a_dialog_with_words_below_its_heading(
    page: Page, server: ElementServer
) -> None:
    server.stop()
    try:
        words = page.locator("[role=dialog] > h2 + div > div:not(:has(*))")
        expect(
            words,
            f"{VERSION} says otherwise that the server is away: its own words stand there, which "
            "name Streamlit, and not those of streamlit_overrides.css.",
        ).to_have_count(1, timeout=30_000)
        state = page.locator(".stApp").get_attribute("data-test-connection-state")
        assert state != "CONNECTED", f"{VERSION} has other names for a lost connection."
    finally:
        server.start()
