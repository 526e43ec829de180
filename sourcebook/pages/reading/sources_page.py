"""The evidence in five views: the sources, where they differ, who speaks, when, and which words."""

from collections import defaultdict
from html import escape

import streamlit as st

from sourcebook.model.background import Person, Term
from sourcebook.model.course import Course
from sourcebook.pages.reading import lesson_figures, source_cards
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.navigation import follow_links, name_page, stray_parts
from sourcebook.pages.shared.services import library

VIEWS = {
    "": "The sources",
    "differences": "Where they differ",
    "voices": "Who is quoted",
    "timeline": "When it happened",
    "terms": "People and terms",
}


def show() -> None:
    """Draw the view that the address names, or one source with its passages.

    `?source=s2` shows a source, `?passage=s2.p10` marks a passage in its source, `?search=word`
    finds passages in all, `?view=terms` shows a view.
    """
    course = library().course()
    view = st.query_params.get("view", "")
    view = view if view in VIEWS else ""
    source = None if view else source_cards.asked_for(course)
    with st.container(key="sources"):
        if source:
            source_cards.draw_source(course, source)
        else:
            name_page(*filter(None, (view and VIEWS[view], "Sources")))
            st.html(f"<h1>Sources</h1>{_views(view)}")
            _warn_of_address(view)
            _draw(view, course)
    follow_links("sources", course)


def _warn_of_address(view: str) -> None:
    """Say what is wrong with the address, if it names no source or view, or something else."""
    for name, shown in (("source", ""), ("view", view)):
        wanted = st.query_params.get(name, "")
        if wanted and not shown:
            st.warning(f"There is no {name} ‘{markup.plain(wanted[:60])}’ in this course.")
    if stray := stray_parts("source", "passage", "search", "view"):
        st.warning(stray)


def _draw(view: str, course: Course) -> None:
    match view:
        case "differences":
            st.html(_differences(course))
        case "voices":
            st.html(f"<h2>Who is quoted</h2>{lesson_figures.who_is_quoted(course)}")
        case "timeline":
            st.html(f"<h2>When it happened</h2>{_whole_timeline(course)}")
        case "terms":
            st.html(_people(course) + _terms(course))
        case _:
            source_cards.draw_shelf(course)


def _views(chosen: str) -> str:
    links = "".join(_view_link(view, is_here=view == chosen) for view in VIEWS)
    return f"<nav aria-label='Views of the evidence'><ul class='views'>{links}</ul></nav>"


def _view_link(view: str, *, is_here: bool) -> str:
    address = f"/sources?view={view}" if view else "/sources"
    current = " aria-current='page'" if is_here else ""
    return f"<li><a data-in-app='1' href='{address}'{current}>{VIEWS[view]}</a></li>"


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
    latest = lesson_figures.timeline(course, last, last, most_listed=every)
    if first == last:
        return latest
    before = lesson_figures.timeline(course, first, str(years[-2]), most_listed=every)
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
