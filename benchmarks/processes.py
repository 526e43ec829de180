"""What other processes use: CPU time, memory and cores; needs Linux."""

import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_IDLE = slice(3, 5)
"""Where a core's line in /proc/stat says how long it was idle, or waited for a disk."""


def cpu_seconds(process_id: int) -> float:
    """The CPU seconds of all threads of a process so far."""
    # What clock_getcpuclockid(3) gives for a process on Linux.
    return time.clock_gettime(~process_id << 3 | 2)


def resident_bytes(process_id: int) -> int:
    """The memory of a process that is in RAM."""
    pages = Path(f"/proc/{process_id}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def busy_seconds(core: int) -> float:
    """How long a core has worked for anybody since the machine started."""
    lines = Path("/proc/stat").read_text().splitlines()
    fields = next(line.split()[1:] for line in lines if line.startswith(f"cpu{core} "))
    # The last two, the time of guests, are part of the first two.
    ticks = [int(each) for each in fields[:8]]
    return (sum(ticks) - sum(ticks[_IDLE])) / _TICKS


def cores() -> tuple[int, int]:
    """A core for the server and one for its clients; the same if there is only one."""
    free = sorted(os.sched_getaffinity(0))
    return free[0], free[-1]


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """Keep this process on one core, and for good those that it starts meanwhile."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def machine() -> str:
    """One line: the processor, its cores and the versions that matter."""
    info = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.partition(":")[2].strip() for line in info if line.startswith("model name")]
    packages = ("streamlit", "sqlalchemy", "pydantic", "websockets")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, {versions}"
    )
