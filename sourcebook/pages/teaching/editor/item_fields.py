"""Which fields an item of each kind has in the editor's form.

Values without a field stay as they were.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import get_args

import streamlit as st
from markupsafe import Markup

from sourcebook.content.faults import Fault
from sourcebook.content.file_places import Path
from sourcebook.content.yaml.text import Value
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import PerKind
from sourcebook.model.items import FINDINGS, Difficulty, Skill
from sourcebook.pages.quiz.score_explanation import LEVELS
from sourcebook.pages.teaching.editor.field_groups import Beside, FieldGroup
from sourcebook.pages.teaching.editor.form_fields import (
    Field,
    entries,
    line,
    lines,
    number,
    numbers,
    objectives,
    one_of,
    parts,
    passage,
    passages,
    prose,
    rows,
    truth,
)

Fields = dict[str, Value]
_FINDINGS: dict[str, str] = {str(name): text for name, text in FINDINGS.items()}


def draw_item(
    fields: Mapping[str, Value],
    key: str,
    course: Course,
    *,
    faults: Sequence[Fault],
    root: Path,
    beside: Beside,
) -> Fields:
    """Draw the fields of an item with their faults beside them; its values as they are then."""
    kind = str(fields.get("type"))
    group = FieldGroup(fields, key, course, faults=faults, root=root, beside=beside)
    for heading, members in _groups(kind).items():
        st.html(Markup("<h3 class='group'>{}</h3>").format(heading))
        for each in members:
            group.draw(each)
    with st.expander("More: level, proof, hints, tries, points"):
        for each in _MORE:
            group.draw(each)
    group.draw_other_faults()
    return group.values()


def item_field(kind: str, name: str) -> Field | None:
    """The field of the form in which items of a kind have this value; None if it has no field."""
    return next((each for each in _every(kind) if each.name == name), None)


def order_in_form(kind: str, name: str) -> int:
    """Where an item of a kind has this value in the form, counted from above."""
    return [*(each.name for each in _every(kind)), name].index(name)


def _every(kind: str) -> tuple[Field, ...]:
    return (*(each for group in _groups(kind).values() for each in group), *_MORE)


def has_fewer_rows(before: Mapping[str, Value], after: Mapping[str, Value]) -> bool:
    """Whether a list has become shorter, so that the fields below the gap move up."""
    lists = [name for name, value in before.items() if isinstance(value, list)]
    return any(len(entries(after.get(name))) < len(entries(before[name])) for name in lists)


def _groups(kind: str) -> dict[str, tuple[Field, ...]]:
    return {
        "The task": (_BEFORE.named(kind) or _STEM,),
        "The answers": _ANSWERS.named(kind) or (),
        "The proof": _AFTER,
    }


def _comparisons(course: Course) -> dict[str, str]:
    return {name: each.question for name, each in course.comparisons.items()}


def _worded(names: Sequence[str]) -> Callable[[Course], dict[str, str]]:
    return lambda _course: {name: name.replace("_", " ").capitalize() for name in names}


_WRONG = rows(
    "distractors",
    "Wrong answers",
    Field("text", "Wrong answer", line),
    Field("feedback", "What to tell who gave it", prose),
)
_BANDS = (
    Field("number", "Number", number),
    Field("feedback", "What to tell who typed it", prose),
)
_STEM = Field("stem", "What is asked", prose)
_BEFORE = PerKind(
    single_choice=_STEM,
    multiple_choice=_STEM,
    true_false=_STEM,
    verdict=Field("claim", "The claim", line),
    numeric=_STEM,
    short_answer=_STEM,
    matching=_STEM,
    ordering=_STEM,
    evidence=_STEM,
    extended_response=_STEM,
)
_FEEDBACK = Field("feedback", "What to tell who goes wrong", prose)
_ANSWERS: PerKind[tuple[Field, ...]] = PerKind(
    single_choice=(Field("key", "The right answer", line), _WRONG),
    multiple_choice=(Field("keys", "The right answers", lines), _WRONG),
    true_false=(
        Field("key", "It is", truth),
        _FEEDBACK,
    ),
    verdict=(
        Field("key", "What the sources say", one_of(lambda _: _FINDINGS, default="supported")),
        parts("feedback", "What to tell who answered this", _FINDINGS),
    ),
    numeric=(
        Field("key", "The number", number),
        Field("tolerance", "How far off still counts", number),
        Field("unit", "Unit", line),
        rows("distractors", "Wrong numbers", *_BANDS),
    ),
    short_answer=(
        Field("key", "The right answer", line),
        Field("also_accept", "Also right", lines),
        _WRONG,
    ),
    matching=(
        rows(
            "pairs",
            "What belongs together",
            Field("prompt", "Prompt", line),
            Field("target", "What goes with it", line),
            Field("feedback", "What to tell who goes wrong", prose),
        ),
        Field("extra_targets", "What goes with nothing", lines),
    ),
    ordering=(Field("sequence", "In the right order", lines), _FEEDBACK),
    evidence=(
        Field("keys", "The passages that show it", passages),
        rows(
            "distractors",
            "Passages that do not",
            Field("passage", "Passage", passage),
            Field("feedback", "What to tell who chose it", prose),
        ),
    ),
    extended_response=(
        parts("rubric", "What counts", dict(zip(("none", "part", "full"), LEVELS, strict=False))),
        Field("model_answer", "A model answer", prose),
        Field("length", "About how many words", number),
    ),
)
_AFTER = (
    Field("rationale", "Why the key is right", prose),
    Field("citations", "The passages that prove it", passages),
    Field("objective", "Objective", one_of(objectives)),
)
_MORE = (
    Field("skill", "Skill", one_of(_worded(get_args(Skill)), default="facts")),
    Field("difficulty", "Difficulty", one_of(_worded(get_args(Difficulty)), default="medium")),
    Field("proof", "Any of these also counts as the proof that a learner chooses", passages),
    Field("candidates", "The passages to choose from; if none, near ones are found", passages),
    rows(
        "hints",
        "Hints",
        Field("text", "Hint", prose),
        Field("passage", "Passage it opens", passage),
    ),
    Field("tries", "What each try is worth, from 1 down to 0", numbers),
    Field("points", "Points", number),
    Field(
        "comparison",
        "Comparison that shows whether another source says otherwise",
        one_of(_comparisons),
    ),
    Field("calculated", "How the number follows", prose),
)
