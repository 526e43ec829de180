"""The proxies whose `X-Forwarded-*` headers are trusted."""

import gc
from collections.abc import Sequence

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware


def trust_only(proxies: Sequence[str]) -> None:
    """Let the server take a visitor's address and scheme from these proxies alone.

    By default, Uvicorn trusts every program on this machine, and `streamlit run` has no option for
    it. So this sets it before the first request.
    """
    for each in gc.get_objects():
        if type(each) is ProxyHeadersMiddleware:
            each.trusted_hosts = ProxyHeadersMiddleware(each.app, list(proxies)).trusted_hosts
