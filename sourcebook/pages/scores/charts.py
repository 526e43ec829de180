"""Results over time: a small panel for each quiz, with a post as high as each result.

Every panel says in words what it shows, and the table of attempts below has the same numbers.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from markupsafe import Markup

from sourcebook.pages.shared.number_format import percent
from sourcebook.pages.shared.templates import Macros

MOST_POSTS = 8
"""How many results a panel shows, the latest; more would stand too close together."""

_html = Macros(__file__)


class QuizResult(NamedTuple):
    """One finished attempt: its number among those at its quiz, its moment, its percent."""

    number: int
    at: datetime
    percent: float
    passed: bool


class Panel(NamedTuple):
    """A quiz, the percent that passes, and its results, oldest first."""

    title: str
    pass_mark: int
    results: Sequence[QuizResult]


def results_over_time(panels: Sequence[Panel]) -> Markup:
    """All panels over the same days; empty if there are not two results yet.

    Posts stand where their days are, but never closer than they are wide: attempts of one day stand
    side by side, in their order.
    """
    panels = [panel._replace(results=panel.results[-MOST_POSTS:]) for panel in panels]
    moments = [result.at for panel in panels for result in panel.results]
    if len(moments) < 2:
        return Markup("")
    first, last = min(moments), max(moments)
    longest = max(panel.results[-1].number for panel in panels if panel.results)
    return _html.results_over_time(
        [_drawn(panel, first, last) for panel in panels],
        first_day=_day(first.date()),
        last_day=_day(last.date()),
        fewer=MOST_POSTS if longest > MOST_POSTS else 0,
    )


def _drawn(panel: Panel, first: datetime, last: datetime) -> dict[str, Any]:
    """A panel as its template draws it: in words, and each result with its place on the axis."""
    places = spread([_share(result.at, first, last) for result in panel.results])
    lefts = [f"{place:.1%}" for place in places]
    return {
        **panel._asdict(),
        "description": "; ".join(_in_words(result) for result in panel.results),
        "posts": list(zip(panel.results, lefts, strict=True)),
    }


def _in_words(result: QuizResult) -> str:
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
    # Posts pushed over the right edge push the others back.
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
