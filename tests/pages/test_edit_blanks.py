"""A new quiz, or a list of questions, opens in the form, which leads from blank to blank."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.builders import course_files

from .conftest import Browser, Serve, html, press
from .editing import desk, draft, fill, form, open_text
from .test_edit_faults import led_to, links
from .test_edit_new import CSV, NEW, begin
from .tiny_course import words

__all__ = ["desk"]


@pytest.fixture(autouse=True)
def _course(serve: Serve) -> None:
    serve(course_files())


@pytest.fixture
def imported(desk: Browser) -> AppTest:
    """A tab with the draft of a list of questions."""
    return begin(open_text(desk), "A quiz from a file of questions", "talks", CSV)


def test_a_list_opens_in_the_form_with_a_count_of_blanks(imported: AppTest) -> None:
    assert next(each for each in imported.radio if each.label == "View").value == "Form"
    assert any(each.label.startswith("Next blank (") for each in imported.button)


def test_a_new_quiz_opens_in_the_form(desk: Browser) -> None:
    tab = begin(open_text(desk), "An empty quiz", "talks")

    assert next(each for each in tab.radio if each.label == "View").value == "Form"
    assert "The quiz has no item yet." in words(tab)


def test_a_new_lesson_opens_as_text(desk: Browser) -> None:
    tab = begin(open_text(desk), "An empty lesson", "talks")

    assert next(each for each in tab.radio if each.label == "View").value == "Text"


def test_each_press_leads_to_the_next_blank_and_then_to_the_first_again(imported: AppTest) -> None:
    blanks = int(next_blank(imported).partition("(")[2].split()[0])
    reached = []
    tab = imported
    for _ in range(blanks + 1):
        tab = press(tab, next_blank(tab))
        reached.append(led_to(tab)[0])

    assert len(set(reached)) == blanks
    assert reached[0] == reached[-1]


def test_a_blank_that_is_written_is_counted_no_more_and_its_remark_goes(
    desk: Browser, imported: AppTest
) -> None:
    before = next_blank(imported)
    assert draft_of(desk).count("# rationale: missing") == 2

    tab = fill(imported, "Why the key is right", "The Munich report has the day.")

    assert next_blank(tab) != before
    assert draft_of(desk).count("# rationale: missing") == 1


def test_words_of_an_example_are_blanks_and_their_faults_lead_to_them(desk: Browser) -> None:
    tab = form(desk)
    named = next(each for each in tab.text_input if each.label.startswith("Id of the item"))
    named.set_value("how-many")

    tab = press(tab, "Add it")

    # The stem, the rationale, and a wrong answer with what to tell.
    assert next_blank(tab) == "Next blank (4 blanks left)"
    assert any("Item 2, What is asked: Words of an example" in each for each in links(tab))
    assert "✗ Error: Words of an example still stand here" in words(tab)


def test_a_quiz_without_blanks_has_no_way_to_the_next(desk: Browser) -> None:
    tab = form(desk)

    assert not [each for each in tab.button if each.label.startswith("Next blank")]
    assert "What to fix" not in html(tab)


def next_blank(tab: AppTest) -> str:
    return next(each.label for each in tab.button if each.label.startswith("Next blank"))


def draft_of(desk: Browser) -> str:
    return draft(desk, NEW)
