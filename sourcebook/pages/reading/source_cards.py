"""The sources: the shelf with their cards, the search in all, and one source at a time."""

from collections.abc import Iterator, Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from sourcebook.model.course import Course, Evidence
from sourcebook.model.lesson_work import Note
from sourcebook.model.sources import Source
from sourcebook.pages.shared import links, markup, notes
from sourcebook.pages.shared.navigation import name_page
from sourcebook.pages.shared.passage_links import linked
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.streamlit_internals.announcements import say_change
from sourcebook.pages.streamlit_internals.components import move_focus

_html = Macros(__file__)


def asked_for(course: Course) -> Source | None:
    """The source that the address names, by itself or by a passage; None for the shelf."""
    evidence = course.evidence(st.query_params.get("passage", ""))
    return evidence.source if evidence else course.sources.get(st.query_params.get("source", ""))


def draw_shelf(course: Course) -> None:
    """Draw the search in the passages of all, and what is found or else all cards."""
    wanted = st.query_params.get("passage", "")
    if wanted:
        st.warning(f"There is no passage ‘{markup.literal(wanted)}’ in this course.")
    st.html(_html.lead())
    # Kept in the address, so that a learner who comes back finds the same passages.
    sought = st.text_input(
        "Search the passages",
        placeholder="a name, a place, a word",
        key="search",
        bind="query-params",
    )
    words = (sought or "").strip()
    hits = list(_hits(course, words.casefold().split())) if words else []
    how_many = _how_many(hits, words) if words else ""
    say_change(how_many, of="search")
    if how_many:
        own = notes.known_notes()
        name_page(f"Search for “{words}”", "Sources")
        st.html(_html.hits(how_many, (_passage(course, each, own) for each in hits)))
    else:
        sources = course.sources.values()
        st.html(_html.shelf([(source, markup.source_link(source)) for source in sources]))


def draw_source(course: Course, source: Source) -> None:
    """Draw the card of a source and its passages; one that the address names is marked."""
    wanted = st.query_params.get("passage", "")
    evidence = course.evidence(wanted)
    name_page(markup.passage_name(evidence) if evidence else source.label, "Sources")
    place = list(course.sources).index(source.id) + 1
    own = notes.known_notes()
    st.html(
        _html.source(
            source,
            breadcrumbs=links.breadcrumbs(
                links.link(in_app("/sources"), "Sources"),
                f"Source {place} of {len(course.sources)}",
            ),
            card=markup.source_card(source, linked(course)),
            passages=[
                _passage(course, each, own, is_marked=each.id == wanted)
                for each in course.passages(source)
            ],
            next_links=_next_links(course, place),
        )
    )
    if evidence:
        move_focus(markup.passage_anchor(wanted), f"passage {wanted}", block="center")


def _passage(
    course: Course, evidence: Evidence, own: Mapping[str, Note], *, is_marked: bool = False
) -> Markup:
    note_link = notes.link(evidence, own.get(evidence.id))
    return markup.passage(evidence, note_link, linked=linked(course), is_marked=is_marked)


def _next_links(course: Course, place: int) -> Markup:
    """Links to the sources beside the one at this place, counted from 1, and to the shelf."""
    sources = list(course.sources.values())
    beside = (
        links.link(in_app(f"/sources?source={each.id}"), f"{which} source: {each.label}")
        for which, found in (("Next", sources[place:]), ("Previous", sources[: place - 1][::-1]))
        for each in found[:1]
    )
    return links.next_links([*beside, links.link(in_app("/sources"), "Back to all sources")])


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
