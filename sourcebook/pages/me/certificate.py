"""The certificate of completion: one page to print, which also says what it does not prove.

While a part of the course is still to be done, the page says which.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import QuizSummary, attempt_results, progress, quiz_summaries
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.learners import Reading
from sourcebook.pages.identity import school
from sourcebook.pages.shared import clock, current_learner, markup, print_button
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.navigation import draw_panel, name_page
from sourcebook.pages.shared.number_format import percent
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros

_LONG_NAME: Final = 32
"""A name longer than this is set smaller, so that the sheet stays one page."""

_html = Macros(__file__)


class _BestResult(NamedTuple):
    """The best passed attempt at a quiz and its percent, beside all attempts at that quiz."""

    attempt: Attempt
    percent: float
    all_of_them: QuizSummary


def show() -> None:
    """Draw the page."""
    course, learner_id = library().course(), current_learner.learner_id()
    name_page("Certificate")
    with st.container(key="certificate"):
        st.html("<h1>Certificate of completion</h1>")
        if current_learner.credential() is None:
            current_learner.explain_no_learner(
                "So that it says what you did, a certificate asks who you are."
            )
            return
        store().attempts.end_overdue(now=clock.now())
        attempts = store().attempts.of_learner(learner_id) if learner_id else ()
        readings = store().readings.of_learner(learner_id) if learner_id else {}
        so_far = progress(course, readings, attempts)
        if so_far.is_complete:
            _certify(course, _name(learner_id), attempts, readings)
        else:
            st.html(_html.missing(so_far))
    draw_panel(course)


def _name(learner_id: str | None) -> str | None:
    """The name on the sheet: at a school that of the account, else what the learner typed."""
    learner = store().learners.one(learner_id) if learner_id else None
    typed = learner.name if learner else None
    return (school.name() or typed) if school.is_in_use() else typed


def _certify(
    course: Course,
    name: str | None,
    attempts: Sequence[Attempt],
    readings: Mapping[str, Reading],
) -> None:
    st.html(_html.before(name, school.is_in_use()))
    print_button.draw(type="primary")
    summaries = quiz_summaries(attempt_results(attempts))
    open_ones = {name: each for name, each in summaries.items() if name in course.quizzes}
    last_part, last_day = _last_step(open_ones, readings)
    st.html(
        _html.sheet(
            name,
            is_long=len(name or "") > _LONG_NAME,
            course=course,
            last_part=last_part,
            last_day=markup.date_in_words(clock.day(last_day).isoformat()),
            results=_table(dict(_results(course, attempts, summaries))),
            is_at_school=school.is_in_use(),
        )
    )


def _results(
    course: Course, attempts: Sequence[Attempt], summaries: Mapping[str, QuizSummary]
) -> Iterator[tuple[str, _BestResult]]:
    """What each quiz of the course came to, by its title, in the order of the course."""
    by_id = {attempt.id: attempt for attempt in attempts}
    for quiz in course.quizzes.values():
        summary = summaries[quiz.id]
        if best := summary.best_passed:
            yield quiz.title, _BestResult(by_id[best.attempt_id], best.percent, summary)


def _last_step(
    summaries: Mapping[str, QuizSummary], readings: Mapping[str, Reading]
) -> tuple[str, datetime]:
    """When the last quiz was first passed; without quizzes, when the last lesson was read."""
    passed = [each.passed[0].finished_at for each in summaries.values() if each.passed]
    if not passed:
        return "the last lesson", max(each.read_at for each in readings.values() if each.read_at)
    return "the last quiz", max(passed)


def _table(results: Mapping[str, _BestResult]) -> Markup:
    heads = ("Quiz", "Items", "Passes from", "Best result", "First result", "Attempts")
    rows = (
        (
            title,
            len(each.attempt.items),
            percent(each.attempt.pass_mark),
            Markup("<strong>{}</strong>").format(percent(each.percent)),
            percent(each.all_of_them.first.percent),
            len(each.all_of_them.results),
        )
        for title, each in results.items()
    )
    return table("What was assessed", heads, rows)
