"""Choosing passages: to tick those that show something, or to find the one that proves it."""

from collections.abc import Collection, Sequence
from html import escape
from itertools import groupby

import streamlit as st

from sourcebook.model.course import Course, Evidence
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.markup import literal


def tick_passages(
    passage_ids: Sequence[str], course: Course, key: str, ticked: Collection[str]
) -> frozenset[str]:
    """Draw these passages in their sources, each with a box to tick; the ids of those ticked.

    What stands before and after each can be unfolded.
    """
    found = [each for each in map(course.evidence, passage_ids) if each]
    chosen = []
    for source, passages in groupby(found, key=lambda each: each.source):
        st.html(
            f"<h3 class='in-source'>{markup.source_mark(source)}</h3>{markup.source_line(source)}"
        )
        for each in passages:
            with st.container(key=f"candidate-{key}-{each.id}".replace(".", "-"), border=True):
                if st.checkbox(_label(each), value=each.id in ticked, key=f"{key}-{each.id}"):
                    chosen.append(each.id)
                if round_it := _quotes(each) + _surroundings(each, course):
                    st.html(round_it)
    return frozenset(chosen)


def choose_source(course: Course, key: str, chosen: str | None = None) -> str:
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


def choose_passage(
    source_id: str, course: Course, key: str, chosen: str | None = None
) -> str | None:
    """Draw all passages of a source in their order; the id of the one chosen, if one is."""
    source = course.sources[source_id]
    found = {each.id: each for each in course.passages(source)}
    return st.radio(
        f"{literal(source.label)}: its passages",
        list(found),
        index=list(found).index(chosen) if chosen in found else None,
        format_func=lambda passage_id: _whole(found[passage_id]),
        key=f"{key}-{source_id}",
    )


def chosen_passage(key: str) -> str | None:
    """The passage that the fields with this key hold before they are drawn, if one is chosen."""
    source = st.session_state.get(f"{key}-source")
    return st.session_state.get(f"{key}-{source}") if source else None


def _label(evidence: Evidence) -> str:
    number = markup.paragraph_number(evidence)
    return f"**Paragraph {number}.** {literal(evidence.passage.summary)}"


def _whole(evidence: Evidence) -> str:
    quotes = (
        f" — “{literal(quote.words)}” ({literal(quote.speaker)})"
        for quote in evidence.passage.quotes
    )
    return f"{_label(evidence)}{''.join(quotes)}"


def _quotes(evidence: Evidence) -> str:
    return "".join(
        f"<blockquote><p>“{escape(quote.words)}”</p><footer>{escape(quote.speaker)}</footer>"
        "</blockquote>"
        for quote in evidence.passage.quotes
    )


def _surroundings(evidence: Evidence, course: Course) -> str:
    """The passages before and after, behind a summary; nothing where there are none."""
    passages = list(course.passages(evidence.source))
    place = [each.id for each in passages].index(evidence.id)
    near = [*passages[max(0, place - 1) : place], *passages[place + 1 : place + 2]]
    rows = "".join(
        f"<p><strong>Paragraph {markup.paragraph_number(each)}.</strong> "
        f"{escape(each.passage.summary)}</p>{_quotes(each)}"
        for each in near
    )
    which = f"<span class='unseen'>, round paragraph {markup.paragraph_number(evidence)}</span>"
    summary = f"<summary>What stands before and after it{which}</summary>"
    return f"<details>{summary}{rows}</details>" if near else ""
