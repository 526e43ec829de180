"""The teacher makes an item another kind in the form, or copies it."""

import pytest

from tests.builders import course_files

from .conftest import Browser, Serve, html, press
from .editing import choose, desk, draft, fill, form, on_disk, pick, said
from .tiny_course import words

__all__ = ["desk"]


@pytest.fixture(autouse=True)
def _course(serve: Serve) -> None:
    serve(course_files())


def test_what_a_change_of_kind_drops_is_named_before_it_is_made(desk: Browser) -> None:
    tab = pick(choose(form(desk), 1), "New kind", "single_choice")

    assert "As single choice it cannot keep this from multiple choice:" in words(tab)
    assert "The right answers: “Belarus”" in words(tab)
    assert draft(desk) == on_disk()


def test_an_item_becomes_another_kind_and_its_fields_with_it(desk: Browser) -> None:
    tab = pick(choose(form(desk), 1), "New kind", "single_choice")

    tab = press(tab, "Change it")

    assert "- id: members\n    type: single_choice" in draft(desk)
    assert [each.value for each in tab.text_input if each.label == "The right answer"] == [
        "Armenia"
    ]


def test_a_change_of_kind_is_undone(desk: Browser) -> None:
    tab = press(pick(choose(form(desk), 1), "New kind", "single_choice"), "Change it")

    tab = press(tab, "Undo: made members another kind")

    assert draft(desk) == on_disk()
    assert "The right answers, one in each line" in [each.label for each in tab.text_area]


def test_where_nothing_is_dropped_the_form_says_so(desk: Browser) -> None:
    tab = pick(form(desk), "New kind", "multiple_choice")

    assert "nothing is dropped." in words(tab)


def test_an_item_is_copied_behind_itself_under_another_id(desk: Browser) -> None:
    tab = press(form(desk), "Make a copy")

    text = draft(desk)
    assert text.index("- id: refuser\n") < text.index("- id: refuser-2\n") < text.index("- id: mem")
    assert "<h2>refuser-2</h2>" in html(tab)
    assert text.count("stem: Who left the declaration unsigned?") == 2


@pytest.mark.parametrize("item_id", ["", "Two Words", "members"])
def test_a_copy_needs_an_id_of_its_own(desk: Browser, item_id: str) -> None:
    tab = form(desk)
    named = next(each for each in tab.text_input if each.label.startswith("Id of the copy"))
    named.set_value(item_id)

    tab = press(tab, "Make a copy")

    assert len(said(tab)) == 1
    assert draft(desk) == on_disk()


def test_undo_is_not_offered_for_a_text_that_was_changed_elsewhere(desk: Browser) -> None:
    tab = press(form(desk), "Make a copy")

    press(form(desk), "Discard them")

    assert not [each for each in tab.run().button if each.label.startswith("Undo")]


def test_a_field_that_was_changed_is_undone(desk: Browser) -> None:
    tab = fill(form(desk), "What is asked", "Who signed nothing?")

    press(tab, "Undo: changed refuser")

    assert draft(desk) == on_disk()
