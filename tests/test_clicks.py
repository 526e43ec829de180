"""A click in a quiz costs one run of the page, and little of it travels, on a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Server
from tests.tab import Reply, Tab, new_cookie, quiz_steps

MOST_BYTES = 15_000


@pytest.fixture(scope="module")
def replies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[str, Reply]]]:
    """What came back for each step through the quiz on the Yerevan summit, with its name."""
    server = Server(Path(tmp_path_factory.mktemp("clicks")))
    server.start()
    try:
        with Tab(server.url, new_cookie(server.url)) as tab:
            tab.open("quiz", "quiz=yerevan-summit-quiz")
            yield [(name, take()) for name, take in quiz_steps(tab)]
    finally:
        server.stop()


def of(name: str, replies: list[tuple[str, Reply]]) -> list[Reply]:
    """The replies to the steps with this name."""
    return [reply for step, reply in replies if step == name]


@pytest.mark.parametrize("name", ["Start", "Fill in", "Check", "Next", "Skip", "Finish"])
def test_the_page_runs_once(replies: list[tuple[str, Reply]], name: str) -> None:
    assert {reply.runs for reply in of(name, replies)} == {1}


@pytest.mark.parametrize("name", ["Check", "Next"])
def test_little_is_sent(replies: list[tuple[str, Reply]], name: str) -> None:
    assert len(of(name, replies)) > 5
    assert max(reply.size for reply in of(name, replies)) <= MOST_BYTES


def test_the_code_of_the_page_is_sent_once(replies: list[tuple[str, Reply]]) -> None:
    """The scripts of the page alone have more than 30 kB."""
    assert max(reply.messages_size for reply in of("Fill in", replies)) < 20_000
