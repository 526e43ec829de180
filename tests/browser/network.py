"""A network between the browser and the server that may block WebSocket connections."""

import socket
import threading
from contextlib import suppress
from typing import Literal

_FORBIDDEN = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Network:
    """Passes connections on to a port of this machine; `mode` says what becomes of sockets."""

    def __init__(self, port: int, mode: Literal["open", "refuses", "is silent"]) -> None:
        self._to, self.mode = port, mode
        self._gate = socket.create_server(("127.0.0.1", 0))
        self._host = f"127.0.0.1:{self._gate.getsockname()[1]}"
        self.url = f"http://{self._host}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._gate.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                browser, _ = self._gate.accept()
                threading.Thread(target=self._serve, args=(browser,), daemon=True).start()

    def _serve(self, browser: socket.socket) -> None:
        with browser, suppress(OSError):
            asked = browser.recv(65536)
            if b"upgrade: websocket" in asked.lower() and self.mode != "open":
                if self.mode == "refuses":
                    browser.sendall(_FORBIDDEN)
                else:
                    browser.recv(1)
                return
            # One request for each connection, so that none hides behind another one.
            asked = asked.replace(b"Connection: keep-alive", b"Connection: close")
            # The server knows itself under its own address only.
            asked = asked.replace(self._host.encode(), f"127.0.0.1:{self._to}".encode())
            with socket.create_connection(("127.0.0.1", self._to)) as server:
                server.sendall(asked)
                back = threading.Thread(target=_pump, args=(browser, server), daemon=True)
                back.start()
                _pump(server, browser)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
