"""Learners who answer a quiz at once, and go on when a server or the database is gone for a while.

Each is a tab without a browser, which connects again as the front end of Streamlit does.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import NamedTuple

from websockets.exceptions import WebSocketException

from sourcebook.model.attempts import Attempt
from sourcebook.store import hashed
from tests.replicas.site import Site
from tests.tab import Reply, Tab, new_cookie, quiz_steps

QUIZ = "quiz=yerevan-summit-quiz"
_PAUSE_SECONDS = 0.3
_ERROR = 1
"""The format of a message that says what failed."""


class Learner:
    """A learner who answers items until `wanted` of their answers are confirmed by the page."""

    def __init__(self, site: Site, *, wanted: int) -> None:
        self._url, self._wanted = site.url, wanted
        self.cookie = new_cookie(site.url)
        self.confirmed = self.unconfirmed = self.lost_connections = 0
        self.errors: set[str] = set()
        """What pages said when something failed."""

    def live(self, *, until: float) -> None:
        """Answer until all is confirmed, or until a moment of the clock `time.monotonic`."""
        while not self._is_done() and time.monotonic() < until:
            try:
                with Tab(self._url, self.cookie) as tab:
                    self._answer_items(tab)
            except (WebSocketException, OSError, StopIteration):
                self.lost_connections += 1
                time.sleep(_PAUSE_SECONDS)

    def _is_done(self) -> bool:
        return self.confirmed >= self._wanted

    def _answer_items(self, tab: Tab) -> None:
        tab.open("quiz", QUIZ)
        while not self._is_done():
            if self._sees_an_error(tab):
                time.sleep(_PAUSE_SECONDS)
                tab.click("Try again")
                continue
            for name, take in _next_steps(tab):
                self._take(name, take, tab)
                if self._is_done() or self._sees_an_error(tab):
                    break

    def _take(self, name: str, take: Callable[[], Reply], tab: Tab) -> None:
        if name == "Finish":
            raise AssertionError(f"The quiz has fewer than {self._wanted} items to answer.")
        is_answer = name == "Check"
        self.unconfirmed += is_answer
        take()
        if is_answer and not self._sees_an_error(tab):
            self.unconfirmed -= 1
            self.confirmed += 1

    def _sees_an_error(self, tab: Tab) -> bool:
        alerts = [each.alert for each in tab.screen.elements if each.WhichOneof("type") == "alert"]
        errors = {each.body for each in alerts if each.format == _ERROR}
        self.errors |= errors
        return bool(errors)


def _next_steps(tab: Tab) -> Iterator[tuple[str, Callable[[], Reply]]]:
    """The steps from what the tab shows to the end of the quiz."""
    steps = quiz_steps(tab)
    if "Start the quiz" not in tab.buttons():
        next(steps)
    return steps


class Tally(NamedTuple):
    """What is in the database, beside what pages have confirmed.

    `unconfirmed` answers were handed in when the page could not say any more what came of them.
    """

    learners: int
    confirmed: int
    unconfirmed: int
    saved: int
    lost: int
    doubled: int
    unfinished: int
    lost_connections: int

    def __str__(self) -> str:
        return (
            f"{self.learners} learners, {self.confirmed:,} answers confirmed, {self.lost:,} lost, "
            f"{self.doubled:,} doubled; {self.unconfirmed:,} handed in and not confirmed, "
            f"{self.saved - self.confirmed + self.lost:,} of them saved\n"
            f"{self.lost_connections:,} lost connections, {self.unfinished:,} learners who could "
            "not go on"
        )


class Group:
    """Learners who answer at the same time."""

    def __init__(self, site: Site, *, learners: int, wanted: int, seconds: float) -> None:
        self._site, self._wanted = site, wanted
        self._until = time.monotonic() + seconds
        self.members = [Learner(site, wanted=wanted) for _ in range(learners)]
        self._threads = ThreadPoolExecutor(learners)
        self._lives: list[Future[None]] = [
            self._threads.submit(each.live, until=self._until) for each in self.members
        ]

    def confirmed(self) -> int:
        """How many answers the pages have confirmed so far."""
        return sum(each.confirmed for each in self.members)

    def wait_for(self, share: float) -> None:
        """Wait until this share of all answers is confirmed."""
        wanted = share * self._wanted * len(self.members)
        while self.confirmed() < wanted and time.monotonic() < self._until:
            time.sleep(0.05)

    def errors(self) -> set[str]:
        """What pages said when something failed."""
        return set().union(*(each.errors for each in self.members))

    def tally(self) -> Tally:
        """Wait for all learners, and compare what pages confirmed with the database."""
        for each in self._lives:
            each.result()
        self._threads.shutdown()
        return self._compared()

    def _compared(self) -> Tally:
        saved = lost = doubled = 0
        with closing(self._site.store()) as store:
            for each in self.members:
                token = each.cookie.partition("=")[2]
                learner = store.learners.with_credential(hashed(token)) or ""
                answers = _answers(store.attempts.of_learner(learner))
                saved += len(answers)
                lost += max(0, each.confirmed - len(answers))
                doubled += sum(number - 1 for number in answers.values())
        return Tally(
            learners=len(self.members),
            confirmed=self.confirmed(),
            unconfirmed=sum(each.unconfirmed for each in self.members),
            saved=saved,
            lost=lost,
            doubled=doubled,
            unfinished=sum(each.confirmed < self._wanted for each in self.members),
            lost_connections=sum(each.lost_connections for each in self.members),
        )


def _answers(attempts: tuple[Attempt, ...]) -> Counter[tuple[str, int]]:
    """How many responses are kept at each place; the learners make one try at each item."""
    return Counter(
        (attempt.id, place)
        for attempt in attempts
        for place, record in attempt.records.items()
        for _ in record.answers
    )
