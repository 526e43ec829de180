"""A quotation that no source lists is listed from its fault, in the file of its source."""

import streamlit as st

from sourcebook.content.authoring import publishing
from sourcebook.content.authoring.publishing import Change, sha256, text_of
from sourcebook.content.authoring.quotation_listing import (
    Quotation,
    expect_quotable,
    is_unlisted,
    passages_for,
    source_path,
    speakers_of,
    with_quotation,
)
from sourcebook.content.faults import Fault
from sourcebook.content.unchecked_course import UncheckedCourse
from sourcebook.errors import EditingError
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.editor.form_fields import passage_name
from sourcebook.pages.teaching.editor.open_file import save_together
from sourcebook.pages.teaching.editor.save_bar import draw_outcome, say_next
from sourcebook.settings import settings

_html = Macros(__file__)


def draw_listing(fault: Fault, unchecked: UncheckedCourse, *, key: str) -> None:
    """Draw what lists the quotation of a fault, if the fault is about one that can be listed."""
    if not is_unlisted(fault, unchecked):
        return
    passages = passages_for(fault, unchecked)
    found = fault.values.found
    short = f"{found[:37]}…" if len(found) > 38 else found
    with st.expander(f"List this quotation: “{literal(short)}”", key=f"{key}-quotation"):
        st.html(_html.quoted(found, bool(passages)))
        if passages:
            _choose(fault, passages, unchecked, key)


def _choose(fault: Fault, passages: list[str], unchecked: UncheckedCourse, key: str) -> None:
    course = unchecked.course()
    passage = st.selectbox(
        "Passage that has the words",
        passages,
        format_func=lambda each: passage_name(each, course),
        key=f"{key}-passage",
    )
    speaker = st.selectbox(
        "Who says them", speakers_of(passage, unchecked), key=f"{key}-speaker-{passage}"
    )
    path = source_path(passage, unchecked)
    if st.button(f"List it in {literal(path)}", key=f"{key}-list"):
        _list(Quotation(passage, speaker, fault.values.found), path, unchecked)


def _list(quotation: Quotation, path: str, unchecked: UncheckedCourse) -> None:
    try:
        expect_quotable(quotation, unchecked)
        raw = publishing.read(settings().course_root, path)
        text = with_quotation(text_of(raw), quotation)
        done = save_together(Change(path, text, sha256(raw)))
    except EditingError as refusal:
        st.error(f"Not listed: {literal(str(refusal))}")
        return
    if not isinstance(done, tuple):
        draw_outcome(done)
        return
    say_next(f"The quotation is listed in {literal(path)}, under {literal(quotation.passage)}.")
    st.rerun()
