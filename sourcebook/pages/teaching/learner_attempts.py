"""All attempts of a learner, the newest first, with what each came to and what it counts as."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from markupsafe import Markup

from sourcebook.analysis import attempt_results, that_count
from sourcebook.delivery import has_passed, mark
from sourcebook.model.assignments import Part
from sourcebook.model.attempts import Attempt, Purpose
from sourcebook.model.learners import Member
from sourcebook.model.results import Counting
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.shared import clock, links
from sourcebook.pages.shared.html_tables import newest
from sourcebook.pages.shared.number_format import counted, percent, points_of
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import learner_links

MOST_ROWS: Final = 10
"""How many attempts are shown before the earlier ones are folded away."""

NO_RESULT: Final[Mapping[Purpose, str]] = {
    "missed": "no result: repeats what was missed",
    "review": "no result: a review",
    "practice": "no result: practice",
}
"""Why an attempt is no result of a quiz, by what it was started for."""

_HEADS: Final = ("Attempt", "Finished", "Result", "Counts as")
_SINGLE: Final[Sequence[Counting]] = ("first", "latest", "best")
_html = Macros(__file__)


def listed(member: Member, attempts: Sequence[Attempt], late: Collection[str]) -> Markup:
    """The section on attempts; `attempts` come oldest first, `late` are ids of late ones."""
    counting, number = counts_as(attempts), Counter[str]()
    rows = []
    for each in attempts:
        # The name of a practice is a whole sentence.
        name = learner_links.title(each).removesuffix(".")
        number[name] += 1
        address = learner_links.attempt_address(member.number, each.id)
        rows.append(
            (
                links.link(address, f"{name}, attempt\u00a0{number[name]}"),
                attempt_archive.moment(each.finished_at) if each.finished_at else "not yet",
                _html.result(result(each), each.id in late),
                counting[each.id],
            )
        )
    shown = newest("Attempts", _HEADS, rows[::-1], MOST_ROWS) if rows else ""
    return _html.attempts(len(rows), shown)


def late_ones(member: Member, attempts: Iterable[Attempt]) -> frozenset[str]:
    """The ids of the attempts that were handed in after their due date, or are open after it."""
    terms, now = store().assignments.of_learner(member.id), clock.now()
    held = ((each, terms.get(Part("quiz", each.quiz_id))) for each in attempts)
    return frozenset(each.id for each, own in held if own and own.is_late(each, now))


def counts_as(attempts: Sequence[Attempt]) -> dict[str, str]:
    """By attempt id, whether it is the first, latest or best at its quiz, or no result at all."""
    results = attempt_results(attempts)
    chosen = {which: {each.attempt_id for each in that_count(results, which)} for which in _SINGLE}
    return {
        each.id: NO_RESULT.get(each.purpose)
        or ", ".join(which for which in _SINGLE if each.id in chosen[which])
        or "–"
        for each in attempts
    }


def result(attempt: Attempt) -> str:
    """What a finished attempt came to; of an open one, how much is answered."""
    if not attempt.is_finished:
        items = counted(len(attempt.items), "item")
        return f"open, {len(attempt.answers)} of {items} answered"
    total = mark(attempt)
    reached = f"{percent(total.percent)}, {points_of(total.points, total.possible)}"
    if attempt.purpose == "quiz":
        reached += ", ✓\u00a0passed" if has_passed(attempt) else ", not\u00a0passed"
    if total.unmarked:
        reached += f"; {counted(total.unmarked, 'text')} not marked yet"
    return reached
