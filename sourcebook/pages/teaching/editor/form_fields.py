"""The fields of the editor's form, one for each type of value.

Values are as in the file: texts, lists and mappings. Each field draws a value under a label and
returns the new value: the same if nobody has changed it, and None if it is empty.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, cast

import streamlit as st
from markupsafe import Markup

from sourcebook.content.yaml.text import Value
from sourcebook.model.course import Course
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.templates import Macros

Draw = Callable[[str, Any, str, Course], Value]
_NONE = "(none)"
_HEADING = Markup("<h4>{}</h4>")
_AS_LIST = "<p>It is a list. Change it in the view Text.</p>"
_html = Macros(__file__)


class Field(NamedTuple):
    """A value by its key, what it is called, how it is drawn, and the fields of its parts."""

    name: str
    label: str
    draw: Draw
    parts: "tuple[Field, ...]" = ()
    is_list: bool = False


def entries(value: Value) -> list[Any]:
    """The entries of a list, none if there is no list."""
    return list(value) if isinstance(value, list | tuple) else []


def line(label: str, value: Any, key: str, _course: Course) -> Value:
    """A text on one line; an option keeps the id that its author gave it."""
    shown = _text_of(value)
    typed = st.text_input(label, shown, key=key, autocomplete="off") or ""
    return cast("Value", value if typed == shown else _reworded(value, typed.strip()) or None)


def prose(label: str, value: Any, key: str, _course: Course) -> Value:
    """A text of some sentences."""
    shown = "" if value is None else str(value)
    typed = st.text_area(label, shown, key=key, height="content") or ""
    return value if typed == shown else typed.strip() or None


def lines(label: str, value: Any, key: str, _course: Course) -> Value:
    """A list of texts, one in each line of a field; options keep the ids given to them."""
    before = entries(value)
    shown = "\n".join(_text_of(each) for each in before)
    typed = st.text_area(f"{label}, one in each line", shown, key=key, height="content") or ""
    changed = [ln.strip() for ln in typed.split("\n") if ln.strip()]
    return cast("Value", value if typed == shown else _with_ids(before, changed) or None)


def _text_of(value: Any) -> str:
    """A text, also of an option that has an id."""
    text = value.get("text") if isinstance(value, dict) else value
    return "" if text is None else str(text)


def _reworded(value: Any, text: str) -> Any:
    """The text in the shape that the value had: beside its id where it has one."""
    return {**value, "text": text} if text and isinstance(value, dict) else text


def _with_ids(before: list[Any], texts: list[str]) -> list[Any]:
    """The texts with the former ids: the one of the same text, else of the same place."""
    known = {_text_of(each): each for each in before}
    if len(before) == len(texts):
        unchanged = set(texts) & set(known)
        reworded = {
            text: _reworded(old, text)
            for old, text in zip(before, texts, strict=True)
            if text not in unchanged and _text_of(old) not in unchanged
        }
        known |= reworded
    return [known.get(text, text) for text in texts]


def number(label: str, value: Any, key: str, course: Course) -> Value:
    """A number; anything else stays the text that was typed."""
    after = line(label, value, key, course)
    return after if after == value else _as_number(after)


def numbers(label: str, value: Any, key: str, course: Course) -> Value:
    """A list of numbers, one in each line of a field."""
    after = lines(label, value, key, course)
    return after if after == value else [_as_number(each) for each in entries(after)] or None


def _as_number(typed: Value) -> Value:
    """The number, so that the file has it without quotes; else the text itself."""
    text = str(typed)
    if re.fullmatch(r"[-+]?[0-9]{1,15}", text):
        return int(text)
    if re.fullmatch(r"[-+]?[0-9]{1,15}([.][0-9]{1,15}|/[1-9][0-9]{0,14})", text):
        return Fraction(text)
    return typed


def truth(label: str, value: Any, key: str, _course: Course) -> Value:
    """Whether something is true."""
    is_true = str(value).strip().lower() == "true"
    chosen = st.radio(label, ["True", "False"], index=0 if is_true else 1, key=key, horizontal=True)
    return value if (chosen == "True") == is_true else chosen == "True"


def tick(label: str, value: Any, key: str, _course: Course) -> Value:
    """A box for what is false unless the file says that it is true."""
    is_ticked = str(value).strip().lower() == "true"
    after = st.checkbox(literal(label), is_ticked, key=key)
    return value if after == is_ticked else after or None


def number_or(default: int) -> Draw:
    """A number that the file may leave out, because it has this default."""

    def draw(label: str, value: Any, key: str, course: Course) -> Value:
        after = number(label, default if value is None else value, key, course)
        return value if value is None and after == default else after

    return draw


def one_of(choices: Callable[[Course], Mapping[str, str]], *, default: str | None = None) -> Draw:
    """A choice among ids, shown by their names; one that the file has is always among them."""

    def draw(label: str, value: Any, key: str, course: Course) -> Value:
        names = dict(choices(course))
        current = str(value) if value is not None else default
        offered = list(dict.fromkeys([*names, *([current] if current else [])]))
        if default is None:
            offered.insert(0, _NONE)
        chosen = st.selectbox(
            label,
            offered,
            index=offered.index(current or _NONE) if (current or _NONE) in offered else 0,
            format_func=lambda each: names.get(each, each),
            key=key,
        )
        after = None if chosen == _NONE else chosen
        return value if after == (current if value is None else str(value)) else after

    return draw


def objectives(course: Course) -> dict[str, str]:
    """Every objective of the lessons, by id, for a choice among them."""
    return {
        each.id: f"{each.id} · {each.text}"
        for lesson in course.lessons.values()
        for each in lesson.objectives
    }


def passages(label: str, value: Any, key: str, course: Course) -> Value:
    """A list of passages, found by what they say."""
    current = [str(each) for each in entries(value)]
    # The choice is part of the keys, so that no former choice comes back.
    key = f"{key}-{'-'.join(current)}"
    st.html(_HEADING.format(label if current else f"{label}: none yet"))
    kept = [each for each in dict.fromkeys(current) if _stays(each, key, course)]
    every = [f"{source.id}.{n}" for source in course.sources.values() for n in source.passages]
    added = st.selectbox(
        f"Add to: {label.lower()}",
        [each for each in every if each not in current],
        index=None,
        format_func=lambda each: passage_name(each, course),
        placeholder="Search by words or by id",
        key=f"{key}-add",
    )
    after = [*kept, *([added] if added else [])]
    return value if after == current else after or None


def _stays(passage_id: str, key: str, course: Course) -> bool:
    """Draw a passage as a card under its source's mark; whether it is still ticked."""
    evidence = course.evidence(passage_id)
    with st.container(border=True, key=f"proving-{key}-{passage_id}"):
        summary = f"{passage_id} (no such passage)"
        if evidence:
            summary = evidence.passage.summary
            st.html(_html.passage(evidence))
        return st.checkbox(literal(summary), value=True, key=f"{key}-{passage_id}", width="stretch")


