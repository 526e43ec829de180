"""Real proxies with HTTPS, set up by the files in `deploy/`, in front of servers of the tests."""

import re
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.browser.conftest import ROOT, installed, reserved_port

HOST = "localhost"
"""Stands for the name of the site, so that a browser finds it without a look-up."""

_OUTER = """
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/sourcebook.conf;
}}
"""


class Site(NamedTuple):
    """Where a site is reached: over HTTPS and, to be sent there, over HTTP."""

    https: int
    http: int

    @property
    def url(self) -> str:
        """The address that browsers use."""
        return f"https://{HOST}:{self.https}"


Proxy = Callable[[Path, Site, Sequence[int]], AbstractContextManager[None]]
"""Runs a proxy for a site, in a folder, in front of the servers at these ports."""


def new_site() -> Site:
    """A site at two free ports."""
    return Site(reserved_port(), reserved_port())


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def make_certificate(folder: Path) -> None:
    """Write `course.pem` and `course.key`, which nobody but the tests trusts."""
    openssl = installed("openssl", otherwise="No openssl is installed.")
    named = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    made = ["-keyout", str(folder / "course.key"), "-out", str(folder / "course.pem")]
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    subprocess.run([*command, *named, *made], check=True, capture_output=True)


def trusting(folder: Path) -> ssl.SSLContext:
    """A client that trusts the certificate in this folder."""
    return ssl.create_default_context(cafile=str(folder / "course.pem"))


def nginx_command(folder: Path, file: str, site: Site, ports: Sequence[int]) -> list[str]:
    """How nginx is run with a file of `deploy/`, of which only names and ports are replaced."""
    program = installed(
        "nginx", "/usr/sbin/nginx", otherwise="No nginx is installed: apt-get install nginx-light"
    )
    replaced = {
        "listen 443 ssl;": f"listen 127.0.0.1:{site.https} ssl;",
        "listen 80;": f"listen 127.0.0.1:{site.http};",
        "course.school.example": HOST,
        "/etc/ssl/": f"{folder}/",
        **_ports(ports),
    }
    text = _replaced((ROOT / "deploy" / file).read_text("utf-8"), replaced)
    (folder / "sourcebook.conf").write_text(text, "utf-8")
    (folder / "nginx.conf").write_text(_OUTER.format(folder=folder), "utf-8")
    return [program, "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]


def nginx(file: str) -> Proxy:
    """nginx with this file of `deploy/`."""

    @contextmanager
    def running(folder: Path, site: Site, ports: Sequence[int]) -> Iterator[None]:
        make_certificate(folder)
        with _process(nginx_command(folder, file, site, ports), site):
            yield

    return running


def caddy_command(verb: str, folder: Path, site: Site, ports: Sequence[int]) -> list[str]:
    """How Caddy is run with `deploy/Caddyfile`, of which only names and ports are replaced.

    It takes a certificate of the tests, because it would ask an authority on the internet for one.
    """
    program = installed("caddy", otherwise="No Caddy is installed: apt-get install caddy")
    options = f"{{\n\tadmin off\n\thttp_port {site.http}\n}}\n"
    own = f"{site.url} {{\n\tbind 127.0.0.1\n\ttls {folder}/course.pem {folder}/course.key"
    replaced = {"course.school.example {": own, **_ports(ports)}
    text = (ROOT / "deploy" / "Caddyfile").read_text("utf-8")
    named = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    (folder / "Caddyfile").write_text(options + _replaced(named, replaced), "utf-8")
    return [program, verb, "--config", str(folder / "Caddyfile")]


def homes(folder: Path) -> dict[str, str]:
    """Where Caddy keeps its own files."""
    return {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}


@contextmanager
def caddy(folder: Path, site: Site, ports: Sequence[int]) -> Iterator[None]:
    """Caddy with `deploy/Caddyfile`."""
    make_certificate(folder)
    with _process(caddy_command("run", folder, site, ports), site, homes(folder)):
        yield


def _ports(ports: Sequence[int]) -> dict[str, str]:
    return {f"127.0.0.1:{8501 + n}": f"127.0.0.1:{port}" for n, port in enumerate(ports)}


def _replaced(text: str, replaced: Mapping[str, str]) -> str:
    """The text with each of these replaced; all of them stand in it."""
    for each, other in replaced.items():
        assert each in text, each
        text = text.replace(each, other)
    return text


@contextmanager
def _process(
    command: Sequence[str], site: Site, environment: Mapping[str, str] | None = None
) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment)
    try:
        deadline = time.monotonic() + 20
        while _is_free(site.https) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert process.poll() is None
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)
