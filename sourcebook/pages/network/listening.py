"""What the console says at the start: where the app is, and who can read along."""

import socket
import sys
from ipaddress import ip_address

import streamlit as st

from sourcebook.pages.streamlit_internals.addresses import base
from sourcebook.settings import settings

_ALL = ("0.0.0.0", "::")  # noqa: S104  # Compared with, not listened on.

_NOWHERE = ("192.0.2.1", 9)
"""An address of RFC 5737 that no machine has."""

_IN_THE_CLEAR = (
    "Warning: other computers reach this app, and nothing it sends is encrypted. Everybody in the "
    "same network can read the teacher’s password, the cookies that open the desk and a learner’s "
    "work, names, and answers.\n"
    "To encrypt it, put a proxy with HTTPS in front of the app and set SOURCEBOOK_PUBLIC_URL. See "
    "docs/running.md, “HTTPS”."
)


def announce() -> None:
    """Say on the console where the app is, and warn if others can read what it sends.

    Streamlit's own announcement is switched off: it asks a host outside for this machine's address.
    """
    address = st.get_option("server.address")
    lines = [f"Sourcebook is at {own_address()}"]
    if settings().public_url is None and address in (None, "", *_ALL) and (own := _in_network()):
        lines.append(f"In the same network it is at {_url(own)}")
    say("\n".join(lines))
    if is_open_to_others(address) and not (settings().https or st.get_option("server.sslCertFile")):
        say(_IN_THE_CLEAR)


def own_address() -> str:
    """The address of this server, as far as it knows."""
    if public_url := settings().public_url:
        return f"{public_url}{base()}"
    if settings().https:
        return f"https://(the address of this site){base()}"
    host = st.get_option("server.address") or "localhost"
    return _url("localhost" if host in _ALL else host)


def is_open_to_others(address: str | None) -> bool:
    """Whether a server that listens at this address is reached from other machines."""
    try:
        return not ip_address(address or _ALL[0]).is_loopback
    except ValueError:
        return address != "localhost"


def say(text: str) -> None:
    """Write a paragraph on the console."""
    sys.stderr.write(f"\n{text}\n\n")
    sys.stderr.flush()


def _url(host: str) -> str:
    shown = f"[{host}]" if ":" in host else host
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    return f"{scheme}://{shown}:{st.get_option('server.port')}{base()}"


def _in_network() -> str | None:
    """This machine's address in its network, None without one.

    It belongs to the interface that a packet to the outside would use. No packet is sent:
    connecting a datagram socket only reads the table of routes.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOWHERE)
            own: str = probe.getsockname()[0]
        except OSError:
            return None
    return None if ip_address(own).is_loopback else own
