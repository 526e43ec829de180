"""Servers that begin as copies of a process that has imported all they need.

The imports are most of what it costs to start one. A copy is a process of its own all the same: it
has its own environment and folder, and it is killed like any other.
"""

import multiprocessing
import os
import runpy
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from sourcebook.settings import settings

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.browser.imported"])


class Copy:
    """A process like `python -m module arguments`, in a folder; the log gets what it prints."""

    def __init__(
        self,
        module: str,
        arguments: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        log: Path,
    ) -> None:
        given = (module, list(arguments), str(folder), dict(environment), str(log))
        self._process = _FORKS.Process(target=_run, args=given, daemon=True)
        with _hidden_main_module():
            self._process.start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process.pid
        return self._process.pid

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal, if the process has not ended."""
        if self._process.is_alive():
            os.kill(self.pid, number)

    def wait(self, timeout: float) -> None:
        """Return when the process has ended."""
        self._process.join(timeout)
        if self._process.is_alive():
            raise TimeoutError(f"Process {self.pid} has not ended after {timeout} seconds.")


@contextmanager
def _hidden_main_module() -> Iterator[None]:
    """Hide the main module of this process, because a new process would run it first.

    After a test of a page it is the script of that page, which would read the settings too early.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _run(
    module: str, arguments: list[str], folder: str, environment: dict[str, str], log: str
) -> None:
    # It reads the settings when it is imported, so it must not have been before they are known.
    assert "sourcebook.pages.entry.server" not in sys.modules
    assert settings.cache_info().currsize == 0
    printed = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(printed, sys.stdout.fileno())
    os.dup2(printed, sys.stderr.fileno())
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
