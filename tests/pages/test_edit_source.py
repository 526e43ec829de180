"""Sources in the teacher's editor as a form: passages, quotations, and what cites them."""

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.content.authoring.source_edits import passages_of_source
from sourcebook.pages.shared import services
from tests.builders import course_files

from .conftest import Browser, Serve, html, press
from .editing import desk, faults, on_disk, open_text, said, save, shown, type_text
from .tiny_course import words

__all__ = ["desk"]

SOURCE, PEOPLE = "seeds/s1.yaml", "seeds/people.yaml"


@pytest.fixture(autouse=True)
def _course(serve: Serve) -> None:
    serve(course_files())


def form(desk: Browser) -> AppTest:
    return open_text(desk, SOURCE, view="Form")


def choose(tab: AppTest, part: str) -> AppTest:
    """The tab with the fields of a passage."""
    return (
        next(each for each in tab.radio if each.label == "Part of the source").set_value(part).run()
    )


def fill(tab: AppTest, label: str, value: str) -> AppTest:
    fields = [*tab.text_input, *tab.text_area]
    next(each for each in fields if each.label == label).set_value(value)
    return tab.run()


def draft(path: str = SOURCE) -> str:
    found = services.store().revisions.draft(path, "the teacher")
    assert found
    return found.text


def test_people_and_terms_are_edited_as_text_with_faults_at_their_lines(desk: Browser) -> None:
    tab = open_text(desk, PEOPLE)

    type_text(tab, on_disk(PEOPLE).replace("citations: [s1.p2]", "citations: [s1.p9]"))

    assert faults(tab) == [(6, "error")]
    assert "This file is written as text." in words(open_text(desk, PEOPLE, view="Form"))


def test_a_source_is_listed_with_its_short_name(desk: Browser) -> None:
    assert f"{SOURCE} · Munich report" in open_text(desk, SOURCE).selectbox[0].options


def test_the_card_is_a_form(desk: Browser) -> None:
    tab = fill(form(desk), "Genre", "Commentary")
    fill(tab, "Outlet", "An outlet")

    save(tab)

    assert "genre: Commentary" in on_disk(SOURCE)
    assert "name: An outlet" in on_disk(SOURCE)
    assert "Saved." in " ".join(said(tab))


def test_nothing_changes_by_looking_at_every_part(desk: Browser) -> None:
    tab = form(desk)
    for part in ("p1", "p2", "card"):
        choose(tab, part)

    assert on_disk(SOURCE) == course_files()[SOURCE].decode()
    assert not services.store().revisions.unsaved_drafts("the teacher")


def test_a_passage_says_what_cites_it(desk: Browser) -> None:
    page = html(choose(form(desk), "p2"))

    assert "href='/edit?file=quizzes/04-yerevan-summit.yaml'" in page
    assert "item refuser" in page


def test_a_passage_is_added(desk: Browser) -> None:
    tab = form(desk)
    next(each for each in tab.text_input if each.label == "Number of the paragraph").set_value("7")
    areas = [each for each in tab.text_area if each.label == "What it says, in your own words"]
    areas[0].set_value("Nobody signed.")

    save(press(tab, "Add the passage"))

    assert passages_of_source(on_disk(SOURCE))["p7"] == {"summary": "Nobody signed."}


@pytest.mark.parametrize(
    ("number", "summary", "answer"),
    [
        ("", "Text.", "Give the number of its paragraph"),
        ("x", "Text.", "Give the number of its paragraph"),
        ("2", "Text.", "has a passage of this number"),
        ("7", " ", "Say what the paragraph says"),
    ],
)
def test_a_passage_needs_a_number_of_its_own_and_a_summary(
    desk: Browser, number: str, summary: str, answer: str
) -> None:
    tab = form(desk)
    numbers = [each for each in tab.text_input if each.label == "Number of the paragraph"]
    numbers[0].set_value(number)
    areas = [each for each in tab.text_area if each.label == "What it says, in your own words"]
    areas[0].set_value(summary)

    press(tab, "Add the passage")

    assert answer in " ".join(said(tab))


def test_a_quotation_is_added_and_changed(desk: Browser) -> None:
    tab = choose(form(desk), "p1")
    fill(tab, "New: Words", "six members")
    fill(tab, "Speaker, as in people.yaml, or the short name of the source 1", "Munich report")

    save(tab)

    quotes = passages_of_source(on_disk(SOURCE))["p1"]["quotes"]
    assert quotes == [{"words": "six members", "speaker": "Munich report"}]


def test_a_quotation_that_others_use_is_not_taken_away(desk: Browser) -> None:
    tab = fill(choose(form(desk), "p2"), "Words 1", "")

    save(tab)

    assert "Not saved" in " ".join(said(tab))
    assert "Faults that this brings to other files" in words(tab)
    assert on_disk(SOURCE) == course_files()[SOURCE].decode()


def test_a_passage_that_others_cite_is_not_removed_from_the_course(desk: Browser) -> None:
    tab = choose(form(desk), "p2")
    assert "cite it" in words(tab)

    save(press(tab, "Remove it"))

    assert "Not saved" in " ".join(said(tab))
    assert "p2" in passages_of_source(on_disk(SOURCE))
    assert "p2" not in passages_of_source(draft())


def test_a_passage_that_nothing_cites_is_removed(desk: Browser, serve: Serve) -> None:
    more = course_files()[SOURCE] + b"  p7:\n    summary: Nobody signed.\n"
    serve(course_files() | {SOURCE: more})
    tab = choose(form(desk), "p7")
    assert "Nothing cites it." in words(tab)

    save(press(tab, "Remove it"))

    assert on_disk(SOURCE) == course_files()[SOURCE].decode()


def test_markup_in_a_source_stays_a_text(desk: Browser) -> None:
    tab = choose(form(desk), "p1")

    fill(tab, "What it says, in your own words", "<img src=x onerror=alert(1)> **bold**")

    assert "<img" not in html(tab)


def test_a_form_shows_what_was_typed_as_text(desk: Browser) -> None:
    type_text(open_text(desk, SOURCE), on_disk(SOURCE).replace("News report", "Essay"))

    tab = form(desk)

    assert next(each for each in tab.text_input if each.label == "Genre").value == "Essay"
    assert "Essay" in shown(open_text(desk, SOURCE))
