"""My scores: every finished attempt, best and latest, and what the answers say per objective."""

from html import escape
from typing import Any, cast

import pandas as pd
import streamlit as st

from sourcebook.analysis import attempts_table, objective_summary, quiz_summary
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.pages import here
from sourcebook.pages.amounts import amount, percent
from sourcebook.pages.navigation import follow_links, name_page
from sourcebook.pages.process import library, store
from sourcebook.pages.sitting import title


def show() -> None:
    """Draw the page."""
    course, learner = library().course(), here.learner_id()
    store().end_overdue(now=here.now())
    attempts = store().attempts(learner) if learner else ()
    name_page("My scores")
    with st.container(key="scores"):
        st.html("<h1>My scores</h1>")
        if not attempts:
            st.html(_nothing_yet())
        for attempt in attempts:
            if not attempt.is_finished:
                st.html(_unfinished(attempt))
        table = attempts_table(attempts)
        if len(table):
            st.html(_quizzes(table) + _attempts(table))
        if any(attempt.answers for attempt in attempts):
            st.html(_objectives(course, objective_summary(attempts)))
    follow_links("scores", course)


def _nothing_yet() -> str:
    return (
        "<p class='lead'>No quiz taken yet. Once you have answered one, you find every attempt, "
        "your best and latest result, and each objective here.</p>"
        "<p><a data-in-app='1' href='/'>Choose a lesson</a></p>"
    )


def _unfinished(attempt: Attempt) -> str:
    address = f"/quiz?quiz={attempt.quiz_id}&attempt={attempt.id}"
    return (
        f"<p class='where'>“{escape(title(attempt))}” is not finished: {len(attempt.answers)} "
        f"of {len(attempt.items)} items answered. <a data-in-app='1' href='{address}'>Go on</a></p>"
    )


def _quizzes(table: pd.DataFrame) -> str:
    titles = dict(zip(table["quiz_id"], table["quiz_title"], strict=True))
    rows = "".join(
        f"<tr><th scope='row'>{escape(titles[row['quiz_id']])}</th><td>{row['attempts']}</td>"
        f"<td>{percent(row['best'])}</td><td>{percent(row['latest'])}</td></tr>"
        for row in _records(quiz_summary(table).reset_index())
    )
    return _table("Quizzes", ["Quiz", "Attempts", "Best", "Latest"], rows)


def _attempts(table: pd.DataFrame) -> str:
    rows = "".join(_attempt_row(row) for row in _records(table.iloc[::-1]))
    return _table("Attempts", ["Finished", "Points", "Result", "Answers"], rows)


def _attempt_row(row: dict[str, Any]) -> str:
    finished = here.local_time(row["finished_at"].to_pydatetime())
    address = f"/quiz?quiz={row['quiz_id']}&attempt={row['attempt_id']}"
    result = "✓ passed" if row["passed"] else "not passed"
    left = f", {row['unanswered']} unanswered" if row["unanswered"] else ""
    return (
        f"<tr><th scope='row'>{finished}</th><td>{amount(row['points'])} of "
        f"{amount(row['possible'])}{left}</td><td>{percent(row['percent'])}, {result}</td>"
        f"<td><a data-in-app='1' href='{address}'>Look through"
        f"<span class='unseen'> the attempt of {finished}</span></a></td></tr>"
    )


def _objectives(course: Course, summary: pd.DataFrame) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{escape(_name(course, row['objective']))}</th>"
        f"<td>{row['right']} of {row['answered']} items right</td></tr>"
        for row in _records(summary.reset_index())
    )
    note = "<p class='meta'>Your latest answer to each item counts.</p>"
    return _table("What you can do", ["Objective", "Items"], rows) + note


def _name(course: Course, objective_id: str) -> str:
    objective = course.objective(objective_id)
    return objective.text if objective else objective_id


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", table.to_dict("records"))


def _table(title: str, heads: list[str], rows: str) -> str:
    columns = "".join(f"<th scope='col'>{head}</th>" for head in heads)
    return (
        f"<h2>{title}</h2><div class='scroll'><table class='plain'><thead><tr>{columns}</tr>"
        f"</thead><tbody>{rows}</tbody></table></div>"
    )
