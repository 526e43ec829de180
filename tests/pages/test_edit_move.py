"""The teacher moves an item to another quiz, and reads before what follows from it."""

from streamlit.testing.v1 import AppTest

from sourcebook.content.authoring.publishing import sha256
from sourcebook.content.authoring.quiz_edits import fields_of
from sourcebook.content.yaml.text import item_yaml
from sourcebook.pages.shared import services
from sourcebook.pages.shared.markup import literal
from tests.builders import course_files, multiple_choice, single_choice

from .conftest import Browser, Serve, press
from .editing import desk, draft, fill, form, on_disk, place, said
from .tiny_course import QUIZ_FILE, words

__all__ = ["desk"]

OTHER = "quizzes/05-talks.yaml"
TALKS = "id: talks\ntitle: The talks\nitems:\n" + item_yaml(fields_of(single_choice(id="who")))
FINAL = "id: final\ntitle: The end\ndraw:\n  - {objective: tell-the-day, items: 1}\n"


def served(serve: Serve, other: str) -> None:
    serve(course_files() | {OTHER: other.encode(), "quizzes/06-final.yaml": FINAL.encode()})


def to_talks(tab: AppTest) -> AppTest:
    chosen = next(each for each in tab.selectbox if each.label == "Other quiz")
    return chosen.set_value(OTHER).run()


def test_an_item_goes_to_the_end_of_the_other_quiz_and_both_are_saved(
    desk: Browser, serve: Serve
) -> None:
    served(serve, TALKS)
    before = on_disk()

    tab = press(to_talks(form(desk)), "Move it and save both")

    assert said(tab) == [f"refuser is moved to {literal(OTHER)}. Both files are saved."]
    assert "- id: refuser" not in on_disk()
    assert on_disk(OTHER).index("- id: who") < on_disk(OTHER).index("- id: refuser")
    assert "- id: refuser" in before
    assert draft(desk) == on_disk()


def test_both_files_have_a_version_in_their_history(desk: Browser, serve: Serve) -> None:
    served(serve, TALKS)

    press(to_talks(form(desk)), "Move it and save both")

    for path in (QUIZ_FILE, OTHER):
        newest = services.store().revisions.newest(path)
        assert newest
        assert newest.sha256 == sha256(place(path).read_bytes())
        assert newest.who


def test_what_follows_from_the_move_is_said_before(desk: Browser, serve: Serve) -> None:
    served(serve, TALKS)

    tab = to_talks(form(desk))

    assert "Attempts that have the item keep it, with its answers and scores" in words(tab)
    assert "“The end” draws items on “tell-the-day”. It can draw this one as before." in words(tab)


def test_an_item_that_goes_among_checks_is_drawn_no_more(desk: Browser, serve: Serve) -> None:
    served(serve, TALKS.replace("items:", "purpose: checks\nitems:", 1))

    tab = to_talks(form(desk))

    assert "It will not draw this one any more" in words(tab)


def test_a_move_that_would_bring_an_error_changes_no_file(desk: Browser, serve: Serve) -> None:
    served(serve, TALKS.replace("id: who", "id: members"))
    before = on_disk(), on_disk(OTHER)

    tab = to_talks(form(desk))
    next(each for each in tab.radio if each.label == "Item").set_value(1).run()
    tab = press(to_talks(tab), "Move it and save both")

    assert "Not" in said(tab)[0]
    assert (on_disk(), on_disk(OTHER)) == before


def test_a_file_with_changes_is_saved_first(desk: Browser, serve: Serve) -> None:
    served(serve, TALKS)

    tab = fill(form(desk), "What is asked", "Who signed nothing?")

    assert "Save this file first, or discard your changes" in words(tab)
    assert "Move it and save both" not in [each.label for each in tab.button]


def test_the_other_file_is_saved_first_if_it_has_changes(desk: Browser, serve: Serve) -> None:
    served(serve, TALKS)
    fill(desk.open("edit", file=OTHER, view="Form"), "What is asked", "Who met?")

    tab = to_talks(form(desk))

    assert f"You have changes in {OTHER} that are not saved." in words(tab)
    assert "Move it and save both" not in [each.label for each in tab.button]


def test_the_second_of_two_teachers_is_told_and_nothing_is_overwritten(
    desk: Browser, serve: Serve
) -> None:
    served(serve, TALKS)
    tab = to_talks(form(desk))
    place(OTHER).write_text(TALKS + item_yaml(fields_of(multiple_choice(id="newer"))))

    press(tab, "Move it and save both")

    assert "- id: newer" in on_disk(OTHER)
