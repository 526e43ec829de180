"""What differs from one kind of item to another in a question of Moodle."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, NamedTuple, assert_never
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup, escape

from sourcebook.formats.html_text import as_html
from sourcebook.formats.moodle_fractions import shares
from sourcebook.formats.moodle_xml.elements import (
    answer,
    html,
    leaf,
    option_html,
    overall_feedback,
    plain,
    prose,
)
from sourcebook.formats.moodle_xml.explanations import (
    grader_information,
)
from sourcebook.formats.moodle_xml.marks import heading, listed, part
from sourcebook.formats.moodle_xml.numbers import decimal
from sourcebook.formats.proofs import passage_name, passage_text
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import PerKind
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
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.option_text import given_id

TYPES: Final = PerKind(
    single_choice="multichoice",
    multiple_choice="multichoice",
    true_false="truefalse",
    verdict="multichoice",
    numeric="numerical",
    short_answer="shortanswer",
    matching="matching",
    ordering="ordering",
    evidence="multichoice",
    extended_response="essay",
)
"""The type of Moodle's question for each kind of item."""

LONGEST_TARGET: Final = 255
"""So many characters has the field of Moodle's database for the target of a pair."""

LONGEST_UNIT: Final = 50
"""So many characters has the field of Moodle's database for a unit."""

_RIGHT, _WRONG = Fraction(1), Fraction(0)


class _Option(NamedTuple):
    score: Fraction
    text: Markup
    feedback: str | None = None


def question_text(item: Item) -> Markup:
    """The stem, with the claim or the unit if the item has one."""
    stem = as_html(item.stem)
    if isinstance(item, VerdictItem):
        return stem + part("claim", as_html(item.claim))
    if isinstance(item, Numeric) and item.unit:
        return stem + heading("The unit of the answer") + part("unit", as_html(item.unit))
    return stem


def add_answers(question: Element, item: Item, course: Course) -> None:
    """Add what a question has besides what all have: its answers, and how they are shown."""
    match item:
        case SingleChoice():
            _add_options(question, _single(item), single=True, shuffle=True)
        case MultipleChoice():
            _add_options(question, _multiple(item), single=False, shuffle=True)
        case EvidenceItem():
            _add_options(question, _evidence(item, course), single=False, shuffle=True)
        case VerdictItem():
            _add_options(question, _verdict(item), single=True, shuffle=False)
        case TrueFalse():
            _add_truth(question, item)
        case Numeric():
            _add_numbers(question, item, course)
        case ShortAnswer():
            _add_words(question, item)
        case Matching():
            _add_pairs(question, item)
        case Ordering():
            _add_sequence(question, item)
        case ExtendedResponse():
            _add_essay(question, item)
        case _:
            assert_never(item)


def key_shares(keys: int) -> tuple[Fraction, ...]:
    """What each of so many right options is worth; of more than 20, together more than 1."""
    return shares(keys) or (Fraction(1, 20),) * keys


def literal(text: str) -> str:
    """A text to be typed, in which a star stands for itself."""
    return text.replace("*", r"\*")


def target_text(text: str) -> str:
    """The target of a pair: in a plain text Moodle leaves out tags, but shows these signs."""
    written = str(escape(text))
    return written if len(written) <= LONGEST_TARGET else _cut(text)


def band_range(band: Band | Numeric) -> tuple[Fraction, Fraction]:
    """The middle of the numbers that a band holds, and how far they go on either side."""
    number = band.key if isinstance(band, Numeric) else band.number
    low, high = band.between or (number or _WRONG,) * 2
    return (low + high) / 2, abs(high - low) / 2 + band.tolerance


def _cut(text: str) -> str:
    room = LONGEST_TARGET - 1
    while len(escape(text[:room])) > LONGEST_TARGET - 1:
        room -= 1
    return f"{escape(text[:room])}…"


def _single(item: SingleChoice) -> Iterable[_Option]:
    yield _Option(_RIGHT, option_html(item.key, given_id(item.key)))
    for each in item.distractors:
        yield _Option(each.score, option_html(each.text, each.id), each.feedback)


def _multiple(item: MultipleChoice) -> Iterable[_Option]:
    wrong = _WRONG if item.scoring == "coverage" else -Fraction(1, len(item.keys))
    for share, key in zip(key_shares(len(item.keys)), item.keys, strict=True):
        yield _Option(share, option_html(key, given_id(key)))
    for each in item.distractors:
        yield _Option(wrong, option_html(each.text, each.id), each.feedback)


