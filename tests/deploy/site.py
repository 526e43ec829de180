"""A machine in a folder, on which the commands of docs/deploy.md are run in their order.

Folders such as `/etc` are below that folder, and nobody else is asked for rights. What systemd
would start is started here, as its unit says.
"""

import os
import re
import shlex
import subprocess
from contextlib import ExitStack
from pathlib import Path

from tests.browser.conftest import reserved_port
from tests.deploy.running import ROOT, environment, programs, settings_in, started

_FOLDERS = re.compile(r"(?<![\w.])/(?=(?:opt|etc|var|usr/local)/)")
_TOKEN = "SOURCEBOOK_METRICS_TOKEN=a-token-of-the-tests-with-more-than-32-characters"


class Site:
    """A machine in a folder; `ended` is what ends its servers."""

    def __init__(self, root: Path, ended: ExitStack) -> None:
        self.root, self._ended = root, ended
        self._ports = {each: str(reserved_port()) for each in ("8501", "8502")}
        self._servers: dict[str, ExitStack] = {}
        for folder in (
            "etc/systemd/system",
            "etc/nginx/conf.d",
            "etc/caddy",
            "usr/local/sbin",
            "opt",
            "var",
        ):
            (root / folder).mkdir(parents=True)
        for version in ("sourcebook-1", "sourcebook-2"):
            (root / "opt" / version).mkdir()
            programs(root / "opt" / version / "bin")

    def here(self, text: str) -> str:
        """A text with the folders and the ports of this machine."""
        for port, own in self._ports.items():
            text = text.replace(port, own)
        return _FOLDERS.sub(f"{self.root}/", text)

    def run(self, command: str) -> str:
        """Run a command of the page as a shell does; what it printed."""
        if command.startswith("sudo systemctl "):
            return self._systemctl(*command.split()[2:])
        own = self.here(command).removeprefix("sudo ").replace(" -o sourcebook ", " ")
        own = own.replace("chown -R sourcebook ", f"chown -R {os.getuid()} ")
        path = f"{self.root}/usr/local/sbin{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            own, shell=True, cwd=ROOT, env=environment(PATH=path), capture_output=True, text=True
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        if own.startswith("install "):
            self._move_in()
        return done.stdout

    def _move_in(self) -> None:
        """Let installed files name the folders of this machine."""
        for file in (*(self.root / "etc").rglob("*"), *(self.root / "usr").rglob("*")):
            if file.is_file() and str(self.root) not in (text := file.read_text("utf-8")):
                own = self.here(text).replace("runuser -u sourcebook -- ", "")
                file.write_text(own.replace("# SOURCEBOOK_METRICS_TOKEN=", _TOKEN), "utf-8")

    def _systemctl(self, *words: str) -> str:
        verb, unit = words[0], words[-1]
        name, _, port = unit.partition("@")
        if name == "sourcebook":
            if verb in ("stop", "restart"):
                self._servers.pop(port).close()
            if verb in ("enable", "start", "restart"):
                self._start(port)
        elif (verb, unit) == ("start", "sourcebook-backup"):
            self._back_up()
        return ""

    def _start(self, port: str) -> None:
        own, stack = self._ports[port], ExitStack()
        command = self._exec_start("sourcebook@.service").replace("%i", own)
        words, settings = shlex.split(command), self._settings()
        # systemd does not wait until the server answers either.
        stack.enter_context(started(words, int(own), settings, self.root, wait=False))
        self._servers[port] = stack
        self._ended.callback(stack.close)

    def _back_up(self) -> None:
        command = self._exec_start("sourcebook-backup.service").replace("%%", "%")
        subprocess.run(
            shlex.split(command), check=True, env=self._settings(), cwd=self.root, timeout=60
        )

    def _exec_start(self, unit: str) -> str:
        text = (self.root / "etc/systemd/system" / unit).read_text("utf-8")
        (command,) = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
        return str(command)

    def _settings(self) -> dict[str, str]:
        found = settings_in((self.root / "etc/sourcebook.env").read_text("utf-8"))
        return environment(**found)
