"""Figures that show no more than is known: a timeline and a chart, each with its text."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from sourcebook.model.background import Event
from sourcebook.model.course import Course
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.templates import Macros

_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_LANE_HEIGHT: Final = 1.9
_html = Macros(__file__)


class Span(NamedTuple):
    """A stretch of time in years, such as 2020.67 to 2020.92."""

    start: float
    end: float


def span(event: Event) -> Span:
    """The time within which an event may have happened, as its precision says."""
    parts = [int(part) for part in event.date.split("-")]
    match event.precision:
        case "day":
            next_day = date(*parts) + timedelta(days=1)
            return Span(_moment(*parts), _moment(next_day.year, next_day.month, next_day.day))
        case "month":
            return Span(_moment(*parts), _beginning(event.year, parts[1] + 1))
        case "season":
            month = _SEASONS[event.season or "spring"]
            return Span(_moment(event.year, month), _beginning(event.year, month + 3))
        case "year":
            return Span(event.year, event.year + 1)
        case "decade":
            return Span(event.year, event.year + 10)


def when(event: Event) -> str:
    """An event's date in words, with how sure it is."""
    season = (event.season or "").capitalize()
    shown = {"season": f"{season} {event.year}", "decade": f"The {event.year}s"}
    sure = "" if event.basis == "stated" else f" ({event.basis})"
    return shown.get(event.precision, markup.date_in_words(event.date)) + sure


def timeline(course: Course, first: str, last: str, *, most_listed: int = 10) -> Markup:
    """The events from one year or month to another: a numbered axis, and the same as a list.

    A day is a point, anything longer a bar as long as the time in question, with soft ends.
    A list of more than `most_listed` events is folded away.
    """
    axis = Span(_start(first), _end(last))
    events = [event for event in course.timeline.values() if _touches(span(event), axis)]
    groups = _groups(events)
    lanes = _lanes([span(group[0]) for _, group in groups], axis)
    return _html.timeline(
        height=f"{_LANE_HEIGHT * (max(lanes, default=0) + 1):.1f}",
        ticks=_ticks(axis),
        marks=[
            _mark(numbers, group[0], lane, axis)
            for (numbers, group), lane in zip(groups, lanes, strict=True)
        ],
        events=[
            (event, when(event), markup.citations(course, event.citations)) for event in events
        ],
        is_folded=len(events) > most_listed,
    )


def who_is_quoted(course: Course) -> Markup:
    """Words in quotation marks per speaker, as a table whose rows are bars too."""
    sides = {person.name: person.side for person in course.people.values()}
    totals: dict[str, dict[str, int]] = {}
    for source in course.sources.values():
        for speaker, number in source.quoted.items():
            totals.setdefault(speaker, {})[source.id] = number
    ranked = sorted(totals.items(), key=lambda row: -sum(row[1].values()))
    most = max((sum(each.values()) for _, each in ranked), default=1)
    return _html.who_is_quoted(
        [
            {"name": name, "side": sides.get(name, ""), **_voice(course, counts, most)}
            for name, counts in ranked
        ],
        course.voices(),
    )


def _voice(course: Course, counts: Mapping[str, int], most: int) -> dict[str, Any]:
    """How many words of a speaker are quoted, and in which sources."""
    words = sum(counts.values())
    sources = [(course.sources[source_id], number) for source_id, number in counts.items()]
    return {"words": words, "width": f"{words / most:.0%}", "sources": sources}


def _groups(events: Sequence[Event]) -> list[tuple[str, list[Event]]]:
    """Neighbours of the same time together, with the numbers they have in the list: `3–6`."""
    groups: list[tuple[str, list[Event]]] = []
    number = 1
    for _, same in groupby(events, key=span):
        group = list(same)
        last = number + len(group) - 1
        groups.append((str(number) if last == number else f"{number}–{last}", group))
        number = last + 1
    return groups


def _mark(numbers: str, event: Event, lane: int, axis: Span) -> dict[str, str]:
    """A point or a bar on the axis: where it begins, how long it is, and in which lane."""
    start, end = span(event)
    left = max(0.0, _share(start, axis))
    return {
        "look": "point" if event.precision == "day" else f"bar-{event.precision}",
        "left": f"{left:.2%}",
        "top": f"{lane * _LANE_HEIGHT:.1f}",
        "width": f"{min(1.0, _share(end, axis)) - left:.2%}",
        "numbers": numbers,
    }


def _lanes(spans: Sequence[Span], axis: Span) -> list[int]:
    """The lane of each mark, so that no two of a lane overlap."""
    ends: list[float] = []
    lanes = []
    for start, end in spans:
        left, right = max(0.0, _share(start, axis)), _share(end, axis)
        lane = next((n for n, taken in enumerate(ends) if taken <= left), len(ends))
        ends[lane : lane + 1] = [max(right, left + 0.09)]
        lanes.append(lane)
    return lanes


def _ticks(axis: Span) -> list[tuple[str, str]]:
    """Years along the axis, or months where it spans little more than one year."""
    if axis.end - axis.start <= 1.5:
        months = [_moment(year, n) for year in _years(axis) for n in range(1, 13)]
        names = {moment: markup.date_in_words(_month(moment))[:3] for moment in months}
    else:
        step = math.ceil((axis.end - axis.start) / 8)
        names = {float(year): str(year) for year in list(_years(axis))[::step]}
    return [
        (f"{_share(moment, axis):.2%}", name)
        for moment, name in names.items()
        if axis.start - 0.01 <= moment < axis.end - 0.01
    ]


def _years(axis: Span) -> range:
    return range(math.floor(axis.start), math.ceil(axis.end))


def _month(moment: float) -> str:
    year, rest = divmod(moment, 1)
    return f"{int(year)}-{int(rest * 12 + 0.5) + 1:02d}"


def _touches(when_: Span, axis: Span) -> bool:
    return when_.start < axis.end and when_.end > axis.start


def _share(moment: float, axis: Span) -> float:
    return (moment - axis.start) / (axis.end - axis.start)


def _start(value: str) -> float:
    return _moment(*(int(part) for part in value.split("-")))


def _end(value: str) -> float:
    """The moment at which a year such as `2022` or a month such as `2022-12` is over."""
    year, *month = (int(part) for part in value.split("-"))
    return _beginning(year, month[0] + 1) if month else float(year + 1)


def _beginning(year: int, month: int) -> float:
    """The moment at which a month begins; the thirteenth is January of the next year."""
    return _moment(year + (month - 1) // 12, (month - 1) % 12 + 1)


def _moment(year: int, month: int = 1, day: int = 1) -> float:
    return year + (date(year, month, day).timetuple().tm_yday - 1) / 366
