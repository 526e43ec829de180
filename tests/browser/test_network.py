"""A network that blocks WebSocket connections: the page says so, and goes on once it can."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, Visitor
from tests.browser.network import Network

WHY = "the page cannot talk to its server"
MODES = ["refuses", "is silent"]


@pytest.fixture
def network(request: pytest.FixtureRequest, shared_server: Server) -> Iterator[Network]:
    """A network in front of the server, in the mode that the test names."""
    between = Network(shared_server.port, request.param)
    yield between
    between.close()


def opened(visitor: Visitor, server: Server, network: Network) -> Page:
    """A page asked for over this network."""
    page = visitor(server).page
    page.goto(network.url)
    return page


@pytest.mark.parametrize("network", MODES, indirect=True)
def test_the_page_says_what_is_wrong_and_what_to_do(
    visitor: Visitor, shared_server: Server, network: Network
) -> None:
    page = opened(visitor, shared_server, network)

    expect(page.get_by_text(WHY)).to_be_visible(timeout=20_000)
    expect(page.get_by_role("link", name="Load the page again")).to_be_visible()
    page.wait_for_timeout(15_000)
    expect(page.get_by_text(WHY)).to_be_visible()


@pytest.mark.parametrize("network", MODES, indirect=True)
def test_the_words_go_when_the_connection_comes(
    visitor: Visitor, shared_server: Server, network: Network
) -> None:
    page = opened(visitor, shared_server, network)
    expect(page.get_by_text(WHY)).to_be_visible(timeout=20_000)
    mode: Literal["open"] = "open"

    network.mode = mode

    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
    expect(page.get_by_text(WHY)).to_be_hidden()


@pytest.mark.parametrize("network", ["open"], indirect=True)
def test_over_an_open_network_nothing_is_said(
    visitor: Visitor, shared_server: Server, network: Network
) -> None:
    page = opened(visitor, shared_server, network)
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.wait_for_timeout(11_000)

    expect(page.get_by_text(WHY)).to_be_hidden()
