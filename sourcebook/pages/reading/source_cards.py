"""The sources: the shelf with their cards, the search in all, and one source at a time."""

from collections.abc import Iterator, Sequence
from html import escape

import streamlit as st

from sourcebook.model.course import Course, Evidence
from sourcebook.model.sources import Source
from sourcebook.pages.shared import links, markup
from sourcebook.pages.shared.navigation import name_page
from sourcebook.pages.streamlit_internals.announcements import say_change
from sourcebook.pages.streamlit_internals.components import move_focus

_LEAD = (
    "<p class='lead'>These sources are all the evidence there is. They belong to their "
    "publishers: what you read here are summaries in our own words and short quotations. "
    "Open one to read its passages.</p>"
)
_TO_SHELF = links.way("/sources", "Sources")


def asked_for(course: Course) -> Source | None:
    """The source that the address names, by itself or by a passage; None for the shelf."""
    evidence = course.evidence(st.query_params.get("passage", ""))
    return evidence.source if evidence else course.sources.get(st.query_params.get("source", ""))


def draw_shelf(course: Course) -> None:
    """Draw the search in the passages of all, and what is found or else all cards."""
    wanted = st.query_params.get("passage", "")
    if wanted:
        st.warning(f"There is no passage ‘{markup.plain(wanted)}’ in this course.")
    st.html(_LEAD)
    # Kept in the address, so that whoever comes back finds what was found.
    sought = st.text_input(
        "Search the passages",
        placeholder="a name, a place, a word",
        key="search",
        bind="query-params",
    )
    words = (sought or "").strip()
    hits = list(_hits(course, words.casefold().split())) if words else []
    told = _how_many(hits, words) if words else ""
    say_change(told, of="search")
    if told:
        name_page(f"Search for “{words}”", "Sources")
        st.html(f"<p>{escape(told)}</p>{''.join(markup.passage(each) for each in hits)}")
    else:
        st.html(_cards(course))


def draw_source(course: Course, source: Source) -> None:
    """Draw the card of a source and its passages; one that the address names is marked."""
    wanted = st.query_params.get("passage", "")
    evidence = course.evidence(wanted)
    name_page(markup.name(evidence) if evidence else source.label, "Sources")
    passages = "".join(
        markup.passage(each, marked=each.id == wanted) for each in course.passages(source)
    )
    place = list(course.sources).index(source.id) + 1
    st.html(
        f"{links.kicker(_TO_SHELF, f'Source {place} of {len(course.sources)}')}"
        f"<section class='source' id='source-{source.id}'><h1>{markup.source_mark(source)}</h1>"
        f"{markup.source_card(source)}<h2>Passages</h2>{passages}</section>"
        f"{_others(course, place)}"
    )
    if evidence:
        move_focus(markup.anchor(wanted), f"passage {wanted}", block="center")


def _cards(course: Course) -> str:
    cards = "".join(
        f"<li>{markup.source_link(source)}<p>{escape(source.genre)}</p>"
        f"<p>{escape(source.publisher.name or 'Publisher unknown')}</p>"
        f"<p>{escape(markup.language(source))}</p><p>{escape(markup.date(source.date))}</p>"
        f"<p>{escape(source.perspective)}</p><p>Remarks on damage: {len(source.damage)}</p></li>"
        for source in course.sources.values()
    )
    return f"<ul class='shelf'>{cards}</ul>"


def _others(course: Course, place: int) -> str:
    """The ways to the sources beside the one at this place, counted from 1, and to the shelf."""
    sources = list(course.sources.values())
    beside = (
        links.way(f"/sources?source={each.id}", f"{which} source: {each.label}")
        for which, found in (("Next", sources[place:]), ("Previous", sources[: place - 1][::-1]))
        for each in found[:1]
    )
    return links.what_next([*beside, links.way("/sources", "Back to all sources")])


def _how_many(hits: Sequence[Evidence], sought: str) -> str:
    count = "One passage" if len(hits) == 1 else f"{len(hits) or 'No'} passages"
    return f"{count} with “{sought}”."


def _hits(course: Course, words: list[str]) -> Iterator[Evidence]:
    """The passages that hold every word sought, in summary, quotes or speakers."""
    for source in course.sources.values():
        for evidence in course.passages(source):
            quotes = (f"{quote.speaker} {quote.words}" for quote in evidence.passage.quotes)
            text = " ".join((evidence.passage.summary, *quotes)).casefold()
            if all(word in text for word in words):
                yield evidence
