"""A connection that dies or is slow: nothing is lost, nothing kept twice, and no page breaks."""

import time
from collections.abc import Callable
from typing import Self

from playwright.sync_api import Page, WebSocketRoute, expect

from sourcebook.model.quizzes import Quiz
from tests.browser.conftest import Server, Visitor
from tests.browser.disk import draft, responses
from tests.browser.kinds import AT_ONCE
from tests.browser.shown import heading, reconnected, rest
from tests.browser.steps import check, fill_in, go_on, go_to, start_quiz, write
from tests.streamlit_internals import ForwardMsg, is_end_of_run

CHECK = "Check my answer"


def test_a_click_while_the_network_is_away_is_carried_out_once(
    own_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit, items = visitor(own_server), quizzes[AT_ONCE].items
    page = visit.page
    start_quiz(page, own_server.url, AT_ONCE)
    fill_in(page, items[0], right=True)
    visit.context.set_offline(True)
    page.get_by_role("button", name=CHECK).click()
    visit.context.set_offline(False)
    expect(page.locator("#result")).to_contain_text("✓ Right")
    go_on(page)
    fill_in(page, items[1], right=False)
    own_server.freeze()
    page.get_by_role("button", name=CHECK).click()
    page.get_by_role("button", name=CHECK).click()
    assert page.locator("#tried").count() == 0
    own_server.thaw()

    expect(page.locator("#tried")).to_contain_text("✗ Not yet")
    assert [len(responses(own_server, place)) for place in (0, 1)] == [1, 1]


def test_while_the_server_is_dead_nothing_typed_is_lost_and_nothing_acknowledged(
    own_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    visit, item = visitor(own_server), quizzes[AT_ONCE].items[2]
    page = visit.page
    start_quiz(page, own_server.url, AT_ONCE)
    go_to(page, 3)
    fill_in(page, item, right=True)
    page.get_by_text("Certain", exact=True).click()
    writing = visit.new_tab()
    writing.goto(page.url.replace("item=3", "item=10"))
    write(writing, "Newsweek only says")

    own_server.kill()
    expect(page.get_by_role("button", name=CHECK)).to_be_disabled()
    writing.locator("textarea").press_sequentially(" that he appears to", delay=1)
    expect(writing.locator("#status")).not_to_have_text("Saved")
    own_server.start()
    for each in (page, writing):
        reconnected(each)
    expect(page.get_by_role("textbox")).to_have_value("Sadyr Japarov")
    expect(page.get_by_role("radio", name="Certain")).to_be_checked()
    check(page)

    expect(page.locator(".own-answer")).to_have_text("Sadyr Japarov")
    expect(writing.locator("#status")).to_have_text("Saved")
    assert responses(own_server, 2) == [{"kind": "typed", "text": "Sadyr Japarov"}]
    assert draft(own_server, 9) == "Newsweek only says that he appears to"
    for each in (page, writing):
        each.reload()
    expect(page.locator(".own-answer")).to_have_text("Sadyr Japarov")
    expect(writing.locator("textarea")).to_have_value("Newsweek only says that he appears to")


def test_a_click_right_after_a_restart_is_not_lost(
    own_server: Server, visitor: Visitor, quizzes: dict[str, Quiz]
) -> None:
    """Also where the page has not noticed yet that its server is another one."""
    page, items = visitor(own_server).page, quizzes[AT_ONCE].items
    start_quiz(page, own_server.url, AT_ONCE)
    fill_in(page, items[0], right=True)

    own_server.kill()
    own_server.start()
    check(page)

    expect(page.locator(".verdict")).to_have_text("✓ Right")
    page.reload()
    expect(page.locator(".verdict")).to_have_text("✓ Right")
    rest(page)
    assert len(responses(own_server, 0)) == 1


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    """Let a page and its connection go on until it is so."""
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        page.wait_for_timeout(20)


class SlowLine:
    """Takes what the server sends to a page, and holds it back for as long as it is asked to."""

    def __init__(self, page: Page) -> None:
        self._held: list[tuple[WebSocketRoute, str | bytes]] = []
        self._is_holding = False
        page.route_web_socket("**/_stcore/stream", self._connect)

    def __enter__(self) -> Self:
        self._is_holding = True
        return self

    def __exit__(self, *_: object) -> None:
        self._is_holding = False
        for page, message in self._held:
            page.send(message)

    def holds_an_answer(self) -> bool:
        """Whether it holds something back."""
        return bool(self._held)

    def _connect(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        page.on_message(server.send)
        server.on_message(lambda message: self._take(page, message))

    def _take(self, page: WebSocketRoute, message: str | bytes) -> None:
        if self._is_holding:
            self._held.append((page, message))
        else:
            page.send(message)


def test_back_before_the_page_has_come_leads_to_what_was_read_before(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server, new=True).page
    line = SlowLine(page)
    page.goto(f"{shared_server.url}/lesson?lesson=yerevan-summit&view=whole")
    rest(page)
    links = page.get_by_role("navigation", name="Sourcebook")
    links.get_by_role("link", name="Quizzes").click()
    expect(heading(page)).to_have_text("Quizzes")
    rest(page)

    with line:
        links.get_by_role("link", name="Scores").click()
        expect(page).to_have_url(f"{shared_server.url}/scores")
        wait_until(page, line.holds_an_answer)
        page.evaluate("history.go(-2)")
        expect(page).to_have_url(f"{shared_server.url}/lesson?lesson=yerevan-summit&view=whole")

    expect(heading(page)).to_have_text("The Yerevan summit")
    expect(page.get_by_role("heading", name="In his words")).to_be_visible()
    rest(page)


def test_a_page_whose_first_connection_broke_has_its_code_after_the_next(
    shared_server: Server, visitor: Visitor
) -> None:
    page = visitor(shared_server, new=True).page
    connections: list[WebSocketRoute] = []
    from_first: list[ForwardMsg] = []

    def connect(browser: WebSocketRoute) -> None:
        server, is_first = browser.connect_to_server(), not connections
        connections.append(browser)

        def take(message: str | bytes) -> None:
            if is_first:
                from_first.append(ForwardMsg.FromString(message))
            # The first three say which session and page it is, and that it runs.
            if not is_first or len(from_first) <= 3:
                browser.send(message)

        server.on_message(take)

    page.route_web_socket("**/_stcore/stream", connect)
    page.goto(f"{shared_server.url}/lesson?lesson=csto")
    wait_until(page, lambda: any(map(is_end_of_run, from_first)))
    connections[0].close(code=3001)

    expect(page.locator(".stMain h1")).to_have_text("The alliance")
    expect(page.locator("#opening")).to_have_count(0)
