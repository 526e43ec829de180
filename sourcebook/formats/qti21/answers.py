"""What is right in a question of QTI 2.x, for each kind of interaction."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element

from sourcebook.formats.qti.found import (
    Choices,
    NotReadable,
    Number,
    Numbers,
    Option,
    Order,
    Row,
    Rows,
    Words,
)
from sourcebook.formats.qti.texts import one_line
from sourcebook.formats.qti.xml_text import read_decimal, text_of
from sourcebook.formats.qti21.question import Question
from sourcebook.model.items import TickRule

_SETS: Final = 2
_PAIR: Final = 2


def read_choices(question: Question) -> Choices:
    """Options to choose from, one or several."""
    is_single = question.interaction.get("maxChoices") == "1"
    return _choices(question, "simpleChoice", is_single=is_single)


def read_inline_choice(question: Question) -> Choices:
    """Options in the middle of a text, of which one is right."""
    return _choices(question, "inlineChoice", is_single=True)


def _choices(question: Question, tag: str, *, is_single: bool) -> Choices:
    scores, keys = question.mapping() if question.uses_mapping() else {}, question.right_values()
    most = max(scores.values(), default=Fraction(0))
    if not keys and most > 0:
        keys = [
            key for key, score in scores.items() if score == most or (not is_single and score > 0)
        ]
    is_single = is_single or question.response.get("cardinality") == "single"
    found = question.options(question.interaction, tag)
    options = tuple(
        Option(
            *each,
            scores.get(each[0], Fraction(0)) / most if is_single and most > 0 else Fraction(0),
        )
        for each in found
    )
    return Choices(options, tuple(keys), is_single, _rule(scores) if not is_single else None)


def _rule(scores: dict[str, Fraction]) -> TickRule:
    if not scores:
        return "exact"
    return "net" if min(scores.values()) < 0 else "coverage"


def read_words(question: Question) -> Words:
    """A word to type."""
    keys = question.right_values()
    scores = question.mapping() if question.uses_mapping() or not keys else {}
    most = max(scores.values(), default=Fraction(0))
    full = [text for text, score in scores.items() if score == most and most > 0]
    right = [*keys, *(text for text in full if text not in keys)]
    shown = dict(_shown_after(question))
    wrong = tuple(
        Option(name, one_line(text), question.feedback_on(name), score / most)
        for text, score in scores.items()
        if text not in right and most > 0
        for name in [shown.get(text, "")]
    )
    return Words(tuple(map(one_line, right)), wrong)


def _shown_after(question: Question) -> Iterator[tuple[str, str]]:
    """Texts that may be typed, each with the name of the feedback that is shown after it."""
    for branch in question.statements():
        if branch.tag not in ("responseIf", "responseElseIf") or not len(branch):
            continue
        tested = [text_of(each) for each in branch[0].iter("baseValue")]
        if branch[0].tag in ("stringMatch", "match") and len(tested) == 1:
            yield tested[0], next(iter(_feedback_names(branch)), "")


def _feedback_names(branch: Element) -> Iterator[str]:
    for each in branch.iterfind("setOutcomeValue"):
        if each.get("identifier") != "SCORE":
            yield from (text_of(value) for value in each.iter("baseValue"))


def read_numbers(question: Question) -> Numbers:
    """A number to type: its bands, or the right value and those of the mapping."""
    bands = list(_bands(question))
    if not bands:
        scores = question.mapping() if question.uses_mapping() else {}
        most = max(scores.values(), default=Fraction(0))
        known = {read_decimal(key): score / most for key, score in scores.items() if most > 0}
        known |= {read_decimal(key): Fraction(1) for key in question.right_values()}
        bands = [
            Number(number, None, Fraction(0), score)
            for number, score in known.items()
            if number is not None
        ]
    right = tuple(each for each in bands if each.score >= 1)
    return Numbers(right, tuple(each for each in bands if each.score < 1))


def _bands(question: Question) -> Iterator[Number]:
    for branch in question.statements():
        if branch.tag not in ("responseIf", "responseElseIf") or not len(branch):
            continue
        earned = [_worth(question, each) for each in branch.iterfind("setOutcomeValue")]
        scores = [each for each in earned if each is not None]
        if (band := _band(question, branch[0])) and scores:
            said = question.feedback_on(*_feedback_names(branch))
            yield band._replace(score=min(scores[0], Fraction(1)), feedback=said)


def _band(question: Question, test: Element) -> Number | None:
    """The number or range that a test is about; None if it is about something else."""
    values = [read_decimal(text_of(each)) for each in test.iter("baseValue")]
    correct = (
        [read_decimal(key) for key in question.right_values()]
        if test.find(".//correct") is not None
        else []
    )
    numbers = [each for each in (*values, *correct) if each is not None]
    if test.tag in ("equal", "match") and len(numbers) == 1:
        tolerance = read_decimal((test.get("tolerance") or "0").split()[0]) or Fraction(0)
        is_absolute = test.get("toleranceMode") == "absolute"
        return Number(numbers[0], None, tolerance if is_absolute else Fraction(0), Fraction(0))
    if test.tag == "and" and sorted(each.tag for each in test) == ["gte", "lte"]:
        low, high = sorted(numbers) if len(numbers) == _PAIR else (None, None)
        if low is not None and high is not None:
            return Number(None, (low, high), Fraction(0), Fraction(0))
    return None


def _worth(question: Question, statement: Element) -> Fraction | None:
    """What a statement earns as a part of the points; None if it is not about the points."""
    if statement.get("identifier") != "SCORE" or len(statement) != 1:
        return None
    return _value(question, statement[0])


def _value(question: Question, expression: Element) -> Fraction | None:
    if expression.tag == "baseValue":
        number = read_decimal(text_of(expression))
        return number / _points(question) if number is not None else None
    if expression.tag == "variable":
        return Fraction(1) if expression.get("identifier") == "MAXSCORE" else None
    if expression.tag == "product" and len(expression) == _PAIR:
        return _quotient(expression[1])
    return None


def _quotient(expression: Element) -> Fraction | None:
    parts = [read_decimal(text_of(each)) for each in expression.iter("baseValue")]
    if expression.tag != "divide" or len(parts) != _PAIR or None in parts or not parts[1]:
        return None
    return (parts[0] or Fraction(0)) / parts[1]


def _points(question: Question) -> Fraction:
    for each in question.root.iter("outcomeDeclaration"):
        if each.get("identifier") == "MAXSCORE":
            return read_decimal(text_of(each.find("defaultValue/value"))) or Fraction(1)
        if each.get("identifier") == "SCORE" and each.get("normalMaximum"):
            return read_decimal(each.get("normalMaximum")) or Fraction(1)
    return Fraction(1)


def read_rows(question: Question) -> Rows:
    """Prompts with their targets."""
    sets = question.interaction.findall("simpleMatchSet")
    if len(sets) != _SETS:
        raise NotReadable("It has not two lists to match.")
    left, right = (question.options(each, "simpleAssociableChoice") for each in sets)
    scores = question.mapping()
    keys = question.right_values() or [key for key, score in scores.items() if score > 0]
    goes_with = dict[str, str]()
    for source, target in (key.split() for key in keys if len(key.split()) == _PAIR):
        if goes_with.setdefault(source, target) != target:
            raise NotReadable("A prompt has several right targets.")
    targets = {name: text for name, text, _ in right}
    rows = [
        Row(name, text, targets[goes_with[name]], said or question.feedback_on(f"row-{name}"))
        for name, text, said in left
        if goes_with.get(name) in targets
    ]
    lost = [text for name, text, _ in left if goes_with.get(name) not in targets]
    question.notes += (f"The prompt '{text[:60]}' has no target; it is left out." for text in lost)
    extra = (Option(*each) for each in right if each[0] not in goes_with.values())
    return Rows(tuple(rows), tuple(extra))


def read_order(question: Question) -> Order:
    """Texts in their right order."""
    options = question.options(question.interaction, "simpleChoice")
    by_id = {each[0]: Option(*each) for each in options}
    keys = question.right_values()
    if sorted(keys) != sorted(by_id):
        raise NotReadable("Its right order does not name each text once.")
    return Order(tuple(by_id[key] for key in keys))
