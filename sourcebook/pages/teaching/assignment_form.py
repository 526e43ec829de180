"""The fields for the dates and rules of an assignment, and for those of a single learner."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeVar

import streamlit as st

from sourcebook.errors import AssignmentError
from sourcebook.model.assignments import Counts, Dates, Extension, KeysShown, PartKind, Settings
from sourcebook.model.course import Course
from sourcebook.pages.shared import local_times
from sourcebook.pages.shared.local_times import LocalTimeError

_COUNTS: Final[dict[Counts, str]] = {
    "best": "The best",
    "latest": "The latest",
    "first": "The first",
}
KEYS: Final[dict[KeysShown, str]] = {
    "as_quiz": "As the quiz says",
    "after_handing_in": "After handing in",
    "after_closing": "After closing",
}
"""When keys are shown, as the form says it."""

_USUAL: Final = {"Opens": "00:00"}
"""The time of a day for which none is typed, by its label; the end of the day for all others."""

_Filled = TypeVar("_Filled", Settings, Extension)


def filled_in(make: Callable[[], _Filled], save: Callable[[_Filled], object]) -> bool:
    """Save what is filled in; whether that was possible. Says what is wrong if it was not."""
    try:
        save(make())
    except (AssignmentError, LocalTimeError) as problem:
        st.error(f"Not saved. {problem}")
        return False
    return True


def ask(key: str, kind: PartKind, before: Settings, own_limit: str) -> Callable[[], Settings]:
    """Draw the fields; what returns the settings that they hold.

    `own_limit` says the time limit of the quiz itself.
    """
    if kind == "lesson":
        due = _date("Due", before.due, f"{key}-due")
        return lambda: Settings(due=due())
    dates = _ask_dates(key, before)
    left, right = st.columns(2)
    with left:
        attempts = st.number_input(
            "Attempts allowed (empty: any number)",
            value=before.attempts,
            step=1,
            key=f"{key}-attempts",
        )
        limit = st.number_input(
            f"Time limit in minutes (empty: {own_limit})",
            value=before.time_limit,
            step=1,
            key=f"{key}-limit",
        )
    with right:
        counts = st.selectbox(
            "Which attempt counts",
            list(_COUNTS),
            index=list(_COUNTS).index(before.counts),
            format_func=_COUNTS.__getitem__,
            key=f"{key}-counts",
        )
        keys = st.selectbox(
            "Keys and reasons are shown",
            list(KEYS),
            index=list(KEYS).index(before.keys),
            format_func=KEYS.__getitem__,
            key=f"{key}-keys",
        )
    rules = {"attempts": attempts, "counts": counts, "time_limit": limit, "keys": keys}
    return lambda: Settings.model_validate(dates().model_dump() | rules)


def ask_extension(key: str, kind: PartKind, before: Extension) -> Callable[[], Extension]:
    """Draw the fields for one learner; what returns the extension that they hold."""
    if kind == "lesson":
        due = _date("Due", before.due, f"{key}-due")
        return lambda: Extension(due=due())
    dates = _ask_dates(key, before)
    percent = st.number_input(
        "Extra time in per cent of the time limit",
        value=before.extra_percent,
        step=5,
        key=f"{key}-extra",
    )
    return lambda: Extension(**dates().model_dump(), extra_percent=percent or 0)


def limit_of(course: Course, quiz_id: str) -> str:
    """The time limit of a quiz itself, in words."""
    quiz = course.quizzes.get(quiz_id)
    if quiz is None or quiz.time_limit is None:
        return "none" if quiz else "the quiz’s own"
    return f"{quiz.time_limit}, as the quiz says"


def _ask_dates(key: str, before: Dates) -> Callable[[], Dates]:
    opens, due, closes = (
        _date(name.capitalize(), getattr(before, name), f"{key}-{name}")
        for name in Dates.model_fields
    )
    return lambda: Dates(opens=opens(), due=due(), closes=closes())


def _date(label: str, before: datetime | None, key: str) -> Callable[[], datetime | None]:
    """Draw fields for a day and a time by the browser's clock; what returns the moment."""
    known, usual = local_times.typed(before), _USUAL.get(label, "23:59")
    zone = local_times.zone_name()
    left, right = st.columns(2)
    with left:
        value = known.date() if known else None
        day = st.date_input(f"{label}, day", value=value, format="DD/MM/YYYY", key=key)
    with right:
        hour = st.text_input(
            f"{label}, time ({zone})",
            value=f"{known:%H:%M}" if known else "",
            placeholder=usual,
            max_chars=5,
            autocomplete="off",
            key=f"{key}-time",
        )

    def moment() -> datetime | None:
        return local_times.moment_of(local_times.joined(label, day, hour or "", usual), before)

    return moment