def passage(label: str, value: Any, key: str, course: Course) -> Value:
    """One passage, found by what it says, or none."""

    def names(course: Course) -> dict[str, str]:
        every = (f"{source.id}.{n}" for source in course.sources.values() for n in source.passages)
        return {each: passage_name(each, course) for each in every}

    return one_of(names)(label, value, key, course)


def rows(name: str, label: str, *columns: Field, heading: Markup = _HEADING) -> Field:
    """Rows of several values, the first of which a row must have; an empty row adds one.

    `heading` has a gap for the label, and the level of what stands there in the page.
    """
    return Field(name, label, _rows(columns, heading), columns, is_list=True)


def _rows(columns: Sequence[Field], heading: Markup) -> Draw:
    first = columns[0]

    def draw(label: str, value: Any, key: str, course: Course) -> Value:
        before = entries(value)
        after = []
        with st.container(border=True):
            st.html(heading.format(label))
            for place, entry in enumerate([*before, {}]):
                row = entry if isinstance(entry, dict) else {first.name: entry}
                changed = dict(row)
                for each in columns:
                    named = row_label(each, place) if place < len(before) else f"New: {each.label}"
                    changed[each.name] = each.draw(
                        named, row.get(each.name), f"{key}-{place}-{each.name}", course
                    )
                changed = {name: each for name, each in changed.items() if each is not None}
                if changed.get(first.name) is not None:
                    after.append(entry if changed == row else changed)
        return value if after == before else cast("Value", after or None)

    return draw


def row_label(column: Field, place: int) -> str:
    """What the field of a row is called; rows are counted from 1 on the screen."""
    return f"{column.label} {place + 1}"


def parts(name: str, label: str, names: Mapping[str, str]) -> Field:
    """A text for each of a few fixed names."""
    members = tuple(Field(each, shown, prose) for each, shown in names.items())
    return Field(name, label, _parts(members), members)


def _parts(members: Sequence[Field]) -> Draw:

    def draw(label: str, value: Any, key: str, course: Course) -> Value:
        before = value if isinstance(value, dict) else {}
        if isinstance(value, list):
            st.html(_HEADING.format(label))
            st.html(_AS_LIST)
            return cast("Value", value)
        with st.container(border=True):
            st.html(_HEADING.format(label))
            after = {
                each.name: each.draw(
                    each.label, before.get(each.name), f"{key}-{each.name}", course
                )
                for each in members
            }
        kept = {name: text for name, text in {**before, **after}.items() if text is not None}
        return value if kept == before else cast("Value", kept or None)

    return draw


def passage_name(passage_id: str, course: Course) -> str:
    """A passage by its id, its source and how its summary begins."""
    evidence = course.evidence(passage_id)
    if evidence is None:
        return f"{passage_id} (no such passage)"
    summary = evidence.passage.summary
    return f"{passage_id} · {evidence.source.label} · {summary[:110]}"
