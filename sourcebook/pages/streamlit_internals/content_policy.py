"""The content security policy that Streamlit's front end works under."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

import streamlit

from sourcebook.pages.streamlit_internals.addresses import base
from sourcebook.pages.streamlit_internals.display import early_script

FRONT_END_BASE = "window.__streamlit={{BACKEND_BASE_URL:location.origin+{path}}}"
"""The script that gives Streamlit's front end the root of the app; without it, the front end first
looks for one below every page. A hook of Streamlit for hosts, see `BACKEND_BASE_URL` in 1.67."""


def content_security_policy() -> str:
    """The strictest policy that Streamlit's front end works under.

    Four gaps are its own: it loads components from `blob:` addresses, writes its styles at run
    time, has fonts for formulas in its style sheets, and sets HTML as text, so that trusted types
    cannot be asked for. One inline script of its page and two of ours are let in by their hashes.
    """
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    inline = [*_inline_scripts(index.read_text("utf-8")), front_end_base(), early_script()]
    scripts = " ".join(_hashes(inline))
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' blob: {scripts}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def front_end_base() -> str:
    """The script that says where the root of the app is."""
    return FRONT_END_BASE.format(path=json.dumps(base() or "/").replace("<", "\\u003c"))


def _inline_scripts(page: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", page, re.DOTALL)


def _hashes(scripts: Iterable[str]) -> list[str]:
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
