"""Many people at one server: they begin one after the other, warm up, and are then measured."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from statistics import median, quantiles
from typing import NamedTuple

from benchmarks.processes import busy_seconds, cpu_seconds
from benchmarks.school.learners import Meter, Person, Rhythm
from tests.browser.conftest import Server

Meets = Callable[[str, int, Meter, Rhythm], Person]
"""Makes the person with this number, who visits the address."""


class Plan(NamedTuple):
    """How many people come, how fast, and how long they are measured. Times are in seconds."""

    people: int
    seconds: float
    rhythm: Rhythm
    begin_each_second: float = 10

    @property
    def warm_up(self) -> float:
        """From the moment when all have begun until each has answered about once more."""
        return 1.3 * self.rhythm.think


class Load(NamedTuple):
    """What a measurement has found."""

    meter: Meter
    seconds: float
    server: float
    """CPU seconds of the server."""
    core: float
    """Seconds in which the server's core worked for anybody."""
    client: float
    """CPU seconds of this process."""

    @property
    def median(self) -> float:
        """Of the seconds from an answer to its feedback."""
        return median(self.meter.waits)

    @property
    def p95(self) -> float:
        """The seconds within which 95 of 100 answers have their feedback."""
        return quantiles(self.meter.waits, n=20, method="inclusive")[-1]

    @property
    def cpu_per_click(self) -> float:
        """CPU seconds of the server."""
        return self.server / self.meter.clicks


async def measured(server: Server, core: int, meets: Meets, plan: Plan) -> Load:
    """Let them come, and measure when all are there; everybody has left at the end."""
    meter, begun = Meter(), [asyncio.Event() for _ in range(plan.people)]
    people = [
        asyncio.create_task(
            _live(meets(server.url, number, meter, plan.rhythm), meter, begun[number])
        )
        async for number in _one_by_one(plan)
    ]
    await asyncio.gather(*(each.wait() for each in begun))
    await asyncio.sleep(plan.warm_up)
    before, meter.is_on = _clocks(server, core), True
    await asyncio.sleep(plan.seconds)
    meter.is_on, after = False, _clocks(server, core)
    meter.is_over = True
    await asyncio.gather(*people)
    return Load(meter, *(end - start for start, end in zip(before, after, strict=True)))


async def _one_by_one(plan: Plan) -> AsyncIterator[int]:
    for number in range(plan.people):
        yield number
        await asyncio.sleep(1 / plan.begin_each_second)


async def _live(person: Person, meter: Meter, begun: asyncio.Event) -> None:
    try:
        await person.begin()
        begun.set()
        while not meter.is_over:
            await person.go_on()
        await person.leave()
    except Exception as error:  # The others go on; what is lost is counted.
        meter.failures[repr(error)] += 1
    finally:
        begun.set()


def _clocks(server: Server, core: int) -> tuple[float, float, float, float]:
    if server.process is None:
        raise RuntimeError("The server is not running.")
    spent = cpu_seconds(server.process.pid)
    return time.monotonic(), spent, busy_seconds(core), time.process_time()
