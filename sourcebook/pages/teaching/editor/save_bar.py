"""The bar that saves a file, and what to do if somebody else has saved it in the meantime."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import streamlit as st
from markupsafe import Markup

from sourcebook.content.authoring.publishing import Changed, Refused, Saved, sha256, text_of
from sourcebook.content.faults import Fault
from sourcebook.errors import EditingError
from sourcebook.model.base import State
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.announcements import say_change
from sourcebook.pages.teaching import regrade_page
from sourcebook.pages.teaching.editor.differences import difference
from sourcebook.pages.teaching.editor.open_file import (
    OpenFile,
    checked,
    examples_left,
    faults_elsewhere,
    faults_in_the_way,
    open_file,
    parsed_quiz,
    replace_text,
    save_text,
    state_of,
)
from sourcebook.pages.teaching.editor.removed_ids import say_gone

NEXT_VIEW = "desk-view"
"""Where a run notes which view of a file the next run shows."""

Tell = Callable[[Sequence[Fault]], None]
_MESSAGE = "desk-message"
_SAVED: Final[Mapping[State, str]] = {
    "open": "Saved. Attempts that begin from now on have the new text.",
    "draft": "Saved. It is a draft, which learners do not see.",
    "hidden": "Saved. It is hidden, so learners are not offered it.",
}
_html = Macros(__file__)


def draw_lines(faults: Sequence[Fault]) -> None:
    """Draw faults with their lines."""
    if faults:
        st.html(fault_list(faults))


def bar(opened: OpenFile, *, asked: bool = False, tell: Tell = draw_lines) -> OpenFile:
    """Draw the buttons that save and discard; the file as it is after what was pressed.

    `asked` says that the teacher saved with the keyboard, not with the button. `tell` draws the
    faults for which a save was refused.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="keeping"):
        save = st.button("Save", type="primary", key=f"save-{opened.path}")
        discarding, state = st.empty(), st.empty()
    after = _save(opened, tell) if save or asked else opened
    if not after.is_saved:
        with discarding.popover("Discard my changes"):
            st.html("<p>The file on the disk stays as it is. Your draft is lost.</p>")
            if st.button("Discard them", key=f"discard-{opened.path}"):
                _take_theirs(opened)
    # The bar stays in sight, and the result of a save is shown where the form begins.
    refused = (save or asked) and not after.is_saved
    state.html(_html.state(_state(after), refused))
    # What stands below says that it is saved.
    say_change("" if after.is_saved else _state(after), of=f"draft of {opened.path}")
    if save or asked:
        return after
    if opened.is_overtaken:
        _draw_conflict(opened)
    return opened


def say_next(text: str) -> None:
    """Leave a message for the next run, which shows what has become of the file."""
    st.session_state[_MESSAGE] = text


def draw_message() -> None:
    """Draw the message that the run before left for this one."""
    if message := st.session_state.pop(_MESSAGE, None):
        st.success(message)
    say_gone()


def fault_list(faults: Iterable[Fault]) -> Markup:
    """Faults with their places, as a list."""
    return _html.faults(faults)


def draw_outcome(
    done: Saved | Refused | Changed, tell: Tell = draw_lines, *, state: State = "open"
) -> None:
    """Draw what became of a save; `state` is what the text says of itself."""
    match done:
        case Saved(warnings=warnings):
            more = f" It has {counted(len(warnings), 'warning')}." if warnings else ""
            st.success(f"{_SAVED[state]}{more}")
            say_gone()
        case Refused(faults=faults):
            st.error(
                f"Not saved: {counted(len(faults), 'error')} would reach the course. "
                "What learners see stays as it is, and your draft is kept."
            )
            tell(faults)
        case Changed():
            st.error("Not saved: the file has changed on the disk since you began.")


def _save(opened: OpenFile, tell: Tell) -> OpenFile:
    if opened.is_saved:
        st.info("There is nothing to save: the file holds this text.")
        return opened
    if left := _examples_in_the_way(opened):
        st.error("Not saved: words of an example still stand in it. Your draft is kept.")
        tell(left)
        return opened
    try:
        done = save_text(opened.path, opened.text, based_on=opened.based_on)
    except EditingError as refusal:
        st.error(f"Not saved: {literal(str(refusal))} Your draft is kept.")
        return opened
    draw_outcome(done, tell, state=state_of(opened, checked(opened)))
    if isinstance(done, Saved):
        _offer_new_scores(opened)
    after = open_file(opened.path)
    if after.is_overtaken:
        _draw_conflict(after)
    return after


def _offer_new_scores(opened: OpenFile) -> None:
    parsed = parsed_quiz(opened, checked(opened))
    if parsed and parsed.model and parsed.model.items:
        st.html(_html.new_scores(regrade_page.link(parsed.model.id)))


def _examples_in_the_way(opened: OpenFile) -> list[Fault]:
    left = examples_left(opened, checked(opened))
    return [each for each in left if each.severity == "error"]


def _state(opened: OpenFile) -> str:
    """In words, how far a text is saved and how many faults it has."""
    draft = checked(opened)
    faults = faults_in_the_way(opened, draft)
    errors = sum(each.severity == "error" for each in faults)
    elsewhere = sum(each.severity == "error" for each in faults_elsewhere(opened, draft))
    found = [
        f"{counted(number, kind)}{where}"
        for number, kind, where in (
            (errors, "error", ""),
            (len(faults) - errors, "warning", ""),
            (elsewhere, "error", " that this brings to other files"),
        )
        if number
    ]
    return f"{_save_status(opened)}. {', '.join(found) if found else 'No faults'}."


def _save_status(opened: OpenFile) -> str:
    if opened.is_saved:
        return "Saved" if opened.disk is not None else "A new file"
    return "Not saved yet; your draft is kept"


def _draw_conflict(opened: OpenFile) -> None:
    if opened.disk is None:
        st.warning("The file is no longer on the disk. Your draft is kept.")
    else:
        st.warning("The file was changed on the disk since you began. Your draft is kept.")
        with st.expander("What differs between theirs and yours", expanded=True):
            st.html(difference(text_of(opened.disk), opened.text, caption="From theirs to yours"))
    with st.container(horizontal=True, key="overtaken"):
        if st.button("Take theirs", key=f"theirs-{opened.path}"):
            _take_theirs(opened)
        if st.button("Mine on top", key=f"mine-{opened.path}"):
            replace_text(opened, opened.text, based_on=sha256(opened.disk))
            say_next("Your text now stands on their version. Look it through and save it.")
            st.rerun()


def _take_theirs(opened: OpenFile) -> None:
    replace_text(opened, text_of(opened.disk), based_on=sha256(opened.disk))
    if opened.disk is None:
        # There is nothing left of it to show.
        st.query_params.pop("file", None)
    st.rerun()
