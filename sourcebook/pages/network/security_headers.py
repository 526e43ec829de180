"""The headers of every answer: browsers load nothing from other hosts and show no frames."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sourcebook.pages.streamlit_internals.content_policy import content_security_policy

_A_YEAR = 365 * 24 * 3600

_UNUSED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
"""Features of browsers that this app does not need."""


class SecurityHeaders:
    """Makes the browser load and reach nothing outside this host, whatever a page contains."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        self.headers = {
            "content-security-policy": content_security_policy(),
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "no-referrer",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": ", ".join(f"{each}=()" for each in _UNUSED),
        }
        if https:
            self.headers["strict-transport-security"] = f"max-age={_A_YEAR}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add the headers to its answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
