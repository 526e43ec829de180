"""Parts of a page: a click in one draws that part again, and not what is around it.

Streamlit calls such a part a fragment.
"""

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState


def is_drawn_alone() -> bool:
    """Whether this run draws a part of the page, and not the whole page."""
    run = get_script_run_ctx()
    return run is not None and bool(run.fragment_ids_this_run)


def begins_run() -> bool:
    """Whether this run began with the part that is being drawn, and not with one around it."""
    run, part = get_script_run_ctx(), ThreadState.get().fragment_id
    return run is not None and part is not None and part in (run.fragment_ids_this_run or ())


def run_page_for_unknown_part() -> None:
    """Let a click in a part that the server does not know run the whole page.

    Streamlit drops such a click, and with it what was pressed and filled in. A server that has
    started anew knows no part of the pages that are open in browsers.
    """
    request = AppSession.request_rerun

    def request_rerun(self: AppSession, client_state: ClientState | None) -> None:
        part = client_state.fragment_id if client_state else ""
        if client_state and part and not self.has_fragment(part):
            client_state.fragment_id = ""
        request(self, client_state)

    AppSession.request_rerun = request_rerun  # type: ignore[method-assign]
