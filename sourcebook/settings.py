"""The settings of a site: where the course, the database and the originals are."""

import os
from functools import cache
from ipaddress import ip_network
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from sourcebook.content.checking import find_originals
from sourcebook.errors import SettingsError

PROJECT = Path(__file__).resolve().parents[1]

_INSTALLED = Path(__file__).resolve().parent / "installed"
"""The files of an installed package besides the code: the course, the app, its configuration."""

APP = next(path for path in (_INSTALLED / "app.py", PROJECT / "app.py") if path.exists())
"""The file that Streamlit runs."""


SHORTEST_TOKEN = 32
"""The characters that the token for the figures about the server has at least."""


def _default_folders() -> tuple[Path, Path]:
    """The folders of the course and of the data if no setting names them.

    In a checkout both are there; an installed package has the course, and data go into the folder
    in which the app was started.
    """
    if _INSTALLED.exists():
        return _INSTALLED / "course", Path.cwd() / "data"
    return PROJECT, PROJECT / "data"


class Settings(NamedTuple):
    """The settings in force, from the environment."""

    course_root: Path
    data: Path
    database_url: str
    originals: Path | None
    https: bool
    public_url: str | None = None
    proxies: tuple[str, ...] = ()
    teachers: frozenset[str] = frozenset()
    teacher_claim: tuple[str, str] | None = None
    metrics_token: str | None = None


@cache
def settings() -> Settings:
    """The settings, read once.

    `SOURCEBOOK_COURSE`, `SOURCEBOOK_DATA`, `SOURCEBOOK_DATABASE_URL`, `SOURCEBOOK_ORIGINALS` and
    `SOURCEBOOK_HTTPS` override the folders of the project and plain HTTP; `SOURCEBOOK_PUBLIC_URL`
    is the address that browsers use, and implies HTTPS if it begins with `https`;
    `SOURCEBOOK_PROXY` lists the proxies whose forwarded headers are trusted; `SOURCEBOOK_TEACHERS`
    and `SOURCEBOOK_TEACHER_CLAIM` say who teaches, where a school has its own login;
    `SOURCEBOOK_METRICS_TOKEN` opens the figures about the server. Raises SettingsError for a claim
    without a value, for an address that is not valid, and for a token that can be guessed.
    """
    course, own_data = _default_folders()
    root = Path(os.environ.get("SOURCEBOOK_COURSE") or course)
    data = Path(os.environ.get("SOURCEBOOK_DATA") or own_data)
    public_url = _public_url(os.environ.get("SOURCEBOOK_PUBLIC_URL", ""))
    return Settings(
        course_root=root,
        data=data,
        database_url=os.environ.get("SOURCEBOOK_DATABASE_URL") or f"sqlite:///{data}/sourcebook.db",
        originals=find_originals(root, os.environ.get("SOURCEBOOK_ORIGINALS")),
        https=_is_https(public_url),
        public_url=public_url,
        proxies=_proxies(os.environ.get("SOURCEBOOK_PROXY", "")),
        teachers=_addresses(os.environ.get("SOURCEBOOK_TEACHERS", "")),
        teacher_claim=_claim(os.environ.get("SOURCEBOOK_TEACHER_CLAIM", "")),
        metrics_token=_token(os.environ.get("SOURCEBOOK_METRICS_TOKEN", "")),
    )


def _is_https(public_url: str | None) -> bool:
    is_set = os.environ.get("SOURCEBOOK_HTTPS", "") not in ("", "0")
    return is_set or (public_url or "").startswith("https:")


def _public_url(text: str) -> str | None:
    """An address as a browser names an origin: in small letters, without a usual port."""
    if not text.strip():
        return None
    try:
        parts = urlsplit(text.strip().lower())
        name, port = parts.hostname, parts.port
    except ValueError:
        name = port = None
        parts = urlsplit("")
    is_whole = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
    if parts.scheme not in ("http", "https") or not name or not is_whole:
        raise SettingsError(
            f"SOURCEBOOK_PUBLIC_URL is '{text}', expected https:// and a name, with a port or "
            "without, and nothing after it, such as https://course.school.example. The path of an "
            "app on its host is Streamlit's setting server.baseUrlPath."
        )
    shown = f"[{name}]" if ":" in name else name
    is_usual = port in (None, {"http": 80, "https": 443}[parts.scheme])
    return f"{parts.scheme}://{shown}{'' if is_usual else f':{port}'}"


def _proxies(listed: str) -> tuple[str, ...]:
    found = tuple(part.strip() for part in listed.split(",") if part.strip())
    for each in found:
        try:
            ip_network(each)
        except ValueError:
            raise SettingsError(
                f"SOURCEBOOK_PROXY names '{each}', expected the proxy's own address, such as "
                "127.0.0.1, or a range of addresses, such as 172.18.0.0/16."
            ) from None
    return found


def _addresses(listed: str) -> frozenset[str]:
    parts = (part.strip().casefold() for part in listed.split(","))
    return frozenset(part for part in parts if part)


def _token(text: str) -> str | None:
    token = text.strip()
    if not token:
        return None
    if len(token) < SHORTEST_TOKEN:
        raise SettingsError(
            f"SOURCEBOOK_METRICS_TOKEN has {len(token)} characters, expected {SHORTEST_TOKEN} or "
            "more, so that nobody guesses it. 'openssl rand -hex 32' prints one."
        )
    return token


def _claim(text: str) -> tuple[str, str] | None:
    if not text.strip():
        return None
    name, _, value = (part.strip() for part in text.partition("="))
    if not (name and value):
        raise SettingsError(
            f"SOURCEBOOK_TEACHER_CLAIM is '{text}', expected a name and a value, "
            "such as role=teacher."
        )
    return name, value
