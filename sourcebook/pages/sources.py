"""The five sources: their cards, and their passages in order, each with an address of its own."""

from html import escape

import streamlit as st

from sourcebook.model.course import Course
from sourcebook.model.sources import Source
from sourcebook.pages import markup
from sourcebook.pages.components import move_focus
from sourcebook.pages.navigation import follow_links, name_page
from sourcebook.pages.settings import library


def show() -> None:
    """Draw the page; `?passage=s2.p10` marks a passage, `?source=s2` leads to a card."""
    course = library().course()
    wanted = st.query_params.get("passage", "")
    name_page("Sources")
    with st.container(key="sources"):
        st.html(_head(course))
        if wanted and course.evidence(wanted) is None:
            st.warning(f"There is no passage ‘{markup.plain(wanted)}’ in this course.")
        for source in course.sources.values():
            st.html(_source(course, source, wanted))
    follow_links("sources", course)
    _lead_to(course, wanted)


def _head(course: Course) -> str:
    cards = "".join(
        f"<li>{markup.source_link(source)}<p>{escape(source.genre)}</p><p>{escape(markup.language(source))}</p></li>"
        for source in course.sources.values()
    )
    return (
        "<h1>Sources</h1><p class='lead'>Five news articles are all the evidence there is. The "
        "articles belong to their publishers: what you read here are summaries in our own words "
        f"and short quotations.</p><ul class='shelf'>{cards}</ul>"
    )


def _source(course: Course, source: Source, wanted: str) -> str:
    passages = "".join(
        markup.passage(evidence, marked=evidence.id == wanted)
        for evidence in course.passages(source)
    )
    return (
        f"<section class='source' id='source-{source.id}'><h2>{markup.source_mark(source)}</h2>"
        f"{markup.source_card(source)}<h3>Passages</h3>{passages}</section>"
    )


def _lead_to(course: Course, wanted: str) -> None:
    source_id = st.query_params.get("source", "")
    if course.evidence(wanted):
        move_focus(markup.anchor(wanted), f"passage {wanted}", block="center")
    elif source_id in course.sources:
        move_focus(f"source-{source_id}", f"source {source_id}")
