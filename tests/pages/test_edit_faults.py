"""The faults of a quiz lead to their fields in the form, and are named as the form names them."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.builders import course_files

from .conftest import Browser, Serve, html, press, requests
from .editing import choose, desk, fill, form, on_disk, open_text, place, save

__all__ = ["desk"]

EMPTY = "✗ Error. Item 2, The right answers: Nothing is written here yet\\."


@pytest.fixture(autouse=True)
def _course(serve: Serve) -> None:
    serve(course_files())


def links(tab: AppTest) -> list[str]:
    """The faults that lead to a field."""
    return [each.label for each in tab.button if str(each.key).startswith("fix-")]


def led_to(tab: AppTest) -> list[str]:
    """The keys of the fields that the browser is asked to focus."""
    asked = requests(tab).get("field")
    return [asked["field"]] if asked else []


def change(old: str, new: str) -> None:
    place().write_text(on_disk().replace(old, new, 1))


def test_a_fault_is_a_link_with_the_words_of_the_form(desk: Browser) -> None:
    change("    keys: [Armenia, Belarus]\n", "")

    assert links(form(desk)) == [EMPTY]


def test_a_link_chooses_the_item_and_puts_the_keyboard_into_the_field(desk: Browser) -> None:
    change("    keys: [Armenia, Belarus]\n", "")

    tab = press(form(desk), EMPTY)

    assert "<h2>members</h2>" in html(tab)
    assert "-members-keys" in led_to(tab)[0]
    assert not led_to(tab.run())


def test_a_fault_in_a_row_names_the_field_of_the_row(desk: Browser) -> None:
    tab = fill(form(desk), "Wrong answer 2", "Pashinyan")

    assert links(tab)[0].startswith("✗ Error. Item 1, Wrong answer 2: ")
    assert "-refuser-distractors-1-text" in led_to(press(tab, links(tab)[0]))[0]


def test_a_fault_in_the_settings_leads_to_its_field(desk: Browser) -> None:
    tab = fill(form(desk), "Per cent of the points to pass", "most")

    assert links(tab)[0].startswith("✗ Error. Per cent of the points to pass: ")
    assert "-pass_mark" in led_to(press(tab, links(tab)[0]))[0]


def test_a_field_that_the_form_does_not_have_leads_to_the_item_as_text(desk: Browser) -> None:
    change("    stem:", "    steam:")

    tab = form(desk)

    assert links(tab)[0].startswith("✗ Error. Item 1, The item as text: ")
    assert "-refuser-yaml" in led_to(press(tab, links(tab)[0]))[0]


def test_a_quiz_without_items_leads_to_a_new_one(desk: Browser) -> None:
    place().write_text("id: yerevan-quiz\ntitle: The summit\nlesson: yerevan-summit\n")

    tab = form(desk)

    assert links(tab)[0].startswith("✗ Error. Items: ")
    assert "new-item-kind" in led_to(press(tab, links(tab)[0]))[0]


def test_in_the_text_faults_keep_their_lines(desk: Browser) -> None:
    change("    keys: [Armenia, Belarus]\n", "")

    tab = save(open_text(desk, view="Text"))

    assert not links(tab)


def test_more_than_a_few_faults_are_folded(desk: Browser) -> None:
    place().write_text(on_disk().replace("    citations:", "    citation:"))

    tab = form(desk)

    assert len(links(tab)) > 5
    assert any("more fault" in each.label for each in tab.expander)


def test_after_a_save_that_is_refused_the_faults_stand_there_as_links(desk: Browser) -> None:
    tab = save(fill(choose(form(desk), 1), "The right answers, one in each line", ""))

    assert "line " not in html(tab)
    assert links(tab) == [EMPTY]
