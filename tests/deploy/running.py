"""Commands of a site, run as they stand in its files, but in a folder of the test."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
INSTALLED = "/opt/sourcebook/bin/"
"""Where the files of a site expect the programs."""


def text_of(name: str) -> str:
    """The text of a file in `deploy/`."""
    return (DEPLOY / name).read_text("utf-8")


def programs(folder: Path) -> Path:
    """A folder with the program `sourcebook`, as an installed package has it."""
    folder.mkdir(exist_ok=True)
    program = folder / "sourcebook"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sourcebook "$@"\n', "utf-8")
    program.chmod(0o755)
    return folder


def environment(**more: str) -> dict[str, str]:
    """What a service has of this machine's environment, and more; the code is that of the test."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def settings_in(text: str) -> dict[str, str]:
    """The settings of an environment file."""
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return dict(line.split("=", 1) for line in lines)


@contextmanager
def started(
    command: Sequence[str],
    port: int,
    settings: Mapping[str, str],
    folder: Path,
    *,
    wait: bool = True,
) -> Iterator[subprocess.Popen[bytes]]:
    """A server, which is ended as systemd ends it. Unless `wait` is false, its /healthz answers."""
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=dict(settings), stdout=log, stderr=subprocess.STDOUT
        )
    try:
        if wait:
            wait_for(f"http://127.0.0.1:{port}/healthz", process)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Return as soon as there is an answer at this address."""
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer.")
