"""Who is stuck and where everybody is, as HTML: what needs the teacher first, in few words.

A row is a learner as `sourcebook.analysis.members_table` tells of her.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from html import escape
from typing import Any, Final

import pandas as pd

from sourcebook.analysis import FAILURES, LEFT_OPEN, NEVER_BEGUN
from sourcebook.model.course import Course
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.number_format import bar, counted

Row = Mapping[str, Any]

_HEADS: Final = ("Learner", "Lessons", "Passed", "Last seen", "Where now")
_KINDS: Final = {
    "fails_again": "Failed the same quiz again and again",
    "left_open": "Left a quiz open",
    "never_begun": "Has not begun",
}
_TAGS: Final = {
    "fails_again": "Failed again",
    "left_open": "Left open",
    "never_begun": "Not begun",
}
_RULE: Final = (
    f"<details><summary>What counts as stuck</summary><p>The same quiz failed {FAILURES} times "
    f"and never passed; an open quiz and no step anywhere for {LEFT_OPEN.days} days; nothing "
    f"done within {NEVER_BEGUN.days} days of joining.</p></details>"
)
_LONG_AGO: Final = datetime.min
ORDERS: Final[Mapping[str, Callable[[Row], Any]]] = {
    "Who needs you first": lambda row: (not row["stuck"], _seen(row)),
    "By name": lambda _row: 0,
    "Seen longest ago first": lambda row: _seen(row),
    "Fewest quizzes passed first": lambda row: (row["passed"], row["lessons"]),
}
"""The orders in which everybody can stand; equals stand by name."""


def stuck(rows: Sequence[Row], names: Mapping[str, str]) -> str:
    """Those who are stuck, by the reason."""
    troubled = [row for row in rows if row["stuck"]]
    groups = "".join(_group(kind, troubled, names) for kind in _KINDS)
    said = f"<div class='groups'>{groups}</div>" if groups else "<p>Nobody is stuck.</p>"
    return f"<h3>Stuck ({len(troubled)} of {len(rows)})</h3>{said}{_RULE}"


def everybody(course: Course, rows: Sequence[Row], names: Mapping[str, str]) -> str:
    """All learners in this order, each with how far she is and when she was last seen."""
    lessons, quizzes = len(course.lessons), len(course.quizzes)
    cells = [
        (
            f"{escape(names[row['learner_id']])}{_tag(row)}",
            _share(row["lessons"], lessons),
            _share(row["passed"], quizzes),
            "never" if pd.isna(row["last_seen"]) else ago(row["last_seen"]),
            _where(row),
        )
        for row in rows
    ]
    return table("Everybody", _HEADS, cells, look="brief figures members")


def ago(moment: datetime) -> str:
    """How long ago a moment was, in words, such as `today`, `3 days ago` or `2 weeks ago`."""
    days = (clock.day(clock.now()) - clock.day(moment)).days
    if days < 1:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 14 else f"{days // 7} weeks ago"


def short_day(day: date) -> str:
    """A day of about this year, such as `5 Nov`."""
    return f"{day.day}\u00a0{day:%b}"


def _group(kind: str, troubled: Sequence[Row], names: Mapping[str, str]) -> str:
    found = [row for row in troubled if row["stuck"] == kind]
    listed = "".join(
        f"<li><strong>{escape(names[row['learner_id']])}</strong> {_why(row)}</li>" for row in found
    )
    if not found:
        return ""
    return (
        f"<section><h4>{_KINDS[kind]} ({len(found)})</h4><ul class='people'>{listed}</ul></section>"
    )


def _why(row: Row) -> str:
    quiz, since = escape(str(row["stuck_quiz"])), short_day(clock.day(row["stuck_since"]))
    match row["stuck"]:
        case "fails_again":
            return f"“{quiz}”, {FAILURES} times or more, last on {since}."
        case "left_open":
            done = f"{row['open_answered']} of {counted(row['open_items'], 'item')}"
            return f"“{quiz}” on {since}, with {done} answered."
        case _:
            return f"Nothing since joining on {since}."


def _tag(row: Row) -> str:
    return f" <span class='tag'>{_TAGS[row['stuck']]}</span>" if row["stuck"] else ""


def _share(done: int, of: int) -> str:
    return f"{done} of {of}{bar(done / of if of else 0)}"


def _where(row: Row) -> str:
    if not row["open_quiz"]:
        return "<span class='none'>–</span>"
    done = f"{row['open_answered']} of {row['open_items']}"
    return f"{escape(row['open_quiz'])}, {done}"


def _seen(row: Row) -> datetime:
    last = row["last_seen"]
    return _LONG_AGO if pd.isna(last) else last.replace(tzinfo=None)
