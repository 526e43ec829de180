"""What a hostile browser sends over its websocket harms nobody, on a real server."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed

from sourcebook.content.checking import check, read_files
from sourcebook.delivery import may_see_key
from sourcebook.model.attempts import Attempt
from sourcebook.store import Store, hashed
from tests.browser.conftest import ROOT, Server
from tests.browser.test_secrecy import found, needle
from tests.hostile_messages import MOST_BYTES, messages
from tests.hostile_tab import HostileTab, rerun
from tests.streamlit_internals import ForwardMsg
from tests.tab import Tab, new_cookie, quiz_steps

QUIZ = "yerevan-summit-quiz"
EXAMPLES = 60
_TRACES = re.compile(rb'Traceback|File "|site-packages|\.py:')


class Site:
    """A server at which Nina has answered some items, and a hostile browser is on its way."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.store = Store.open(f"sqlite:///{server.database}")
        self.hers, self.theirs = new_cookie(server.url), new_cookie(server.url)
        with Tab(server.url, self.hers) as tab:
            self._work(tab, steps=7)
        self.before = self.attempts(self.hers)
        with Tab(server.url, self.theirs) as tab:
            self._work(tab, steps=1)
            self.ids = [each for each, _ in tab.fields()] + [
                element.button.id for element in tab.screen.elements if element.HasField("button")
            ]
        (own,), (other,) = self.attempts(self.theirs), self.before
        mine = [f"attempt={own.id}{item}" for item in ("", "&item=1", "&item=2", "&item=end")]
        elsewhere = [f"attempt={other.id}", f"quiz={QUIZ}", "learner=1", "class=1", "%ff"]
        self.queries = [*mine, *elsewhere]

    def attempts(self, cookie: str) -> tuple[Attempt, ...]:
        """The attempts of the learner in this browser."""
        learner = self.store.learners.with_credential(hashed(cookie.partition("=")[2]))
        return self.store.attempts.of_learner(learner) if learner else ()

    def hidden(self) -> list[str]:
        """What the hostile browser may not read yet of the items that it was given."""
        return [
            needle(pinned.item.rationale)
            for attempt in self.attempts(self.theirs)
            for place, pinned in enumerate(attempt.items)
            if not may_see_key(attempt, place)
        ]

    def _work(self, tab: Tab, *, steps: int) -> None:
        tab.open("quiz", f"quiz={QUIZ}")
        for (_, take), _ in zip(quiz_steps(tab), range(steps), strict=False):
            take()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    server = Server(tmp_path_factory.mktemp("hostile"))
    server.start()
    try:
        yield Site(server)
    finally:
        server.stop()


def answers_to(tab: HostileTab, *sent: bytes | str) -> list[bytes]:
    """All that the server answers to these messages."""
    try:
        for each in sent:
            tab.send(each)
            # A run that has not begun is left out if another one is asked for.
            list(tab.kinds(quiet=0.1))
    except ConnectionClosed:
        pass
    return tab.received


def serves(site: Site) -> bool:
    """Whether Nina finds her answers as they were."""
    with Tab(site.server.url, site.hers) as tab:
        tab.open("quiz", f"attempt={site.before[0].id}&item=1")
        page = "".join(element.html.body for element in tab.screen.elements)
    return needle(site.before[0].items[0].item.stem) in page


def test_no_message_changes_or_tells_what_it_may_not(site: Site) -> None:
    sent = st.lists(messages(site.ids, site.queries), min_size=1, max_size=3)

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(sent=sent)
    def holds(sent: list[bytes | str]) -> None:
        tab = HostileTab(site.server.url, site.theirs)
        try:
            frames = answers_to(tab, *sent)
        finally:
            tab.close()

        assert _TRACES.search(b"\0".join(frames)) is None
        assert not [each for each in frames if _is_exception(each)]
        assert found(frames, site.hidden()) == []
        assert site.attempts(site.hers) == site.before
        assert serves(site)

    holds()
    log = (site.server.data / "server.log").read_text()
    assert "A page failed." not in log, log[-5_000:]


def test_a_message_that_is_too_large_closes_its_socket_only(site: Site) -> None:
    tab = HostileTab(site.server.url, site.theirs)

    answers_to(tab, b"\x00" * (MOST_BYTES + 1))

    assert tab.is_closed
    assert serves(site)


def test_a_browser_that_sends_without_end_keeps_nobody_from_answers(site: Site) -> None:
    tab, message = HostileTab(site.server.url, site.theirs), rerun("quiz").SerializeToString()

    for _ in range(20_000):
        tab.send(message)

    assert serves(site)
    tab.close()


def test_the_keys_that_are_looked_for_are_keys(site: Site) -> None:
    course = check(read_files(ROOT)).course
    assert course is not None
    rationales = {needle(item.rationale) for item in course.quizzes[QUIZ].items}

    assert rationales & set(site.hidden())


def _is_exception(raw: bytes) -> bool:
    return bool(ForwardMsg.FromString(raw).delta.new_element.HasField("exception"))
