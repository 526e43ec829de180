"""Who is stuck and where everybody is, as HTML: what needs the teacher first, in few words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final, assert_never

from markupsafe import Markup

from sourcebook.analysis import FAILURES, LEFT_OPEN, NEVER_BEGUN, MemberStatus, Trouble
from sourcebook.model.course import Course
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.templates import Macros

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
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
_html = Macros(__file__)
ORDERS: Final[Mapping[str, Callable[[MemberStatus], tuple[bool | int | datetime, ...]]]] = {
    "Who needs you first": lambda row: (not row.stuck, _last_seen(row)),
    "By name": lambda _row: (),
    "Seen longest ago first": lambda row: (_last_seen(row),),
    "Fewest quizzes passed first": lambda row: (row.passed, row.lessons),
}
"""The orders of the list; equal ones are sorted by name."""


def stuck(rows: Sequence[MemberStatus], names: Mapping[str, str]) -> Markup:
    """Those who are stuck, grouped by the reason; `names` are by learner id, and may be links."""
    found = [(row, row.stuck) for row in rows if row.stuck]
    by_kind = {
        title: [(names[row.learner_id], _why(row, why)) for row, why in found if why.kind == kind]
        for kind, title in _KINDS.items()
    }
    groups = [(title, members) for title, members in by_kind.items() if members]
    return _html.stuck(
        groups,
        number=len(found),
        learners=len(rows),
        failures=FAILURES,
        left_open=LEFT_OPEN.days,
        never_begun=NEVER_BEGUN.days,
    )


def everybody(course: Course, rows: Sequence[MemberStatus], names: Mapping[str, str]) -> Markup:
    """All learners in this order, each with how far they are and when they were last seen."""
    lessons, quizzes = len(course.lessons), len(course.quizzes)
    cells = [
        (
            _html.name(names[row.learner_id], _TAGS[row.stuck.kind] if row.stuck else None),
            _html.share(row.lessons, lessons),
            _html.share(row.passed, quizzes),
            ago(row.last_seen) if row.last_seen else "never",
            _open_quiz(row),
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


def _why(row: MemberStatus, trouble: Trouble) -> str:
    quiz, since = trouble.quiz, short_day(clock.day(trouble.since))
    match trouble.kind:
        case "fails_again":
            return f"“{quiz}”, {FAILURES} times or more, last on {since}."
        case "left_open":
            done = f"{row.open_answered} of {counted(row.open_items, 'item')}"
            return f"“{quiz}” on {since}, with {done} answered."
        case "never_begun":
            return f"Nothing since joining on {since}."
        case _:
            assert_never(trouble.kind)


def _open_quiz(row: MemberStatus) -> str:
    if not row.open_quiz:
        return Markup("<span class='none'>–</span>")
    return f"{row.open_quiz}, {row.open_answered} of {row.open_items}"


def _last_seen(row: MemberStatus) -> datetime:
    return row.last_seen or _LONG_AGO
