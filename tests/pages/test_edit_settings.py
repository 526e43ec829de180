"""The teacher changes the settings of a quiz in the form, and what it draws."""

import pytest

from tests.builders import course_files

from .conftest import Browser, Serve, html, press
from .editing import desk, draft, fill, form, on_disk, pick, place, said, save
from .tiny_course import words

__all__ = ["desk"]

DRAWS = "# The last quiz.\ndraw: # two\n  - {objective: tell-the-day, items: 2} # the day\n"


@pytest.fixture(autouse=True)
def _course(serve: Serve) -> None:
    serve(course_files())


def added(line: str) -> str:
    """The file with one more line, where the quizzes have it."""
    title = next(each for each in on_disk().splitlines() if each.startswith("lesson:"))
    return on_disk().replace(f"{title}\n", f"{title}\n{line}\n")


@pytest.mark.parametrize(
    ("label", "typed", "line"),
    [
        ("Per cent of the points to pass", "75", "pass_mark: 75"),
        ("Minutes to hand it in; empty for any time", "20", "time_limit: 20"),
    ],
)
def test_a_setting_that_is_typed_is_one_more_line(
    desk: Browser, label: str, typed: str, line: str
) -> None:
    fill(form(desk), label, typed)

    assert draft(desk) == added(line)


def test_a_quiz_becomes_a_test_and_at_once_again(desk: Browser) -> None:
    tab = pick(form(desk), "When answers are explained", "deferred")
    assert draft(desk) == added("feedback: deferred")

    pick(tab, "When answers are explained", "immediate")

    assert draft(desk) == added("feedback: immediate")


def test_learners_are_asked_how_sure_they_are(desk: Browser) -> None:
    box = next(each for each in form(desk).checkbox if each.label.startswith("Ask learners"))

    box.check().run()

    assert draft(desk) == added("confidence: true")


def test_the_lesson_of_a_quiz_is_taken_out(desk: Browser) -> None:
    pick(form(desk), "Lesson of the quiz", "(none)")

    kept = [each for each in on_disk().splitlines() if not each.startswith("lesson:")]
    assert draft(desk).splitlines() == kept


def test_a_pass_mark_that_is_none_is_said_at_its_field_and_kept(desk: Browser) -> None:
    tab = fill(form(desk), "Per cent of the points to pass", "most")

    assert "pass_mark: most" in draft(desk)
    assert "✗ Error: Expected a number such as 2" in words(tab)
    assert "Not saved" in said(save(tab))[0]


def test_the_form_of_a_quiz_that_draws_shows_what_it_draws(desk: Browser) -> None:
    place().write_text(f"id: final-quiz\ntitle: The whole course\n{DRAWS}")

    tab = form(desk)

    assert "Drawn from the other quizzes: 2 items" in [each.label for each in tab.expander]
    assert "The quiz has no item yet." not in html(tab)


def test_a_row_of_the_blueprint_is_changed_and_its_comments_stay(desk: Browser) -> None:
    place().write_text(f"id: final-quiz\ntitle: The whole course\n{DRAWS}")

    fill(form(desk), "Number of items 1", "3")

    assert draft(desk) == on_disk().replace("items: 2}", "items: 3}")


def test_a_row_of_the_blueprint_is_added_and_taken_out(desk: Browser) -> None:
    tab = pick(form(desk), "New: Objective", "tell-the-day")
    assert "\ndraw:\n  - objective: tell-the-day\nitems:" in draft(desk)

    pick(tab, "Objective 1", "(none)")

    assert draft(desk) == on_disk()


def test_the_last_change_is_undone(desk: Browser) -> None:
    tab = pick(form(desk), "When answers are explained", "deferred")

    tab = press(tab, "Undo: changed “When answers are explained”")

    assert draft(desk) == on_disk()
    assert not [each for each in tab.button if each.label.startswith("Undo")]
