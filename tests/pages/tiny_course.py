"""A course with a quiz of a few items: the files of the minimal course, with other items."""

import json
import re
from collections.abc import Iterable
from html import unescape
from typing import Any

import yaml
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Attempt, Choice, Choices, Response
from sourcebook.model.items import Item
from sourcebook.model.quizzes import Quiz
from tests.builders import course_files, option_id, quiz, single_choice

from .conftest import Browser, Serve, html

QUIZ_FILE = "quizzes/04-yerevan-summit.yaml"


def files(*items: Item, **changes: object) -> dict[str, bytes]:
    """The files of a course with one quiz, which has these items."""
    written = quiz(*items, **changes).model_dump(mode="json", exclude_unset=True)
    text = yaml.safe_dump(written, sort_keys=False, allow_unicode=True)
    return course_files() | {QUIZ_FILE: text.encode()}


def teach(serve: Serve, *items: Item, **changes: object) -> Quiz:
    """The one quiz of a course that is served; it has these items."""
    return serve(files(*items, **changes)).quizzes["yerevan-quiz"]


def begin(browser: Browser, serve: Serve, *items: Item, **changes: object) -> AppTest:
    """A tab at the first item of an attempt just started at such a quiz."""
    attempt = browser.start(teach(serve, *items, **changes))
    return at(browser, attempt, 1)


def at(browser: Browser, attempt: Attempt, number: int) -> AppTest:
    """A new tab at an item of an attempt, counted from 1."""
    return browser.open("quiz", attempt=attempt.id, item=str(number))


def chosen(item: Item, text: str) -> Choice:
    """The response that chooses the option that reads like this."""
    return Choice(option=option_id(item, text))


def ticked(item: Item, *texts: str) -> Choices:
    """The response that ticks the options that read like these."""
    return Choices(options=frozenset(option_id(item, text) for text in texts))


def words(tab: AppTest) -> str:
    """What the HTML of the page says, without its marks, on one line."""
    bare = unescape(re.sub(r"<[^>]*>", " ", html(tab)))
    return " ".join(bare.split())


def warnings(tab: AppTest) -> list[str]:
    """The warnings on the screen."""
    return [str(each.value) for each in tab.warning]


def refusals(tab: AppTest) -> list[str]:
    """What the page says could not be done."""
    return [str(each.value) for each in tab.error]


def told(tab: AppTest, component: str) -> dict[str, object]:
    """What the component of this name on the screen was told."""
    found: Iterable[Any] = tab.get("bidi_component")
    data = next(each.proto.json for each in found if each.proto.component_name.endswith(component))
    return dict(json.loads(data))


def begin_test(browser: Browser, serve: Serve, *items: Item) -> AppTest:
    """A tab at the first item of a test just started."""
    return begin(browser, serve, *items, feedback="deferred")


def choose(tab: AppTest, text: str) -> AppTest:
    """The tab after this leader was chosen in the default item with one answer."""
    return tab.radio[0].set_value(option_id(single_choice(), text)).run()


def response(browser: Browser, place: int = 0) -> Response | None:
    """The response on record at a place."""
    answer = browser.attempt().record(place).answer
    return answer.response if answer else None


def review(browser: Browser) -> AppTest:
    """A tab at the review before the test is handed in."""
    return browser.open("quiz", attempt=browser.attempt().id, item="end")
