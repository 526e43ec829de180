"""Fields of the editor's form that belong together, each with its faults beside it."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from sourcebook.content.faults import Fault
from sourcebook.content.file_places import Path
from sourcebook.content.yaml.text import Value
from sourcebook.model.course import Course
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.editor.fault_words import full_place, named_within, words_of
from sourcebook.pages.teaching.editor.form_fields import Field

_html = Macros(__file__)


Beside = Callable[[Fault, str], None]
"""Draws what can be done about a fault, with this beginning of its keys."""


def _nothing(_fault: Fault, _key: str) -> None:
    """Draw nothing."""


class FieldGroup:
    """Draws fields of an item or of the quiz itself, and notes what was changed in them.

    `root` is the place in the file of what has the fields; `key` begins the keys of all fields;
    `beside` draws what can be done about a fault at once.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        key: str,
        course: Course,
        *,
        faults: Sequence[Fault],
        root: Path = (),
        beside: Beside = _nothing,
    ) -> None:
        self._before = values
        self._after = dict(values)
        self._key = key
        self._course = course
        self._faults = faults
        self._root = root
        self._beside = beside
        self._shown: set[Fault] = set()

    def draw(self, field: Field) -> None:
        """Draw a field with its faults."""
        before = self._before.get(field.name)
        after = field.draw(field.label, before, f"{self._key}-{field.name}", self._course)
        if after != before:
            self._after[field.name] = after
        self._draw(
            [each for each in self._faults if self._within(each)[:1] == (field.name,)], field
        )

    def draw_other_faults(self) -> None:
        """Draw the faults that no field has shown."""
        self._draw([each for each in self._faults if each not in self._shown])

    def values(self) -> dict[str, Value]:
        """The values as they are now, without those that were taken out."""
        return {name: value for name, value in self._after.items() if value is not None}

    def _draw(self, faults: Sequence[Fault], field: Field | None = None) -> None:
        self._shown.update(faults)
        if faults:
            st.html(_html.faults([(each.severity, self._message(each, field)) for each in faults]))
        for number, each in enumerate(faults):
            self._beside(each, f"{self._key}-fault-{field.name if field else 'all'}-{number}")

    def _within(self, fault: Fault) -> Path:
        """The place of a fault in what has the fields."""
        return full_place(fault)[len(self._root) :]

    def _message(self, fault: Fault, field: Field | None) -> str:
        """What is wrong, with the name of the part of a field that is meant."""
        place = self._within(fault)
        if field is None or len(place) < 2 or not field.parts:
            return words_of(fault)
        return f"{named_within(field, place[1:])[0]}: {words_of(fault)}"
