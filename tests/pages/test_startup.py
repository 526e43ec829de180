"""What happens once, when the server starts."""

import socket

from sourcebook.pages.entry.server import send_small_messages_at_once


def test_sockets_that_listen_and_those_they_accept_hold_no_message_back() -> None:
    with socket.socket() as listening, socket.socket() as browser:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        send_small_messages_at_once()

        browser.connect(listening.getsockname())
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1
