"""The panel with proofs: beside the text on a wide screen, a sheet over its lower part on a phone.

What it shows stands in the address, as `proof=s2.p11`. So the browser's Back closes it, and its
address can be sent to somebody else.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from sourcebook.model.course import Course, Evidence
from sourcebook.model.lesson_work import Note
from sourcebook.pages.shared import markup, notes
from sourcebook.pages.shared.passage_links import linked
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.components import move_focus

PARAMETER = "proof"
"""The part of an address that says what the panel shows."""

_html = Macros(__file__)


class Proof(NamedTuple):
    """What the panel shows: words, and the passages that they rest on; no words for a passage."""

    words: str
    passages: tuple[str, ...]


Finder = Callable[[str], Sequence[Proof]]
"""The proofs that a page knows under a name; none if it knows none."""


def draw(
    course: Course, address_without: str, find: Finder | None = None, *, is_last: bool = False
) -> None:
    """Draw the panel, if the address names a proof; `address_without` closes it.

    A name that the page does not know is the id of a passage. `is_last` says that nothing which
    can be seen comes below.
    """
    name = st.query_params.get(PARAMETER, "")
    if not name:
        # What comes below keeps its number among the elements of the page. Under another number
        # Streamlit would draw the old content of the panel there for a moment, and the other way.
        if not is_last:
            st.empty()
        return
    proofs = (find(name) if find else ()) or [Proof("", (name,))]
    own = notes.known_notes()
    shown = [(each.words, _passages(course, each, own)) for each in proofs]
    with st.container(key="proof-panel"):
        st.html(_html.panel(shown, address_without))
        if (evidence := course.evidence(name)) and len(proofs) == 1:
            notes.draw(evidence.id, markup.passage_name(evidence))
    move_focus("proof-panel-title", f"panel {name}", block="nearest")


def _passages(course: Course, proof: Proof, own: Mapping[str, Note]) -> list[Markup]:
    """The passages of a proof; one of several has a link to itself alone, and to its note."""
    found = [evidence for each in proof.passages if (evidence := course.evidence(each))]
    is_alone = not proof.words and len(found) == 1
    return [
        _passage(course, each, Markup() if is_alone else notes.link(each, own.get(each.id)))
        for each in found
    ]


def _passage(course: Course, evidence: Evidence, note_link: Markup) -> Markup:
    return _html.passage(
        evidence,
        markup.source_link(evidence.source),
        markup.source_line(evidence.source),
        markup.passage_content(evidence, linked(course)),
        markup.passage_address(evidence.id),
        note_link,
    )
