"""Choosing passages: to tick those that show something, or to find the one that proves it."""

from collections.abc import Collection, Iterator, Sequence

import streamlit as st

from sourcebook.model.candidates import candidates
from sourcebook.model.course import Course, Evidence
from sourcebook.model.items import Item
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def tick_passages(
    passage_ids: Sequence[str], course: Course, key: str, ticked: Collection[str]
) -> frozenset[str]:
    """Draw these passages in their sources, each with a box to tick; the ids of those ticked.

    The reports' own words, and what stands before and after, can be unfolded.
    """
    found = [each for each in map(course.evidence, passage_ids) if each]
    chosen = []
    with st.container(key=f"candidates-{key}", gap="small"):
        for each in found:
            with st.container(key=f"candidate-{key}-{each.id}".replace(".", "-"), border=True):
                if st.checkbox(_named(each), value=each.id in ticked, key=f"{key}-{each.id}"):
                    chosen.append(each.id)
                if quotes := _html.folded_quotes(each.passage):
                    st.html(quotes)
        _draw_context(passage_ids, course)
    return frozenset(chosen)


def choose_proof(item: Item, course: Course, key: str, chosen: str | None = None) -> str | None:
    """Draw the passages of which one proves the answer; the id of the one chosen, if one is.

    They are few, unless the learner looks elsewhere: then they are all, one source at a time.
    """
    few = candidates(item, course)
    elsewhere = f"{key}-elsewhere"
    is_elsewhere = chosen is not None and chosen not in few
    if st.session_state.get(elsewhere, is_elsewhere):
        source = _choose_source(course, key, chosen)
        passage = _choose_passage(source, course, key, chosen)
    else:
        passage = _choose_among(few, course, key, chosen)
    st.checkbox("Look elsewhere: every passage of every source", is_elsewhere, key=elsewhere)
    return passage


def chosen_passage(key: str) -> str | None:
    """The passage that the fields with this key hold before they are drawn, if one is chosen."""
    state = st.session_state
    if not state.get(f"{key}-elsewhere"):
        return state.get(f"{key}-candidate")
    source = state.get(f"{key}-source")
    return state.get(f"{key}-{source}") if source else None


def _choose_among(
    passage_ids: Sequence[str], course: Course, key: str, chosen: str | None
) -> str | None:
    """Draw these passages, and folded what stands next to them in their sources."""
    found = {each.id: each for each in map(course.evidence, passage_ids) if each}
    passage = st.radio(
        "One of these passages proves it",
        list(found),
        index=list(found).index(chosen) if chosen in found else None,
        format_func=lambda passage_id: _with_quotes(_named(found[passage_id]), found[passage_id]),
        key=f"{key}-candidate",
    )
    _draw_context(found, course)
    return passage


def _draw_context(passage_ids: Collection[str], course: Course) -> None:
    """Draw, folded, what stands next to these passages in their sources."""
    if around := list(_next_to(passage_ids, course)):
        st.html(_html.context(around))


def _next_to(passage_ids: Collection[str], course: Course) -> Iterator[Evidence]:
    """The passages just before and after these, in the order of the texts."""
    for source in course.sources.values():
        passages = list(course.passages(source))
        for before, each, after in zip(
            [None, *passages], passages, [*passages[1:], None], strict=False
        ):
            near = {neighbour.id for neighbour in (before, after) if neighbour}
            if each.id not in passage_ids and near & set(passage_ids):
                yield each


def _choose_source(course: Course, key: str, chosen: str | None = None) -> str:
    """Draw the sources of the course to look into; the id of the one that is open.

    Stands outside a form, because the passages below change with it.
    """
    ids = list(course.sources)
    first = chosen.partition(".")[0] if chosen else ids[0]
    return st.radio(
        "Look into",
        ids,
        index=ids.index(first) if first in ids else 0,
        format_func=lambda source: (
            f"{markup.source_shape(source)} {literal(course.sources[source].label)}"
        ),
        horizontal=True,
        key=f"{key}-source",
    )


def _choose_passage(
    source_id: str, course: Course, key: str, chosen: str | None = None
) -> str | None:
    """Draw all passages of a source in their order; the id of the one chosen, if one is."""
    source = course.sources[source_id]
    found = {each.id: each for each in course.passages(source)}
    return st.radio(
        f"{literal(source.label)}: its passages",
        list(found),
        index=list(found).index(chosen) if chosen in found else None,
        format_func=lambda passage_id: _with_quotes(_label(found[passage_id]), found[passage_id]),
        key=f"{key}-{source_id}",
    )


def _label(evidence: Evidence) -> str:
    number = markup.paragraph_number(evidence)
    return f"**Paragraph {number}.** {literal(evidence.passage.summary)}"


def _named(evidence: Evidence) -> str:
    shape, name = markup.source_shape(evidence.source.id), markup.passage_name(evidence)
    return f"{shape} **{literal(name)}.** {literal(evidence.passage.summary)}"


def _with_quotes(label: str, evidence: Evidence) -> str:
    quotes = (
        f" — “{literal(quote.words)}” ({literal(quote.speaker)})"
        for quote in evidence.passage.quotes
    )
    return f"{label}{''.join(quotes)}"
