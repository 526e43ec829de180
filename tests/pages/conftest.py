"""What tests of the pages share: a browser, a learner's cookie, a clock, a data folder.

Nothing here is an expectation; those stand in the tests.
"""

import json
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any, assert_never

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, Radio

from sourcebook import settings
from sourcebook.content import live_course
from sourcebook.content.checking import Result, check
from sourcebook.errors import StoreError
from sourcebook.model.attempts import (
    Attempt,
    Choice,
    Choices,
    Confidence,
    Level,
    Matches,
    Ordered,
    Response,
    Typed,
    Written,
)
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import KINDS
from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.lessons import Lesson
from sourcebook.model.options import options, prompts
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.entry.server import SCRIPT
from sourcebook.pages.identity import logins, school
from sourcebook.pages.shared import clock, current_learner, services
from sourcebook.pages.streamlit_internals import addresses
from sourcebook.scoring import key_ids
from sourcebook.store import hashed
from tests.builders import save
from tests.streamlit_internals import elements, follow_the_app, tab_at

NINA, ARAM = "N" * 22, "A" * 22
"""The cookies of two learners."""

SCORED = [kind for kind in KINDS if kind != "extended_response"]
"""The item kinds that the app scores by itself; the quiz on the Yerevan summit has each."""

SENDING = ("Check my answer", "Hand in and see a model answer")
"""What the button says that hands in an answer, or a text."""

REQUESTS = "<span hidden data-requests='"
"""How the element begins that says what a page asks of the scripts in the browser."""

Serve = Callable[[Mapping[str, bytes]], Course]
"""Serves the course made of these files in place of this repository's."""

