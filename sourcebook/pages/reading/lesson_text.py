"""What there is to read of a lesson, as HTML: for its page, and for the first response of a server.

Nothing here depends on who reads it; a task is only asked, without fields and without our answer.
"""

from collections.abc import Iterator, Mapping
from typing import Final, assert_never

from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.model.lessons import (
    Block,
    ChartFigure,
    CheckTask,
    ClaimTask,
    ComparisonTask,
    DocumentTask,
    DrawingFigure,
    GuessTask,
    Lesson,
    MapFigure,
    Prose,
    Task,
    TimelineFigure,
)
from sourcebook.pages.reading import lesson_figures, pictures, steps, tasks
from sourcebook.pages.reading.steps import Step
from sourcebook.pages.reading.visit import Visit
from sourcebook.pages.shared import links, panel
from sourcebook.pages.shared.prose import Reader, prose
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.streamlit_internals.index_page import FirstText

PARTS: Final = ("lesson", "section", "view")
"""The parts of a query that say what to read."""

WHOLE: Final = "whole"
"""The view of a lesson on one page."""

_html = Macros(__file__)


def first_text(course: Course, query: Mapping[str, str]) -> FirstText | None:
    """The lesson or the step that a query names; None if there is none.

    Without a step it is the first, as for a new learner.
    """
    lesson = course.lessons.get(query.get("lesson", ""))
    if lesson is None:
        return None
    if query.get("view") == WHOLE:
        titles, pieces = whole_titles(course, lesson), _whole(course, lesson)
        return FirstText(titles, lesson.question, tuple(pieces))
    all_steps, wanted = steps.steps(lesson), query.get("section")
    found = [each for each in all_steps if each.name == wanted] if wanted else list(all_steps)
    if not found:
        return None
    titles, pieces = step_titles(course, lesson, found[0]), _step(course, lesson, found[0])
    return FirstText(titles, lesson.question, tuple(pieces))


def preview(course: Course, lesson: Lesson) -> Markup:
    """All that there is to read of a lesson, as a part of another page."""
    parts = [_html.goals(lesson)]
    for step in steps.steps(lesson):
        parts += [steps.heading(step), *_read(course, lesson, step)]
    return Markup().join(parts)


def step_titles(course: Course, lesson: Lesson, step: Step) -> tuple[str, ...]:
    """What the tab of a step is called: its title, the lesson, its place in the course."""
    of_lesson = [lesson.title] if step.section.heading else []
    return (step.title, *of_lesson, _place(course, lesson))


def whole_titles(course: Course, lesson: Lesson) -> tuple[str, ...]:
    """What the tab of a lesson on one page is called."""
    return lesson.title, _place(course, lesson)


def over_step(course: Course, lesson: Lesson) -> Markup:
    """The line over a step: which lesson it is of."""
    place = f"{_place(course, lesson)} of {len(course.lessons)}"
    return links.breadcrumbs(links.to_course(), place, lesson.title)


def step_head(lesson: Lesson, step: Step) -> Markup:
    """The title of a step; over the first one also the question and the aims of the lesson."""
    return _html.step_head(lesson, step)


def whole_head(course: Course, lesson: Lesson) -> Markup:
    """The head of a lesson on one page."""
    over = links.breadcrumbs(
        links.to_course(), f"{_place(course, lesson)} of {len(course.lessons)}"
    )
    return over + _html.whole_head(lesson, links.lesson_address(lesson))


def text(shown: Markup) -> Markup:
    """Prose and figures as one piece."""
    return _html.prose(shown)


def block(each: Block, reader: Reader) -> Markup:
    """Prose or a figure as HTML; nothing for a task."""
    course = reader.course
    match each:
        case Prose():
            return prose(each, reader)
        case TimelineFigure():
            return lesson_figures.timeline(course, each.first, each.last)
        case MapFigure():
            return pictures.map_figure(course, each.map)
        case DrawingFigure():
            return pictures.drawing_figure(course, each.drawing)
        case ChartFigure():
            return lesson_figures.who_is_quoted(course)
        case GuessTask() | DocumentTask() | ComparisonTask() | CheckTask() | ClaimTask():
            return Markup()
        case _:
            assert_never(each)


def _place(course: Course, lesson: Lesson) -> str:
    return f"Lesson {links.lesson_number(course, lesson)}"


def _step(course: Course, lesson: Lesson, step: Step) -> Iterator[Markup]:
    yield over_step(course, lesson) + steps.progress(lesson, step, (), {})
    yield step_head(lesson, step)
    yield from _read(course, lesson, step)
    before, after = steps.beside(lesson, step)
    named = (("Back", before), ("Continue", after))
    ways = [
        links.link(steps.address(lesson, each), f"{way}: {each.title}")
        for way, each in named
        if each
    ]
    yield links.next_links(ways)


def _whole(course: Course, lesson: Lesson) -> Iterator[Markup]:
    yield whole_head(course, lesson)
    for step in steps.steps(lesson):
        yield steps.linked_heading(lesson, step)
        yield from _read(course, lesson, step)
    yield ways_on(course, lesson)


def ways_on(course: Course, lesson: Lesson) -> Markup:
    """The links at the end: the lessons beside this one, the course."""
    before, after = links.neighbours(course, lesson)
    beside = (
        links.link(links.lesson_address(each), f"{which} lesson: {each.title}")
        for which, each in (("Next", after), ("Previous", before))
        if each
    )
    return links.next_links([*beside, links.link(in_app("/"), "Back to the course")])


def _read(course: Course, lesson: Lesson, step: Step) -> Iterator[Markup]:
    """What a step says and asks, piece by piece."""
    visit, here = Visit(course, lesson), steps.address(lesson, step)
    reader = Reader(course, step.name, lambda name: f"{here}&{panel.PARAMETER}={name}")
    for each in step.section.blocks:
        if isinstance(each, Task):
            yield tasks.asked(visit, each)
        else:
            yield text(block(each, reader))
