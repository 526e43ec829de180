"""The values of learners' cookies: new ones, and whether a value was given out by this site.

A value is 128 random bits and a signature of 128 bits, so that nobody can make one up. A cookie
from before there were signatures counts as long as it opens something.
"""

import base64
import hmac
import re
import secrets
from functools import lru_cache
from hashlib import sha256

from sourcebook.errors import StoreError
from sourcebook.pages.shared.services import store
from sourcebook.store import Store, hashed

_RANDOM = 22
"""Characters of `secrets.token_urlsafe(16)`, and of a signature."""

_TOKEN = re.compile(rf"[A-Za-z0-9_-]{{{_RANDOM}}}([A-Za-z0-9_-]{{{_RANDOM}}})?")


def new_token() -> str:
    """A value for a new cookie."""
    random = secrets.token_urlsafe(16)
    return random + _signature(random)


def valid_token(value: object) -> str | None:
    """A cookie's value if it looks like one of this site, else None."""
    return value if isinstance(value, str) and _TOKEN.fullmatch(value) else None


def is_issued(token: str) -> bool:
    """Whether this site gave a value out, or what it opens is known from before.

    If the database does not answer, the cookie stays.
    """
    random, signature = token[:_RANDOM], token[_RANDOM:]
    try:
        if signature:
            return hmac.compare_digest(signature, _signature(random))
        return store().learners.knows_browser(hashed(token))
    except StoreError:
        return True


def trace(text: str, *, length: int) -> str:
    """A few characters that tell texts apart and do not lead back to them."""
    return hmac.digest(_key(store()), f"trace {text}".encode(), sha256).hex()[:length]


def _signature(random: str) -> str:
    digest = hmac.digest(_key(store()), random.encode(), sha256)
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


@lru_cache(maxsize=1)
def _key(store: Store) -> bytes:
    return store.cookie_key()
