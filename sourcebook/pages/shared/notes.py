"""A learner's own notes and bookmarks, at passages and at steps of lessons.

Without a learner they are known as long as the tab is open.
"""

from typing import Final

import streamlit as st
from markupsafe import Markup

from sourcebook.errors import StoreError
from sourcebook.model.course import Evidence
from sourcebook.model.lesson_work import LONGEST_NOTE, Note
from sourcebook.pages.identity import school
from sourcebook.pages.shared import clock, current_learner
from sourcebook.pages.shared.buttons import action_button, action_submit_button
from sourcebook.pages.shared.markup import literal, passage_address, passage_name
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros, template_filter
from sourcebook.pages.streamlit_internals.announcements import say

_UNSAVED: Final = "unsaved-notes"
"""Where a session has the notes of somebody who is no learner, by place."""

_html = Macros(__file__)


def own_notes() -> dict[str, Note]:
    """The notes and bookmarks of the current learner, by place; raises StoreError."""
    learner = current_learner.learner_id()
    return store().notes.of_learner(learner) if learner else _unsaved()


def known_notes() -> dict[str, Note]:
    """The notes of the current learner; none while the database is out of reach."""
    try:
        return own_notes()
    except StoreError:
        return {}


@template_filter
def note_mark(note: Note) -> str:
    """The mark at a place with a note, in words and with a sign."""
    return "⚑ Your bookmark" if note.is_bookmark else "✎ Your note"


def link(evidence: Evidence, note: Note | None) -> Markup:
    """A link that opens a passage alone in the panel, where its note is written."""
    return _html.link(passage_address(evidence.id), passage_name(evidence), note)


def draw(place: str, name: str) -> None:
    """Draw a learner's note at a place, and the fields to write, change and remove it.

    `name` says in plain text what the place is, such as “Newsweek, paragraph 11”. Nothing is drawn
    while the database is out of reach, so that no new note replaces one that is not seen.
    """
    try:
        note = _note_at(place)
    except StoreError:
        return
    key = f"note-{place.replace('.', '-').replace('/', '-')}"
    with st.container(key=key):
        if note:
            st.html(_html.saved(note, clock.local_time(note.saved_at), _why_not_kept()))
        with st.expander(_title(note), key=f"{key}-fold"):
            _field(place, name, note, key)
        _buttons(place, name, note, key)
        if problem := st.session_state.pop(f"{key}-problem", ""):
            st.warning(problem)


def remove_button(place: str, name: str, note: Note, *, key: str) -> None:
    """Draw the button that removes a note."""
    kind = "bookmark" if note.is_bookmark else "note"
    label = f"Remove the {kind}: {literal(name)}"
    action_button(label, lambda: _remove(place, kind), key=key, type="tertiary")


def _note_at(place: str) -> Note | None:
    learner = current_learner.learner_id()
    return store().notes.at(learner, place) if learner else _unsaved().get(place)


def _title(note: Note | None) -> str:
    if note is None:
        return "Write a note"
    return "Add words to the bookmark" if note.is_bookmark else "Change the note"


def _field(place: str, name: str, note: Note | None, key: str) -> None:
    """Draw the field for the text; each version that is saved has a field of its own."""
    text = note.text if note else ""
    field = f"{key}-text-{note.saved_at.timestamp():.0f}" if note else f"{key}-text"

    def save() -> None:
        written = (st.session_state.get(field) or "").strip()
        if written:
            _save(place, written, "Your note is saved.", key)
        else:
            st.session_state[f"{key}-problem"] = "Write your note first."

    with st.form(f"{key}-form", border=False):
        st.text_area(
            f"Your note: {literal(name)}",
            text,
            key=field,
            # A note that two learners' work was merged into may be longer; it is never cut.
            max_chars=None if len(text) > LONGEST_NOTE else LONGEST_NOTE,
            height=110,
        )
        action_submit_button("Save the note", save, key=f"{key}-save", type="secondary")


def _buttons(place: str, name: str, note: Note | None, key: str) -> None:
    if note:
        remove_button(place, name, note, key=f"{key}-remove")
    else:
        action_button(
            f"Bookmark: {literal(name)}",
            lambda: _save(place, "", "The bookmark is set.", key),
            key=f"{key}-mark",
            type="tertiary",
        )


def _save(place: str, text: str, said: str, key: str) -> None:
    """Save a note at once; if it cannot be saved, its field stays as it is, with the reason."""
    now, learner = clock.now(), current_learner.get_or_create_learner()
    try:
        if learner:
            store().notes.save(learner, place, text, now=now)
        else:
            _unsaved()[place] = Note(place=place, text=text, saved_at=now)
    except StoreError as problem:
        st.session_state[f"{key}-problem"] = str(problem)
    else:
        say(said)


def _remove(place: str, kind: str) -> None:
    if learner := current_learner.learner_id():
        store().notes.remove(learner, place)
    else:
        _unsaved().pop(place, None)
    say(f"The {kind} is removed.")


def _unsaved() -> dict[str, Note]:
    notes: dict[str, Note] = st.session_state.setdefault(_UNSAVED, {})
    return notes


def _why_not_kept() -> str:
    """Why a note is not kept beyond this tab; empty if it is kept."""
    if current_learner.credential():
        return ""
    return "you are not logged in" if school.is_in_use() else "this browser keeps no cookie for us"
