"""A learner's notes and bookmarks in the order of the course, each with a link to its place."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import streamlit as st

from sourcebook.model.course import Course
from sourcebook.model.lesson_work import Note
from sourcebook.pages.reading import steps
from sourcebook.pages.shared import clock, markup, notes
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


class Place(NamedTuple):
    """A place that can have a note: its name, and its address."""

    name: str
    address: str


def show(course: Course) -> None:
    """Draw the list, or say how to make a note."""
    own, places = notes.own_notes(), _places(course)
    here = {place: named for place, named in places.items() if place in own}
    listed = [
        (named, own[place], clock.local_time(own[place].saved_at)) for place, named in here.items()
    ]
    st.html(_html.notes(listed))
    _gone({place: note for place, note in own.items() if place not in places})


def _places(course: Course) -> dict[str, Place]:
    """Every step and every passage, in the order of the course."""
    return dict([*_steps(course), *_passages(course)])


def _steps(course: Course) -> Iterator[tuple[str, Place]]:
    for lesson in course.lessons.values():
        for step in steps.steps(lesson):
            name = f"{lesson.title}: {step.title}" if step.section.heading else lesson.title
            yield steps.place(lesson, step), Place(name, steps.address(lesson, step))


def _passages(course: Course) -> Iterator[tuple[str, Place]]:
    for source in course.sources.values():
        for evidence in course.passages(source):
            name, address = markup.passage_name(evidence), markup.passage_address(evidence.id)
            yield evidence.id, Place(name, address)


def _gone(gone: Mapping[str, Note]) -> None:
    """Draw the notes whose places are no longer in the course; only here they can be removed."""
    for number, (place, note) in enumerate(gone.items()):
        st.html(_html.gone(place, note, clock.local_time(note.saved_at)))
        notes.remove_button(place, place, note, key=f"gone-note-{number}")
