"""Dates of assignments by the clock of the browser: typed in fields, and shown in words."""

import re
from datetime import UTC, date, datetime, time, tzinfo
from typing import Final

from sourcebook.errors import SourcebookError
from sourcebook.pages.shared import clock

_TIME: Final = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


class LocalTimeError(SourcebookError):
    """A time that cannot be read, that a clock never shows, or that it shows twice."""


def zone_name() -> str:
    """The name of the browser's time zone, such as `Asia/Yerevan`."""
    return getattr(clock.zone(), "key", "UTC")


def exact(moment: datetime) -> str:
    """A moment with its time zone: `3 December 2022, 23:59 (Asia/Yerevan)`."""
    return f"{clock.local_time(moment)} ({zone_name()})"


def day_in_words(moment: datetime) -> str:
    """The day of a moment as one speaks of it: `today`, `tomorrow`, `in 3 days`, `2 days ago`."""
    days = (clock.day(moment) - clock.today()).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def typed(moment: datetime | None) -> datetime | None:
    """A moment as a field shows it: without a zone, in whole minutes."""
    if moment is None:
        return None
    return moment.astimezone(clock.zone()).replace(tzinfo=None, second=0, microsecond=0)


def joined(label: str, day: date | None, typed_time: str, usual: str) -> datetime | None:
    """A day and a time that were typed, such as `23:59`; without a time, the `usual` one.

    Raises LocalTimeError for a time without a day, and for what is no time.
    """
    if day is None and not typed_time.strip():
        return None
    if day is None:
        raise LocalTimeError(f"“{label}” has a time and no day. Choose the day, or empty the time.")
    found = _TIME.fullmatch(typed_time.strip() or usual)
    if found is None:
        raise LocalTimeError(
            f"“{label}” has the time “{typed_time}”. Type hours and minutes, such as 23:59."
        )
    return datetime.combine(day, time(int(found[1]), int(found[2])))


def moment_of(filled_in: datetime | None, before: datetime | None = None) -> datetime | None:
    """The moment of a time that was typed; `before` is the one that the field began with.

    Raises LocalTimeError for a time that does not exist or exists twice in the browser's zone.
    """
    # Left as it was, it is the same moment, with its seconds and from whichever zone it came.
    if filled_in is None or (before and filled_in == typed(before)):
        return before if filled_in else None
    return in_zone(filled_in, clock.zone())


def in_zone(local: datetime, zone: tzinfo) -> datetime:
    """The moment at which clocks in a zone show this time, in UTC.

    Raises LocalTimeError if they never do, because they are put forward, or do so twice.
    """
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    shown, name = f"{local:%H:%M} on {local.day} {local:%B %Y}", getattr(zone, "key", zone)
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        raise LocalTimeError(
            f"There is no {shown} in {name}: the clocks are put forward then. Choose another time."
        )
    raise LocalTimeError(
        f"{shown} comes twice in {name}: the clocks are put back then. Choose another time."
    )
