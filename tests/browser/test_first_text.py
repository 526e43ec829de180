"""The text that comes with the first response, read before the app runs or where it cannot."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Server, Visitor
from tests.browser.network import Network
from tests.browser.objections import RULES
from tests.browser.shown import rest

LESSON = "/lesson?lesson=csto&view=whole"
PARAGRAPH = "What is the alliance's promise of protection worth to a member?"
PAGES = pytest.mark.parametrize(
    ("path", "title", "text"),
    [
        ("/", "The CSTO and the Armenia–⁠Azerbaijan conflict", PARAGRAPH),
        (LESSON, "The alliance", "What these sources cannot tell us"),
    ],
)
LIGHT = pytest.mark.parametrize("light", ["light", "dark"])


@pytest.fixture
def blocked(shared_server: Server) -> Iterator[Network]:
    """A network that refuses WebSocket connections."""
    network = Network(shared_server.port, "refuses")
    yield network
    network.close()


def axe_violations(page: Page) -> list[str]:
    """What axe objects to on a page that Streamlit has not drawn."""
    return [each["id"] for each in Axe().run(page, options=RULES).response["violations"]]


def as_seen_without_scripts(page: Page) -> Page:
    """The same page in another tab where axe can run, which is a script itself."""
    shown = re.sub(r"<script\b.*?</script>|</?noscript>", "", page.content(), flags=re.DOTALL)
    assert page.context.browser
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    other = page.context.browser.new_page(color_scheme="dark" if is_dark else "light")
    other.set_content(shown)
    return other


def heading(page: Page) -> str:
    """The one heading of a page that is seen, or would be read aloud."""
    found = page.get_by_role("heading", level=1)
    expect(found).to_have_count(1)
    return found.inner_text()


@PAGES
@LIGHT
def test_a_page_is_read_where_scripts_are_switched_off(
    visitor: Visitor, shared_server: Server, path: str, title: str, text: str, light: str
) -> None:
    page = visitor(shared_server, java_script_enabled=False, color_scheme=light).page

    page.goto(f"{shared_server.url}{path}")

    assert heading(page) == title
    expect(page.get_by_text(text).first).to_be_visible()
    expect(page.locator("body > noscript p")).to_contain_text("they need JavaScript")
    expect(page.get_by_text("You can read already")).to_be_hidden()
    assert axe_violations(as_seen_without_scripts(page)) == []


@PAGES
@LIGHT
def test_a_page_is_read_where_websockets_are_blocked(
    visitor: Visitor,
    shared_server: Server,
    blocked: Network,
    path: str,
    title: str,
    text: str,
    light: str,
) -> None:
    page = visitor(shared_server, color_scheme=light).page

    page.goto(f"{blocked.url}{path}")
    expect(page.get_by_text("the page cannot talk to its server")).to_be_visible(timeout=30_000)

    assert heading(page) == title
    expect(page.get_by_text(text).first).to_be_visible()
    assert axe_violations(page) == []


def test_from_the_first_page_leads_a_link_to_a_lesson_without_scripts(
    visitor: Visitor, shared_server: Server
) -> None:
    page = visitor(shared_server, java_script_enabled=False).page
    page.goto(shared_server.url)

    page.get_by_role("link", name="Start with the first lesson").click()

    assert heading(page) == "The alliance"


def test_the_text_gives_way_to_the_app_and_nothing_moves(
    visitor: Visitor, shared_server: Server
) -> None:
    page = visitor(shared_server).page
    let_app_in = hold_app_back(page)
    page.goto(f"{shared_server.url}{LESSON}", wait_until="commit")
    before = places(page)

    let_app_in()

    assert heading(page) == "The alliance"
    assert places(page) == pytest.approx(before, abs=2)
    expect(page.locator("#root h1")).to_be_visible()


def hold_app_back(page: Page) -> Callable[[], None]:
    """Keep the script of the app back; returns what lets it in and waits until the app is there."""
    held: list[Route] = []
    page.route("**/index.*.js", lambda route: held.append(route))

    def let_in() -> None:
        for route in held:
            route.continue_()
        expect(page.locator("#opening")).to_have_count(0)
        rest(page)

    return let_in


def places(page: Page) -> list[float]:
    """Where some of what is on the first screen of a lesson begins, and how wide it is."""
    links = (
        page.get_by_role("link", name=name, exact=True) for name in ("Quizzes", "Step by step")
    )
    boxes = [each.bounding_box() for each in (page.get_by_role("heading", level=1), *links)]
    return [box[side] for box in boxes if box for side in ("x", "y", "width")]


def test_who_reads_on_meanwhile_reads_on_at_the_same_place(
    visitor: Visitor, shared_server: Server
) -> None:
    page = visitor(shared_server).page
    let_app_in = hold_app_back(page)
    page.goto(f"{shared_server.url}{LESSON}", wait_until="commit")
    page.locator("#opening .foot").wait_for()
    page.evaluate("document.fonts.ready")
    read = page.locator("h2", has_text="How people judge it")
    read.evaluate("each => each.scrollIntoView({block: 'start'})")
    before = read.bounding_box()

    let_app_in()

    after = read.bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) < 5
