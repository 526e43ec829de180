"""The evidence in five views: the sources, where they differ, who speaks, when, and which words."""

from collections import defaultdict
from collections.abc import Iterator
from html import escape

import streamlit as st

from sourcebook.model.background import Person, Term
from sourcebook.model.course import Course, Evidence
from sourcebook.model.sources import Source
from sourcebook.pages import markup
from sourcebook.pages.components import move_focus
from sourcebook.pages.navigation import follow_links, name_page
from sourcebook.pages.process import library
from sourcebook.pages.reading import figures

VIEWS = {
    "": "The five sources",
    "differences": "Where they differ",
    "voices": "Who is quoted",
    "timeline": "When it happened",
    "terms": "People and terms",
}


def show() -> None:
    """Draw the view that the address names.

    `?passage=s2.p10` marks a passage, `?source=s2` leads to a card, `?view=terms` to a view.
    """
    course = library().course()
    view = st.query_params.get("view", "")
    view = view if view in VIEWS else ""
    name_page(VIEWS[view])
    with st.container(key="sources"):
        st.html(f"<h1>Sources</h1>{_views(view)}")
        match view:
            case "differences":
                st.html(_differences(course))
            case "voices":
                st.html(f"<h2>Who is quoted</h2>{figures.who_is_quoted(course)}")
            case "timeline":
                st.html(f"<h2>When it happened</h2>{_whole_timeline(course)}")
            case "terms":
                st.html(_people(course) + _terms(course))
            case _:
                _five_sources(course)
    follow_links("sources", course)


def _views(chosen: str) -> str:
    links = "".join(_view_link(view, is_here=view == chosen) for view in VIEWS)
    return f"<nav aria-label='Views of the evidence'><ul class='views'>{links}</ul></nav>"


def _view_link(view: str, *, is_here: bool) -> str:
    address = f"/sources?view={view}" if view else "/sources"
    current = " aria-current='page'" if is_here else ""
    return f"<li><a data-in-app='1' href='{address}'{current}>{VIEWS[view]}</a></li>"


def _five_sources(course: Course) -> None:
    wanted = st.query_params.get("passage", "")
    if wanted and course.evidence(wanted) is None:
        st.warning(f"There is no passage ‘{markup.plain(wanted)}’ in this course.")
    st.html(_shelf(course))
    sought = st.text_input("Search the passages", placeholder="a name, a place, a word")
    if sought and sought.strip():
        st.html(_found(course, sought))
        return
    for source in course.sources.values():
        st.html(_source(course, source, wanted))
    _lead_to(course, wanted)


def _shelf(course: Course) -> str:
    cards = "".join(
        f"<li>{markup.source_link(source)}<p>{escape(source.genre)}</p>"
        f"<p>{escape(source.publisher.name or 'Publisher unknown')}</p>"
        f"<p>{escape(markup.language(source))}</p><p>{escape(markup.date(source.date))}</p>"
        f"<p>{escape(source.perspective)}</p><p>Remarks on damage: {len(source.damage)}</p></li>"
        for source in course.sources.values()
    )
    return (
        "<p class='lead'>Five news articles are all the evidence there is. The articles belong to "
        "their publishers: what you read here are summaries in our own words and short "
        f"quotations.</p><ul class='shelf'>{cards}</ul>"
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


def _found(course: Course, sought: str) -> str:
    """The passages that hold every word sought, in summary, quotes or speakers."""
    hits = list(_hits(course, sought.casefold().split()))
    count = "One passage" if len(hits) == 1 else f"{len(hits) or 'No'} passages"
    shown = "".join(markup.passage(evidence) for evidence in hits)
    return f"<p role='status'>{count} with “{escape(sought.strip())}”.</p>{shown}"


def _hits(course: Course, words: list[str]) -> Iterator[Evidence]:
    for source in course.sources.values():
        for evidence in course.passages(source):
            quotes = (f"{quote.speaker} {quote.words}" for quote in evidence.passage.quotes)
            text = " ".join((evidence.passage.summary, *quotes)).casefold()
            if all(word in text for word in words):
                yield evidence


def _differences(course: Course) -> str:
    """All comparisons, grouped by what kind of difference they show."""
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for compared in course.comparisons.values():
        grouped[compared.verdict].append(markup.comparison(compared, course))
    groups = (
        f"<h2>{title}</h2>{''.join(grouped[verdict])}"
        for verdict, title in markup.VERDICTS.items()
        if grouped[verdict]
    )
    lead = "What each source says on one question, and what a careful reader may conclude."
    return f"<p class='lead'>{lead}</p>{''.join(groups)}"


def _whole_timeline(course: Course) -> str:
    years = sorted({event.year for event in course.timeline.values()})
    if not years:
        return "<p>No event of this course can be dated.</p>"
    first, last = str(years[0]), str(years[-1])
    every = len(course.timeline)
    latest = figures.timeline(course, last, last, most_listed=every)
    if first == last:
        return latest
    before = figures.timeline(course, first, str(years[-2]), most_listed=every)
    return f"{before}<h3>{last}</h3>{latest}"


def _people(course: Course) -> str:
    rows = "".join(_person(course, person) for person in course.people.values())
    return f"<h2>People</h2><dl class='terms'>{rows}</dl>"


def _person(course: Course, person: Person) -> str:
    others = f" Also written {', '.join(person.variants)}." if person.variants else ""
    text = f"{person.office}.{others} {person.quoted_on.rstrip('.')}."
    marks = markup.citations(course, person.citations)
    return f"<dt>{escape(person.name)}</dt><dd>{escape(text)} {marks}</dd>"


def _terms(course: Course) -> str:
    rows = "".join(_term(course, term) for term in course.glossary.values())
    return f"<h2>Terms</h2><dl class='terms'>{rows}</dl>"


def _term(course: Course, term: Term) -> str:
    tag = " <span class='cited-tag'>Contested</span>" if term.contested else ""
    neutral = f" In neutral words: {term.neutral}." if term.neutral else ""
    marks = markup.citations(course, term.citations)
    return f"<dt>{escape(term.term)}{tag}</dt><dd>{escape(term.definition + neutral)} {marks}</dd>"


def _lead_to(course: Course, wanted: str) -> None:
    source_id = st.query_params.get("source", "")
    if course.evidence(wanted):
        move_focus(markup.anchor(wanted), f"passage {wanted}", block="center")
    elif source_id in course.sources:
        move_focus(f"source-{source_id}", f"source {source_id}")
