"""Results: each quiz over all its attempts, the attempts over time, reviews and practice."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from sourcebook.analysis import AttemptResult, QuizSummary, quiz_summaries
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


def results(attempts: Mapping[str, Attempt], taken: Sequence[AttemptResult]) -> Markup:
    """The section on quizzes; empty before the first is finished.

    `attempts` are by id; `taken` come oldest first.
    """
    if not taken:
        return Markup("")
    summaries = quiz_summaries(taken).values()
    drawn = results_over_time([_panel(attempts, each) for each in summaries])
    numbered = [pair for each in summaries for pair in enumerate(each.results, start=1)]
    newest_first = sorted(numbered, key=lambda pair: pair[1].finished_at, reverse=True)
    rows = [_attempt(number, result) for number, result in newest_first]
    every_attempt = newest("Every attempt", _ATTEMPT_HEADS, rows, MOST_ROWS)
    return _html.results(heading("quizzes"), _summary(summaries), drawn, every_attempt)


def sessions(attempts: Sequence[Attempt]) -> Markup:
    """The finished reviews and practices, the newest first; empty if there are none."""
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


def _summary(summaries: Iterable[QuizSummary]) -> Markup:
    rows = [
        (
            each.latest.quiz_title,
            len(each.results),
            *(percent(result.percent) for result in (each.first, each.latest, each.best)),
            "✓\u00a0passed" if each.passed else "not\u00a0yet",
        )
        for each in summaries
    ]
    return table("Your quizzes", _SUMMARY_HEADS, rows, look="brief")


def _panel(attempts: Mapping[str, Attempt], summary: QuizSummary) -> Panel:
    zone, latest = clock.zone(), summary.latest
    found = [
        QuizResult(number, each.finished_at.astimezone(zone), each.percent, each.passed)
        for number, each in enumerate(summary.results, start=1)
    ]
    return Panel(latest.quiz_title, attempts[latest.attempt_id].pass_mark, found)


def _attempt(number: int, result: AttemptResult) -> tuple[str, ...]:
    left = f", {result.unanswered} unanswered" if result.unanswered else ""
    passed = "✓\u00a0passed" if result.passed else "not\u00a0passed"
    return (
        f"{result.quiz_title}, attempt\u00a0{number}",
        attempt_archive.moment(result.finished_at),
        f"{earned_of(result.points, result.possible)}{left}",
        f"{percent(result.percent)}, {passed}",
        _link(result.quiz_id, result.attempt_id, result.finished_at),
    )


def _link(quiz_id: str, attempt_id: str, finished: datetime) -> Markup:
    return _html.look_through(quiz_id, attempt_id, clock.local_time(finished))
