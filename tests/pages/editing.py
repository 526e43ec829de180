"""What tests of the teacher's editor share: an open door, a typing hand, a small course."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Radio, TextArea, TextInput

from sourcebook.pages.shared import services
from sourcebook.pages.teaching import sign_in
from sourcebook.settings import settings

from .conftest import Browser, component_data, component_key, press
from .tiny_course import QUIZ_FILE

TITLE = "title: The Yerevan summit"
LESSON_FILE = "lessons/04-yerevan-summit.md"


@pytest.fixture
def desk(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """A browser to which the teacher's desk is open."""
    monkeypatch.setattr(sign_in, "is_open", lambda: True)
    return browser


def open_text(desk: Browser, path: str = QUIZ_FILE, **params: str) -> AppTest:
    """A tab with the text of a file."""
    return desk.open("edit", file=path, **params)


def on_disk(path: str = QUIZ_FILE) -> str:
    """What a file of the course holds."""
    return place(path).read_text()


def place(path: str = QUIZ_FILE) -> Path:
    """Where a file of the course stands."""
    return settings().course_root / path


def shown(tab: AppTest) -> str:
    """The text that the field was drawn with."""
    return str(component_data(tab, "code")["text"])


def faults(tab: AppTest) -> list[tuple[int, str]]:
    """The line of each fault at the field, and how bad it is."""
    return [(each["line"], each["severity"]) for each in component_data(tab, "code")["faults"]]


def type_text(tab: AppTest, text: str, *, name: str = "tab", line: int = 1) -> AppTest:
    """The tab after its field holds this text, and has sent it."""
    key, told = component_key(tab, "code"), component_data(tab, "code")
    before = tab.session_state[key].get("sent") or told
    mine = told["tab"] == name
    sent = {
        "text": text,
        "turn": before["turn"] + 1,
        "tab": name,
        "number": told["number"]
        if mine or "sent" not in tab.session_state[key]
        else before["number"],
        "based_on": told["based_on"] if mine else before["based_on"],
        "line": line,
    }
    tab.session_state[key] = {"sent": sent, "caret": line}
    return tab.run()


def save(tab: AppTest) -> AppTest:
    """The tab after a press of the button that saves."""
    return press(tab, "Save")


def said(tab: AppTest) -> list[str]:
    """What the page says became of what was done."""
    return [
        str(each.value) for kind in (tab.success, tab.info, tab.warning, tab.error) for each in kind
    ]


def served_title() -> str:
    """The title of the quiz that learners have."""
    library = services.library()
    library.interval_seconds = 0
    library._next_look = 0
    return library.course().quizzes["yerevan-quiz"].title


def form(desk: Browser) -> AppTest:
    """A tab with the quiz as a form."""
    return open_text(desk, view="Form")


def draft(desk: Browser, path: str = QUIZ_FILE) -> str:
    """The text as the form has left it."""
    return shown(open_text(desk, path, view="Text"))


def choose(tab: AppTest, place: int) -> AppTest:
    """The tab after the item in this place was chosen."""
    items: Radio[int] = next(each for each in tab.radio if each.label == "Item")
    return items.set_value(place).run()


def fill(tab: AppTest, label: str, text: str) -> AppTest:
    """The tab after a field was filled in."""
    fields: list[TextInput | TextArea] = [*tab.text_input, *tab.text_area]
    return next(each for each in fields if each.label == label).set_value(text).run()


def pick(tab: AppTest, label: str, option: object) -> AppTest:
    """The tab after an option of a list was picked."""
    return next(each for each in tab.selectbox if each.label == label).set_value(option).run()
