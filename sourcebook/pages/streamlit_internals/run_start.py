"""What Streamlit sends at the start of every run, as far as it is the same each time.

In each run Streamlit reads some 200 settings for the colours and letters of a page, lists all pages
and hashes their addresses: a tenth of the run.
"""

from functools import lru_cache
from typing import NamedTuple

from streamlit.navigation import page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import RunDescriptor
from streamlit.source_util import PageHash, PageInfo


def remember_first_message() -> None:
    """Let Streamlit make the first message of a run once for each list of pages.

    What differs from run to run is filled in anew. Settings never change while the server runs. A
    run that draws a part of a page leaves out the pages and the theme: browsers read them only
    when a whole page is drawn.
    """
    make = AppSession._create_new_session_message
    known: dict[tuple[PageHash, ...], _Kinds] = {}

    def create(
        self: AppSession,
        page_script_hash: str,
        run_descriptor: RunDescriptor,
        pages: dict[PageHash, PageInfo] | None = None,
    ) -> ForwardMsg:
        hashes = tuple(pages or self._pages_manager.get_pages())
        if hashes not in known:
            known[hashes] = _kinds(make(self, page_script_hash, run_descriptor, pages))
        message = ForwardMsg()
        kinds = known[hashes]
        message.CopyFrom(kinds.of_part if run_descriptor.fragment_ids else kinds.of_page)
        app_session._set_run_identity(message, run_descriptor)
        session = message.new_session
        session.page_script_hash = page_script_hash
        session.initialize.session_id = self.id
        status = session.initialize.session_status
        status.run_on_save = self._run_on_save
        status.script_is_running = self._state == AppSessionState.APP_IS_RUNNING
        return message

    AppSession._create_new_session_message = create  # type: ignore[method-assign]


class _Kinds(NamedTuple):
    """The first message of a run that draws a whole page, and of one that draws a part."""

    of_page: ForwardMsg
    of_part: ForwardMsg


def _kinds(of_page: ForwardMsg) -> _Kinds:
    of_page.metadata.Clear()
    of_part = ForwardMsg()
    of_part.CopyFrom(of_page)
    of_part.new_session.ClearField("app_pages")
    of_part.new_session.ClearField("custom_theme")
    return _Kinds(of_page, of_part)


def remember_page_hashes() -> None:
    """Let Streamlit hash the address of each page once."""
    # The module imports the function, and so does not count as its home.
    page.calc_hash = lru_cache(maxsize=100)(page.calc_hash)  # type: ignore[attr-defined]
