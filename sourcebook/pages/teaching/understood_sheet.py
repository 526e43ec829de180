"""The sheet on what a class understood, as HTML: short enough for one page of paper."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten
from typing import Final, NamedTuple

from markupsafe import Markup

from sourcebook.analysis import (
    FEWEST_ALIKE,
    FEWEST_TO_TELL,
    LOW,
    OFTEN_SURE_AND_WRONG,
    Basis,
    ClassResults,
    Concern,
    MisreadPassage,
    WrongOption,
    best_objectives,
    misread_passages,
    sure_and_wrong_items,
    wrong_options,
)
from sourcebook.model.attempts import Choice
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.model.learners import Member
from sourcebook.model.options import options
from sourcebook.model.results import SureSums
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.quiz.feedback import remarks
from sourcebook.pages.quiz.proof_shown import deciding_id
from sourcebook.pages.shared import clock, markup
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.response_words import passage
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import learner_links
from sourcebook.scoring import key_ids

_MOST_OPTIONS: Final = 3
_MOST_NAMES: Final = 8
"""How many names of a group are written out; the page *Class* has all."""

_LONGEST_QUESTION, _LONGEST_TEXT, _LONGEST_OPTION = 150, 135, 100
"""Characters of a question, of a summary or remark, and of an option, as many as fit on a page."""

_TOO_FEW: Final = f"Too few answers to tell: at least {FEWEST_TO_TELL} to a question are needed."
_REASONS: Final[Mapping[Concern, str]] = {
    "stuck": "Stuck",
    "low": f"Below {LOW:.0f} % of the points",
    "sure_and_wrong": f"Certain and wrong {OFTEN_SURE_AND_WRONG} times or more",
}
_RULES: Final = (
    "Each learner counts once, for the first reason that is true. Nothing is named that fewer than "
    f"{FEWEST_ALIKE} answers share. Right means all points at the last try; a blank is not right. "
    "Options and “certain” are those of the first try."
)
_html = Macros(__file__)


class Understood(NamedTuple):
    """What the sheet is made of.

    `items` are by their id, as they were last asked, `members` by theirs, and `concerns` has the
    ids of learners by the reason to speak to them.
    """

    results: ClassResults
    sure: Sequence[SureSums]
    items: Mapping[str, Item]
    basis: Basis
    concerns: Mapping[Concern, Sequence[str]]
    members: Mapping[str, Member]


def sheet(
    course: Course, found: Understood, about: str, counting: str, *, has_names: bool
) -> Markup:
    """The sheet; without names it may be shown to the class."""
    is_enough = found.basis.attempts >= FEWEST_TO_TELL
    parts = list(_findings(course, found)) if is_enough else []
    parts.append(("Who needs a word", _concerns(found, has_names=has_names)))
    too_few = _TOO_FEW if found.basis.attempts and not is_enough else ""
    return _html.sheet(about, counting.lower(), rests_on(found.basis), too_few, parts)


def rests_on(basis: Basis) -> str:
    """What the sheet rests on: attempts, days, and how many have not begun."""
    parts = []
    if basis.not_begun:
        parts.append(f"{basis.not_begun} {_have(basis.not_begun)} not begun")
    if basis.unfinished:
        parts.append(f"{basis.unfinished} {_have(basis.unfinished)} begun and not finished")
    missing = f"Of {counted(basis.members, 'learner')}, {' and '.join(parts)}." if parts else ""
    if basis.first is None or basis.last is None:
        return f"Nobody in this class has finished it yet. {missing}".strip()
    first, last = (
        markup.date_in_words(clock.day(each).isoformat()) for each in (basis.first, basis.last)
    )
    days = f"on {first}" if first == last else f"from {first} to {last}"
    attempts = f"{counted(basis.attempts, 'attempt')} of {counted(basis.learners, 'learner')}"
    return f"Rests on {attempts}, finished {days}. {missing or 'All have finished it.'}"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _findings(course: Course, found: Understood) -> Iterator[tuple[str, Markup]]:
    """The headings about the quiz, each with what stands below it."""
    deciding = {each.id: deciding_id(each) for each in found.items.values()}
    misread = misread_passages(found.results.versions, deciding)
    chosen = wrong_options(found.results.choices())
    yield "Understood best", _objectives(course, found)
    yield "Passages misread most", _passages(course, found, misread, chosen or ())
    shown = {each.item_id for each in misread or ()}
    others = None if chosen is None else [each for each in chosen if each.item_id not in shown]
    yield "Wrong options chosen most in other questions", _options(course, found, others)
    yield "Certain at first, and wrong", _sure(found)


def _objectives(course: Course, found: Understood) -> Markup:
    best = best_objectives(found.results.objectives())
    lines = []
    for each in best or ():
        known = course.objective(each.objective)
        text = known.text if known else f"{each.objective}, no longer in the course"
        lines.append(_html.objective(text, each.right, each.answers))
    return _listed(best, lines, "No objective has half of its answers right yet.")


def _passages(
    course: Course,
    found: Understood,
    misread: Sequence[MisreadPassage] | None,
    chosen: Sequence[WrongOption],
) -> Markup:
    lines = []
    for each in misread or ():
        evidence = course.evidence(each.passage)
        most = next((one for one in chosen if one.item_id == each.item_id), None)
        lines.append(
            _html.passage(
                evidence,
                each.passage,
                markup.citations(course, [each.passage]),
                each,
                question=_question(found, each.item_id),
                summary=_cut(evidence.passage.summary, _LONGEST_TEXT) if evidence else "",
                wrong=_chosen(course, found, most) if most else "",
            )
        )
    return _listed(misread, lines, "No passage was misread by more than one learner.")


def _options(course: Course, found: Understood, chosen: Sequence[WrongOption] | None) -> Markup:
    shown = (chosen or ())[:_MOST_OPTIONS]
    lines = [
        _html.option(_question(found, each.item_id), _chosen(course, found, each)) for each in shown
    ]
    return _listed(chosen, lines, "None was chosen more than once.")


def _chosen(course: Course, found: Understood, wrong: WrongOption) -> Markup:
    """How many chose a wrong option, what is right, and what the author says on the option."""
    item = found.items[wrong.item_id]
    texts = {each.id: passage(course, each.text) for each in options(item)}
    remark = next(remarks(item, Choice(option=wrong.option)), "")
    return _html.chosen(
        wrong,
        _cut(passage(course, wrong.text), _LONGEST_OPTION),
        [_cut(texts[each], _LONGEST_OPTION) for each in key_ids(item) if each in texts],
        _cut(remark, _LONGEST_TEXT),
    )


def _sure(found: Understood) -> Markup:
    if not found.sure:
        return _html.nothing("No answer says how sure its learner was.")
    items = sure_and_wrong_items(found.sure)
    lines = [_html.sure(each, _question(found, each.item_id)) for each in items or ()]
    return _listed(items, lines, "No question had more than one such answer.")


def _listed(found: Sequence[object] | None, lines: Sequence[Markup], none: str) -> Markup:
    """The lines; a sentence if there are none, or too few answers to tell."""
    if found is None:
        return _html.nothing(_TOO_FEW)
    return _html.lines(lines) if lines else _html.nothing(none)


def _concerns(found: Understood, *, has_names: bool) -> Markup:
    groups = []
    for reason, ids in found.concerns.items():
        if not ids:
            continue
        listed = sorted((found.members[each] for each in ids), key=_name) if has_names else []
        names = [learner_links.link(each) for each in listed[:_MOST_NAMES]]
        more = len(listed) - len(names)
        groups.append(_html.concern(_REASONS[reason], len(ids), len(found.members), names, more))
    return _html.concerns(groups or ["Nobody, by what is known here."], _RULES)


def _name(member: Member) -> str:
    return member.label.casefold()


def _question(found: Understood, item_id: str) -> str:
    return _cut(attempt_archive.asked(found.items[item_id]), _LONGEST_QUESTION)


def _cut(text: str, longest: int) -> str:
    """A text on one line, cut after a word if it is too long for the sheet."""
    return shorten(text, longest, placeholder=" …")
