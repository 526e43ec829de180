"""The teacher edits a quiz in a form: fields, order, new items, and the comments that stay."""

import pytest

from tests.builders import course_files, every_kind

from .conftest import Browser, Serve, html, press
from .editing import (
    choose,
    desk,
    draft,
    fill,
    form,
    on_disk,
    open_text,
    place,
    said,
    save,
    type_text,
)
from .tiny_course import files, words

__all__ = ["desk"]

COMMENTED = ("  - id: refuser\n", "  # The first one is easy.\n  - id: refuser\n")


@pytest.fixture(autouse=True)
def _course(serve: Serve) -> None:
    serve(course_files())
    place().write_text(on_disk().replace(*COMMENTED))


def test_a_changed_field_changes_that_line_alone(desk: Browser) -> None:
    tab = fill(form(desk), "What is asked", "Who signed nothing?")

    asked = "stem: Who left the declaration unsigned?"
    assert draft(desk) == on_disk().replace(asked, "stem: Who signed nothing?")
    assert not tab.exception


def test_what_the_form_wrote_can_be_saved(desk: Browser) -> None:
    tab = save(fill(form(desk), "What is asked", "Who signed nothing?"))

    assert said(tab)[0].startswith("Saved.")
    assert "stem: Who signed nothing?" in on_disk()
    assert "# The first one is easy." in on_disk()


def test_a_draft_that_is_only_looked_at_stays_as_it_is(desk: Browser) -> None:
    tab = form(desk)
    for number in range(6):
        tab = choose(tab, number)

    assert "Not saved" not in words(tab)


def test_an_item_stays_chosen_when_its_name_in_the_list_changes(desk: Browser) -> None:
    tab = fill(choose(form(desk), 1), "What is asked", "How many are they?")

    items = next(each for each in tab.radio if each.label == "Item")
    assert items.value == 1
    assert "How many are they?" in items.options[1]
    assert "<p class='kicker'>Item 2 of 6</p>" in html(tab)


def test_beside_the_form_an_item_is_seen_as_a_learner_sees_it(desk: Browser) -> None:
    tab = choose(form(desk), 1)

    assert "<h2>As a learner sees it</h2>" in html(tab)
    assert "<h3>Which of these met?</h3>" in html(tab)


def test_an_item_with_an_error_has_a_sign_and_the_bar_counts_it(desk: Browser) -> None:
    tab = fill(form(desk), "The right answer", "")

    items = next(each for each in tab.radio if each.label == "Item")
    assert items.options[0].startswith("**1 ✗**")
    assert "Not saved yet; your draft is kept. 1 error." in words(tab)


def test_a_save_that_is_refused_is_told_where_the_button_is(desk: Browser) -> None:
    tab = save(fill(form(desk), "The right answer", ""))

    assert "Not saved: what to fix stands at the top." in words(tab)


def test_an_item_moves_with_its_comment(desk: Browser) -> None:
    tab = press(form(desk), "Move down")

    text = draft(desk)
    assert text.index("- id: members") < text.index("# The first one is easy.\n  - id: refuser")
    assert next(each for each in tab.radio if each.label == "Item").value == 1


def test_an_item_is_deleted_with_its_comment_once_that_is_confirmed(desk: Browser) -> None:
    press(form(desk), "Delete this item")

    assert "refuser" not in draft(desk)
    assert "# The first one is easy." not in draft(desk)


def test_a_new_item_stands_behind_the_one_that_is_chosen(desk: Browser) -> None:
    tab = form(desk)
    next(each for each in tab.selectbox if each.label == "Kind").set_value("numeric")
    next(each for each in tab.text_input if each.label.startswith("Id of the item")).set_value(
        "how-many"
    )

    tab = press(tab, "Add it")

    text = draft(desk)
    assert text.index("- id: refuser") < text.index("- id: how-many") < text.index("- id: members")
    assert "<h2>how-many</h2>" in html(tab)


def test_words_of_an_example_never_reach_a_learner(desk: Browser) -> None:
    tab = form(desk)
    next(each for each in tab.text_input if each.label.startswith("Id of the item")).set_value(
        "how-many"
    )
    before = on_disk()

    tab = press(press(tab, "Add it"), "Save")

    assert on_disk() == before
    assert tab.error[0].value == (
        "Not saved: words of an example still stand in it. Your draft is kept."
    )
    assert "“Write here what a learner is asked.” Write your own in their place." in html(tab)


