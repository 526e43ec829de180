"""The teacher lists a quotation with one click at its fault."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.builders import course_files

from .conftest import Browser, Serve, html, press
from .editing import LESSON_FILE, desk, draft, fill, form, on_disk, open_text, save, type_text
from .tiny_course import words

__all__ = ["desk"]

SAID = "we will not sign it today"
ASKED = f"Who said “{SAID}”?"
LIST_IT = "List it in seeds/s1\\.yaml"


@pytest.fixture(autouse=True)
def _course(serve: Serve) -> None:
    serve(course_files())


def quoting(desk: Browser) -> AppTest:
    """The form, in which the first item quotes words that no source lists."""
    return fill(form(desk), "What is asked", ASKED)


def test_a_quotation_is_listed_from_its_fault_and_the_fault_is_gone(desk: Browser) -> None:
    tab = quoting(desk)
    assert "No passage cited here has a quote" in words(tab)

    tab = press(tab, LIST_IT)

    assert f"      - speaker: Nikol Pashinyan\n        words: {SAID}\n" in on_disk("seeds/s1.yaml")
    assert "What to fix" not in html(tab)
    assert ASKED in draft(desk)


def test_what_was_listed_can_be_saved(desk: Browser) -> None:
    save(press(quoting(desk), LIST_IT))

    assert ASKED in on_disk()


def test_a_quotation_that_is_too_long_is_refused_with_the_reason(desk: Browser) -> None:
    before = on_disk("seeds/s1.yaml")
    tab = fill(form(desk), "What is asked", f"Who said “{'so ' * 30}much”?")

    tab = press(tab, LIST_IT)

    assert "Quote 25 at most of a speaker" in str(tab.error[0].value)
    assert on_disk("seeds/s1.yaml") == before


def test_in_the_text_of_a_lesson_too(desk: Browser) -> None:
    tab = open_text(desk, LESSON_FILE, view="Text")
    text = on_disk(LESSON_FILE)
    first = text.partition(" [@s1")[0].splitlines()[-1]

    tab = type_text(tab, text.replace(first, f"{first} He said “{SAID}”.", 1))
    tab = press(tab, LIST_IT)

    assert f"words: {SAID}\n" in on_disk("seeds/s1.yaml")


def test_without_a_fault_there_is_nothing_to_list(desk: Browser) -> None:
    assert not [each for each in form(desk).button if each.label.startswith("List it in")]
