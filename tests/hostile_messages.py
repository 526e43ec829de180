"""Messages that a hostile browser may send: made by Hypothesis, of everything the protocol has."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from tests.streamlit_internals import BackMsg, WidgetState

PAGES = (
    "quiz",
    "quiz",
    "quiz",
    "",
    "lesson",
    "scores",
    "me",
    "sources",
    "teach",
    "edit",
    "marking",
)
MOST_BYTES = 2_000_000


class Long(str):
    """A piece of text many times, which does not fill the screen if a test fails."""

    def __new__(cls, piece: str, times: int) -> "Long":
        """Repeat a piece."""
        return super().__new__(cls, piece * times)

    def __repr__(self) -> str:
        return f"{self[:10]!r}…"


class TooLarge(bytes):
    """More bytes than a message may have."""

    def __repr__(self) -> str:
        return "too many bytes"


short_texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(["", "\0", "../../etc/passwd", "1e999", Long("a", 1_000)]),
)
texts = st.one_of(
    short_texts,
    st.sampled_from([Long("a", 100_000), Long("[", 20_000), Long('{"a":', 5_000)]),
)
doubles = st.floats(width=64)
whole = st.integers(-(2**63), 2**63 - 1)

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "trigger_value": st.booleans(),
    "bool_value": st.booleans(),
    "double_value": doubles,
    "int_value": whole,
    "string_value": texts,
    "json_value": texts,
    "bytes_value": st.binary(max_size=30),
    "json_trigger_value": texts,
}
LISTS: dict[str, st.SearchStrategy[Any]] = {
    "double_array_value": doubles,
    "int_array_value": whole,
    "string_array_value": texts,
}


@st.composite
def fields(draw: st.DrawFn, ids: Sequence[str]) -> WidgetState:
    """A value of any type for a field of the page, or for one that nobody has."""
    # With an id that begins otherwise, Streamlit fails some pages of this browser, and of no other.
    unknown = short_texts.map(lambda name: f"$$ID-{name}")
    state = WidgetState(id=draw(st.one_of(st.sampled_from(ids), st.sampled_from(ids), unknown)))
    name = draw(st.sampled_from([*VALUES, *LISTS, "string_trigger_value", "files", "nothing"]))
    if name in VALUES:
        setattr(state, name, draw(VALUES[name]))
    elif name in LISTS:
        getattr(state, name).data.extend(draw(st.lists(LISTS[name], max_size=5)))
    elif name == "string_trigger_value":
        state.string_trigger_value.data = draw(texts)
    elif name == "files":
        file = state.file_uploader_state_value.uploaded_file_info.add()
        file.file_id, file.name, file.size = draw(texts), draw(texts), draw(st.integers(0, 2**63))
    return state


@st.composite
def runs(draw: st.DrawFn, ids: Sequence[str], queries: Sequence[str]) -> bytes:
    """A request for a run, with odd values of everything that it may have."""
    message = BackMsg()
    asked = message.rerun_script
    asked.query_string = draw(st.one_of(st.sampled_from(queries), short_texts))
    asked.page_name = draw(st.one_of(st.sampled_from(PAGES), short_texts))
    asked.page_script_hash = draw(st.one_of(st.just(""), short_texts))
    asked.fragment_id = draw(st.sampled_from(["", "", "", "a"]))
    asked.is_auto_rerun = draw(st.booleans())
    asked.cached_message_hashes.extend(draw(st.lists(texts, max_size=3)))
    asked.widget_states.widgets.extend(draw(st.lists(fields(ids), max_size=4)))
    about = asked.context_info
    for name in ("timezone", "locale", "url"):
        setattr(about, name, draw(st.one_of(st.just(""), texts)))
    about.timezone_offset = draw(st.integers(-(2**31), 2**31 - 1))
    return bytes(message.SerializeToString())


@st.composite
def others(draw: st.DrawFn) -> bytes:
    """A message of another kind."""
    message = BackMsg()
    names = ("clear_cache", "set_run_on_save", "stop_script", "load_git_info", "app_heartbeat")
    name = draw(st.sampled_from([*names, "files", "operation", "shutdown"]))
    if name == "files":
        message.file_urls_request.file_names.extend(draw(st.lists(texts, max_size=30)))
    elif name == "operation":
        message.backend_operation_request.session_id = draw(texts)
    elif name == "shutdown":
        message.debug_shutdown_runtime = True
    else:
        setattr(message, name, True)
    return bytes(message.SerializeToString())


@st.composite
def damaged(draw: st.DrawFn, sound: st.SearchStrategy[bytes]) -> bytes:
    """A message of which some bytes are others, or are missing."""
    raw = draw(sound)
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(raw))] * 2)))
    return raw[:start] + draw(st.binary(max_size=9)) + raw[end:]


@st.composite
def messages(draw: st.DrawFn, ids: Sequence[str], queries: Sequence[str]) -> bytes | str:
    """Any message: sound, odd, damaged, no message at all, or a text."""
    sound = runs(ids, queries)
    # Most are requests for runs, because most of the others end their socket.
    match draw(st.integers(0, 15)):
        case 12:
            return draw(others())
        case 13:
            return draw(damaged(st.one_of(sound, others())))
        case 14:
            return draw(st.one_of(st.binary(max_size=99), texts))
        case 15:
            return TooLarge(MOST_BYTES + 1)
        case _:
            return draw(sound)
