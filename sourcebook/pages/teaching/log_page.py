"""The log of the desk: who did what, and when, the newest first."""

from collections.abc import Mapping
from typing import Final

import streamlit as st
from markupsafe import Markup

from sourcebook.model.teachers import LogEntry, LogKind
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.navigation import draw_panel, name_page
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.paging import turn_pages

TITLE = "Log"
PURPOSE = "Who opened the desk, invited, exported or deleted what, and when."

_ON_A_PAGE: Final = 50
_HEADS: Final = ("When", "Who", "What")
_WORDS: Final[Mapping[LogKind, str]] = {
    "opened": "opened the desk",
    "failed": "typed a wrong password",
    "joined": "set a password by a link",
    "invited": "made a link for a teacher",
    "withdrawn": "withdrew a link",
    "shut_out": "shut out a teacher",
    "let_in": "let in a teacher again",
    "reset": "ended a password, at the server",
    "renamed": "changed their name",
    "password": "changed their password",
    "exported": "downloaded a file",
    "class_closed": "closed a class",
    "class_shared": "shared a class",
    "class_unshared": "stopped sharing a class",
    "class_taken": "took over a class",
    "learner_out": "took a learner out of a class",
    "mark_changed": "changed a mark",
    "regraded": "scored answers again",
    "file_deleted": "deleted a course file",
}
_html = Macros(__file__)


def show() -> None:
    """Draw the page."""
    name_page(TITLE)
    now, log = clock.now(), store().log
    with st.container(key="log"):
        st.html(_html.head(TITLE))
        number = log.size(now=now)
        if number:
            slot, first, which = turn_pages(number, key="log-page", noun="Entries", most=_ON_A_PAGE)
            found = log.page(first, _ON_A_PAGE, now=now)
            shown = table(TITLE, _HEADS, map(_row, found), look="brief")
            slot.html(Markup("<p class='meta'>{}</p>{}").format(which, shown))
        else:
            st.html("<p class='where'>Nothing has been done at this desk yet.</p>")
    draw_panel(library().course())


def _row(entry: LogEntry) -> tuple[str, str, str]:
    about = f": {entry.about}" if entry.about else ""
    who = entry.who or ("somebody" if entry.kind == "failed" else "the server")
    return clock.local_time(entry.at), who, f"{_WORDS[entry.kind]}{about}"
