"""What is right in a question of QTI 1.2, for each way of answering."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element

from sourcebook.formats.qti.explanations import marked_part
from sourcebook.formats.qti.found import (
    Answer,
    Choices,
    Essay,
    NotReadable,
    Number,
    Numbers,
    Option,
    Order,
    Row,
    Rows,
    Words,
)
from sourcebook.formats.qti.tags import Tags
from sourcebook.formats.qti.texts import one_line
from sourcebook.formats.qti.xml_text import read_decimal, text_of
from sourcebook.formats.qti12.conditions import Condition, feedback_on, feedback_without
from sourcebook.formats.qti12.question import Question, html_of
from sourcebook.model.items import TickRule
from sourcebook.model.options import option

_PAIR: Final = 2
_OTHERS: Final = {
    "text_only_question": "It is a text without a question.",
    "file_upload_question": "A file is the answer, and Sourcebook takes none.",
    "calculated_question": "Its numbers come from a formula.",
    "multiple_dropdowns_question": "It has several blanks in one text.",
    "categorization_question": "Sourcebook has no kind of item for sorting into groups.",
    "hot_spot_question": "A place in a picture is the answer.",
}
_NUMBERS: Final = ("decimal", "integer", "scientific")


def read_answer(question: Question, tags: Tags) -> Answer:
    """What is answered and what is right. Raises NotReadable if no item can be that way."""
    if reason := _OTHERS.get(question.type):
        raise NotReadable(reason)
    responses = question.responses()
    if not responses:
        raise NotReadable("It asks for no answer.")
    tagged = {each.tag for each in responses}
    if len(tagged) > 1 or tagged - {"response_lid", "response_str", "response_num"}:
        raise NotReadable("Sourcebook has no kind of item for this way of answering.")
    if tagged == {"response_lid"}:
        return _chosen(question, responses, tags)
    if len(responses) > 1:
        raise NotReadable("It has several blanks in one text.")
    return _typed(question, responses[0], tags)


def _chosen(question: Question, responses: list[Element], tags: Tags) -> Answer:
    first = responses[0]
    if question.type == "fill_in_multiple_blanks_question":
        if len(responses) > 1:
            raise NotReadable("It has several blanks in one text.")
        return Words(tuple(dict.fromkeys(text for _, text in question.labels(first))), ())
    if question.type == "matching_question" or len(responses) > 1:
        return _rows(question, responses)
    if first.get("rcardinality") == "Ordered":
        return _order(question, first)
    return _choices(question, first, tags)


def _choices(question: Question, response: Element, tags: Tags) -> Choices:
    name, labels = response.get("ident", ""), list(question.labels(response))
    is_single = response.get("rcardinality", "Single") == "Single"
    keys, worth = _keys(question.conditions, is_single=is_single)
    options = tuple(
        Option(
            ident,
            text,
            question.said(feedback_on(question.conditions, ident, response=name)),
            tags.scores.get(ident, worth.get(ident, Fraction(0))),
        )
        for ident, text in labels
        if text
    )
    if len(options) < len(labels):
        question.notes.append("An option without a text is left out.")
    rule = None if is_single else _rule(question, keys, worth)
    return Choices(options, keys, is_single, rule)


def _keys(
    found: Iterable[Condition], *, is_single: bool
) -> tuple[tuple[str, ...], dict[str, Fraction]]:
    """The right options, and what each option earns as a part of the whole if they differ."""
    worth = dict[str, Fraction]()
    for each in found:
        right = each.right()
        if each.earns is None or not right:
            continue
        if not is_single and len(each.tests) > 1 and each.earns > 0:
            return tuple(test.value for test in right), {}
        for test in right:
            worth[test.value] = max(worth.get(test.value, each.earns), each.earns)
    most = max(worth.values(), default=Fraction(0))
    if most <= 0:
        return (), {}
    shares = {value: earned / most for value, earned in worth.items()}
    if is_single:
        return tuple(value for value, share in shares.items() if share == 1)[:1], shares
    return tuple(value for value, share in shares.items() if share > 0), shares


def _rule(question: Question, keys: tuple[str, ...], worth: dict[str, Fraction]) -> TickRule:
    """The rule for ticks; Canvas itself takes wrong ticks from the right ones."""
    if not worth and question.type == "multiple_answers_question":
        return "exact" if question.fields.get("scoring_algorithm") == "AllOrNothing" else "net"
    if not worth:
        return "exact" if keys else "net"
    return "net" if min(worth.values()) < 0 else "coverage"


def _rows(question: Question, responses: list[Element]) -> Rows:
    texts, rows = dict[str, str](), list[Row]()
    right = {
        test.response: test.value
        for each in question.conditions
        for test in each.right()
        if (each.earns or 0) > 0
    }
    for response in responses:
        name = response.get("ident", "")
        texts |= dict(question.labels(response))
        key, prompt = right.get(name, ""), question.prompt(response)
        if not (prompt and texts.get(key)):
            question.notes.append(f"The row '{prompt[:60]}' is not complete; it is left out.")
            continue
        said = question.said(feedback_without(question.conditions, name))
        rows.append(Row(name.removeprefix("response_"), prompt, texts[key], said))
    used = set(right.values())
    extra = (Option(ident, text) for ident, text in texts.items() if text and ident not in used)
    return Rows(_once(question, rows), tuple(extra))


def _once(question: Question, rows: list[Row]) -> tuple[Row, ...]:
    """The rows, each once; one with feedback is kept rather than one without."""
    kept = dict[tuple[str, str], Row]()
    for row in rows:
        before = kept.setdefault((row.prompt, row.target), row)
        kept[row.prompt, row.target] = before if before.feedback else row
    if len(kept) < len(rows):
        question.notes.append("A row that stands there several times is kept once.")
    return tuple(kept.values())


def _order(question: Question, response: Element) -> Order:
    texts = dict(question.labels(response))
    found = [
        [test.value for test in each.right()]
        for each in question.conditions
        if (each.earns or 0) > 0
    ]
    keys = found[0] if found else []
    if sorted(keys) != sorted(texts):
        raise NotReadable("Its right order does not name each text once.")
    labels = response.iterfind("render_extension/material")
    question.notes += (f"The label '{text_of(each)[:60]}' is left out." for each in labels)
    return Order(tuple(Option(key, texts[key]) for key in keys))


def _typed(question: Question, response: Element, tags: Tags) -> Answer:
    kinds = {each.get("fibtype", "").lower() for each in response.iter("render_fib")}
    is_number = response.tag == "response_num" or bool(kinds & set(_NUMBERS))
    right = [each for each in question.conditions if (each.earns or 0) > 0]
    if question.type == "numerical_question" or (is_number and right):
        numbers = (_number(question, each) for each in right)
        return Numbers(tuple(each for each in numbers if each), _wrong_numbers(tags))
    typed = [one_line(test.value) for each in right for test in each.right()]
    if question.type == "essay_question" or not typed:
        return Essay(_rubric(question), "")
    name = question.item.get("ident", "")
    wrong = (
        Option(option(name, each.text).id, each.text, each.feedback or "", each.score)
        for each in tags.wrong_words
    )
    return Words(tuple(dict.fromkeys(each for each in typed if each)), tuple(wrong))


def _number(question: Question, found: Condition) -> Number | None:
    """A number with the range around it, or a range; None if the condition has neither."""
    said = next((text for name in found.shown if (text := _own(question, name))), "")
    exact = [read_decimal(test.value) for test in found.right()]
    center = exact[0] if exact else None
    limits = sorted(found.limits)
    if found.is_open:
        question.notes.append("A limit that is itself not accepted is accepted in the draft.")
    if center is not None:
        around = max((abs(each - center) for each in limits), default=Fraction(0))
        return Number(center, None, around, Fraction(1), said)
    if len(limits) == _PAIR:
        return Number(None, (limits[0], limits[1]), Fraction(0), Fraction(1), said)
    question.notes.append("A number that Sourcebook cannot read is left out.")
    return None


def _own(question: Question, name: str) -> str:
    return "" if name in ("correct_fb", "general_fb") else question.said(name)


def _wrong_numbers(tags: Tags) -> tuple[Number, ...]:
    return tuple(
        Number(each.number, each.between, each.tolerance, each.score or Fraction(0), said)
        for each in tags.wrong_numbers
        for said in [each.feedback or ""]
    )


def _rubric(question: Question) -> tuple[str, str, str] | None:
    html = "".join(
        html_of(part) for each in question.item.iter("rubric") for part in each.iter("material")
    )
    full, part, none = (marked_part(html, f"rubric-{name}") for name in ("full", "part", "none"))
    return (full, part, none) if full and part and none else None
