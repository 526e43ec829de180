"""Learners who answer the items of quizzes, and people who click on a bare page as often."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol
from urllib.parse import parse_qs

from benchmarks.pages import BareServer
from benchmarks.school.connection import Connection, Reply
from tests.streamlit_internals import Element

QUIZZES = (
    "csto-quiz",
    "war-2020-quiz",
    "september-2022-quiz",
    "yerevan-summit-quiz",
    "why-now-quiz",
    "reading-the-sources-quiz",
)
CHECK, PROVE = "Check my answer", "This passage proves it"
_KINDS = {CHECK: "tried", PROVE: "proved"}
_ONWARDS = ("Next item", "To what is still open", "To the end", "Finish", "Skip for now")
"""How the labels of the buttons begin that lead on, the best first."""


class BarePage(BareServer):
    """A server with a bare page that has a choice, a button, and a sentence about the click."""

    script_text = (
        "import streamlit as st\n"
        "st.radio('Choose', ['a', 'b', 'c'], index=None)\n"
        "if st.button('Check'):\n"
        "    st.markdown('Right.')\n"
        "st.button('Next')\n"
    )


class Step(NamedTuple):
    """A step that is on disk, or should be: the kind of its event, its attempt and place."""

    attempt_id: str
    place: int
    kind: str


@dataclass
class Meter:
    """What came of the clicks while the measurement runs, and all that was acknowledged."""

    is_on: bool = False
    is_over: bool = False
    waits: list[float] = field(default_factory=list)
    """Seconds from an answer to its feedback, for the answers given while it runs."""
    clicks: int = 0
    size: int = 0
    acknowledged: Counter[Step] = field(default_factory=Counter)
    unsure: Counter[Step] = field(default_factory=Counter)
    """Steps that were sent, and whose feedback never came."""
    failures: Counter[str] = field(default_factory=Counter)

    def note(self, reply: Reply) -> None:
        """Count a click if it has ended while the measurement runs."""
        if self.is_on:
            self.clicks += 1
            self.size += reply.size


class Rhythm(NamedTuple):
    """Seconds from one answer to the next, and from an answer to the click that leads on."""

    think: float = 5
    pause: float = 0.5

    def next_answer(self, rng: random.Random) -> float:
        """How long a learner thinks about an item."""
        return max(rng.uniform(0.5, 1.5) * self.think - self.pause, 0)


class Person(Protocol):
    """Somebody with a tab: they begin, and go on until the measurement is over."""

    async def begin(self) -> None:
        """Open the page with which they start."""

    async def go_on(self) -> None:
        """Take the next step, after the time that they need for it."""

    async def leave(self) -> None:
        """Close the tab."""


class Learner:
    """A learner with a cookie of their own who takes one quiz after another."""

    def __init__(self, url: str, number: int, meter: Meter, rhythm: Rhythm) -> None:
        self._url, self._meter, self._rhythm = url, meter, rhythm
        self._rng = random.Random(number)  # noqa: S311  # No secret.
        self._quiz = number
        self._is_stuck = False
        self._tab: Connection | None = None

    @property
    def tab(self) -> Connection:
        """Their tab, which is open."""
        if self._tab is None:
            raise RuntimeError("The learner has not begun.")
        return self._tab

    async def begin(self) -> None:
        """Visit the app for the first time and start a quiz."""
        self._tab = await Connection.opened(self._url)
        await self._start()

    async def leave(self) -> None:
        """Close the tab."""
        if self._tab:
            await self._tab.close()

    async def go_on(self) -> None:
        """Answer after some thought, or else go to what comes next."""
        screen = self.tab.screen
        label = next((each for each in _KINDS if each in screen.buttons()), None)
        fields = [] if self._is_stuck else list(self._chosen())
        if label and fields:
            await asyncio.sleep(self._rhythm.next_answer(self._rng))
            if not self._meter.is_over:
                await self._answer(label, fields)
            return
        await asyncio.sleep(self._rhythm.pause)
        self._is_stuck = False
        onwards = (
            each for start in _ONWARDS for each in screen.buttons() if each.startswith(start)
        )
        if button := next(onwards, None):
            self._meter.note(await self.tab.press(button, shows=_anything))
        else:
            await self._start()

    async def _start(self) -> None:
        quiz = QUIZZES[self._quiz % len(QUIZZES)]
        self._quiz += 1
        opened = await self.tab.open("quiz", f"quiz={quiz}", shows=_anything)
        started = await self.tab.press("Start the quiz", shows=_anything)
        for each in (opened, started):
            self._meter.note(each)

    def _chosen(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The fields of the item, with one of the options chosen by chance."""
        screen = self.tab.screen
        options = {each.id: list(each.options) for each in screen.all("radio")}
        for name, value in screen.fields():
            choice = {"string_value": self._rng.choice(options[name])} if name in options else value
            yield name, choice

    async def _answer(self, label: str, fields: list[tuple[str, dict[str, Any]]]) -> None:
        screen, meter = self.tab.screen, self._meter
        for name, value in fields:
            await self._fill_in(name, value)
        step, button, counts = self._step(label), screen.button(label), meter.is_on
        meter.unsure[step] += 1
        reply = await self.tab.press(label, shows=_is_feedback)
        meter.note(reply)
        # The key of the button has the number of the try, so it is another one after a try.
        self._is_stuck = button in [each.id for each in screen.all("button")]
        if not self._is_stuck and reply.shown is None:
            raise RuntimeError(f"There is no feedback on {step}.")
        meter.unsure[step] -= 1
        if self._is_stuck or reply.shown is None:
            return
        meter.acknowledged[step] += 1
        if counts:
            meter.waits.append(reply.shown - reply.began)

    async def _fill_in(self, name: str, value: dict[str, Any]) -> None:
        """Fill in a field; it travels with the click on the button."""
        self.tab.screen.fill_in(name, **value)

    def _step(self, label: str) -> Step:
        named = parse_qs(self.tab.screen.query)
        return Step(named["attempt"][0], int(named["item"][0]) - 1, _KINDS[label])


