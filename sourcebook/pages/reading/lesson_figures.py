"""Figures that show no more than is known: a timeline and a chart, each with its text."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from sourcebook.model.background import Event
from sourcebook.model.course import Course
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.passage_links import with_passage_links
from sourcebook.pages.shared.templates import Macros

_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_WITHIN: Final[Mapping[str, str]] = {
    "day": "",
    "month": "within this month",
    "season": "within this season",
    "year": "within this year",
    "decade": "within these ten years",
}
Day = tuple[int, int, int]

_html = Macros(__file__)


class Span(NamedTuple):
    """A time from its first day to its last, each as year, month and day.

    The last day of every month is 31 here: it only has to come before the next month.
    """

    first: Day
    last: Day


def span(event: Event) -> Span:
    """The time within which an event may have happened, as its precision says."""
    match event.precision:
        case "season":
            month = _SEASONS[event.season or "spring"]
            year, last_month = (event.year, month + 2) if month < 12 else (event.year + 1, 2)
            return Span((event.year, month, 1), (year, last_month, 31))
        case "decade":
            return Span((event.year, 1, 1), (event.year + 9, 12, 31))
        case "day" | "month" | "year":
            return Span(_first_day(event.date), _last_day(event.date))


def time_in_words(event: Event) -> str:
    """The time of an event as people write it: `23 November 2022`, `Autumn 2020`, `The 1990s`."""
    match event.precision:
        case "season":
            return f"{(event.season or '').capitalize()} {event.year}"
        case "decade":
            return f"The {event.year}s"
        case "day" | "month" | "year":
            return markup.date_in_words(event.date)


def timeline(course: Course, first: str, last: str) -> Markup:
    """The events from one year or month to another, from top to bottom, by time.

    Each event is a link to the first passage that it cites; the others are folded away with the
    note on the event.
    """
    shown = Span(_first_day(first), _last_day(last))
    events = [event for event in course.timeline.values() if _touches(span(event), shown)]
    return _html.timeline([_time(course, each) for each in _by_time(events)])


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


def _by_time(events: Sequence[Event]) -> list[list[Event]]:
    """Neighbours of the same time together."""
    return [list(same) for _, same in groupby(events, key=span)]


def _time(course: Course, events: Sequence[Event]) -> dict[str, Any]:
    """One time of a timeline: its name, how exact it is, and what happened then."""
    return {
        "name": time_in_words(events[0]),
        "precision": events[0].precision,
        "within": _WITHIN[events[0].precision],
        "events": [_happened(course, event) for event in events],
    }


def _happened(course: Course, event: Event) -> dict[str, Any]:
    """An event: the address of the first passage that it cites, and what is folded away."""
    first, *others = event.citations
    more = counted(len(others), "more passage") if others else ""
    return {
        "event": event,
        "note": with_passage_links(event.note or "", course),
        "address": markup.passage_address(first),
        "others": markup.citations(course, others),
        "folded": " and ".join(filter(None, ("Note" if event.note else "", more))),
    }


def _touches(one: Span, other: Span) -> bool:
    return one.first <= other.last and one.last >= other.first


def _first_day(value: str) -> Day:
    """The first day of a time such as `2022`, `2022-12` or `2022-12-07`."""
    year, month, day = (*(int(part) for part in value.split("-")), 1, 1)[:3]
    return year, month, day


def _last_day(value: str) -> Day:
    """The last day of a time such as `2022`, `2022-12` or `2022-12-07`."""
    parts = [int(part) for part in value.split("-")]
    year, month, day = (*parts, *(12, 31)[len(parts) - 1 :])
    return year, month, day