MORNING = datetime(2022, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class Browser:
    """A browser at the app, with a learner's cookie or, with None, without any."""

    cookie: str | None = NINA

    @property
    def learner(self) -> str:
        """The learner's id in the store, which is new with the first look at it."""
        return services.store().learners.get_or_create(hashed(self.cookie or ""), now=MORNING)

    def open(self, url_path: str = "", **params: str) -> AppTest:
        """A new tab, or one refreshed, at this page and with these query parameters."""
        tab = tab_at(SCRIPT, url_path)
        tab.query_params.update(params)
        tab.run()
        follow_the_app(tab)
        return tab

    def start(self, quiz: Quiz) -> Attempt:
        """An attempt just started."""
        return services.store().attempts.start(
            self.learner, quiz, now=clock.now(), rng=random.Random(1)
        )

    def answer(self, attempt: Attempt, place: int, response: Response) -> None:
        """An answer on record."""
        services.store().attempts.answer(self.learner, attempt.id, place, response, now=clock.now())

    def prove(self, attempt: Attempt, place: int, passage: str) -> None:
        """A passage on record as the proof of an answer."""
        services.store().attempts.prove(self.learner, attempt.id, place, passage, now=clock.now())

    def mark(self, attempt: Attempt, place: int, level: Level) -> None:
        """A level on record that the learner gave their own text."""
        services.store().attempts.mark_written(
            self.learner, attempt.id, place, level, now=clock.now()
        )

    def settle(self, attempt: Attempt, place: int, *, rightly: bool = True) -> None:
        """An item on record with nothing left to do: all tries, the proof and the mark.

        All of it earns all points or, unless `rightly`, none.
        """
        item, given = attempt.items[place].item, right if rightly else wrong
        for _ in item.tries[: 1 if rightly else None]:
            self.answer(attempt, place, given(item))
        if item.proof and (rightly or attempt.feedback == "deferred"):
            self.prove(attempt, place, item.proof[0] if rightly else no_proof(item))
        if isinstance(item, ExtendedResponse):
            self.mark(attempt, place, 2 if rightly else 0)

    def attempt(self) -> Attempt:
        """The newest attempt, as it stands in the store."""
        return services.store().attempts.of_learner(self.learner)[-1]


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated: None) -> Iterator[None]:
    for name in ("COURSE", "DATABASE_URL", "ORIGINALS", "HTTPS", "PUBLIC_URL", "PROXY"):
        monkeypatch.delenv(f"SOURCEBOOK_{name}", raising=False)
    monkeypatch.setenv("SOURCEBOOK_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(live_course, "check", check_once)
    restart()
    yield
    restart()


@pytest.fixture
def serve(_own_data: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Serves the course made of these files in place of this repository's."""

    def _serve(files: Mapping[str, bytes]) -> Course:
        monkeypatch.setenv("SOURCEBOOK_COURSE", str(save(tmp_path / "course", files)))
        restart()
        return services.library().course()

    return _serve


def check_once(
    files: Mapping[str, bytes], originals: Path | None = None, *, unread: Iterable[str] = ()
) -> Result:
    """What `check` says; the same files are checked once for all tests, as it takes a second."""
    return _checked(tuple(files.items()), originals, tuple(unread))


@cache
def _checked(
    files: tuple[tuple[str, bytes], ...], originals: Path | None, unread: tuple[str, ...]
) -> Result:
    return check(dict(files), originals, unread=unread)


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """A browser at the app, on the morning of the summit; each look at the clock is a minute on."""
    browser, minutes = Browser(), count()
    monkeypatch.setattr(current_learner, "cookie", lambda: browser.cookie)
    monkeypatch.setattr(clock, "now", lambda: MORNING + timedelta(minutes=next(minutes)))
    return browser


@pytest.fixture
def lesson() -> Lesson:
    """The lesson on the Yerevan summit, in the course of this repository."""
    return services.library().course().lessons["yerevan-summit"]


@pytest.fixture
def quiz() -> Quiz:
    """The quiz on the Yerevan summit, in the course of this repository."""
    return services.library().course().quizzes["yerevan-summit-quiz"]


def restart() -> None:
    """End the server's process, as far as the app can tell."""
    if services.store.cache_info().currsize:
        services.store().close()
    for kept in (settings.settings, services.library, services.store, school.is_in_use):
        kept.cache_clear()
    addresses.base.cache_clear()
    logins.forget()


def fails(*_: object, **__: object) -> Any:
    """Stands in for a method of a store whose disk is full."""
    raise StoreError("The disk is full.")


def place_of(attempt: Attempt, kind: str) -> int:
    """The place of the first item of a kind."""
    return next(n for n, pinned in enumerate(attempt.items) if pinned.item.type == kind)


def one_pointers(quiz: Quiz, count: int = 4) -> Quiz:
    """The quiz with only its first items worth one point that are settled by one answer."""
    plain = [item for item in quiz.items if item.points == 1 and len(item.tries) == 1]
    return quiz.model_copy(update={"items": tuple(plain[:count])})


def right(item: Item) -> Response:
    """A response that earns all points, with its proof and, for a text, once it is marked."""
    match item:
        case Numeric():
            return Typed(text=str(item.between[0] if item.between else item.key))
        case ShortAnswer():
            return Typed(text=item.key)
        case MultipleChoice() | EvidenceItem():
            return Choices(options=frozenset(key_ids(item)))
        case Ordering():
            return Ordered(options=key_ids(item))
        case ExtendedResponse():
            return Written(text="Two reports name the missing help, and one of them the refusal.")
        case Matching():
            ids = [prompt.id for prompt in prompts(item)]
            return Matches(targets=dict(zip(ids, key_ids(item), strict=True)))
        case SingleChoice() | TrueFalse() | VerdictItem():
            return Choice(option=key_ids(item)[0])
        case _:
            assert_never(item)


def wrong(item: Item) -> Response:
    """A response that earns nothing: what is far off, what is no key, or the order turned round."""
    others = [choice.id for choice in options(item) if choice.id not in key_ids(item)]
    match item:
        case Numeric():
            return Typed(text="-1000")
        case ShortAnswer():
            return Typed(text="the man in the moon")
        case MultipleChoice() | EvidenceItem():
            return Choices(options=frozenset(others))
        case Ordering():
            return Ordered(options=key_ids(item)[::-1])
        case ExtendedResponse():
            return Written(text="I do not know.")
        case Matching():
            rows = zip(prompts(item), key_ids(item), strict=True)
            ids = [choice.id for choice in options(item)]
            return Matches(targets={p.id: ids[0 if ids[0] != key else 1] for p, key in rows})
        case SingleChoice() | TrueFalse() | VerdictItem():
            return Choice(option=others[0])
        case _:
            assert_never(item)


def no_proof(item: Item) -> str:
    """A passage of the course that does not prove an item."""
    passages = services.library().course().sources["s1"].passages
    return next(each for each in (f"s1.{name}" for name in passages) if each not in item.proof)


def remarks(item: Item) -> Iterator[str | None]:
    """The feedback of the author on a wrong answer."""
    match item:
        case SingleChoice() | MultipleChoice() | ShortAnswer() | EvidenceItem():
            yield from (each.feedback for each in item.distractors)
        case Numeric():
            yield from (each.feedback for each in (*item.distractors, *item.also_accept))
        case Matching():
            yield from (pair.feedback for pair in item.pairs)
        case VerdictItem():
            yield from item.feedback.values()
        case TrueFalse() | Ordering():
            yield item.feedback
        case ExtendedResponse():
            pass
        case _:
            assert_never(item)


def fill_in(tab: AppTest, response: Response, confidence: Confidence | None = None) -> None:
    """Fill in the item on the screen, and how sure the learner is, if they say so."""
    match response:
        case Choice(option=chosen):
            tab.radio[0].set_value(chosen)
        case Choices(options=ticks):
            for box in tab.checkbox:
                if not str(box.key).endswith("-flag"):
                    box.set_value(_last_part(box.key) in ticks)
        case Typed(text=text):
            tab.text_input[0].set_value(text)
        case Matches(targets=targets):
            for row in tab.selectbox:
                if _last_part(row.key) in targets:
                    row.set_value(targets[_last_part(row.key)])
        case Ordered(options=order):
            tab.session_state[component_key(tab, "ordering")] = {"order": list(order)}
        case Written(text=text):
            key = component_key(tab, "writing")
            before = tab.session_state[key].get("sent") or {"turn": 0}
            tab.session_state[key] = {"sent": {"text": text, "turn": before["turn"] + 1}}
        case _:
            assert_never(response)
    if confidence:
        sureness(tab).set_value(confidence)


def sureness(tab: AppTest) -> Radio[str]:
    """The question how sure the learner is."""
    return next(each for each in tab.radio if str(each.key).endswith("-confidence"))


def component_key(tab: AppTest, name: str) -> str:
    """The key of the component of this name on the screen."""
    return next(str(each.key) for each in _components(tab, name))


def component_data(tab: AppTest, name: str) -> dict[str, Any]:
    """What the component of this name on the screen was sent; nothing if there is none."""
    return next((json.loads(each.proto.json) for each in _components(tab, name)), {})


def requests(tab: AppTest) -> dict[str, Any]:
    """What the page asks of the scripts in the browser, by kind."""
    found = [each for each in _html_blocks(tab) if each.startswith(REQUESTS)]
    asked = [json.loads(each.removeprefix(REQUESTS).partition("'")[0]) for each in found]
    return {kind: data for each in asked for kind, data in each.items()}


def _components(tab: AppTest, name: str) -> list[Any]:
    found: Iterable[Any] = tab.get("bidi_component")
    return [each for each in found if each.proto.component_name.endswith(f"_{name}")]


def _last_part(key: str | None) -> str:
    return str(key).rpartition("-")[2]


def hand_in(tab: AppTest, response: Response, confidence: Confidence | None = None) -> AppTest:
    """The tab after the item on the screen was filled in and handed in."""
    fill_in(tab, response, confidence)
    return send(tab)


def send(tab: AppTest) -> AppTest:
    """The tab after a press of the button that hands in an answer, or a text."""
    return next(each for each in tab.button if each.label in SENDING).click().run()


def prove(tab: AppTest, passage: str) -> AppTest:
    """The tab after this passage was looked up in its source and handed in as the proof."""
    choose_passage(tab, passage)
    return press(tab, "This passage proves it")


def choose_passage(tab: AppTest, passage: str) -> None:
    """Choose this passage, if it is among the few; else look it up in its source."""
    evidence = services.library().course().evidence(passage)
    assert evidence
    shown = f"{evidence.source.label}, paragraph {passage.partition('.p')[2]}.**"
    few = [each for each in tab.radio if each.label == "One of these passages proves it"]
    if any(shown in option for each in few for option in each.options):
        few[0].set_value(passage)
        return
    look_elsewhere(tab)
    source = next(each for each in tab.radio if each.label == "Look into")
    source.set_value(evidence.source.id).run()
    passages = next(each for each in tab.radio if each.label.endswith(": its passages"))
    passages.set_value(passage)


def look_elsewhere(tab: AppTest) -> AppTest:
    """The tab with every passage of every source to choose from."""
    box = next(each for each in tab.checkbox if each.label.startswith("Look elsewhere"))
    return box.check().run()


def mark_own(tab: AppTest, level: Level) -> AppTest:
    """The tab after the learner gave their own text this level of the rubric."""
    tab.radio[0].set_value(level)
    return press(tab, "Keep this mark")


def go_through(tab: AppTest, item: Item) -> AppTest:
    """The tab after the item on the screen was answered rightly, proved and marked."""
    hand_in(tab, right(item))
    if item.proof:
        prove(tab, item.proof[0])
    if isinstance(item, ExtendedResponse):
        mark_own(tab, 2)
    return tab


def press(tab: AppTest, label: str) -> AppTest:
    """The tab after a press of the button that starts with these words."""
    return button(tab, label).click().run()


def button(tab: AppTest, label: str) -> Button:
    """The button that starts with these words."""
    return next(each for each in tab.button if each.label.startswith(label))


def labels(tab: AppTest) -> list[str]:
    """The labels of the buttons on the screen."""
    return [each.label for each in tab.button]


def html(tab: AppTest) -> str:
    """The HTML between masthead and foot, without style sheet; no-break spaces read as spaces."""
    around = ("<style>", "<header class='masthead'>", "<footer class='page-foot'>", REQUESTS)
    page = "\n".join(block for block in _html_blocks(tab) if not block.startswith(around))
    # Templates write the entities of quotation marks in another way than `html.escape`.
    for ours, theirs in (
        ("\u00a0", " "),
        ("&nbsp;", " "),
        ("&quot;", "&#34;"),
        ("&#x27;", "&#39;"),
    ):
        page = page.replace(ours, theirs)
    return page


def masthead(tab: AppTest) -> str:
    """The HTML of the bar over the page."""
    blocks = _html_blocks(tab)
    return next(block for block in blocks if block.startswith("<header class='masthead'>"))


def _html_blocks(tab: AppTest) -> list[str]:
    return [str(each.value) for each in tab.get("html")]  # type: ignore[union-attr]  # html elements have values


def everything_sent(tab: AppTest) -> str:
    """Every text in every element that the browser was sent, its entities decoded."""
    texts = [text for each in elements(tab) for text in _texts(each)]
    return unescape("\n".join(texts))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        if value.startswith("{"):
            # What a component is sent, its escapes decoded.
            yield from _texts(json.loads(value).items())
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "ignore")
    elif hasattr(value, "ListFields"):
        for _, inner in value.ListFields():
            yield from _texts(inner)
    elif hasattr(value, "__iter__"):
        for inner in value:
            yield from _texts(inner)
