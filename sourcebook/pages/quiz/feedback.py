"""How an answered item is shown: right or not, why, what it earned, and the proof."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, assert_never

from markupsafe import Markup

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
from sourcebook.pages.quiz.proof_shown import deciding_id, deciding_passage, other_passages
from sourcebook.pages.quiz.score_explanation import how_scored, level_in_words
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.kept_html import KeptHtml
from sourcebook.pages.shared.number_format import counted_points
from sourcebook.pages.shared.passage_links import with_passage_links
from sourcebook.pages.shared.templates import Macros
from sourcebook.scoring import band_hit, distractor_hit, expect, key_ids, meant_text

_html = Macros(__file__)
_KEPT = KeptHtml()

ANCHOR: Final = "the-proof"
"""The HTML id of the heading over the passage that proves the answer to an item."""

_AT_A_GLANCE: Final = 2
_GLANCE_LENGTH: Final = 240
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[“\"A-Z])")


def feedback(pinned: PinnedItem, record: Record, course: Course) -> Markup:
    """The answered item whole: the verdict, what it rests on, and how it was scored."""
    shown = explanation(pinned, record, course, anchor="result", proof_anchor=ANCHOR)
    return shown + how_scored(as_scored(pinned, record).item, record)


def explanation(
    pinned: PinnedItem, record: Record, course: Course, *, anchor: str, proof_anchor: str = ""
) -> Markup:
    """The verdict, the answer beside the key, and the one passage that proves it.

    The rest is folded. `anchor` is the HTML id of the verdict, and `proof_anchor` that of the
    heading over the passage. A corrected item is shown as corrected.
    """
    pinned = as_scored(pinned, record)
    item, answer = pinned.item, record.answer
    if answer is None:
        return Markup()
    first, *others = [*remarks(item, answer.response), ""]
    said = first or opening(item.rationale)
    verdict = _html.verdict(
        anchor,
        look(item, record),
        _headline(item, record),
        _linked(said, item, course),
        _proof_chosen(item, record, course),
    )
    others = [each for each in others if each]
    if said != item.rationale:
        others.append(item.rationale)
    reasons = _reasons(item, others, course)
    return (
        verdict
        + _mark_in_full(item, record)
        + compared(pinned, record, course)
        + _passage(pinned, record, course, proof_anchor)
        + reasons
        + _other_evidence(pinned, record, course)
    )


def to_be_marked(pinned: PinnedItem, record: Record, course: Course) -> Markup:
    """A text beside the model answer, for its writer to mark; the verdict is still to come."""
    pinned = as_scored(pinned, record)
    item = pinned.item
    verdict = _html.verdict("result", look(item, record), _headline(item, record), "", "")
    return verdict + compared(pinned, record, course)


def reasons_to_mark(pinned: PinnedItem, record: Record, course: Course) -> Markup:
    """What a text that is to be marked can be checked by: why, and the passages."""
    item = as_scored(pinned, record).item
    why = _reasons(item, [item.rationale], course)
    passage = deciding_passage(item, None, course, anchor=ANCHOR)
    rest = other_passages(item, None, course) + _otherwise(item, course)
    return why + passage + rest + how_scored(item, record)


def _passage(pinned: PinnedItem, record: Record, course: Course, anchor: str) -> Markup:
    item, chosen = pinned.item, record.proof
    return _kept(
        f"passage at {anchor}",
        pinned,
        record,
        course,
        lambda: deciding_passage(item, chosen, course, anchor=anchor),
    )


def _other_evidence(pinned: PinnedItem, record: Record, course: Course) -> Markup:
    item, chosen = pinned.item, record.proof
    return _kept(
        "other evidence",
        pinned,
        record,
        course,
        lambda: other_passages(item, chosen, course) + _otherwise(item, course),
    )


def _kept(
    name: str, pinned: PinnedItem, record: Record, course: Course, make: Callable[[], Markup]
) -> Markup:
    """A piece that depends on the item and the passage that decides it, and on nobody's answer."""
    if record.regraded:
        # The item is not the one with this fingerprint, but as it was corrected.
        return make()
    key = name, pinned.item.id, pinned.fingerprint, deciding_id(pinned.item, record.proof)
    return _KEPT.of(course, key, make)


def opening(text: str) -> str:
    """The first sentences of a text, as many as can be read at a glance."""
    sentences = _SENTENCE_END.split(text)
    shown = sentences[0]
    for sentence in sentences[1:_AT_A_GLANCE]:
        if len(shown) + len(sentence) < _GLANCE_LENGTH:
            shown += f" {sentence}"
    return shown


def _reasons(item: Item, texts: Sequence[str], course: Course) -> Markup:
    """What else is to be said on the answer, folded; nothing if nothing is."""
    told = [_linked(text, item, course) for text in texts]
    follows = _linked(item.calculated, item, course) if item.calculated else Markup()
    return _html.reasons(told, follows) if told or follows else Markup()


def _linked(text: str, item: Item, course: Course) -> Markup:
    return with_passage_links(text, course, item.citations)


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
        return _marked(item, record)
    total = earned(item, record)
    if record.regraded:
        kept = rescored(item, record) != total
        stays = f"Corrected since; you keep your {counted_points(total * item.points)}"
        return stays if kept else headline(item, record)
    if item.proof and best_score(record) == 1:
        return "✓ Right, and proved" if total == 1 else "◐ Right, but not proved"
    return headline(item, record)


def _marked(item: ExtendedResponse, record: Record) -> str:
    if record.level is None:
        return "Saved. Now mark it yourself"
    by = ", marked by your teacher" if record.marked_by == "teacher" else ""
    return f"{level_in_words(item, record.level)}{by}"


def _mark_in_full(item: Item, record: Record) -> Markup:
    """What the rubric says at the level of a marked text, and the teacher's comment."""
    if not is_marked_by_rubric(item) or record.level is None:
        return Markup()
    levels = item.levels()
    return _html.mark(levels[min(record.level, len(levels) - 1)].text, record.comment)


def _proof_chosen(item: Item, record: Record, course: Course) -> str:
    if not item.proof or not is_proof_asked(record):
        return ""
    evidence = course.evidence(record.proof) if record.proof else None
    if record.gave_up and record.proof is None:
        return "You asked for the solution before the proof."
    if record.proof is None:
        return "✗ You chose no passage as the proof."
    name = markup.passage_name(evidence) if evidence else record.proof
    if record.proof in item.proof:
        return f"✓ {name} proves it."
    found = filter(None, map(course.evidence, item.proof))
    proving = " or ".join(markup.passage_name(each) for each in found)
    return f"✗ {name} does not prove it by itself. {proving} does."


def _otherwise(item: Item, course: Course) -> Markup:
    """The comparison that covers what was asked, if there is one."""
    found = course.comparisons.get(item.comparison or "")
    return _html.otherwise(markup.comparison(found, course)) if found else Markup()


def remarks(item: Item, response: Response) -> Iterator[str]:
    """What the author wrote on this response, and how a name with a slip is spelt."""
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
            typed = expect(Typed, item, response).text
            if meant := meant_text(item, typed):
                yield f"Spelt: {meant}."
            if wrong := distractor_hit(item, typed):
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
