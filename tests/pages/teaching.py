"""What tests of the teacher's pages share: a desk that is open, and a class with two learners."""

from streamlit.testing.v1 import AppTest

from sourcebook.model.learners import Classroom
from sourcebook.pages.shared import services
from sourcebook.store import hashed
from tests.teachers import NAME, open_desk

from .conftest import ARAM, MORNING, NINA, Browser

TEACHER = "T" * 22
"""The cookie of the browser in which the desk is open."""

SPELL = "<img src=x onerror=alert(1)> **bold** :red[x] $a$ =1+1"
"""A name that would do something wherever it is not shown as a text."""


def at_desk(browser: Browser, url_path: str, **params: str) -> AppTest:
    """A new tab of the teacher's, at this page."""
    return at_desk_of(NAME, TEACHER, browser, url_path, **params)


def at_desk_of(name: str, cookie: str, browser: Browser, url_path: str, **params: str) -> AppTest:
    """A new tab of the teacher with this name, in the browser with this cookie, at this page."""
    open_desk(services.store(), cookie, name=name, now=MORNING)
    browser.cookie = cookie
    return browser.open(url_path, **params)


def a_class(*names: str | None, cookies: tuple[str, ...] = (NINA, ARAM)) -> Classroom:
    """A class whose members have these names, NINA first."""
    store = services.store()
    room = store.classes.create("History 9b", now=MORNING)
    for cookie, name in zip(cookies, names, strict=False):
        learner = store.learners.get_or_create(hashed(cookie), now=MORNING)
        store.learners.rename(learner, name)
        store.classes.join(learner, room.id, now=MORNING)
    return room
