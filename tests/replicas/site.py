"""A site as docs/deploy.md describes it: nginx, several servers, and one PostgreSQL."""

import re
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sourcebook.store import Store
from tests.browser.conftest import ROOT, Server, free_port
from tests.postgres import Postgres

_NGINX = """
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/nginx.log;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    add_header x-upstream $upstream_addr always;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {documented}
}}
"""


class Site:
    """A running site. Each of its servers can be killed, and its database stopped and started."""

    def __init__(self, servers: list[Server], database: Postgres, *, url: str) -> None:
        self.servers, self.database, self.url = servers, database, url

    def health(self) -> int:
        """The status with which /healthz answers through nginx."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            return refusal.code

    def server_of(self, cookie: str) -> Server:
        """The server to which nginx leads a browser with this cookie."""
        request = urllib.request.Request(f"{self.url}/healthz", headers={"Cookie": cookie})
        with urllib.request.urlopen(request, timeout=20) as answer:
            # If a server is gone, nginx names it first, and then the one that it took instead.
            port = str(answer.headers["x-upstream"]).rpartition(":")[2]
        return next(each for each in self.servers if str(each.port) == port)

    def store(self) -> Store:
        """The database, read past the servers."""
        return Store.open(self.database.address)


@contextmanager
def site(
    folder: Path, *, nginx: str, replicas: int = 2, course: Path = ROOT, lock: Path | None = None
) -> Iterator[Site]:
    """A site in a folder; `nginx` is the program."""
    (folder / "pg").mkdir(parents=True)
    with ExitStack() as stack:
        database = Postgres(folder / "pg", lock=lock or folder / "pg.lock")
        stack.callback(database.close)
        servers = [_server(folder / "data", course, database) for _ in range(replicas)]
        for server in servers:
            server.start()
            stack.callback(server.stop)
        port = free_port()
        config = folder / "nginx.conf"
        config.write_text(_NGINX.format(folder=folder, documented=_documented(servers, port)))
        process = subprocess.Popen([nginx, "-p", str(folder), "-e", "stderr", "-c", str(config)])
        stack.callback(process.wait, timeout=20)
        stack.callback(process.terminate)
        made = Site(servers, database, url=f"http://127.0.0.1:{port}")
        front = Server(folder / "front")
        front.url = made.url
        front.wait("/healthz")
        yield made


def _server(data: Path, course: Path, database: Postgres) -> Server:
    server = Server(data, course)
    server.environment |= {
        "SOURCEBOOK_DATABASE_URL": database.address,
        "SOURCEBOOK_PROXY": "127.0.0.1",
    }
    return server


def _documented(servers: list[Server], port: int) -> str:
    """The file that docs/deploy.md gives for several servers, for these servers, without HTTPS."""
    text = (ROOT / "deploy" / "nginx-replicas.conf").read_text("utf-8")
    ours = "".join(f"    server 127.0.0.1:{each.port} fail_timeout=5s;\n" for each in servers)
    listed = re.sub(r"(    server 127\.0\.0\.1:\d+ .*;\n)+", ours, text)
    without_redirect = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", listed, flags=re.DOTALL)
    without_https = re.sub(r"    ssl_.*\n", "", without_redirect)
    return without_https.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
