"""WebKitGTK's MiniBrowser, spoken to through its WebDriver, on a screen that exists in memory only.

Its driver tells nothing of the console, so the page itself listens, from when there is a document.
"""

import os
import subprocess
from contextlib import ExitStack, suppress
from pathlib import Path
from subprocess import DEVNULL
from typing import Any, Final

import httpx2

from tests.browser.other_browsers.page import Actions, wait_until

# Without this the toolbar makes the window wider than a phone.
_NARROW: Final = "* { min-width: 0; padding: 0; margin: 0; border-width: 0 }"

_LISTEN: Final = """if (location.href !== 'about:blank' && !window.heard) {
    window.heard = [];
    const keep = (text) => window.heard.push(String(text));
    addEventListener('error', (event) => keep(event.message || event.target.outerHTML), true);
    addEventListener('unhandledrejection', (event) => keep(event.reason));
    const error = console.error;
    console.error = (...said) => { keep(said.join(' ')); error(...said); };
}
return Boolean(window.heard);"""

# No host but this machine; and `open` does not wait for the end of the page.
_CAPABILITIES: Final = {
    "pageLoadStrategy": "none",
    "proxy": {
        "proxyType": "manual",
        "httpProxy": "127.0.0.1:9",
        "sslProxy": "127.0.0.1:9",
        "noProxy": ["127.0.0.1"],
    },
}


class WebKit:
    """A MiniBrowser with a window of this size; its settings are kept in `folder`."""

    def __init__(
        self, programs: tuple[str, str], folder: Path, port: int, width: int, height: int
    ) -> None:
        self._begun = ExitStack()
        for is_last in (False, False, True):
            try:
                self._start(programs, folder, port, width, height)
                break
            except httpx2.ReadTimeout:
                # About one time in thirty the driver waits for a browser that never comes.
                if is_last:
                    raise

    def open(self, url: str) -> None:
        """Ask for an address, and listen to its document as soon as there is one."""
        self._ask("url", url=url)
        wait_until(lambda: bool(self._ask("execute/sync", script=_LISTEN, args=[])))

    def value(self, expression: str) -> Any:
        """What an expression in JavaScript is worth: text, or None."""
        return self._ask("execute/sync", script=f"return {expression}", args=[])

    def act(self, actions: Actions) -> None:
        """Move, press and type."""
        self._ask("actions", actions=actions)

    def complaints(self) -> list[str]:
        """What the console has said of errors since `open`; another document would be unheard."""
        heard = self.value("window.heard")
        assert heard is not None, "The document was left for another one"
        return list(heard)

    def close(self) -> None:
        """End the browser, its driver and its screen."""
        self._begun.close()

    def _start(
        self, programs: tuple[str, str], folder: Path, port: int, width: int, height: int
    ) -> None:
        """Start all that is needed, or nothing."""
        driver, screen = programs
        with ExitStack() as undo:
            undo.callback(self._begun.close)
            display = self._start_screen(screen, width, height)
            self._start_driver(driver, folder, port, display)
            self._begin(width, height)
            undo.pop_all()

    def _start_screen(self, program: str, width: int, height: int) -> str:
        """Start a screen in memory, and give its name."""
        reads, writes = os.pipe()
        size = f"{max(width, 640)}x{max(height, 480)}x24"
        command = [program, "-displayfd", str(writes), "-screen", "0", size, "-nolisten", "tcp"]
        self._run(command, pass_fds=[writes])
        os.close(writes)
        with os.fdopen(reads) as said:
            return f":{said.readline().strip()}"

    def _start_driver(self, program: str, folder: Path, port: int, display: str) -> None:
        (folder / "gtk-3.0").mkdir(parents=True, exist_ok=True)
        (folder / "gtk-3.0" / "gtk.css").write_text(_NARROW, "utf-8")
        own = {"DISPLAY": display, "XDG_CONFIG_HOME": str(folder)}
        self._run([program, f"--port={port}"], env=os.environ | own)
        client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
        self._client = self._begun.enter_context(client)
        wait_until(self._answers)

    def _run(self, command: list[str], **how: Any) -> None:
        """Start a program that is ended with the browser."""
        process = subprocess.Popen(command, stdout=DEVNULL, stderr=DEVNULL, **how)
        self._begun.callback(process.wait, timeout=60)
        self._begun.callback(process.terminate)

    def _answers(self) -> bool:
        with suppress(httpx2.TransportError):
            return self._client.get("/status").is_success
        return False

    def _begin(self, width: int, height: int) -> None:
        """Open a window in which the page has this size."""
        asked = {"capabilities": {"alwaysMatch": _CAPABILITIES}}
        answer = self._client.post("/session", json=asked, timeout=20).json()["value"]
        self._session = f"/session/{answer['sessionId']}"
        self._begun.callback(self._client.delete, self._session)
        self._ask("window/rect", x=0, y=0, width=width, height=height)

    def _ask(self, command: str, **params: Any) -> Any:
        """Send a command, and give its answer."""
        answer = self._client.post(f"{self._session}/{command}", json=params)
        assert answer.is_success, answer.text
        return answer.json()["value"]
