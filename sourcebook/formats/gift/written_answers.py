"""Writes what stands inside the braces of a question, a line for each answer."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, assert_never

from markupsafe import Markup

from sourcebook.formats.gift.escapes import escaped, with_entities
from sourcebook.formats.gift.sections import named_passage
from sourcebook.formats.gift.texts import as_line, as_paragraphs, decimal
from sourcebook.formats.moodle_fractions import FRACTIONS, as_text, nearest, shares
from sourcebook.model.course import Course
from sourcebook.model.items import (
    FINDINGS,
    Band,
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Pair,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)

_PREFIX: Final = re.compile(r"\[(?:html|markdown|plain|moodle)\]")
_RIGHT: Final = Fraction(1)
_WRONG: Final = Fraction(0)


def answer_lines(item: Item, course: Course) -> Iterator[str]:
    """The answers of an item, a line each, without the general feedback."""
    match item:
        case SingleChoice():
            return _single_choice(item)
        case MultipleChoice():
            return _multiple_choice(item)
        case TrueFalse():
            return _true_false(item)
        case VerdictItem():
            return _verdict(item)
        case Numeric():
            return _numeric(item)
        case ShortAnswer():
            return _short_answer(item)
        case Matching():
            return _matching(item)
        case Ordering():
            return (with_entities(as_line(text)) for text in item.sequence)
        case EvidenceItem():
            return _evidence(item, course)
        case ExtendedResponse():
            return iter(())
        case _:
            assert_never(item)


def partial(score: Fraction) -> Fraction:
    """What a partly right answer earns in Moodle: the fraction nearest to its score, never all."""
    return min(nearest(score) or _WRONG, max(each for each in FRACTIONS if each < 1))


def cost_of_a_wrong_tick(item: MultipleChoice | EvidenceItem) -> Fraction:
    """What a wrong tick costs in Moodle, according to the rule of the item."""
    rule = item.scoring if isinstance(item, MultipleChoice) else "net"
    match rule:
        case "net":
            return nearest(Fraction(1, len(item.keys))) or _WRONG
        case "exact":
            return _RIGHT
        case "coverage":
            return _WRONG
        case _:
            assert_never(rule)


def bands(item: Numeric) -> Iterator[Band]:
    """The key and the other numbers of an item, each with its score, in the order that counts."""
    yield Band(number=item.key, between=item.between, tolerance=item.tolerance, score=_RIGHT)
    for band in item.also_accept:
        yield band if band.score is not None else band.model_copy(update={"score": _RIGHT})
    for band in item.distractors:
        yield band if band.score is not None else band.model_copy(update={"score": _WRONG})


def number_range(band: Band) -> str | None:
    """The numbers of a band as Moodle reads them; None if digits cannot say them exactly."""
    if band.between is not None:
        ends = (band.between[0] - band.tolerance, band.between[1] + band.tolerance)
        low, high = map(decimal, ends)
        return f"{low}..{high}" if low and high else None
    middle, tolerance = decimal(band.number or _WRONG), decimal(band.tolerance)
    return f"{middle}:{tolerance}" if middle and tolerance else None


def typed_text(text: str) -> str:
    """A text to type, in which a star stands for itself."""
    prefix = "[plain]" if _PREFIX.match(text) else ""
    return prefix + escaped(" ".join(text.split()).replace("*", r"\*"))


def _single_choice(item: SingleChoice) -> Iterator[str]:
    yield f"={_html(item.key)}"
    for each in item.distractors:
        yield _option(_html(each.text), partial(each.score), each.feedback)


def _multiple_choice(item: MultipleChoice) -> Iterator[str]:
    for key, share in zip(item.keys, shares(len(item.keys)) or (), strict=False):
        yield _option(_html(key), share, None)
    cost = cost_of_a_wrong_tick(item)
    for each in item.distractors:
        yield _option(_html(each.text), -cost, each.feedback)


def _true_false(item: TrueFalse) -> Iterator[str]:
    yield ("TRUE" if item.key else "FALSE") + _feedback(item.feedback)


def _verdict(item: VerdictItem) -> Iterator[str]:
    for finding, text in FINDINGS.items():
        mark = "=" if finding == item.key else "~"
        yield f"{mark}{_html(text)}{_feedback(item.feedback.get(finding))}"


def _evidence(item: EvidenceItem, course: Course) -> Iterator[str]:
    for key, share in zip(item.keys, shares(len(item.keys)) or (), strict=False):
        yield _option(_passage(key, course), share, None)
    cost = cost_of_a_wrong_tick(item)
    for each in item.distractors:
        yield _option(_passage(each.passage, course), -cost, each.feedback)


def _numeric(item: Numeric) -> Iterator[str]:
    for band in bands(item):
        score = band.score or _WRONG
        weight = as_text(_RIGHT if score == 1 else partial(score))
        yield f"=%{weight}%{number_range(band)}#{_feedback(band.feedback).removeprefix('#')}"


def _short_answer(item: ShortAnswer) -> Iterator[str]:
    for text in (item.key, *item.also_accept):
        yield f"=%100%{typed_text(text)}#"
    for each in item.distractors:
        weight = as_text(partial(each.score))
        feedback = _feedback(each.feedback).removeprefix("#")
        yield f"=%{weight}%{typed_text(each.text)}#{feedback}"


def _matching(item: Matching) -> Iterator[str]:
    for pair in item.pairs:
        yield _pair(pair)
    for target in item.extra_targets:
        yield f"= -> {escaped(as_line(target))}"


def _pair(pair: Pair) -> str:
    return f"={_html(pair.prompt)} -> {escaped(as_line(pair.target))}"


def _passage(passage: str, course: Course) -> str:
    """The name of a passage, its id and its summary, as an option."""
    evidence = course.evidence(passage)
    if evidence is None:
        return escaped(Markup("<p>{}</p>").format(named_passage(passage)))
    option = Markup("<p><b>{}</b>{}<br>{}</p>").format(
        evidence.name, named_passage(passage), as_line(evidence.passage.summary)
    )
    return escaped(option)


def _html(text: str) -> str:
    return escaped(as_paragraphs(text))


def _option(text: str, weight: Fraction, feedback: str | None) -> str:
    worth = f"%{as_text(weight)}%" if weight else ""
    return f"~{worth}{text}{_feedback(feedback)}"


def _feedback(text: str | None) -> str:
    return f"#{escaped(as_paragraphs(text))}" if text else ""
