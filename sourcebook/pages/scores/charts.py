"""Results over time: a small panel for each quiz, with a post as high as each result.

Every panel says in words what it shows, and the table of attempts below has the same numbers.
"""

from collections.abc import Sequence
from datetime import date, datetime
from html import escape
from typing import NamedTuple

from sourcebook.pages.shared.number_format import percent

MOST_POSTS = 8
"""How many results a panel shows, the latest; more would stand too close to be told apart."""


class Result(NamedTuple):
    """One finished attempt: its number among those at its quiz, its moment, its percent."""

    number: int
    at: datetime
    percent: float
    passed: bool


class Panel(NamedTuple):
    """A quiz, the percent that passes, and its results, oldest first."""

    title: str
    pass_mark: int
    results: Sequence[Result]


def results_over_time(panels: Sequence[Panel]) -> str:
    """All panels over the same days; empty where there are not yet two results.

    Posts stand where their days are, but never closer than they are wide: attempts of one day
    stand side by side, in their order.
    """
    panels = [panel._replace(results=panel.results[-MOST_POSTS:]) for panel in panels]
    moments = [result.at for panel in panels for result in panel.results]
    if len(moments) < 2:
        return ""
    first, last = min(moments), max(moments)
    drawn = "".join(_panel(panel, first, last) for panel in panels)
    fewer = f" At most the last {MOST_POSTS} of a quiz are drawn."
    longest = max(panel.results[-1].number for panel in panels if panel.results)
    return (
        f"<figure class='results'><div class='panels'>{drawn}</div><figcaption>Each post is an "
        "attempt, as high as its result, and bears its number. A filled one passed; the dashed "
        f"line is what passes. All panels run from {_day(first.date())} to {_day(last.date())}."
        f"{fewer if longest > MOST_POSTS else ''}</figcaption></figure>"
    )


def _panel(panel: Panel, first: datetime, last: datetime) -> str:
    places = spread([_share(result.at, first, last) for result in panel.results])
    posts = "".join(
        _post(result, place) for result, place in zip(panel.results, places, strict=True)
    )
    said = "; ".join(_said(result) for result in panel.results)
    title = escape(panel.title)
    lines = (
        f"<i class='all'><b>{percent(100)}</b></i>"
        f"<i style='bottom:{panel.pass_mark}%'><b>{percent(panel.pass_mark)}</b></i>"
    )
    return (
        f"<div class='panel' role='img' aria-label='{title}: {said}. "
        f"{percent(panel.pass_mark)} passes.'><p aria-hidden='true'>{title}</p>"
        f"<div class='posts' aria-hidden='true'>{lines}<div>{posts}</div></div></div>"
    )


def _post(result: Result, place: float) -> str:
    look = " class='passed'" if result.passed else ""
    return (
        f"<span{look} style='left:{place:.1%};height:{result.percent:.1f}%'>"
        f"<b>{result.number}</b></span>"
    )


def _said(result: Result) -> str:
    """A result in words: `attempt 2 on 3 September 2022 80 %, passed`."""
    passed = "passed" if result.passed else "not passed"
    return (
        f"attempt {result.number} on {_day(result.at.date())} {percent(result.percent)}, {passed}"
    )


def spread(shares: Sequence[float]) -> list[float]:
    """Places from 0 to 1 in the order of these, moved apart to at least 1 / MOST_POSTS.

    Takes at most MOST_POSTS shares from 0 to 1 that never fall.
    """
    least = 1 / MOST_POSTS
    places: list[float] = []
    for share in shares:
        places.append(max(share, places[-1] + least) if places else share)
    # What was pushed over the right edge pushes back.
    edge = 1.0
    for n in reversed(range(len(places))):
        places[n] = min(places[n], edge)
        edge = places[n] - least
    return places


def _share(moment: datetime, first: datetime, last: datetime) -> float:
    """Where a moment lies between the first (0) and the last (1)."""
    return (moment - first) / (last - first) if last > first else 0.0


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
