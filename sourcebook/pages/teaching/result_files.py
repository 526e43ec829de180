"""Tables to download, and the mark on all invented data."""

from collections.abc import Callable, Mapping

import streamlit as st

from sourcebook.analysis import FileTable, marked_as_invented, sheet, workbook
from sourcebook.errors import SourcebookError
from sourcebook.pages.shared import current_learner, downloads
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import current_teacher

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
        make=guarded(lambda: sheet(_marked(make())), logged=f"table “{name}”"),
        key=f"csv-{name}",
    )


def offer_workbook(name: str, make: Callable[[], Mapping[str, FileTable]]) -> None:
    """Draw the button that downloads all tables as one spreadsheet."""
    downloads.offer(
        "Download all tables (XLSX)",
        name=f"{_prefix()}{name}.xlsx",
        kind=_XLSX,
        make=guarded(
            lambda: workbook({title: _marked(table) for title, table in make().items()}),
            logged="all tables",
        ),
        key=f"xlsx-{name}",
    )


def guarded(make: Callable[[], bytes], *, logged: str = "") -> Callable[[], bytes]:
    """The file, if the desk is still open to this teacher when the file is fetched.

    It is made outside of a run. With a school's login, `downloads` asks whether it has ended.
    `logged` is what the log says of the file; without it, the file has nothing of a learner.
    """
    browser, teacher = current_learner.browser(), current_teacher.current()

    def made() -> bytes:
        if teacher is None or not current_teacher.is_still(teacher, browser):
            raise SourcebookError("The teacher’s desk is closed. Open it again.")
        if logged:
            current_teacher.note("exported", logged, by=teacher)
        return make()

    return made


def _prefix() -> str:
    return "invented-" if store().classes.has_demo() else "sourcebook-"


def _marked(table: FileTable) -> FileTable:
    return marked_as_invented(table) if store().classes.has_demo() else table