def test_an_item_just_added_is_never_called_without_fault(desk: Browser) -> None:
    tab = form(desk)
    named = next(each for each in tab.text_input if each.label.startswith("Id of the item"))
    named.set_value("how-many")

    tab = press(tab, "Add it")

    assert "No faults" not in html(tab)
    assert "errors" in html(tab)


@pytest.mark.parametrize("item_id", ["", "Two Words", "members"])
def test_a_new_item_needs_an_id_of_its_own(desk: Browser, item_id: str) -> None:
    tab = form(desk)
    next(each for each in tab.text_input if each.label.startswith("Id of the item")).set_value(
        item_id
    )

    tab = press(tab, "Add it")

    assert len(said(tab)) == 1
    assert draft(desk) == on_disk()


def test_a_wrong_answer_is_added_and_taken_out(desk: Browser) -> None:
    tab = fill(form(desk), "New: Wrong answer", "Aliyev")
    assert "- text: Aliyev" in draft(desk)

    fill(tab, "Wrong answer 1", "")

    text = draft(desk)
    assert "Putin" not in text
    assert "- text: Lukashenko\n        feedback: He is not in this report." in text
    assert "- text: Aliyev" in text


def test_an_answer_with_an_id_keeps_it_when_it_is_reworded(desk: Browser) -> None:
    named = "key: {id: refuser, text: Pashinyan}"
    place().write_text(on_disk().replace("key: Pashinyan", named))

    fill(form(desk), "The right answer", "Nikol Pashinyan")

    assert "id: refuser" in draft(desk)
    assert "text: Nikol Pashinyan" in draft(desk)


def test_the_proving_passages_are_chosen_by_what_they_say(desk: Browser) -> None:
    tab = form(desk)
    adding = next(each for each in tab.selectbox if each.label.startswith("Add to: the passages"))

    tab = adding.set_value("s2.p1").run()

    assert "s1.p1 · Munich report · The six members" in " ".join(adding.options)
    assert any("The declaration was left unsigned" in each.label for each in tab.checkbox)
    assert "citations: [s1.p2, s2.p1]" in draft(desk)


def test_a_proving_passage_is_taken_out(desk: Browser) -> None:
    tab = form(desk)
    cited = next(each for each in tab.checkbox if "Pashinyan called the missing" in each.label)

    tab = cited.uncheck().run()

    assert "citations" not in draft(desk).split("- id: members")[0]
    assert "✗ Error:" in words(tab)


def test_a_fault_stands_at_its_field(desk: Browser) -> None:
    tab = fill(form(desk), "Wrong answer 1", "Pashinyan")

    assert "✗ Error:" in words(tab)


def test_an_empty_field_is_named_as_the_form_calls_it(desk: Browser) -> None:
    tab = fill(form(desk), "The right answer", "")

    assert "✗ Error: Nothing is written here yet." in words(tab)
    assert "'key'" not in words(tab)


def test_an_item_can_be_written_as_text_inside_the_form(desk: Browser) -> None:
    tab = form(desk)
    field = next(each for each in tab.text_area if each.label == "YAML")

    field.set_value(str(field.value) + "\n    # A note.").run()

    assert "    citations: [s1.p2]\n    # A note.\n  - id: members" in draft(desk)


def test_the_title_of_the_quiz_is_a_field(desk: Browser) -> None:
    fill(form(desk), "Title of the quiz", "The summit")

    assert "\ntitle: The summit\n" in draft(desk)


def test_a_text_that_is_no_yaml_is_left_to_the_text_view(desk: Browser) -> None:
    type_text(open_text(desk), "items: [")

    tab = form(desk)

    assert "Choose “Text” above to fix it." in said(tab)[0]
    assert "line 1:" in html(tab)


def test_items_of_every_kind_are_drawn_and_stay_as_they_are(desk: Browser, serve: Serve) -> None:
    serve(files(*every_kind()))
    tab = form(desk)

    for number in range(len(every_kind())):
        tab = choose(tab, number)
        assert not tab.exception

    assert draft(desk) == on_disk()
