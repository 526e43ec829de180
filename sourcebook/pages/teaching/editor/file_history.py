"""The history of a course file: who saved which version when, its changes, and restoring it."""

import streamlit as st
from markupsafe import Markup

from sourcebook.content.authoring.publishing import Saved, sha256, text_of
from sourcebook.errors import EditingError
from sourcebook.model.revisions import Revision
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.editor.differences import difference
from sourcebook.pages.teaching.editor.open_file import OpenFile, replace_text, save_text
from sourcebook.pages.teaching.editor.save_bar import NEXT_VIEW, draw_outcome, say_next

_html = Macros(__file__)


def show(opened: OpenFile) -> None:
    """Draw the versions of a file, newest first, and one of them beside the one before it."""
    versions = store().revisions.of_file(opened.path)
    if not versions:
        st.html("<p>This file has not been saved yet.</p>")
        return
    st.html(_html.versions([(each, clock.local_time(each.saved_at)) for each in versions]))
    numbers = [each.number for each in versions]
    chosen = st.selectbox(
        "Version",
        numbers,
        format_func=lambda number: f"{number}: {_made(versions[numbers.index(number)])}",
        key=f"version-{opened.path}",
    )
    version = versions[numbers.index(chosen if chosen in numbers else numbers[0])]
    text = store().revisions.text(opened.path, version.number) or ""
    before = store().revisions.text(opened.path, version.number - 1)
    if before is None:
        with st.expander("The text of this version"):
            st.html(Markup("<pre tabindex='0'>{}</pre>").format(text))
    else:
        caption = f"From version {version.number - 1} to version {version.number}"
        st.html(difference(before, text, caption=caption))
    if version.number != numbers[0] or sha256(opened.disk) != version.sha256:
        _draw_restore(opened, version, text)


def _draw_restore(opened: OpenFile, version: Revision, text: str) -> None:
    with st.expander("What would change now"):
        caption = f"From the file as it is to version {version.number}"
        st.html(difference(text_of(opened.disk), text, caption=caption))
    if not opened.is_saved:
        st.html("<p>You have changes that are not saved. Save or discard them first.</p>")
        return
    with st.container(horizontal=True, key="way-back"):
        back = st.button(f"Bring version {version.number} back", key=f"back-{opened.path}")
        if st.button("Open it as a draft", key=f"open-{opened.path}"):
            replace_text(opened, text)
            st.session_state[NEXT_VIEW] = "Text"
            st.rerun()
    if back:
        _bring_back(opened, version, text)


def _bring_back(opened: OpenFile, version: Revision, text: str) -> None:
    """Save an old version as the newest one."""
    try:
        done = save_text(opened.path, text, based_on=sha256(opened.disk))
    except EditingError as refusal:
        st.error(f"Not saved: {literal(str(refusal))}")
        return
    if isinstance(done, Saved):
        say_next(f"Version {version.number} is back, as the newest version.")
        st.rerun()
    draw_outcome(done)


def _made(version: Revision) -> str:
    """When a version was made and by whom, for a label that reads no Markdown."""
    return f"{clock.local_time(version.saved_at)}, {version.who or 'found on the disk'}"
