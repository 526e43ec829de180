"""Every past answer with its proof, ten at a time, and all of them as a file."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from sourcebook.analysis import sheet
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.quiz.attempt_view import shown_item
from sourcebook.pages.quiz.score_explanation import CONFIDENCE
from sourcebook.pages.scores.page_sections import heading
from sourcebook.pages.shared import downloads
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.announcements import say_change

PAGE_SIZE = 10
"""How many answers stand on one page."""

ALL, SESSIONS = "", "sessions"
_SESSION_PURPOSES: Final = ("review", "practice")
_HEADS: Final = ("Item", "Result", "Proof", "When")
_html = Macros(__file__)


def draw_history(course: Course, attempts: Mapping[str, Attempt], answers: pd.DataFrame) -> None:
    """Draw the section; `attempts` are by id, `answers` is what `answers_table` returns."""
    st.html(heading("answers"))
    of_quiz, missed = _filters(answers)
    chosen = _chosen(answers, of_quiz, missed=missed)
    pages = [chosen.iloc[start : start + PAGE_SIZE] for start in range(0, len(chosen), PAGE_SIZE)]
    number = 1
    if len(pages) > 1:
        # Another choice of answers starts at its own first page.
        number = st.pagination(len(pages), key=f"answers-{of_quiz}-{missed}")
    shown = pages[number - 1] if pages else chosen
    rows = [
        _row(course, attempts[row["attempt_id"]], row) for row in attempt_archive.records(shown)
    ]
    how_many = f"{counted(len(chosen), 'answer')}, newest first."
    how_many = how_many if rows else "No answer is like that."
    say_change(how_many, of="answers shown", state=(of_quiz, missed, number))
    listed = table("Your answers", _HEADS, rows, look="brief answers") if rows else ""
    st.html(_html.answers(how_many, listed))
    downloads.offer(
        "Download all answers (CSV)",
        name="sourcebook-answers.csv",
        kind="text/csv",
        make=lambda: sheet(with_stems(attempts, answers)),
        key="answers-csv",
    )


def with_stems(attempts: Mapping[str, Attempt], answers: pd.DataFrame) -> pd.DataFrame:
    """The answers with a column `stem`, after the id of the item: what was asked."""
    places = zip(answers["attempt_id"], answers["place"], strict=True)
    stems = [
        attempt_archive.asked(shown_item(attempts[attempt_id], place))
        for attempt_id, place in places
    ]
    complete = answers.copy()
    after_id = list(complete.columns).index("item_id") + 1
    complete.insert(after_id, "stem", pd.Series(stems, dtype=object))
    return complete


def _filters(answers: pd.DataFrame) -> tuple[str, bool]:
    """Draw the two filters: which quiz, and whether only what was missed."""
    names = _names(answers)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        of_quiz = st.selectbox(
            "Quiz", list(names), format_func=names.__getitem__, width=400, key="of-quiz"
        )
        missed = st.checkbox("Only what I missed", key="only-missed")
    return of_quiz, missed


def _chosen(answers: pd.DataFrame, of_quiz: str, *, missed: bool) -> pd.DataFrame:
    """The answers that the filters leave, newest first."""
    kept = answers.iloc[::-1]
    if of_quiz == SESSIONS:
        kept = kept[kept["purpose"].isin(_SESSION_PURPOSES)]
    elif of_quiz != ALL:
        kept = kept[kept["quiz_id"] == of_quiz]
    return kept[~kept["is_right"]] if missed else kept


def _names(answers: pd.DataFrame) -> dict[str, str]:
    """What can be chosen: all, each quiz by its id, and the reviews and practices together."""
    in_session = answers["purpose"].isin(_SESSION_PURPOSES)
    quizzes = answers[~in_session]
    titles = dict(zip(quizzes["quiz_id"], quizzes["quiz_title"], strict=True))
    apart = {SESSIONS: "Reviews and practice"} if in_session.any() else {}
    return {ALL: "All quizzes and sessions", **titles, **apart}


def _row(course: Course, attempt: Attempt, row: Mapping[str, Any]) -> Sequence[str]:
    place = int(row["place"])
    outcome = attempt_archive.outcome(attempt, place)
    return (
        attempt_archive.item_link(attempt, place),
        _html.result(outcome, CONFIDENCE.get(row["confidence"])),
        attempt_archive.proofs(course, attempt, place),
        attempt_archive.moment(row["answered_at"]),
    )
