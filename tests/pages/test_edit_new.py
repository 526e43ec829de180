"""New files in the teacher's editor: begun from examples or from a list of questions."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.pages.shared import services
from tests.builders import course_files

from .conftest import Browser, Serve, press
from .editing import desk, draft, faults, open_text, place, said, save, shown
from .tiny_course import words

__all__ = ["desk"]

NEW = "quizzes/05-talks.yaml"
CSV = """question,correct,wrong 1,citations
Who left it unsigned?,Pashinyan,Putin,s1.p2
=1+1,2,3,
"""


@pytest.fixture(autouse=True)
def _course(serve: Serve) -> None:
    serve(course_files())


def begin(tab: AppTest, kind: str, name: str, raw: str | None = None) -> AppTest:
    """The tab after a file of this kind and name was begun."""
    next(each for each in tab.radio if each.label == "What to begin with").set_value(kind).run()
    next(each for each in tab.text_input if each.label.startswith("Id of the file")).set_value(name)
    if raw is not None:
        uploader: Any = tab.get("file_uploader")[0]
        uploader.upload("list.csv", raw.encode(), "text/csv")
    return press(tab, "Begin")


def test_an_empty_quiz_is_a_draft_with_examples_and_no_file_yet(desk: Browser) -> None:
    begin(open_text(desk), "An empty quiz", "talks")

    assert draft(desk, NEW).startswith("# yaml-language-server")
    assert "id: talks" in draft(desk, NEW)
    assert "# - id: example-single-choice" in draft(desk, NEW)
    assert not place(NEW).exists()


def test_an_empty_lesson_is_a_draft(desk: Browser) -> None:
    tab = begin(open_text(desk), "An empty lesson", "talks")

    assert "id: talks" in shown(tab)
    assert not place("lessons/05-talks.md").exists()


def test_items_for_lessons_are_a_draft_that_no_quiz_asks(desk: Browser) -> None:
    begin(open_text(desk), "Items for lessons", "talks")

    assert "id: talks\ntitle: Talks\npurpose: checks\nitems:\n" in draft(desk, NEW)


def begin_without_a_name(tab: AppTest, kind: str, lesson: str | None = None) -> AppTest:
    next(each for each in tab.radio if each.label == "What to begin with").set_value(kind).run()
    if lesson:
        next(each for each in tab.selectbox if each.label == "Its lesson").set_value(lesson)
    return press(tab, "Begin")


def test_a_source_is_a_draft_with_the_next_number(desk: Browser) -> None:
    tab = begin_without_a_name(open_text(desk), "A source")

    assert "id: s3" in shown(tab)
    assert not place("seeds/s3.yaml").exists()


def test_a_plan_is_begun_for_a_lesson_that_has_none(desk: Browser) -> None:
    place("plans/04-yerevan-summit.md").unlink()
    services.library().interval_seconds = 0

    tab = begin_without_a_name(open_text(desk), "A plan for a lesson", "yerevan-summit")

    assert "lesson: yerevan-summit" in shown(tab)


@pytest.mark.parametrize("lesson", [None, "yerevan-summit"])
def test_a_plan_needs_a_lesson_without_one(desk: Browser, lesson: str | None) -> None:
    tab = begin_without_a_name(open_text(desk), "A plan for a lesson", lesson)

    assert len(said(tab)) == 1
    assert "lesson" in said(tab)[0]


def test_a_list_of_questions_becomes_a_draft_that_names_what_is_missing(desk: Browser) -> None:
    tab = begin(open_text(desk), "A quiz from a file of questions", "talks", CSV)

    assert said(tab) == ["A draft with 2 items is made from the file."]
    assert "key: Pashinyan" in draft(desk, NEW)
    assert "citations: [s1.p2]" in draft(desk, NEW)
    assert "# citations: missing." in draft(desk, NEW)
    assert "Row 3: Still missing: objective" in words(tab)
    assert "move it into" not in draft(desk, NEW)
    assert faults(open_text(desk, NEW, view="Text"))


def test_a_draft_with_what_is_missing_does_not_reach_the_course(desk: Browser) -> None:
    tab = begin(open_text(desk), "A quiz from a file of questions", "talks", CSV)

    tab = save(tab)

    assert "Not saved" in said(tab)[0]
    assert not place(NEW).exists()


def test_a_list_that_is_none_says_why(desk: Browser) -> None:
    tab = begin(open_text(desk), "A quiz from a file of questions", "talks", "a,b\n1,2\n")

    assert len(said(tab)) == 1
    assert not tab.exception


@pytest.mark.parametrize("name", ["", "Two Words", "yerevan-quiz", "../talks"])
def test_a_new_file_needs_an_id_of_its_own(desk: Browser, name: str) -> None:
    tab = begin(open_text(desk), "An empty quiz", name)

    assert len(said(tab)) == 1
    assert "Begin" in [each.label for each in tab.button]


def test_a_list_must_be_chosen_first(desk: Browser) -> None:
    tab = begin(open_text(desk), "A quiz from a file of questions", "talks")

    assert said(tab) == ["No file is chosen yet."]
