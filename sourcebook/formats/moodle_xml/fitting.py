"""How much of an item Moodle XML holds, and what Moodle does otherwise, in words."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain
from typing import Final, assert_never

from markupsafe import escape

from sourcebook.formats.fits import WHOLE, Fit, nearly
from sourcebook.formats.html_text import NOT_IN_XML
from sourcebook.formats.moodle_fractions import as_text, nearest
from sourcebook.formats.moodle_xml.answers import (
    LONGEST_TARGET,
    LONGEST_UNIT,
    band_range,
    key_shares,
)
from sourcebook.formats.moodle_xml.numbers import grade, is_exact, read_grade
from sourcebook.formats.moodle_xml.writing import penalty
from sourcebook.model.item_kinds import PerKind
from sourcebook.model.items import (
    Band,
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
from sourcebook.model.option_text import given_id

FITS: Final[PerKind[Fit]] = PerKind(
    single_choice=WHOLE,
    multiple_choice=WHOLE,
    true_false=WHOLE,
    verdict=WHOLE,
    numeric=nearly(
        "Moodle reads fewer ways of writing a number: digits, and the decimal sign of its language."
    ),
    short_answer=nearly(
        "Moodle compares letter by letter: an answer with a title, with other accents or with a "
        "letter wrong is not accepted."
    ),
    matching=WHOLE,
    ordering=nearly(
        "Moodle gives the share of pairs in the right order, so that a random order earns about "
        "half of the points and not none."
    ),
    evidence=nearly(
        "Learners see the name and our summary of each passage, and cannot open the passage."
    ),
    extended_response=nearly("A teacher marks the answer in Moodle; learners do not."),
)
_FEWEST_TARGETS: Final = 3
_FORMULA: Final = re.compile(r"\$\$.*\$\$|\\\(.*\\\)|\\\[.*\\\]", re.DOTALL)


def losses(item: Item) -> tuple[str, ...]:
    """What a file of Moodle XML will not hold of an item, a sentence each; empty = all held."""
    fit = FITS.of(item)
    general = (fit.lost,) if fit.lost else ()
    return tuple(dict.fromkeys((*general, *_of_all(item), *_of_kind(item))))


def _of_all(item: Item) -> Iterator[str]:
    if item.proof:
        yield "Moodle does not ask which passage proves the answer; all points are for the answer."
    if item.hints and isinstance(item, ExtendedResponse):
        yield "Moodle has no hints for essays."
    elif item.hints:
        yield "Moodle shows a hint after each wrong try, and only if the quiz allows several tries."
    if len(item.tries) > 1:
        yield from _lost_tries(item)
    if read_grade(grade(item.points)) != item.points:
        yield f"Moodle rounds the points, {item.points}, to {grade(item.points)}."
    texts = list(_strings(item.model_dump()))
    if any(NOT_IN_XML.search(text) for text in texts):
        yield "Control characters in its texts become '\ufffd'."
    if any(_FORMULA.search(text) for text in texts):
        yield "Moodle may show what stands between signs such as $$ as a formula."


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(_strings, value.values()))
    elif isinstance(value, tuple):
        yield from chain.from_iterable(map(_strings, value))


def _lost_tries(item: Item) -> Iterator[str]:
    off = penalty(item)
    if any(worth != max(Fraction(0), 1 - off * done) for done, worth in enumerate(item.tries)):
        yield "Moodle takes the same off for each further try, as much as for the second."
    if len(item.tries) < len(item.hints) + 1:
        yield "Moodle gives one try more than there are hints."


def _of_kind(item: Item) -> Iterator[str]:
    match item:
        case SingleChoice():
            yield from _bent_scores((each.text, each.score) for each in item.distractors)
        case MultipleChoice() | EvidenceItem():
            yield from _lost_ticks(item)
        case TrueFalse() | VerdictItem() | ExtendedResponse():
            pass
        case Numeric():
            yield from _lost_numbers(item)
        case ShortAnswer():
            yield from _lost_words(item)
        case Matching():
            yield from _lost_pairs(item)
        case Ordering():
            pass
        case _:
            assert_never(item)


def _bent_scores(scores: Iterator[tuple[str, Fraction]]) -> Iterator[str]:
    for text, score in scores:
        listed = nearest(score) or Fraction(0)
        if listed != score:
            yield f"The score of '{text}', {score}, becomes {as_text(listed)} %."


def _lost_ticks(item: MultipleChoice | EvidenceItem) -> Iterator[str]:
    if isinstance(item, MultipleChoice) and item.scoring == "exact":
        yield "Moodle gives a part of the points for a part of the ticks, not all points or none."
    if (share := Fraction(1, len(item.keys))) not in (worth := set(key_shares(len(item.keys)))):
        listed = " or ".join(map(as_text, sorted(worth)))
        yield f"Moodle knows no score of {share}: a right answer is worth {listed} %."


def _lost_numbers(item: Numeric) -> Iterator[str]:
    bands: tuple[Band | Numeric, ...] = (item, *item.also_accept, *item.distractors)
    if not all(is_exact(number) for band in bands for number in band_range(band)):
        yield "Numbers are rounded to 15 digits."
    if item.unit and len(item.unit) > LONGEST_UNIT:
        yield f"A unit of more than {LONGEST_UNIT} characters is shown, but not read in an answer."
    scores = ((_named(each), each.score) for each in (*item.also_accept, *item.distractors))
    yield from _bent_scores((name, score) for name, score in scores if score is not None)


def _named(band: Band) -> str:
    return " to ".join(map(str, band.between)) if band.between else str(band.number)


def _lost_words(item: ShortAnswer) -> Iterator[str]:
    yield from _bent_scores((each.text, each.score) for each in item.distractors)
    if item.other_names:
        yield "The names of others, which are never taken for a slip, are left out."
    if any(each.id for each in item.distractors):
        yield "The ids of wrong answers are left out."


def _lost_pairs(item: Matching) -> Iterator[str]:
    if any(pair.feedback for pair in item.pairs):
        yield "Feedback on a wrong pair stands in the general feedback, which all learners see."
    targets = (*(pair.target for pair in item.pairs), *item.extra_targets)
    if any(len(escape(target)) > LONGEST_TARGET for target in targets):
        yield f"A target is cut, as Moodle has room for {LONGEST_TARGET} characters."
    if len(targets) < _FEWEST_TARGETS:
        yield "When somebody edits the question, Moodle asks for a third target."
    if any(given_id(target) for target in item.extra_targets):
        yield "The ids of extra targets are left out."
