"""The text of a page in the first response: all there is to read, nothing of a learner, no key."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from markupsafe import Markup, escape

from sourcebook.model.course import Course
from sourcebook.model.lessons import (
    CheckTask,
    ClaimTask,
    ComparisonTask,
    DocumentTask,
    GuessTask,
    Lesson,
    Prose,
)
from sourcebook.pages.entry.first_texts import FirstTexts
from sourcebook.pages.reading import lesson_text, steps
from sourcebook.pages.shared import services
from sourcebook.pages.shared.prose import cited_paragraphs
from sourcebook.pages.streamlit_internals.index_page import FirstText

from .conftest import Browser, html


@pytest.fixture
def course(browser: Browser) -> Course:
    return services.library().course()


def body(text: FirstText | None) -> str:
    """All HTML of a text."""
    assert text is not None
    return text.bar + Markup("").join(text.pieces)


def lesson_body(lesson: Lesson) -> str:
    """All HTML of the text of a lesson on one page."""
    return body(FirstTexts()("/lesson", {"lesson": lesson.id, "view": "whole"}))


def words(shown: str) -> str:
    """What is read, without tags and without the explanations of terms."""
    text = re.sub(r"<span class='term-note'.*?</span>", "", shown)
    text = re.sub(r"</?(?:a|b|em|span|strong)\b[^>]*>", "", text)
    return " ".join(unescape(re.sub("<[^>]+>", " ", text)).split())


def blocks(lesson: Lesson, kind: type) -> list[object]:
    """The blocks of this kind in a lesson."""
    return [each for part in lesson.sections for each in part.blocks if isinstance(each, kind)]


def test_a_lesson_is_there_with_its_title_aims_headings_and_every_paragraph(
    course: Course, lesson: Lesson
) -> None:
    shown = lesson_body(lesson)

    prose = [each for each in blocks(lesson, Prose) if isinstance(each, Prose)]
    assert f"<h1>{escape(lesson.title)}</h1>" in shown
    assert all(str(escape(each.text)) in shown for each in lesson.objectives)
    headings = [part.heading for part in lesson.sections if part.heading]
    assert all(f">{escape(each)}</h2>" in shown for each in headings)
    assert prose
    read = words(shown)
    paragraphs = (cited for part in lesson.sections for cited in cited_paragraphs(part))
    assert all(words(escape(each.words)) in read for cited in paragraphs for each in cited)


@pytest.mark.parametrize("query", [{}, {"section": "2"}, {"view": "whole"}])
def test_a_lesson_reads_as_its_page_does(
    browser: Browser, lesson: Lesson, query: dict[str, str]
) -> None:
    name = steps.names(lesson)[1]
    query = {part: name if value == "2" else value for part, value in query.items()}
    page = html(browser.open("lesson", lesson=lesson.id, **query))

    text = FirstTexts()("/lesson", {"lesson": lesson.id, **query})

    assert text is not None
    heads = [each for each in text.pieces if "<h1" in each]
    assert heads
    assert [each for each in heads if words(each) not in words(page)] == []


def test_a_task_is_asked_and_nothing_of_our_answer_is_sent(course: Course, lesson: Lesson) -> None:
    shown = words(lesson_body(lesson))

    for task in lesson.tasks().values():
        match task:
            case CheckTask():
                item = course.item(task.item)
                assert item
                assert words(escape(item.stem)) in shown
                assert words(escape(item.rationale)) not in shown
            case ComparisonTask():
                assert words(escape(course.comparisons[task.comparison].conclusion)) not in shown
            case DocumentTask():
                assert words(escape(task.answer)) not in shown
            case ClaimTask():
                assert words(escape(task.model)) not in shown
            case GuessTask():
                assert words(escape(task.ask)) in shown


def test_a_text_has_no_ids_because_the_app_has_the_same(lesson: Lesson) -> None:
    assert " id='" not in lesson_body(lesson)


@pytest.mark.parametrize("path", ["/", "/lesson"])
def test_nothing_in_a_text_runs(course: Course, path: str) -> None:
    first = next(iter(course.lessons))

    shown = body(FirstTexts()(path, {"lesson": first}))

    assert not re.search(r"<script|<form|<input|<button|javascript:|\son\w+=", shown)


def test_the_first_page_has_the_path_of_lessons_and_nothing_of_a_learner(course: Course) -> None:
    text = FirstTexts()("/", {})

    shown = body(text)
    assert text is not None
    assert text.description == course.about.lead
    for lesson in course.lessons.values():
        assert f"href='/lesson?lesson={lesson.id}'>{escape(lesson.title)}</a>" in shown
    assert "About 13 minutes" in shown
    assert not re.search("Not read|Not taken|Read on|Passed|Where you are", shown)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/lesson", {}),
        ("/lesson", {"lesson": "moon"}),
        ("/lesson", {"lesson": "csto", "section": "moon"}),
        ("/lesson", {"id": "csto"}),
        ("/quiz", {}),
        ("/teach", {}),
        ("/healthz", {}),
    ],
)
def test_where_a_learner_or_an_error_decides_what_is_shown_there_is_no_text(
    course: Course, path: str, query: dict[str, str]
) -> None:
    assert course.lessons
    assert FirstTexts()(path, query) is None


def test_a_text_is_drawn_once_whatever_else_is_in_the_address(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, drawn = FirstTexts(), count_calls(monkeypatch)

    found = [texts("/lesson", {"lesson": "csto", "utm": str(number)}) for number in range(3)]

    assert len(drawn) == 1
    assert found[0] is found[1] is found[2]


def test_a_text_is_drawn_anew_when_the_course_changes(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, drawn = FirstTexts(), count_calls(monkeypatch)
    texts("/lesson", {"lesson": "csto"})
    changed = course.model_copy()
    monkeypatch.setattr(services.library(), "course", lambda: changed)

    texts("/lesson", {"lesson": "csto"})

    assert [each is changed for each in drawn] == [False, True]


def count_calls(monkeypatch: pytest.MonkeyPatch) -> list[Course]:
    """The courses that lessons are drawn from, from now on."""
    drawn: list[Course] = []
    draw: Callable[..., FirstText | None] = lesson_text.first_text

    def counted(course: Course, query: dict[str, str]) -> FirstText | None:
        drawn.append(course)
        return draw(course, query)

    monkeypatch.setattr(lesson_text, "first_text", counted)
    return drawn
