"""This moment, and moments as the learner's clock shows them, in the time zone of their browser."""

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def local_time(moment: datetime) -> str:
    """A moment as the learner's clock shows it, such as `23 November 2022, 14:05`."""
    local = moment.astimezone(zone())
    return f"{local.day} {local:%B %Y, %H:%M}"


def clock_time(moment: datetime) -> str:
    """The time of day of a moment as the learner's clock shows it, such as `14:05:09`."""
    return f"{moment.astimezone(zone()):%H:%M:%S}"


def day(moment: datetime) -> date:
    """The day of a moment on the learner's clock."""
    return moment.astimezone(zone()).date()


def today() -> date:
    """Today on the learner's clock."""
    return day(now())


def zone() -> tzinfo:
    """The time zone of the learner's clock, UTC if the browser names none."""
    name = st.context.timezone
    try:
        return ZoneInfo(name) if isinstance(name, str) else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # A browser may send any text, and zones are looked up as names of files.
        return UTC
