"""The evidence in five views: the sources, where they differ, who speaks, when, and which words."""

import streamlit as st
from markupsafe import Markup

from sourcebook.model.background import Person, Term
from sourcebook.model.course import Course
from sourcebook.model.sources import VERDICTS
from sourcebook.pages.reading import lesson_figures, source_cards
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.navigation import draw_panel, name_page, stray_parts
from sourcebook.pages.shared.services import library
from sourcebook.pages.shared.templates import Macros

VIEWS = {
    "": "The sources",
    "differences": "Where they differ",
    "voices": "Who is quoted",
    "timeline": "When it happened",
    "terms": "People and terms",
}
_html = Macros(__file__)


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
            st.html(_html.head(VIEWS, view))
            _warn_of_address(view)
            _draw(view, course)
    draw_panel(course)


def _warn_of_address(view: str) -> None:
    """Say what is wrong with the address, if it names no source or view, or something else."""
    for name, shown in (("source", ""), ("view", view)):
        wanted = st.query_params.get(name, "")
        if wanted and not shown:
            st.warning(f"There is no {name} ‘{markup.literal(wanted[:60])}’ in this course.")
    if stray := stray_parts("source", "passage", "search", "view"):
        st.warning(stray)


def _draw(view: str, course: Course) -> None:
    match view:
        case "differences":
            st.html(_differences(course))
        case "voices":
            st.html(_html.voices(lesson_figures.who_is_quoted(course)))
        case "timeline":
            st.html(_whole_timeline(course))
        case "terms":
            st.html(_people_and_terms(course))
        case _:
            source_cards.draw_shelf(course)


def _differences(course: Course) -> Markup:
    """All comparisons, grouped by what kind of difference they show."""
    groups = [
        (title, [markup.comparison(each, course) for each in found])
        for verdict, title in VERDICTS.items()
        if (found := [each for each in course.comparisons.values() if each.verdict == verdict])
    ]
    return _html.differences(groups)


def _whole_timeline(course: Course) -> Markup:
    """Every event of the course."""
    years = [event.year for event in course.timeline.values()]
    if not years:
        return _html.no_timeline()
    return _html.whole_timeline(lesson_figures.timeline(course, str(min(years)), str(max(years))))


def _people_and_terms(course: Course) -> Markup:
    people = [
        (person, _description(person), markup.citations(course, person.citations))
        for person in course.people.values()
    ]
    terms = [
        (term, _definition(term), markup.citations(course, term.citations))
        for term in course.glossary.values()
    ]
    return _html.people_and_terms(people, terms)


def _description(person: Person) -> str:
    others = f" Also written {', '.join(person.variants)}." if person.variants else ""
    return f"{person.office}.{others} {person.quoted_on.rstrip('.')}."


def _definition(term: Term) -> str:
    neutral = f" In neutral words: {term.neutral}." if term.neutral else ""
    return f"{term.definition}{neutral}"
