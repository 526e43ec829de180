"""The pages and how one gets to another: addresses, links, and the drawer with a passage."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st

from sourcebook.model.course import Course, Evidence
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.components import followed_link

PAGES = "sourcebook_pages"
"""Where a run keeps its pages, by the last part of their address."""

PAGE = "sourcebook_page"
"""Where a run keeps the last part of the address of the page it draws."""

_html = Macros(__file__)


def go(url_path: str, /, **params: str) -> None:
    """Lead to a page of the app, with these query parameters; for the action of a button.

    On the page itself only the address changes, which needs no run of its own.
    """
    if url_path == st.session_state[PAGE]:
        st.query_params.from_dict(params)
    else:
        st.switch_page(st.session_state[PAGES][url_path], query_params=params)


def address() -> str:
    """The address of the page on the screen, from the host on."""
    params = urlencode(st.query_params.to_dict())
    return f"/{st.session_state[PAGE]}{'?' if params else ''}{params}"


def stray_parts(*known: str) -> str:
    """What to say of query parameters that the page on the screen does not have; empty for none."""
    stray = [f"‘{markup.literal(each[:60])}’" for each in st.query_params if each not in known]
    if not stray:
        return ""
    own = " and ".join(f"‘{each}’" for each in known)
    return f"This address is wrong: it has {', '.join(stray[:3])}, and this page expects {own}."


def name_page(*titles: str) -> None:
    """Give the browser's tab the name of what is shown, and of what that belongs to."""
    st.set_page_config(page_title=" · ".join((*titles, "Sourcebook")))


def follow_links(scope: str, course: Course) -> None:
    """Open the passage of the link just clicked in a container beside the page.

    Links to pages are followed in the browser; one to a passage that is not there, here.
    """
    address = followed_link(scope)
    if address is None:
        return
    parts = urlsplit(address)
    params = dict(parse_qsl(parts.query))
    evidence = course.evidence(params.get("passage", ""))
    if evidence:
        open_drawer(evidence)
    elif (url_path := parts.path.strip("/")) in st.session_state[PAGES]:
        go(url_path, **params)
        st.rerun()


def open_drawer(evidence: Evidence) -> None:
    """Show a passage beside the page: its source, summary, quotes and caution."""
    title = f"{evidence.source.label}, paragraph {markup.paragraph_number(evidence)}"
    st.dialog(markup.literal(title), position="right")(_drawer)(evidence)


def _drawer(evidence: Evidence) -> None:
    source = evidence.source
    st.html(
        _html.drawer(
            theme="at-night" if st.context.theme.type == "dark" else "on-paper",
            mark=markup.source_mark(source),
            line=markup.source_line(source),
            content=markup.passage_content(evidence),
            card=markup.source_card(source),
            address=markup.passage_address(evidence.id),
        )
    )
