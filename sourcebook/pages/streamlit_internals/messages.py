"""The messages of browsers that Streamlit reads, and those that its front end sends here.

Streamlit 1.67 takes more of them, from everybody: one empties the caches of the whole server,
another asks which files are changed in the folder that it was started in.
"""

from typing import Literal

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]  # No types.
from streamlit.proto.BackMsg_pb2 import BackMsg

MOST_PARTS = 2_000
"""Values of fields in a message, or names of what the browser has; the largest page has some
hundred."""

MOST_FILES = 20
"""Files that a browser announces at once."""

LONGEST_ADDRESS = 10_000
"""Characters of the address of a page, or of another name in a message that Streamlit may log."""

Kind = Literal["needed", "unneeded", "unreadable"]

_NEEDED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})


def kind_of(raw: bytes) -> Kind:
    """Whether the pages of the app need a message; unreadable is also one of too many parts."""
    message = BackMsg()
    try:
        message.ParseFromString(raw)
    except DecodeError:
        return "unreadable"
    asked = message.rerun_script
    parts = max(len(asked.widget_states.widgets), len(asked.cached_message_hashes))
    if parts > MOST_PARTS or len(message.file_urls_request.file_names) > MOST_FILES:
        return "unreadable"
    named = (asked.query_string, asked.page_name, asked.page_script_hash, asked.fragment_id)
    if max(map(len, named)) > LONGEST_ADDRESS:
        return "unreadable"
    return "needed" if message.WhichOneof("type") in _NEEDED else "unneeded"
