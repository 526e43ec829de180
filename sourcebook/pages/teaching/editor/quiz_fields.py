"""What the form shows of a quiz besides its items: title, settings, and what it draws."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from sourcebook.content.authoring.quiz_edits import quiz_fields, with_quiz_field
from sourcebook.content.faults import Fault
from sourcebook.content.yaml.text import Value
from sourcebook.model.course import Course
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.editor.field_groups import FieldGroup
from sourcebook.pages.teaching.editor.form_changes import change, fields_of
from sourcebook.pages.teaching.editor.form_fields import (
    Field,
    entries,
    line,
    number,
    number_or,
    objectives,
    one_of,
    rows,
    tick,
)
from sourcebook.pages.teaching.editor.item_fields import has_fewer_rows
from sourcebook.pages.teaching.editor.open_file import OpenFile

_PURPOSES = {
    "quiz": "A quiz that learners take",
    "checks": "Checks that stand in lessons",
    "pool": "A store of items that other quizzes draw",
}
_STATES = {
    "open": "Learners take it",
    "draft": "A draft, which learners do not see",
    "hidden": "Hidden: it was used, and is offered no more",
}
_FEEDBACK = {
    "immediate": "At once, after each answer",
    "deferred": "After the whole quiz is handed in: a test",
}
_html = Macros(__file__)


def draw_quiz(opened: OpenFile, course: Course, *, faults: Sequence[Fault]) -> None:
    """Draw the title, the settings and the blueprint, and put what was changed into the draft."""
    before = quiz_fields(opened.text)
    group = FieldGroup(before, fields_of(opened).key, course, faults=faults)
    group.draw(_TITLE)
    with st.expander("Settings of the quiz: lesson, pass mark, feedback, time", key="settings"):
        columns = st.columns(2, gap="medium")
        for number, each in enumerate(_SETTINGS):
            with columns[number * 2 // len(_SETTINGS)]:
                group.draw(each)
    with st.expander(_drawn(before), key="blueprint"):
        st.html(_html.blueprint())
        group.draw(_DRAW)
    group.draw_other_faults()
    after = group.values()
    changed = [each for each in _FIELDS if after.get(each.name) != before.get(each.name)]
    if changed:
        change(
            opened,
            lambda text: _with_fields(text, after, changed),
            f"changed “{changed[0].label}”",
            resets_fields=has_fewer_rows(before, after),
        )


def _with_fields(text: str, after: Mapping[str, Value], changed: Sequence[Field]) -> str:
    for each in changed:
        text = with_quiz_field(text, each.name, after.get(each.name))
    return text


def _drawn(values: Mapping[str, Value]) -> str:
    """What the blueprint comes to, as the heading above it."""
    drawn = [row for row in entries(values.get("draw")) if isinstance(row, dict)]
    total = sum(int(number) for row in drawn if (number := str(row.get("items", 1))).isdigit())
    return f"Drawn from the other quizzes: {counted(total, 'item') if drawn else 'nothing'}"


def _lessons(course: Course) -> dict[str, str]:
    return {each.id: each.title for each in course.lessons.values()}


def _of(names: Mapping[str, str]) -> Callable[[Course], Mapping[str, str]]:
    return lambda _course: names


_TITLE = Field("title", "Title of the quiz", line)
_SETTINGS = (
    Field("state", "Who sees it", one_of(_of(_STATES), default="open")),
    Field("purpose", "What it is for", one_of(_of(_PURPOSES), default="quiz")),
    Field("lesson", "Lesson of the quiz", one_of(_lessons)),
    Field("pass_mark", "Per cent of the points to pass", number_or(60)),
    Field("feedback", "When answers are explained", one_of(_of(_FEEDBACK), default="immediate")),
    Field("confidence", "Ask learners how sure they are of each answer", tick),
    Field("time_limit", "Minutes to hand it in; empty for any time", number),
)
_DRAW = rows(
    "draw",
    "What is drawn",
    Field("objective", "Objective", one_of(objectives)),
    Field("items", "Number of items", number_or(1)),
    heading=Markup("<h2 class='group'>{}</h2>"),
)
_FIELDS = (_TITLE, *_SETTINGS, _DRAW)


def quiz_field(name: str) -> Field | None:
    """The field of the form for a value of the quiz itself; None if it has no field."""
    return next((each for each in _FIELDS if each.name == name), None)
