"""The section `[auth]` of Streamlit's secrets: the providers in it, and what is missing.

Streamlit would report what is missing only at the first login, and without a readable file of
secrets it would treat everybody as a guest. So the server checks before it starts.
"""

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import streamlit as st

from sourcebook.errors import SettingsError
from sourcebook.pages.streamlit_internals import routes

SHORTEST_SECRET = 32
"""The least length of `cookie_secret`: somebody who guesses it can log in as anyone."""

_KEYS = ("client_id", "client_secret", "server_metadata_url")
_EXAMPLES = {
    "redirect_uri": f"the address of this app and {routes.CALLBACK}",
    "cookie_secret": f"{SHORTEST_SECRET} random characters or more",
    "client_id": "what the provider calls this app",
    "client_secret": "what the provider gave you with the client_id",
    "server_metadata_url": "the provider’s address that ends with openid-configuration",
}


def section() -> object | None:
    """The section in the secrets; None if there is none.

    Raises `SettingsError` if there are secrets that cannot be read.
    """
    try:
        return st.secrets.get("auth")
    except FileNotFoundError as error:
        # Streamlit raises the same error for a missing file and for one with an error.
        if any(Path(each).exists() for each in st.get_option("secrets.files")):
            raise SettingsError(f"The secrets cannot be read. {error}") from None
        return None


def names() -> tuple[str, ...]:
    """The providers' names; `default` is the one in `[auth]` itself."""
    auth = section()
    return tuple(_providers(auth)) if isinstance(auth, Mapping) else ()


def check() -> None:
    """Check that a login can work; raises `SettingsError` with all that is missing."""
    auth = section()
    if auth is None:
        return
    faults = list(_faults(auth))
    if faults:
        listed = "\n".join(f"- {fault}" for fault in faults)
        raise SettingsError(f"The school’s login cannot work (see docs/school-login.md):\n{listed}")


def _providers(auth: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    named = {
        name: value
        for name, value in auth.items()
        if isinstance(value, Mapping) and name != "client_kwargs"
    }
    return ({"default": auth} if any(key in auth for key in _KEYS) else {}) | named


def _faults(auth: object) -> Iterator[str]:
    if find_spec("authlib") is None or find_spec("httpx") is None:
        yield 'Authlib is not installed. Run: pip install -e ".[oidc]"'
    if not isinstance(auth, Mapping):
        yield "auth is not a section. Start it with a line [auth]."
        return
    yield from _missing("[auth]", auth, ("redirect_uri", "cookie_secret"))
    yield from _weak(auth)
    providers = _providers(auth)
    for name, keys in (providers or {"default": auth}).items():
        place = "[auth]" if keys is auth else f"[auth.{name}]"
        yield from _missing(place, keys, _KEYS)
        if "_" in name:
            yield f"{place} has an underscore in its name, which Streamlit does not take."


def _missing(place: str, keys: Mapping[str, object], wanted: tuple[str, ...]) -> Iterator[str]:
    for key in wanted:
        value = keys.get(key)
        if not (isinstance(value, str) and value.strip()):
            yield f"{place} has no {key}. Write {_EXAMPLES[key]}, in quotes."


def _weak(auth: Mapping[str, object]) -> Iterator[str]:
    match auth.get("cookie_secret"):
        case str(secret) if secret.strip() and len(secret) < SHORTEST_SECRET:
            yield (
                f"The cookie_secret of [auth] has {len(secret)} characters, expected "
                f"{SHORTEST_SECRET} or more. "
                'Make one: python -c "import secrets; print(secrets.token_urlsafe(32))"'
            )
    match auth.get("redirect_uri"):
        case str(address) if address.strip() and not _is_callback(address):
            yield (
                f"The redirect_uri of [auth] is {address}, expected {_EXAMPLES['redirect_uri']}, "
                "such as https://quiz.school.example/oauth2callback."
            )


def _is_callback(address: str) -> bool:
    return address.startswith(("https://", "http://")) and address.endswith(routes.CALLBACK)
