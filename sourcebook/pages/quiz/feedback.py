"""How an answered item is shown: right or not, why, what it earned, and the proof."""

from collections.abc import Iterator
from html import escape
from typing import assert_never

from sourcebook.delivery import best_score, earned, is_proof_asked, rescored
from sourcebook.model.attempts import Matches, Ordered, PinnedItem, Record, Response, Typed
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.options import chosen_options, option, options, prompts
from sourcebook.pages.quiz.answer_vs_key import compared
from sourcebook.pages.quiz.outcome import headline, look
from sourcebook.pages.quiz.score_explanation import CONFIDENCE, LEVELS, how_scored
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.number_format import counted_points
from sourcebook.scoring import band_hit, distractor_hit, expect, key_ids

ANCHOR = "the-proof"
"""The HTML id of the heading over the passages that prove the answer to an item."""


def feedback(pinned: PinnedItem, record: Record, course: Course) -> str:
    """The answered item whole: the verdict, and what it rests on."""
    return f"{verdict_on(pinned, record, course)}{reasons_for(pinned, record, course)}"


def verdict_on(
    pinned: PinnedItem, record: Record, course: Course, *, anchor: str = "result"
) -> str:
    """Right or not, remarks, and the answer beside the key; a corrected item as corrected.

    `anchor` is the HTML id of the verdict.
    """
    pinned = as_scored(pinned, record)
    item, answer = pinned.item, record.answer
    if answer is None:
        return ""
    remarked = "".join(f"<p>{escape(remark)}</p>" for remark in remarks(item, answer.response))
    return (
        f"<div id='{anchor}' class='result {look(item, record)}' role='group' "
        f"aria-labelledby='{anchor}'>"
        f"<p class='verdict'>{_headline(item, record)}</p>{_said(record)}{remarked}"
        f"{_proof_chosen(item, record, course)}</div>{compared(pinned, record, course)}"
    )


def reasons_for(pinned: PinnedItem, record: Record, course: Course) -> str:
    """Why, the proof, whether another source says otherwise, and how it was scored."""
    item = as_scored(pinned, record).item
    return f"{why(item)}{proof_of(item, course, anchor=ANCHOR)}{how_scored(item, record)}"


def why(item: Item) -> str:
    """Why the key is right, and how its number follows where no passage prints it."""
    worked = f"<p>How the number follows: {escape(item.calculated)}</p>" if item.calculated else ""
    return f"<h3>Why</h3><p>{escape(item.rationale)}</p>{worked}"


def proof_of(item: Item, course: Course, *, anchor: str = "") -> str:
    """The passages that an item cites, and the comparison that covers what was asked.

    `anchor` is the HTML id of their heading.
    """
    own = f" id='{anchor}'" if anchor else ""
    shown = markup.proof(course, item.citations)
    return f"<h3{own}>The proof</h3>{shown}{_otherwise(item, course)}"


def as_scored(pinned: PinnedItem, record: Record) -> PinnedItem:
    """The item in the version that it was scored by, with its options in the order pinned."""
    if record.regraded is None:
        return pinned
    item = record.regraded.item
    offered = [choice.id for choice in options(item)]
    order = [each for each in pinned.option_order if each in offered]
    order += [each for each in offered if each not in order]
    return pinned.model_copy(update={"item": item, "option_order": tuple(order)})


def _headline(item: Item, record: Record) -> str:
    """The verdict in a few words; a text is neither right nor wrong."""
    if is_marked_by_rubric(item):
        return _marked(record)
    total = earned(item, record)
    if record.regraded:
        kept = rescored(item, record) != total
        stays = f"Corrected since; you keep your {counted_points(total * item.points)}"
        return stays if kept else headline(item, record)
    if item.proof and best_score(record) == 1:
        return "✓ Right, and proved" if total == 1 else "◐ Right, but not proved"
    return headline(item, record)


def _marked(record: Record) -> str:
    if record.level is None:
        return "Saved. Now mark it yourself"
    by = ", marked by your teacher" if record.marked_by == "teacher" else ""
    return f"{LEVELS[record.level]}{by}"


def _said(record: Record) -> str:
    sure = record.answer.confidence if record.answer else None
    return f"<p class='meta'>You were {CONFIDENCE[sure]}.</p>" if sure else ""


def _proof_chosen(item: Item, record: Record, course: Course) -> str:
    if not item.proof or not is_proof_asked(record):
        return ""
    evidence = course.evidence(record.proof) if record.proof else None
    if record.gave_up and record.proof is None:
        return "<p>You asked for the solution before the proof.</p>"
    if record.proof is None:
        return "<p>✗ You chose no passage as the proof.</p>"
    name = markup.passage_name(evidence) if evidence else record.proof
    if record.proof in item.proof:
        return f"<p>✓ {escape(name)} proves it.</p>"
    found = filter(None, map(course.evidence, item.proof))
    proving = " or ".join(markup.passage_name(each) for each in found)
    return f"<p>✗ {escape(name)} does not prove it by itself. {escape(proving)} does.</p>"


def _otherwise(item: Item, course: Course) -> str:
    """The comparison that covers what was asked, if there is one."""
    compared = course.comparisons.get(item.comparison or "")
    if compared is None:
        return ""
    return (
        f"<details class='otherwise'><summary>Does another source say otherwise? "
        f"{escape(compared.question)}</summary>{markup.comparison(compared, course)}</details>"
    )


def remarks(item: Item, response: Response) -> Iterator[str]:
    """What the author wrote on this response."""
    return (text for text in _remarks(item, response) if text)


def _remarks(item: Item, response: Response) -> Iterator[str | None]:
    match item:
        case SingleChoice() | MultipleChoice():
            chosen = chosen_options(response)
            for distractor in item.distractors:
                if option(item.id, distractor.text).id in chosen:
                    yield distractor.feedback
        case TrueFalse():
            if key_ids(item)[0] not in chosen_options(response):
                yield item.feedback
        case VerdictItem():
            chosen = chosen_options(response)
            yield from (text for finding, text in item.feedback.items() if finding in chosen)
        case ShortAnswer():
            if wrong := distractor_hit(item, expect(Typed, item, response).text):
                yield wrong.feedback
        case EvidenceItem():
            chosen = chosen_options(response)
            yield from (each.feedback for each in item.distractors if each.passage in chosen)
        case Ordering():
            if expect(Ordered, item, response).options != key_ids(item):
                yield item.feedback
        case Numeric():
            if band := band_hit(item, expect(Typed, item, response).text):
                yield band.feedback
        case Matching():
            targets = expect(Matches, item, response).targets
            for pair, prompt, key in zip(item.pairs, prompts(item), key_ids(item), strict=True):
                if targets.get(prompt.id) != key:
                    yield pair.feedback
        case ExtendedResponse():
            pass
        case _:
            assert_never(item)
