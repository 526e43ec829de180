"""Every past answer with its proof, ten at a time, and all of them as a file."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Final

import streamlit as st

from sourcebook.analysis import FileTable, PastAnswer, file_table, sheet
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
_HEADS: Final = ("Item", "Result", "Proof", "When")
_html = Macros(__file__)


def draw_history(
    course: Course, attempts: Mapping[str, Attempt], answers: Sequence[PastAnswer]
) -> None:
    """Draw the section; `attempts` are by id, `answers` come oldest first."""
    st.html(heading("answers"))
    of_quiz, missed = _filters(answers)
    chosen = _chosen(answers, of_quiz, missed=missed)
    pages = [chosen[start : start + PAGE_SIZE] for start in range(0, len(chosen), PAGE_SIZE)]
    number = 1
    if len(pages) > 1:
        # Another filter starts at its first page.
        number = st.pagination(len(pages), key=f"answers-{of_quiz}-{missed}")
    shown = pages[number - 1] if pages else chosen
    rows = [_row(course, attempts[each.attempt_id], each) for each in shown]
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


def with_stems(attempts: Mapping[str, Attempt], answers: Sequence[PastAnswer]) -> FileTable:
    """The answers for a file, with a column `stem` after the id of the item: what was asked."""

    def stem(answer: PastAnswer) -> str:
        return attempt_archive.asked(shown_item(attempts[answer.attempt_id], answer.place))

    columns: list[tuple[str, Callable[[PastAnswer], object]]] = [
        (name, attrgetter(name)) for name in PastAnswer._fields
    ]
    columns.insert(PastAnswer._fields.index("item_id") + 1, ("stem", stem))
    return file_table(answers, columns)


def _filters(answers: Sequence[PastAnswer]) -> tuple[str, bool]:
    """Draw the two filters: which quiz, and whether only what was missed."""
    names = _names(answers)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        of_quiz = st.selectbox(
            "Quiz", list(names), format_func=names.__getitem__, width=400, key="of-quiz"
        )
        missed = st.checkbox("Only what I missed", key="only-missed")
    return of_quiz, missed


def _chosen(answers: Sequence[PastAnswer], of_quiz: str, *, missed: bool) -> list[PastAnswer]:
    """The answers that the filters leave, newest first."""
    return [
        each
        for each in reversed(answers)
        if (of_quiz in (ALL, each.quiz_id) or (of_quiz == SESSIONS and _is_session(each)))
        and not (missed and each.is_right)
    ]


def _names(answers: Sequence[PastAnswer]) -> dict[str, str]:
    """What can be chosen: all, each quiz by its id, and the reviews and practices together."""
    titles = {each.quiz_id: each.quiz_title for each in answers if not _is_session(each)}
    apart = {SESSIONS: "Reviews and practice"} if any(map(_is_session, answers)) else {}
    return {ALL: "All quizzes and sessions", **titles, **apart}


def _is_session(answer: PastAnswer) -> bool:
    return answer.purpose in ("review", "practice")


def _row(course: Course, attempt: Attempt, answer: PastAnswer) -> Sequence[str]:
    outcome = attempt_archive.outcome_with_comment(attempt, answer.place)
    sure = CONFIDENCE[answer.confidence] if answer.confidence else None
    return (
        attempt_archive.item_link(attempt, answer.place),
        _html.result(outcome, sure),
        attempt_archive.proofs(course, attempt, answer.place),
        attempt_archive.moment(answer.answered_at),
    )
