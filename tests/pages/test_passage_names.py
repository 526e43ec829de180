"""No id of a passage, such as `s2.p14`, reaches a learner: they read its source and paragraph."""

import re
from collections.abc import Iterator

import pytest

from sourcebook.model.lessons import Lesson
from sourcebook.pages.shared import services

from .conftest import Browser
from .tiny_course import words

ID = re.compile(r"\bs[1-9]\.p[0-9]+\b")


def passages() -> Iterator[str]:
    """The id of every passage whose caution names another by its id."""
    course = services.library().course()
    for source in course.sources.values():
        for each in course.passages(source):
            if each.passage.caution and ID.search(each.passage.caution):
                yield each.id


def test_a_lesson_names_no_passage_by_its_id(browser: Browser, lesson: Lesson) -> None:
    assert ID.findall(words(browser.open("lesson", lesson=lesson.id, view="whole"))) == []


@pytest.mark.parametrize("view", ["differences", "voices", "timeline", "terms"])
def test_a_view_of_the_sources_names_no_passage_by_its_id(browser: Browser, view: str) -> None:
    assert ID.findall(words(browser.open("sources", view=view))) == []


@pytest.mark.parametrize("source", ["s1", "s2", "s3", "s4", "s5"])
def test_a_source_names_no_passage_by_its_id(browser: Browser, source: str) -> None:
    assert ID.findall(words(browser.open("sources", source=source))) == []


def test_the_panel_names_no_passage_by_its_id(browser: Browser) -> None:
    named = list(passages())

    shown = [words(browser.open("sources", proof=each)) for each in named[:5]]

    assert len(named) > 10
    assert [ID.findall(each) for each in shown] == [[]] * 5
