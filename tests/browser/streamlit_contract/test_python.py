"""Streamlit's server, its private Python modules, and what the tests of pages use of AppTest."""

import asyncio
import inspect
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
import uvloop
from streamlit import net_util
from streamlit.navigation import page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import RunDescriptor, ScriptRunContext, ScriptRunner
from streamlit.runtime.stats import ACTIVE_SESSIONS_FAMILY
from streamlit.testing.v1 import AppTest
from streamlit.web import bootstrap
from streamlit.web.server import server_util
from streamlit.web.server.starlette import starlette_auth_routes as auth_routes
from streamlit.web.server.starlette import starlette_routes as server_routes
from uvicorn.config import Config

from sourcebook.pages.streamlit_internals import routes, sessions, turns
from sourcebook.pages.streamlit_internals.run_start import (
    remember_first_message,
    remember_page_hashes,
)
from tests.browser.streamlit_contract import VERSION


def test_streamlit_runs_on_uvloop_if_it_is_there() -> None:
    factory = bootstrap._get_uvloop_loop_factory()

    assert factory is uvloop.new_event_loop, (
        f"{VERSION} runs on asyncio: each run of a page may reach a browser 40 ms late."
    )


def test_uvloop_holds_no_small_message_back() -> None:
    async def option_of_a_connection() -> int:
        connected = asyncio.get_running_loop().create_future()

        class Note(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                connected.set_result(transport.get_extra_info("socket"))

        # As Streamlit binds its socket: without naming TCP.
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
            listening.bind(("127.0.0.1", 0))
            loop = asyncio.get_running_loop()
            server = await loop.create_server(Note, sock=listening)
            _, writer = await asyncio.open_connection(*listening.getsockname())
            accepted = await connected
            option: int = accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            writer.close()
            server.close()
        return option

    def run() -> int:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(option_of_a_connection())

    # In a thread of its own: where tests use a browser, this one has a loop already.
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(run).result(), (
            "uvloop delays small messages: each run of a page may reach a browser 40 ms late."
        )


def test_streamlit_announces_nothing_and_so_looks_nothing_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def look_up(*_: object) -> None:
        raise AssertionError(f"{VERSION} looks this machine's address up outside at its start.")

    monkeypatch.setattr(net_util, "get_external_ip", look_up)
    monkeypatch.setattr(net_util, "get_internal_ip", look_up)

    bootstrap._print_url(is_running_hello=False)

    assert st.get_option("logger.hideWelcomeMessage") is True


@pytest.mark.parametrize(
    ("found", "expected", "what_breaks"),
    [
        (server_routes.BASE_ROUTE_UPLOAD_FILE, routes.UPLOADS, "everybody can upload files"),
        (
            server_routes.ROUTE_SCRIPT_HEALTH,
            "/_stcore/script-health-check",
            "anybody can run the script",
        ),
        (server_routes.ROUTE_METRICS, "/_stcore/metrics", "the server's figures are open to all"),
        (auth_routes._ROUTE_AUTH_LOGIN, routes.LOGIN, "a login that fails shows an error in JSON"),
        (auth_routes._ROUTE_AUTH_LOGOUT, routes.LOGOUT, "nobody can log out"),
        (
            auth_routes._ROUTE_OAUTH_CALLBACK,
            routes.CALLBACK,
            "a login leads nobody back to their page",
        ),
        (
            server_util.AUTH_COOKIE_NAME,
            routes.LOGIN_COOKIE,
            "a login that ended goes on in open tabs",
        ),
    ],
)
def test_the_server_uses_the_name_that_the_app_knows(
    found: str, expected: str, what_breaks: str
) -> None:
    assert found.strip("/") == expected.strip("/"), (
        f"{VERSION} has {found} instead of {expected}: {what_breaks}. See routes.py."
    )


def test_an_uploaded_file_can_be_forgotten() -> None:
    wanted = {"session_id", "file_id"}

    assert wanted <= set(inspect.signature(MemoryUploadedFileManager.remove_file).parameters), (
        f"{VERSION} forgets files otherwise: an upload stays in memory, see uploaded_files.py."
    )


def test_what_is_in_a_field_stays_if_it_is_set_in_a_run_without_the_field() -> None:
    def page() -> None:
        import re

        import streamlit as st

        from sourcebook.pages.streamlit_internals.kept_values import (
            bring_back_values,
            keep_values,
        )

        bring_back_values()
        st.checkbox("away", key="away")
        for key in ("field-1", "other"):
            if not st.session_state["away"]:
                st.text_input(key, key=key)
        keep_values(re.compile("field-.+"))

    tab = AppTest.from_function(page).run(timeout=30)
    for field in tab.text_input:
        field.set_value("typed")
    tab.run().checkbox[0].check().run()
    tab.checkbox[0].uncheck().run()

    shown = [(each.value, each.proto.set_value) for each in tab.text_input]
    assert shown == [("typed", True), ("", False)], (
        f"{VERSION} keeps fields otherwise: an outage of the database empties them, see "
        "kept_values.py."
    )


def test_uvicorn_has_the_middleware_that_believes_proxies() -> None:
    assert "ProxyHeadersMiddleware" in inspect.getsource(Config.load), (
        "uvicorn believes proxies otherwise: network/forwarded.py closes nothing, and any program "
        "on this machine can choose the address of a visitor."
    )


@pytest.mark.parametrize("name", ["_page_hash", "_bidi_component_manager", "_tree"])
def test_a_tab_of_the_tests_has_this_attribute(name: str) -> None:
    tab = AppTest.from_string("import streamlit as st\nst.write(1)").run(timeout=30)

    assert hasattr(tab, name), (
        f"{VERSION}: AppTest has no {name}; see tests/streamlit_internals.py."
    )


def _session(name: str, state: AppSessionState) -> Any:
    """A session with what Streamlit takes from it for the first message of a run."""
    session = SimpleNamespace(
        id=name,
        _state=state,
        _run_on_save=name == "a",
        _script_data=SimpleNamespace(name="app", is_hello=False),
        _pages_manager=SimpleNamespace(main_script_path="app.py", main_script_hash="0"),
        _compute_skills_nudge_state=lambda: (False, ""),
    )
    populate: Any = AppSession._populate_app_pages
    session._populate_app_pages = partial(populate, session)
    return session


def test_the_first_message_of_a_run_is_the_one_that_streamlit_would_make(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make = AppSession._create_new_session_message
    monkeypatch.setattr(AppSession, "_create_new_session_message", make)
    remember_first_message()
    one, other = (
        {each: {"page_name": each, "icon": ""} for each in pages} for pages in ("1", "23")
    )
    whole, part = RunDescriptor.create(), RunDescriptor.create(["a part"])
    runs: list[tuple[Any, ...]] = [
        (_session("a", AppSessionState.APP_IS_RUNNING), "1", whole, one),
        (_session("b", AppSessionState.SHUTDOWN_REQUESTED), "2", part, other),
        (_session("b", AppSessionState.APP_IS_RUNNING), "3", part, one),
        (_session("a", AppSessionState.APP_IS_RUNNING), "1", whole, other),
    ]

    for run in runs:
        wanted, found = make(*run), AppSession._create_new_session_message(*run)
        if run[2] is part:
            wanted.new_session.ClearField("app_pages")
            wanted.new_session.ClearField("custom_theme")
        assert found == wanted, f"{VERSION} begins a run in another way: see run_start.py."

    assert AppSession._create_new_session_message is not make


def _begun(number: int) -> None:
    run: Any = ScriptRunner._run_script
    run(None, number)


def test_few_runs_go_on_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    going_on, most, order, one_by_one = 0, 0, list[int](), threading.Lock()

    def run(_runner: object, number: int) -> None:
        nonlocal going_on, most
        with one_by_one:
            order.append(number)
            going_on += 1
            most = max(most, going_on)
        begun.release()
        ended.acquire()
        with one_by_one:
            going_on -= 1

    begun, ended = threading.Semaphore(0), threading.Semaphore(0)
    monkeypatch.setattr(turns, "LONGEST_WAIT_SECONDS", 60)
    monkeypatch.setattr(ScriptRunner, "_run_script", run)
    turns.take_turns()

    with ThreadPoolExecutor(10) as threads:
        for number in range(10):
            threads.submit(_begun, number)
        for _ in range(10):
            begun.acquire()
            ended.release()

    assert sorted(order) == list(range(10))
    assert most <= turns.AT_ONCE


def test_a_run_begins_in_the_end_although_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = threading.Semaphore(0), threading.Event()

    def run(_runner: object, _data: object) -> None:
        begun.release()
        ended.wait()

    monkeypatch.setattr(turns, "LONGEST_WAIT_SECONDS", 0.01)
    monkeypatch.setattr(ScriptRunner, "_run_script", run)
    turns.take_turns()

    with ThreadPoolExecutor(turns.AT_ONCE + 1) as threads:
        for _ in range(turns.AT_ONCE + 1):
            threads.submit(_begun, 0)
        has_begun = [begun.acquire(timeout=30) for _ in range(turns.AT_ONCE + 1)]
        ended.set()

    assert all(has_begun)


def test_streamlit_runs_a_page_in_this_method() -> None:
    assert list(inspect.signature(ScriptRunner._run_script).parameters) == ["self", "rerun_data"], (
        f"{VERSION} runs pages in another way: they no longer take turns, see turns.py."
    )


def test_streamlit_drops_a_click_in_a_part_that_it_does_not_know() -> None:
    source = inspect.getsource(app_session.AppSession.request_rerun)

    assert "if fragment_id and not self.has_fragment(fragment_id):" in source, (
        f"{VERSION} treats such a click in another way: see streamlit_internals/page_parts.py."
    )


def test_a_run_knows_the_parts_that_it_draws() -> None:
    assert "fragment_ids_this_run" in inspect.signature(ScriptRunContext.reset).parameters, (
        f"{VERSION}: a part of a page is taken for the whole page; see page_parts.py."
    )


def test_the_address_of_a_page_is_hashed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = list[str]()

    def calc_hash(address: str) -> str:
        hashed.append(address)
        return f"hash of {address}"

    def script() -> None:
        import streamlit as st

        st.navigation([st.Page(lambda: st.write("Drawn"), title="Scores", url_path="scores")]).run()

    monkeypatch.setattr(page, "calc_hash", calc_hash)
    remember_page_hashes()

    tab = AppTest.from_function(script).run(timeout=30).run(timeout=30)

    assert [each.value for each in tab.markdown] == ["Drawn"]
    assert hashed == ["scores"], f"{VERSION} hashes the addresses of pages in another way."


def test_streamlit_counts_the_tabs_that_are_connected() -> None:
    assert ACTIVE_SESSIONS_FAMILY == sessions.FAMILY, (
        f"{VERSION} has another name for open tabs: /metrics counts none, see sessions.py."
    )


def test_a_browser_sends_messages_of_these_kinds() -> None:
    kinds = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}

    needed = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"}
    left_out = {
        "clear_cache",
        "set_run_on_save",
        "load_git_info",
        "debug_disconnect_websocket",
        "debug_shutdown_runtime",
        "backend_operation_request",
    }
    assert kinds == needed | left_out, (
        f"{VERSION} has other kinds of messages: say in streamlit_internals/messages.py whether "
        "a page needs them."
    )


def test_what_a_browser_may_send_is_bounded_by_a_setting() -> None:
    """The option is one of those that Streamlit does not list."""
    assert st.get_option("server.maxWidgetStateSize") == 2
    assert st.get_option("server.maxMessageSize") == 20
