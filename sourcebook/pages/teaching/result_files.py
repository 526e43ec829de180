"""Tables to download, and the mark on all invented data."""

from collections.abc import Callable, Mapping

import streamlit as st

from sourcebook.analysis import FileTable, marked_as_invented, sheet, workbook
from sourcebook.errors import SourcebookError
from sourcebook.pages.identity import school
from sourcebook.pages.shared import clock, current_learner, downloads
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

INVENTED = "Invented data: nobody has done or written any of this."
_html = Macros(__file__)


def warn_of_invented() -> None:
    """Draw a banner if the database is a demonstration."""
    if store().classes.has_demo():
        st.html(_html.invented(INVENTED))


def offer_csv(name: str, make: Callable[[], FileTable]) -> None:
    """Draw the button that downloads one table; it is made when it is asked for."""
    downloads.offer(
        f"Download this table: {name} (CSV)",
        name=f"{_prefix()}{name}.csv",
        kind="text/csv",
        make=guarded(lambda: sheet(_marked(make()))),
        key=f"csv-{name}",
    )


def offer_workbook(name: str, make: Callable[[], Mapping[str, FileTable]]) -> None:
    """Draw the button that downloads all tables as one spreadsheet."""
    downloads.offer(
        "Download all tables (XLSX)",
        name=f"{_prefix()}{name}.xlsx",
        kind=_XLSX,
        make=guarded(lambda: workbook({title: _marked(table) for title, table in make().items()})),
        key=f"xlsx-{name}",
    )


def guarded(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The file, if the desk is still open in this browser when the file is fetched.

    It is made outside of a run. With a school's login, `downloads` asks whether it has ended.
    """
    browser = current_learner.browser()

    def made() -> bytes:
        if not school.is_in_use() and not (
            browser and store().teachers.has_session(browser, now=clock.now())
        ):
            raise SourcebookError("The teacher’s desk is closed. Open it again.")
        return make()

    return made


def _prefix() -> str:
    return "invented-" if store().classes.has_demo() else "sourcebook-"


def _marked(table: FileTable) -> FileTable:
    return marked_as_invented(table) if store().classes.has_demo() else table
