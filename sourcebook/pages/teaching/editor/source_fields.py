"""The fields of a source and of its passages in the editor's form."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st
from markupsafe import Markup

from sourcebook.content.yaml.text import Value
from sourcebook.model.course import Course
from sourcebook.pages.teaching.editor.form_fields import (
    Draw,
    Field,
    line,
    lines,
    one_of,
    prose,
    rows,
)

_BASES: Final = {
    "stated": "The text prints it",
    "inferred": "We conclude it",
    "unknown": "Nobody can say",
}
_PRECISIONS: Final = ("day", "month", "season", "year", "decade")


def draw_card(fields: Mapping[str, Value], key: str, course: Course) -> dict[str, Value | None]:
    """Draw the card of a source; its fields after what was filled in."""
    return _drawn(_CARD, fields, key, course)


def draw_passage(fields: Mapping[str, Value], key: str, course: Course) -> dict[str, Value | None]:
    """Draw a passage with its quotations; its fields after what was filled in."""
    return _drawn(_PASSAGE, fields, key, course)


def _drawn(
    described: Sequence[Field], fields: Mapping[str, Value], key: str, course: Course
) -> dict[str, Value | None]:
    return {
        each.name: each.draw(each.label, fields.get(each.name), f"{key}-{each.name}", course)
        for each in described
    }


def _group(*inner: Field) -> Draw:
    """Several values that belong together, such as a date and how it is known."""

    def draw(label: str, value: Any, key: str, course: Course) -> Value:
        before = value if isinstance(value, dict) else {}
        with st.container(border=True):
            st.html(Markup("<h4>{}</h4>").format(label))
            after = _drawn(inner, before, key, course)
        filled = {name: each for name, each in {**before, **after}.items() if each is not None}
        return value if filled == before else filled or None

    return draw


def _damage(label: str, value: Any, key: str, course: Course) -> Value:
    """A list that stays when it is empty, because a source says that nothing is damaged."""
    after = lines(label, value, key, course)
    return [] if after is None else after


def _voices(label: str, value: Any, key: str, _course: Course) -> Value:
    """A number for each speaker, one in each line: `Nikol Pashinyan: 101`."""
    before = value if isinstance(value, dict) else {}
    shown = "\n".join(f"{speaker}: {number}" for speaker, number in before.items())
    typed = st.text_area(
        f"{label}, one in each line, such as Name of a Speaker: 11",
        shown,
        key=key,
        height="content",
    )
    if typed == shown:
        return value if isinstance(value, dict) else {}
    pairs = (each.rpartition(":") for each in (typed or "").splitlines() if each.strip())
    return {(name or number).strip(): number.strip() for name, _, number in pairs}


def _known(what: str) -> tuple[Field, Field]:
    """How we know something, and a note on it; each field has a name of its own."""
    return (
        Field("basis", f"How we know {what}", one_of(lambda _: _BASES, default="stated")),
        Field("note", f"What a reader must know about {what}", prose),
    )


_CARD: Final = (
    Field("label", "Short name, at most 24 characters", line),
    Field("headline", "Headline", line),
    Field(
        "publisher", "Publisher", _group(Field("name", "Outlet", line), *_known("the publisher"))
    ),
    Field(
        "date",
        "Date of publication",
        _group(
            Field("value", "Date, such as 2022-11-25 or 2022-11", line),
            Field(
                "precision",
                "How exactly it is known",
                one_of(lambda _: dict(zip(_PRECISIONS, _PRECISIONS, strict=True)), default="day"),
            ),
            *_known("the date"),
        ),
    ),
    Field(
        "language",
        "Language",
        _group(
            Field("name", "Language that we read it in", line),
            Field("translated_from", "Translated from", line),
            *_known("the language"),
        ),
    ),
    Field("genre", "Genre", line),
    Field("quoted", "Words in quotation marks of each speaker", _voices),
    Field("perspective", "From where it looks at the events", prose),
    Field("damage", "What is damaged in the text", _damage),
    Field("sha256", "Hash of the article’s file; empty until somebody has the file", line),
)
_PASSAGE: Final = (
    Field("summary", "What it says, in your own words", prose),
    rows(
        "quotes",
        "Quotations, word for word",
        Field("words", "Words", prose),
        Field("speaker", "Speaker, as in people.yaml, or the short name of the source", line),
        Field("note", "Note", prose),
    ),
    Field("caution", "What makes it hard to rely on", prose),
)
