"""Firefox as it is installed, spoken to in WebDriver BiDi, which it understands without a helper.

Selenium would need geckodriver, which Debian does not have; Playwright needs a newer Firefox.
"""

import json
import subprocess
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any, Final

from websockets.sync.client import connect

from tests.browser.other_browsers.page import Actions, wait_until

# All that is not on this machine goes to a proxy that is not there.
_SETTINGS: Final = (
    ("network.proxy.type", 1),
    ("network.proxy.http", "127.0.0.1"),
    ("network.proxy.http_port", 9),
    ("network.proxy.ssl", "127.0.0.1"),
    ("network.proxy.ssl_port", 9),
)


class Firefox:
    """A headless Firefox with an empty profile in the folder `profile`."""

    def __init__(self, program: str, profile: Path, width: int, height: int) -> None:
        self._ids = count(1)
        self._complaints: list[str] = []
        self._begun = ExitStack()
        with ExitStack() as undo:
            undo.callback(self._begun.close)
            self._start(program, profile)
            address = f"{_address(profile)}/session"
            self._socket = self._begun.enter_context(connect(address, max_size=None))
            self._window = self._begin(width, height)
            undo.pop_all()

    def open(self, url: str) -> None:
        """Ask for an address."""
        where = {"context": self._window, "url": url, "wait": "none"}
        self._ask("browsingContext.navigate", where)

    def value(self, expression: str) -> Any:
        """What an expression in JavaScript is worth: text, or None."""
        asked = {"expression": expression, "target": {"context": self._window}}
        answer = self._ask("script.evaluate", asked | {"awaitPromise": False})
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def act(self, actions: Actions) -> None:
        """Move, press and type."""
        self._ask("input.performActions", {"context": self._window, "actions": actions})

    def complaints(self) -> list[str]:
        """What the console has said of errors, in any document."""
        self._ask("session.status", {})
        return self._complaints

    def close(self) -> None:
        """End the browser."""
        self._begun.close()

    def _start(self, program: str, profile: Path) -> None:
        """Start the program with our settings in its profile."""
        profile.mkdir()
        lines = [f"user_pref({json.dumps(each)}, {json.dumps(to)});" for each, to in _SETTINGS]
        (profile / "user.js").write_text("\n".join(lines), "utf-8")
        command = [program, "--headless", "--remote-debugging-port=0", "--profile", str(profile)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._begun.callback(process.wait, timeout=60)
        self._begun.callback(process.terminate)

    def _begin(self, width: int, height: int) -> str:
        """Listen to the console, and give the window its size."""
        self._ask("session.new", {"capabilities": {}})
        self._ask("session.subscribe", {"events": ["log.entryAdded"]})
        # Only in a window of our own do fields get and lose the focus.
        window: str = self._ask("browsingContext.create", {"type": "window"})["context"]
        size = {"context": window, "viewport": {"width": width, "height": height}}
        self._ask("browsingContext.setViewport", size)
        return window

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        """Send a command and wait for its answer; events come before it."""
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            heard = json.loads(self._socket.recv(timeout=60))
            if heard.get("method") == "log.entryAdded" and heard["params"]["level"] == "error":
                self._complaints.append(str(heard["params"]["text"]))
            if heard.get("id") == number:
                assert heard["type"] == "success", heard
                return heard["result"]


def _address(profile: Path) -> str:
    """The address that Firefox writes into its profile once it listens there."""
    said = profile / "WebDriverBiDiServer.json"
    wait_until(lambda: said.is_file() and said.read_text("utf-8").endswith("}"))
    where = json.loads(said.read_text("utf-8"))
    return f"ws://{where['ws_host']}:{where['ws_port']}"
