"""Results: each quiz over all its attempts, the attempts over time, reviews and practice."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain
from operator import itemgetter
from typing import Any

import pandas as pd
from markupsafe import Markup

from sourcebook.analysis import quiz_summary
from sourcebook.model.attempts import Attempt
from sourcebook.pages.quiz import attempt_archive, review_sessions
from sourcebook.pages.quiz.attempt_view import title
from sourcebook.pages.scores.charts import Panel, QuizResult, results_over_time
from sourcebook.pages.scores.page_sections import heading
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.html_tables import newest, table
from sourcebook.pages.shared.number_format import earned_of, percent
from sourcebook.pages.shared.templates import Macros

MOST_ROWS = 3
"""How many attempts a table shows before the earlier ones are folded away."""

_SUMMARY_HEADS = ("Quiz", "Attempts", "First", "Latest", "Best", "Passed")
_ATTEMPT_HEADS = ("Attempt", "Finished", "Points", "Result", "Answers")
_SESSION_HEADS = ("Session", "Finished", "Result", "Answers")
_html = Macros(__file__)


def results(attempts: Mapping[str, Attempt], taken: pd.DataFrame) -> Markup:
    """The section on quizzes; empty before the first is finished.

    `attempts` are by id, oldest first; `taken` is what `attempts_table` returns.
    """
    if not len(taken):
        return Markup("")
    by_quiz: dict[str, list[Mapping[str, Any]]] = {}
    for row in attempt_archive.records(taken):
        same = by_quiz.setdefault(row["quiz_id"], [])
        same.append({**row, "number": len(same) + 1})
    drawn = results_over_time([_panel(attempts, rows) for rows in by_quiz.values()])
    newest_first = sorted(chain(*by_quiz.values()), key=itemgetter("finished_at"), reverse=True)
    rows = [_attempt(row) for row in newest_first]
    every_attempt = newest("Every attempt", _ATTEMPT_HEADS, rows, MOST_ROWS)
    return _html.results(heading("quizzes"), _summary(taken), drawn, every_attempt)


def sessions(attempts: Sequence[Attempt]) -> Markup:
    """The finished reviews and practices, the newest first; empty where there are none."""
    finished = [(each.finished_at, each) for each in attempts if each.finished_at]
    rows = [
        (
            title(each),
            attempt_archive.moment(at),
            review_sessions.verdict(each),
            _link(each.quiz_id, each.id, at),
        )
        for at, each in sorted(finished, key=lambda found: found[0], reverse=True)
        if each.purpose != "quiz"
    ]
    if not rows:
        return Markup("")
    return _html.sessions(newest("Reviews and practice", _SESSION_HEADS, rows, MOST_ROWS))


def _summary(taken: pd.DataFrame) -> Markup:
    titles = dict(zip(taken["quiz_id"], taken["quiz_title"], strict=True))
    passed = set(taken[taken["passed"]]["quiz_id"])
    rows = [
        (
            titles[row["quiz_id"]],
            str(row["attempts"]),
            *(percent(row[which]) for which in ("first", "latest", "best")),
            "✓\u00a0passed" if row["quiz_id"] in passed else "not\u00a0yet",
        )
        for row in attempt_archive.records(quiz_summary(taken).reset_index())
    ]
    return table("Your quizzes", _SUMMARY_HEADS, rows, look="brief")


def _panel(attempts: Mapping[str, Attempt], rows: Sequence[Mapping[str, Any]]) -> Panel:
    zone = clock.zone()
    found = [
        QuizResult(
            row["number"], row["finished_at"].astimezone(zone), row["percent"], row["passed"]
        )
        for row in rows
    ]
    latest = rows[-1]
    return Panel(latest["quiz_title"], attempts[latest["attempt_id"]].pass_mark, found)


def _attempt(row: Mapping[str, Any]) -> tuple[str, ...]:
    left = f", {row['unanswered']} unanswered" if row["unanswered"] else ""
    passed = "✓\u00a0passed" if row["passed"] else "not\u00a0passed"
    return (
        f"{row['quiz_title']}, attempt\u00a0{row['number']}",
        attempt_archive.moment(row["finished_at"]),
        f"{earned_of(row['points'], row['possible'])}{left}",
        f"{percent(row['percent'])}, {passed}",
        _link(row["quiz_id"], row["attempt_id"], row["finished_at"]),
    )


def _link(quiz_id: str, attempt_id: str, finished: datetime) -> Markup:
    return _html.look_through(quiz_id, attempt_id, clock.local_time(finished))
