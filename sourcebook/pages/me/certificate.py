"""The certificate of completion: one page to print, and what it does not prove stands on it, too.

Where a part of the course is still to be done, the page says which instead.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any, Final, NamedTuple

import streamlit as st

from sourcebook.analysis import Progress, attempts_table, progress, quiz_summary
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.learners import Reading
from sourcebook.model.lessons import Lesson
from sourcebook.pages.identity import school
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.shared import clock, current_learner, markup
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.navigation import follow_links, name_page
from sourcebook.pages.shared.number_format import counted, percent
from sourcebook.pages.shared.services import library, store

_LONG_NAME: Final = 32
"""Characters from which on a name is set smaller, so that the sheet stays one page."""

_PRINT_HTML = (
    "<button type='button'>Print this page</button>"
    "<p hidden>This browser cannot print. Open this page in another browser to print it.</p>"
)
_PRINT_CSS = """
button {
  font: inherit; color: #fff; background: var(--st-primary-color); border: 0; cursor: pointer;
  padding: .5rem 1.1rem; border-radius: var(--st-button-radius); min-height: 2.75rem;
}
button:focus-visible { outline: 3px solid var(--st-text-color); outline-offset: 2px; }
"""
_PRINT_JS = """
export default function ({ parentElement }) {
  const button = parentElement.querySelector('button'), canPrint = Boolean(window.print);
  button.onclick = () => window.print();
  button.hidden = !canPrint;
  parentElement.querySelector('p').hidden = canPrint;
}
"""
_print: Any = st.components.v2.component(
    "sourcebook_print", html=_PRINT_HTML, css=_PRINT_CSS, js=_PRINT_JS
)


class _Result(NamedTuple):
    """The best passed attempt at a quiz, beside the first of all and how many there were."""

    attempt: Attempt
    best: float
    first: float
    attempts: int


def show() -> None:
    """Draw the page."""
    course, learner_id = library().course(), current_learner.learner_id()
    name_page("Certificate")
    with st.container(key="certificate"):
        st.html("<h1>Certificate of completion</h1>")
        if current_learner.credential() is None:
            current_learner.ask_who("So that it says what you did, a certificate asks who you are.")
            return
        store().attempts.end_overdue(now=clock.now())
        attempts = store().attempts.of_learner(learner_id) if learner_id else ()
        readings = store().readings.of_learner(learner_id) if learner_id else {}
        so_far = progress(course, readings, attempts)
        if so_far.is_complete:
            _certify(course, _name(learner_id), attempts, readings)
        else:
            st.html(_missing(so_far))
    follow_links("certificate", course)


def _name(learner_id: str | None) -> str | None:
    """The name on the sheet: at a school that of the account, else what the learner typed."""
    learner = store().learners.one(learner_id) if learner_id else None
    typed = learner.name if learner else None
    return (school.name() or typed) if school.is_in_use() else typed


def _missing(so_far: Progress) -> str:
    """What is still to be done, part by part, each with the way there."""
    still = so_far.parts[~so_far.parts["is_done"]]
    rows = "".join(f"<li>{_part(row)}</li>" for row in attempt_archive.records(still))
    return (
        "<p class='lead'>Your certificate waits here until you have read every lesson and passed "
        f"every quiz. {so_far.done} of {counted(so_far.of, 'part')} done; still to come:</p>"
        f"<ul>{rows}</ul><p>A quiz can be taken as often as you like; the best attempt counts.</p>"
    )


def _part(row: Mapping[str, Any]) -> str:
    kind = row["kind"]
    link = f"<a data-in-app='1' href='/{kind}?{kind}={row['id']}'>{escape(row['title'])}</a>"
    if kind == "lesson":
        return f"Read the lesson {link} to its end"
    # The percent of a quiz that was not finished yet is NaN.
    taken = row["percent"] == row["percent"]
    best = f", your best so far is {percent(row['percent'])}" if taken else ""
    return f"Pass the quiz {link}{best}"


def _certify(
    course: Course,
    name: str | None,
    attempts: Sequence[Attempt],
    readings: Mapping[str, Reading],
) -> None:
    st.html(_before(name))
    with st.container(key="print"):
        _print(key="print-button")
    st.html(_sheet(course, name, attempts, readings))


def _before(name: str | None) -> str:
    me = "<a data-in-app='1' href='/me'>Me</a>"
    named = f" It bears the name that you gave under {me}."
    if school.is_in_use():
        named = " It bears the name of your school account."
    elif name is None:
        named = f" You gave no name: type it under {me}, or write it on the line."
    return f"<p class='lead'>You have done every part of the course. This sheet says so.{named}</p>"


def _sheet(
    course: Course,
    name: str | None,
    attempts: Sequence[Attempt],
    readings: Mapping[str, Reading],
) -> str:
    results = dict(_results(course, attempts))
    bearer = f"<bdi>{escape(name)}</bdi>" if name else "<span class='unseen'>Name:</span>"
    look = "bearer blank" if not name else "bearer long" if len(name) > _LONG_NAME else "bearer"
    return (
        "<article class='sheet' aria-label='Certificate'><header><p class='kind'>Certificate of "
        f"completion</p><p class='{look}'>{bearer}</p><p>has read every lesson and passed "
        f"every quiz of the course</p><p class='title'>{escape(course.about.title)}</p>"
        f"<p>{_when(attempts, readings)}</p></header>{_assessed(results)}"
        f"{_objectives(course)}{_honestly(course)}</article>"
    )


def _results(course: Course, attempts: Sequence[Attempt]) -> Iterator[tuple[str, _Result]]:
    """What each quiz of the course came to, by its title, in the order of the course."""
    taken = attempts_table(attempts)
    summary = quiz_summary(taken).to_dict("index")
    # Among equal ones the earliest is the best: nothing was gained after it.
    best = taken[taken["passed"]].sort_values("percent", ascending=False, kind="stable")
    rows = {row["quiz_id"]: row for row in attempt_archive.records(best.drop_duplicates("quiz_id"))}
    by_id = {attempt.id: attempt for attempt in attempts}
    for quiz in course.quizzes.values():
        row, counts = rows[quiz.id], summary[quiz.id]
        attempt = by_id[row["attempt_id"]]
        yield quiz.title, _Result(attempt, row["percent"], counts["first"], counts["attempts"])


def _when(attempts: Sequence[Attempt], readings: Mapping[str, Reading]) -> str:
    """The day on which the last quiz was first passed; without quizzes, the last lesson read."""
    taken = attempts_table(attempts)
    passed = taken[taken["passed"]].groupby("quiz_id")["finished_at"].min()
    if not len(passed):
        read = max(each.read_at for each in readings.values() if each.read_at)
        return f"the last lesson on {_day(read)}"
    return f"the last quiz on {_day(passed.max().to_pydatetime())}"


def _day(moment: datetime) -> str:
    return f"<strong>{markup.in_words(clock.day(moment).isoformat())}</strong>"


def _assessed(results: Mapping[str, _Result]) -> str:
    heads = ("Quiz", "Items", "Passes from", "Best result", "First result", "Attempts")
    rows = (
        (
            escape(title),
            str(len(each.attempt.items)),
            percent(each.attempt.pass_mark),
            f"<strong>{percent(each.best)}</strong>",
            percent(each.first),
            str(each.attempts),
        )
        for title, each in results.items()
    )
    return f"<h2>What was assessed</h2>{table('What was assessed', heads, rows)}"


def _objectives(course: Course) -> str:
    rows = "".join(map(_lesson, course.lessons.values()))
    return f"<h2>The objectives, lesson by lesson</h2><dl class='card taught'>{rows}</dl>"


def _lesson(lesson: Lesson) -> str:
    goals = " ".join(escape(objective.text) for objective in lesson.objectives)
    return f"<dt>{escape(lesson.title)}</dt><dd>{goals}</dd>"


def _honestly(course: Course) -> str:
    """What the sheet does not show, and what the course rests on."""
    labels = ", ".join(escape(source.label) for source in course.sources.values())
    identity = "Nobody checked who answered."
    if school.is_in_use():
        identity = "The name comes from the school account that was used; nobody checked more."
    return (
        "<h2>How to read this</h2><p class='honest'>The quizzes were taken without supervision. "
        f"{identity} That a lesson was read is what the learner says. Lessons and sources could be "
        "looked into meanwhile. A quiz may be repeated, "
        "and then often asks the same items; so the best result stands beside the first. The "
        f"course rests on {escape(course.about.evidence)} ({labels}), and its knowledge ends with "
        f"{escape(course.about.knowledge_ends)}.</p>"
    )
