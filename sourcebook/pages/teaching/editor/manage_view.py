"""What can be done with a course file as a whole: who sees it, its title and name, its end."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import streamlit as st

from sourcebook.content.authoring import moving
from sourcebook.content.authoring.head_fields import with_head_field
from sourcebook.content.authoring.publishing import Changed, Refused, Saved, sha256
from sourcebook.content.faults import Fault
from sourcebook.content.unchecked_course import UncheckedCourse
from sourcebook.errors import EditingError
from sourcebook.model.base import State
from sourcebook.model.used_ids import Use
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.navigation import go
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.teaching import current_teacher, regrade_page
from sourcebook.pages.teaching.editor import file_moves
from sourcebook.pages.teaching.editor.open_file import (
    OpenFile,
    checked,
    parsed_lesson,
    parsed_quiz,
    save_text,
    state_of,
)
from sourcebook.pages.teaching.editor.save_bar import fault_list, say_next
from sourcebook.settings import settings

_STATES: Final[Mapping[State, str]] = {
    "open": "It is open: learners are given it.",
    "draft": "It is a draft: learners do not see it.",
    "hidden": "It is hidden: learners are not offered it any more, and keep their old work.",
}
_LABELS: Final[Mapping[State, str]] = {
    "open": "Open it to learners",
    "draft": "Make it a draft",
    "hidden": "Hide it from learners",
}
_SAID: Final[Mapping[State, str]] = {
    "open": "Saved: learners are given it from now on.",
    "draft": "Saved: it is a draft from now on.",
    "hidden": "Saved: it is hidden from now on.",
}
_REFUSED = "manage-refused"
"""Where an action notes why nothing was changed, for the run after it."""

_html = Macros(__file__)


def show(opened: OpenFile) -> None:
    """Draw what can be changed; a file with changes that are not saved is left alone."""
    _draw_refusal()
    if opened.disk is None:
        st.html(_html.note("This file is a draft that has never been saved. Save it first."))
        return
    if not opened.is_saved:
        note = "You have changes that are not saved. Save or discard them first."
        st.html(_html.note(note))
        return
    unchecked = checked(opened)
    if opened.is_quiz or opened.is_lesson:
        _offer_state(opened, state_of(opened, unchecked))
        _offer_title(opened, unchecked)
    _offer_name(opened)
    parsed = parsed_quiz(opened, unchecked)
    if parsed and parsed.model and parsed.model.items:
        st.html(_html.new_scores(regrade_page.link(parsed.model.id)))
    _offer_end(opened, unchecked)


def _offer_state(opened: OpenFile, state: State) -> None:
    st.html(_html.state(_STATES[state]))
    with st.container(horizontal=True, key="states"):
        for other in _STATES:
            if other != state:
                change = partial(_keep_state, opened, other)
                action_button(_LABELS[other], change, key=f"make-{other}")


def _keep_state(opened: OpenFile, state: State) -> None:
    value = None if state == "open" else state
    text = partial(with_head_field, opened.path, opened.text, "state", value)
    _attempt(lambda: save_text(opened.path, text(), based_on=sha256(opened.disk)), _SAID[state])


def _offer_title(opened: OpenFile, unchecked: UncheckedCourse) -> None:
    quiz, lesson = parsed_quiz(opened, unchecked), parsed_lesson(opened, unchecked)
    found = quiz.model if quiz else lesson.lesson if lesson else None
    if found is None:
        return
    st.html(_html.heading("Its title"))
    # Each version has a number of its own, so no former text comes back.
    newest = store().revisions.newest(opened.path)
    key = f"own-title-{opened.path}-{newest.number if newest else 0}"
    st.text_input("Title that learners see", found.title, key=key, max_chars=300)
    action_button("Keep this title", partial(_keep_title, opened, key), key="keep-title")


def _keep_title(opened: OpenFile, key: str) -> None:
    title = str(st.session_state.get(key) or "").strip()
    if not title:
        st.session_state[_REFUSED] = "Give it a title. Nothing was changed.", ()
        return
    text = partial(with_head_field, opened.path, opened.text, "title", title)
    said = f"It is called “{literal(title)}” now. Its id is the same, so all records stay."
    _attempt(lambda: save_text(opened.path, text(), based_on=sha256(opened.disk)), said)


def _offer_name(opened: OpenFile) -> None:
    if opened.is_evidence:
        return
    st.html(_html.name())
    key = f"own-name-{opened.path}"
    st.text_input("Name of the file", opened.path.partition("/")[2], key=key, autocomplete="off")
    action_button("Rename the file", partial(_rename, opened, key), key="rename-file")


def _rename(opened: OpenFile, key: str) -> None:
    folder, _, name = opened.path.partition("/")
    ending = name.rpartition(".")[2]
    stem = re.sub(rf"\.{ending}$", "", str(st.session_state.get(key) or "").strip())
    to = f"{folder}/{stem}.{ending}"
    if to == opened.path:
        st.session_state[_REFUSED] = "The file has this name already.", ()
        return
    if _attempt(lambda: file_moves.rename(opened, to), f"The file is now {literal(to)}."):
        go("edit", file=to, view="Manage")


def _offer_end(opened: OpenFile, unchecked: UncheckedCourse) -> None:
    st.html(_html.heading("Delete it"))
    needed = moving.errors_without(settings().course_root, opened.path, settings().originals)
    if needed:
        files = Counter(fault.path for fault in needed).items()
        listed = [(path, in_app(f"/edit?file={path}"), number) for path, number in files]
        st.html(_html.needed(listed, opened.is_quiz or opened.is_lesson))
        return
    with st.popover("Delete this file"):
        st.html(_html.deleting(_uses(opened, unchecked)))
        action_button("Delete it", partial(_delete, opened), key="delete-file")


def _uses(opened: OpenFile, unchecked: UncheckedCourse) -> Use | None:
    """How many attempts refer to a quiz; None if there are none, or it is no quiz."""
    parsed = parsed_quiz(opened, unchecked)
    known = store().attempts.used_ids().quizzes
    return known.get(parsed.model.id) if parsed and parsed.model else None


def _delete(opened: OpenFile) -> None:
    said = f"{literal(opened.path)} is deleted. You can bring it back under “Deleted files”."
    if _attempt(lambda: file_moves.delete(opened), said):
        current_teacher.note("file_deleted", opened.path)
        go("edit")


def _attempt(change: Callable[[], Saved | Refused | Changed], said: str) -> bool:
    """Make a change, and note what came of it for the next run; whether it was made."""
    try:
        done = change()
    except EditingError as refusal:
        st.session_state[_REFUSED] = f"Nothing was changed: {literal(str(refusal))}", ()
        return False
    match done:
        case Saved():
            say_next(said)
        case Refused(faults=faults):
            message = "Nothing was changed, because the course would have these errors:"
            st.session_state[_REFUSED] = message, faults
        case Changed():
            message = "Nothing was changed: somebody else has changed the file since you began."
            st.session_state[_REFUSED] = f"{message} Look at it, and try once more.", ()
    return isinstance(done, Saved)


def _draw_refusal() -> None:
    refused: tuple[str, tuple[Fault, ...]] | None = st.session_state.pop(_REFUSED, None)
    if refused:
        message, faults = refused
        st.error(message)
        if faults:
            st.html(fault_list(faults))
