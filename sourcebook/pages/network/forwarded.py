"""Which proxies may say for whom they ask: their `X-Forwarded-*` headers count, no others."""

import gc
from collections.abc import Sequence

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware


def trust_only(proxies: Sequence[str]) -> None:
    """Let the server take a visitor's address and scheme from these proxies alone.

    Uvicorn trusts every program on this machine if it is not told otherwise before it starts,
    and `streamlit run` leaves no way to do so. It is told here, before the first request.
    """
    for each in gc.get_objects():
        if type(each) is ProxyHeadersMiddleware:
            each.trusted_hosts = ProxyHeadersMiddleware(each.app, list(proxies)).trusted_hosts
