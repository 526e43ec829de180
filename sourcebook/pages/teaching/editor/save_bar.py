"""The bar with which a file is saved, and what to do where somebody else was quicker."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from sourcebook.content.authoring.publishing import Changed, Refused, Saved, sha256, text_of
from sourcebook.content.authoring.templates import unwritten
from sourcebook.content.faults import Fault
from sourcebook.errors import EditingError
from sourcebook.pages.shared.markup import plain
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.streamlit_internals.announcements import say_change
from sourcebook.pages.teaching.editor.differences import difference
from sourcebook.pages.teaching.editor.open_file import (
    OpenFile,
    checked,
    faults_elsewhere,
    faults_in_the_way,
    open_file,
    replace_text,
    save_text,
)
from sourcebook.pages.teaching.editor.removed_ids import say_gone

NEXT_VIEW = "desk-view"
"""Where a run notes which view of a file the next run shows."""

_SAID = "desk-said"


def bar(opened: OpenFile, *, asked: bool = False) -> OpenFile:
    """Draw the buttons that save and discard; the file as it is after what was pressed.

    `asked` says that the teacher wants to save by another way than the button.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="keeping"):
        save = st.button("Save", type="primary", key=f"save-{opened.path}")
        discarding, state = st.empty(), st.empty()
    after = _save(opened) if save or asked else opened
    if not after.is_saved:
        with discarding.popover("Discard my changes"):
            st.html("<p>The file on the disk stays as it is. Your draft is lost.</p>")
            if st.button("Discard them", key=f"discard-{opened.path}"):
                _take_theirs(opened)
    # The bar stays in sight, and what a save comes to stands where the form begins.
    refused = (save or asked) and not after.is_saved
    more = " <strong>Not saved: what to mend stands at the top.</strong>" if refused else ""
    state.html(f"<p>{_state(after)}{more}</p>")
    # That it is saved is told by what stands below.
    say_change("" if after.is_saved else _state(after), of=f"draft of {opened.path}")
    if save or asked:
        return after
    if opened.is_overtaken:
        _overtaken(opened)
    return opened


def say_next(text: str) -> None:
    """Say something of our own at the next run, which shows what has become of the file."""
    st.session_state[_SAID] = text


def say_it() -> None:
    """Draw what was to be said at this run."""
    if said := st.session_state.pop(_SAID, None):
        st.success(said)
    say_gone()


def fault_list(faults: Iterable[Fault]) -> str:
    """Faults with their places, as a list."""
    rows = "".join(
        f"<li><code>{escape(fault.path)}</code>, line {fault.spot.line}: "
        f"{escape(fault.sentence)}</li>"
        for fault in faults
    )
    return f"<ul class='faults'>{rows}</ul>"


def tell(done: Saved | Refused | Changed) -> None:
    """Draw what became of a save."""
    match done:
        case Saved(warnings=warnings):
            more = f" It has {counted(len(warnings), 'warning')}." if warnings else ""
            st.success(f"Saved. Attempts that begin from now on have the new text.{more}")
            say_gone()
        case Refused(faults=faults):
            st.error(
                f"Not saved: {counted(len(faults), 'error')} would reach the course. "
                "What learners see stays as it is, and your draft is kept."
            )
            st.html(fault_list(faults))
        case Changed():
            st.error("Not saved: the file has changed on the disk since you began.")


def _save(opened: OpenFile) -> OpenFile:
    if opened.is_saved:
        st.info("There is nothing to save: the file holds this text.")
        return opened
    if left := unwritten(opened.path, opened.text):
        st.error("Not saved: words of an example still stand in it. Your draft is kept.")
        st.html(fault_list(left))
        return opened
    try:
        done = save_text(opened.path, opened.text, based_on=opened.based_on)
    except EditingError as slip:
        st.error(f"Not saved: {plain(str(slip))} Your draft is kept.")
        return opened
    tell(done)
    after = open_file(opened.path)
    if after.is_overtaken:
        _overtaken(after)
    return after


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
    return f"{_kept(opened)}. {', '.join(found) if found else 'No faults'}."


def _kept(opened: OpenFile) -> str:
    if opened.is_saved:
        return "Saved" if opened.disk is not None else "A new file"
    return "Not saved yet; your draft is kept"


def _overtaken(opened: OpenFile) -> None:
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