def _evidence(item: EvidenceItem, course: Course) -> Iterable[_Option]:
    for share, passage in zip(key_shares(len(item.keys)), item.keys, strict=True):
        yield _Option(share, _passage(passage, course))
    for each in item.distractors:
        off = -Fraction(1, len(item.keys))
        yield _Option(off, _passage(each.passage, course), each.feedback)


def _passage(passage: str, course: Course) -> Markup:
    return part("passage", as_html(passage_text(passage, course)), key=passage)


def _verdict(item: VerdictItem) -> Iterable[_Option]:
    for finding, text in FINDINGS.items():
        score = _RIGHT if finding == item.key else _WRONG
        yield _Option(score, as_html(text), item.feedback.get(finding))


def _add_options(
    question: Element, options: Iterable[_Option], *, single: bool, shuffle: bool
) -> None:
    leaf(question, "single", str(single).lower())
    leaf(question, "shuffleanswers", str(shuffle).lower())
    leaf(question, "answernumbering", "abc")
    leaf(question, "showstandardinstruction", "1" if not single else "0")
    overall_feedback(question)
    for each in options:
        answer(question, each.score, each.text, prose(each.feedback))


def _add_truth(question: Element, item: TrueFalse) -> None:
    for truth in (True, False):
        is_key = truth is item.key
        feedback = Markup("") if is_key else prose(item.feedback)
        answer(question, _RIGHT if is_key else _WRONG, str(truth).lower(), feedback)


def _add_numbers(question: Element, item: Numeric, course: Course) -> None:
    _add_band(question, _RIGHT, item)
    for each in item.also_accept:
        score = _RIGHT if each.score is None else each.score
        said = prose(each.feedback)
        said = said if score == 1 else part("accepted", said)
        _add_band(question, score, each, said + _cited(each, course))
    for each in item.distractors:
        _add_band(question, each.score or _WRONG, each, prose(each.feedback) + _cited(each, course))
    if item.unit and len(item.unit) <= LONGEST_UNIT:
        unit = SubElement(SubElement(question, "units"), "unit")
        leaf(unit, "multiplier", "1")
        leaf(unit, "unit_name", item.unit)
    leaf(question, "unitgradingtype", "0")
    leaf(question, "unitpenalty", "0.1000000")
    leaf(question, "showunits", "0" if item.unit else "3")
    leaf(question, "unitsleft", "0")


def _add_band(
    question: Element, score: Fraction, band: Band | Numeric, feedback: Markup | None = None
) -> None:
    middle, half = band_range(band)
    added = answer(question, score, decimal(middle), feedback)
    leaf(added, "tolerance", decimal(half))


def _cited(band: Band, course: Course) -> Markup:
    names = [(each, passage_name(each, course)) for each in band.citations]
    return listed("citation", names) if names else Markup("")


def _add_words(question: Element, item: ShortAnswer) -> None:
    leaf(question, "usecase", "0")
    for text in (item.key, *item.also_accept):
        answer(question, _RIGHT, literal(text))
    for each in item.distractors:
        answer(question, each.score, literal(each.text), prose(each.feedback))


def _add_pairs(question: Element, item: Matching) -> None:
    leaf(question, "shuffleanswers", "true")
    overall_feedback(question)
    for pair in item.pairs:
        _add_pair(question, option_html(pair.prompt, pair.id), pair.target)
    for target in item.extra_targets:
        _add_pair(question, Markup(""), target)


def _add_pair(question: Element, prompt: Markup, target: str) -> None:
    plain(html(question, "subquestion", prompt), "answer", target_text(target))


def _add_sequence(question: Element, item: Ordering) -> None:
    leaf(question, "layouttype", "VERTICAL")
    leaf(question, "selecttype", "ALL")
    leaf(question, "selectcount", "2")
    leaf(question, "gradingtype", "RELATIVE_ALL_PREVIOUS_AND_NEXT")
    leaf(question, "showgrading", "SHOW")
    leaf(question, "numberingstyle", "none")
    overall_feedback(question, partly=item.feedback, wrong=item.feedback)
    for place, text in enumerate(item.sequence, start=1):
        added = html(question, "answer", option_html(text, given_id(text)))
        added.set("fraction", str(place))
        html(added, "feedback", Markup(""))


def _add_essay(question: Element, item: ExtendedResponse) -> None:
    leaf(question, "responseformat", "editor")
    leaf(question, "responserequired", "1")
    leaf(question, "responsefieldlines", "15")
    leaf(question, "attachments", "0")
    leaf(question, "attachmentsrequired", "0")
    leaf(question, "maxbytes", "0")
    html(question, "graderinfo", grader_information(item))
    html(question, "responsetemplate", Markup(""))