class PromptLearner(Learner):
    """A learner whose tab sends each choice by itself, as a browser does."""

    async def _fill_in(self, name: str, value: dict[str, Any]) -> None:
        self._meter.note(await self.tab.fill_in(name, value, shows=_anything))


class Clicker:
    """Somebody who clicks on the bare page in the rhythm of a learner."""

    def __init__(self, url: str, number: int, meter: Meter, rhythm: Rhythm) -> None:
        self._url, self._meter, self._rhythm = url, meter, rhythm
        self._rng = random.Random(number)  # noqa: S311  # No secret.
        self._tab: Connection | None = None

    async def begin(self) -> None:
        """Open the page."""
        self._tab = await Connection.opened(self._url, cookie="")
        await self._tab.open(shows=_anything)

    async def leave(self) -> None:
        """Close the tab."""
        if self._tab:
            await self._tab.close()

    async def go_on(self) -> None:
        """Click after the time that an answer takes, and once more."""
        await asyncio.sleep(self._rhythm.next_answer(self._rng))
        if self._meter.is_over or self._tab is None:
            return
        await self._fill_in(self._tab, self._tab.screen.all("radio")[0].id)
        counts = self._meter.is_on
        reply = await self._tab.press("Check", shows=_is_sentence)
        self._meter.note(reply)
        if counts and reply.shown:
            self._meter.waits.append(reply.shown - reply.began)
        await asyncio.sleep(self._rhythm.pause)
        self._meter.note(await self._tab.press("Next", shows=_anything))

    async def _fill_in(self, tab: Connection, name: str) -> None:
        tab.screen.fill_in(name, string_value=self._rng.choice("abc"))


class PromptClicker(Clicker):
    """Somebody whose tab sends each choice by itself, as a browser does."""

    async def _fill_in(self, tab: Connection, name: str) -> None:
        value = {"string_value": self._rng.choice("abc")}
        self._meter.note(await tab.fill_in(name, value, shows=_anything))


def _anything(_element: Element) -> bool:
    return True


def _is_sentence(element: Element) -> bool:
    return element.WhichOneof("type") == "markdown"


def _is_feedback(element: Element) -> bool:
    """Whether it says what came of an answer, or asks for its proof."""
    if element.WhichOneof("type") != "html":
        return False
    body = element.html.body
    return any(sign in body for sign in ("class='verdict'", "id='proof'", "class='mark'"))
