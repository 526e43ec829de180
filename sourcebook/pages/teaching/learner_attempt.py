"""One attempt of a learner, item by item: as it was asked, what was answered, what it earned."""

import math
from collections.abc import Sequence
from typing import Final

import streamlit as st
from markupsafe import Markup

from sourcebook.delivery import is_answered, is_proof_asked, seconds_spent
from sourcebook.model.attempts import Attempt, Record
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import ExtendedResponse, Item
from sourcebook.model.learners import Member
from sourcebook.model.versions import changed_parts
from sourcebook.model.withholding import is_open_test
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.quiz.attempt_view import shown_item
from sourcebook.pages.quiz.score_explanation import CONFIDENCE, level_in_words
from sourcebook.pages.shared import clock, links, markup
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.navigation import name_page
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.response_words import asked, response_in_words
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.teaching import learner_attempts, learner_links, second_marks

_HEADS: Final = ("Item", "Answer", "Result", "Sure", "Time")
_html = Macros(__file__)


def draw(course: Course, member: Member, attempt: Attempt) -> None:
    """Draw an attempt: when it was, what it came to, and each of its items."""
    name_page(learner_links.title(attempt), member.label)
    back = links.breadcrumbs(links.link(in_app("/class"), "Class"), learner_links.link(member))
    started = clock.local_time(attempt.started_at)
    finished = clock.local_time(attempt.finished_at) if attempt.finished_at else ""
    st.html(_html.head(back, learner_links.title(attempt), member.label, started, finished))
    is_late = attempt.id in learner_attempts.late_ones(member, [attempt])
    st.html(_html.outcome(learner_attempts.result(attempt), _no_result(attempt), is_late))
    if is_open_test(attempt):
        st.html(_html.open_test())
        return
    spent = seconds_spent(attempt)
    rows = [_row(course, attempt, place, spent.get(place)) for place in range(len(attempt.items))]
    st.html(table("Items and answers", _HEADS, rows, look="given"))


def mark_in_words(item: ExtendedResponse, record: Record) -> str:
    """The mark of a written text, who gave it, and the comment with it."""
    if record.level is None:
        return "Nobody has marked it yet."
    if second_marks.is_first_hidden(record):
        return "Marked; a second mark is asked for. You see the first one after you gave yours."
    level = level_in_words(item, record.level)
    if record.marked_by == "learner":
        return f"{level}: their own mark, yours is missing."
    whose = second_marks.whose(record.marks[-1].who if record.marks else None)
    said = f" Comment: {record.comment}" if record.comment else ""
    return f"{level}: {whose}.{_SECOND[record.second]}{said}"


_SECOND = {
    None: "",
    "asked": " A second mark is asked for.",
    "differs": " A second mark differs from it.",
    "agreed": " A second mark agrees.",
}


def _no_result(attempt: Attempt) -> str:
    return learner_attempts.NO_RESULT.get(attempt.purpose, "")


def _row(
    course: Course, attempt: Attempt, place: int, seconds: float | None
) -> Sequence[str | Markup]:
    pinned, record = attempt.items[place].item, attempt.record(place)
    question = _html.question(place + 1, asked(pinned), _changes(course, pinned, record))
    if not is_answered(attempt, place):
        return question, "Not answered", "–", "–", "–"
    item = shown_item(attempt, place)
    marked = ""
    if is_marked_by_rubric(item) and record.level is not None:
        marked = mark_in_words(item, record)
    return (
        question,
        _answer(course, item, record),
        _html.scored(_outcome(attempt, place), marked),
        _sureness(record),
        in_minutes(seconds) if seconds is not None else "–",
    )


def _outcome(attempt: Attempt, place: int) -> str:
    """The outcome of an answer; not of a text that this teacher is to give a second mark."""
    if second_marks.is_first_hidden(attempt.record(place)):
        return "•"
    return attempt_archive.outcome(attempt, place)


def _changes(course: Course, item: Item, record: Record) -> str:
    """What became of the version of the item that was asked; empty if it still stands."""
    scored_again = ""
    if record.regraded:
        scored_again = f"Corrected and scored again on {clock.local_time(record.regraded.at)}. "
    current = course.item(item.id)
    if current is None:
        return f"{scored_again}No longer in the course."
    changed = ", ".join(changed_parts(item, current))
    return f"{scored_again}Changed since: {changed}." if changed else scored_again


def _answer(course: Course, item: Item, record: Record) -> Markup:
    """Every try, the passage chosen as proof, and what helped."""
    tries = [response_in_words(item, each.response, course) or "nothing" for each in record.answers]
    helped = [counted(record.hints, "hint")] if record.hints else []
    helped += ["the solution, instead of another try"] if record.gave_up else []
    return _html.answer(tries, helped, *_proof(course, item, record))


def _proof(course: Course, item: Item, record: Record) -> tuple[str, str]:
    """The passage chosen as proof, and whether it proves the answer; both empty if none was due."""
    if record.proof is None:
        return "", "No proof chosen." if item.proof and is_proof_asked(record) else ""
    chosen = markup.citations(course, [record.proof]) or record.proof
    if not item.proof:
        return chosen, ""
    return chosen, "It proves it." if record.proof in item.proof else "It does not prove it."


def _sureness(record: Record) -> str:
    """How sure they said they were, try by try; a dash if they never said."""
    said = [CONFIDENCE[each.confidence] if each.confidence else "–" for each in record.answers]
    return ", then ".join(said) if set(said) != {"–"} else "–"


def in_minutes(seconds: float) -> str:
    """A time spent on an item: `45 s`, `2 min 5 s`, or that a pause makes it unknown."""
    if math.isnan(seconds):
        return "with a long pause"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}\u00a0min {rest}\u00a0s" if minutes else f"{rest}\u00a0s"
