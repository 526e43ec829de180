"""What is being written in the teacher's editor, as a learner sees it."""

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.items import Item
from sourcebook.pages.shared import services
from sourcebook.pages.teaching.editor.sample_answers import wrong_response
from sourcebook.scoring import right_response, score
from tests.builders import (
    course_files,
    evidence,
    extended_response,
    matching,
    multiple_choice,
    numeric,
    ordering,
    short_answer,
    single_choice,
    true_false,
    verdict,
)

from .conftest import Browser, Serve, everything_sent, html
from .editing import LESSON_FILE, desk, on_disk, open_text, type_text
from .tiny_course import words

__all__ = ["desk"]

EVERY_KIND = [
    evidence(),
    extended_response(),
    matching(),
    multiple_choice(),
    numeric(),
    numeric(key=None, between=[20, 25]),
    numeric(tolerance=2),
    ordering(),
    short_answer(),
    short_answer(distractors=["Putin"]),
    single_choice(),
    true_false(),
    true_false(key=False),
    verdict(),
]
RIGHT, WRONG = "After a right answer", "After a wrong answer"


@pytest.fixture(autouse=True)
def _course(serve: Serve) -> None:
    serve(course_files())


def at_item(desk: Browser, place: int, text: str | None = None) -> AppTest:
    """A tab with this text, and the caret in an item."""
    text = on_disk() if text is None else text
    before = text.split("  - id: ")[: place + 1]
    line = "".join(f"{part}  - id: " for part in before).count("\n") + 1
    return type_text(open_text(desk), text, line=line)


def after(tab: AppTest, moment: str) -> AppTest:
    return next(each for each in tab.radio if each.label == "Moment").set_value(moment).run()


def test_the_item_at_the_caret_is_asked_as_a_learner_sees_it(desk: Browser) -> None:
    tab = at_item(desk, 2)

    assert "The declaration was left unsigned." in words(tab)
    assert ["True", "False"] in [each.options for each in tab.radio]


def test_a_change_is_in_the_preview_before_it_is_saved(desk: Browser) -> None:
    text = on_disk().replace("Who left the declaration unsigned?", "Who signed nothing?")

    tab = at_item(desk, 0, text)

    assert "Who signed nothing?" in words(tab)


def test_another_item_than_that_at_the_caret_can_be_chosen(desk: Browser) -> None:
    tab = at_item(desk, 0)

    tab = next(each for each in tab.selectbox if each.label == "Item").set_value(4).run()

    assert "On which day of November did they meet?" in words(tab)


def test_the_feedback_after_a_right_and_a_wrong_answer_is_shown(desk: Browser) -> None:
    tab = at_item(desk, 0)

    right, wrong = words(after(tab, RIGHT)), words(after(tab, WRONG))

    assert "✓ Right" in right
    assert "✗ Not right" in wrong
    assert "He signed." in wrong


def test_an_item_with_an_error_is_not_drawn_and_its_neighbours_are(desk: Browser) -> None:
    text = on_disk().replace("key: Pashinyan", "kee: Pashinyan")

    assert "The item has errors." in words(at_item(desk, 0, text))
    assert "Which of these met?" in words(at_item(desk, 1, text))


def test_a_text_that_is_no_yaml_says_so_and_stays(desk: Browser) -> None:
    tab = at_item(desk, 0, "items: [")

    assert "There is no item that could be read yet." in words(tab)
    assert not tab.exception


def test_an_order_of_equal_texts_is_not_drawn(desk: Browser) -> None:
    text = on_disk().replace("type: true_false", "type: ordering\n    sequence: [a, a, a]")

    tab = at_item(desk, 2, text.replace("    key: true\n", ""))

    assert "The item has errors." in words(tab)
    assert not tab.exception


def test_hostile_text_stays_text(desk: Browser) -> None:
    stem = "<img src=x onerror=alert(1)> Who left the declaration unsigned?"

    tab = at_item(desk, 0, on_disk().replace("Who left the declaration unsigned?", stem))

    assert "<img" not in html(tab)
    assert "&lt;img src=x" in html(tab)


def test_a_lesson_is_shown_as_it_is_read(desk: Browser) -> None:
    tab = open_text(desk, LESSON_FILE)

    assert "After this lesson you can" in words(tab)
    assert "How do the reports render the complaint?" in words(tab)
    assert "Take the quiz" not in everything_sent(tab)


def test_a_lesson_with_an_error_is_not_drawn(desk: Browser) -> None:
    tab = type_text(open_text(desk, LESSON_FILE), on_disk(LESSON_FILE).replace("s1.p", "s9.p"))

    assert "The lesson has errors." in words(tab)
    assert not tab.exception


def test_nothing_of_a_preview_is_kept_as_an_attempt(desk: Browser) -> None:
    after(at_item(desk, 0), WRONG)

    assert services.store().attempts.of_learner(desk.learner) == ()


@pytest.mark.parametrize("item", EVERY_KIND, ids=lambda item: item.type)
def test_the_answers_shown_are_right_and_wrong_for_every_kind(item: Item) -> None:
    if item.type != "extended_response":
        assert score(item, right_response(item)) == 1
        assert score(item, wrong_response(item)) < 1
