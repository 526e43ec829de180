"""What an item file of QTI 2.1 has for each kind of item."""

from collections.abc import Iterator
from fractions import Fraction
from math import comb
from typing import NamedTuple, assert_never
from xml.etree.ElementTree import Element

from sourcebook.formats.qti.explanations import marked
from sourcebook.formats.qti.shown import feedback_on_options, shown_options
from sourcebook.formats.qti.xml_text import decimal, element, lines
from sourcebook.formats.qti21.expressions import (
    RESPONSE,
    declaration,
    earns,
    if_answered,
    is_key,
    map_entry,
    mapped,
    mapping,
    pairs_in_order,
    share,
    shows,
    text_value,
    value,
    variable,
    when,
    worth,
)
from sourcebook.model.course import Course
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
from sourcebook.model.options import option, prompts
from sourcebook.scoring import key_ids

_LETTERS_IN_A_WORD = 7


class Parts(NamedTuple):
    """The response of an item, what is shown of it, what it earns, and feedback by name."""

    response: Element
    body: tuple[Element, ...]
    processing: tuple[Element, ...] = ()
    feedback: tuple[tuple[str, str], ...] = ()


def ident(option_id: str) -> str:
    """The identifier of an option; it begins with a letter, as it must."""
    return option_id if option_id[0].isalpha() else f"_{option_id}"


def parts_of(item: Item, course: Course) -> Parts:
    """What the file of an item has for its kind."""
    match item:
        case SingleChoice() | TrueFalse() | VerdictItem():
            return _choice(item, course)
        case MultipleChoice() | EvidenceItem():
            return _ticks(item, course)
        case Numeric():
            return _number(item)
        case ShortAnswer():
            return _word(item)
        case Matching():
            return _rows(item, course)
        case Ordering():
            return _order(item, course)
        case ExtendedResponse():
            return _essay(item)
        case _:
            assert_never(item)


def _choice(item: SingleChoice | TrueFalse | VerdictItem, course: Course) -> Parts:
    (key,) = key_ids(item)
    scores = {ident(key): Fraction(1)}
    if isinstance(item, SingleChoice):
        others = ((option(item.id, each.text).id, each.score) for each in item.distractors)
        scores |= {ident(other): score for other, score in others if score}
    table, whole = mapping(scores)
    return Parts(
        declaration("single", "identifier", [ident(key)], table),
        (_options(item, course, most=1),),
        (if_answered(earns(share(mapped(), whole)), _shows_chosen("multiple")),),
        _named(item),
    )


def _ticks(item: MultipleChoice | EvidenceItem, course: Course) -> Parts:
    keys = [ident(each) for each in key_ids(item)]
    rule = item.scoring if isinstance(item, MultipleChoice) else "net"
    shown = [ident(each.id) for each in shown_options(item, course)]
    lost = Fraction(-1 if rule == "net" else 0)
    scores = {each: Fraction(1) if each in keys else lost for each in shown}
    table, _ = mapping({key: score for key, score in scores.items() if score}, floor=True)
    counted = if_answered(earns(share(mapped(), len(keys))), _shows_chosen())
    exact = (when(is_key(), earns(variable("MAXSCORE"))), _shows_chosen())
    return Parts(
        declaration("multiple", "identifier", keys, *([] if rule == "exact" else [table])),
        (_options(item, course, most=0),),
        exact if rule == "exact" else (counted,),
        _named(item),
    )


def _shows_chosen(operator: str = "") -> Element:
    chosen = element(operator, {}, variable()) if operator else variable()
    return element("setOutcomeValue", {"identifier": "FEEDBACK"}, chosen)


def _options(item: Item, course: Course, *, most: int) -> Element:
    in_order = isinstance(item, TrueFalse | VerdictItem | EvidenceItem)
    given = {"responseIdentifier": RESPONSE, "maxChoices": str(most)}
    given["shuffle"] = "false" if in_order else "true"
    return element("choiceInteraction", given, *_simple_choices(item, course))


def _simple_choices(item: Item, course: Course) -> Iterator[Element]:
    for each in shown_options(item, course):
        yield element("simpleChoice", {"identifier": ident(each.id)}, *lines(each.text))


def _named(item: Item) -> tuple[tuple[str, str], ...]:
    return tuple((ident(name), text) for name, text in feedback_on_options(item).items())


def _number(item: Numeric) -> Parts:
    key = Band(number=item.key, between=item.between, tolerance=item.tolerance, score=Fraction(1))
    accepted = [
        each if each.score is not None else each.model_copy(update={"score": Fraction(1)})
        for each in item.also_accept
    ]
    bands = [key, *accepted, *item.distractors]
    known = [each for each in bands if each.number is not None or each.between]
    low, high = item.between or (item.key or Fraction(0),) * 2
    tests = [_band(band, place) for place, band in enumerate(known)]
    entry = element("textEntryInteraction", {"responseIdentifier": RESPONSE})
    unit = f" {item.unit}" if item.unit else ""
    chain = [element("responseCondition", {}, *tests)] if tests else []
    return Parts(
        declaration("single", "float", [decimal((low + high) / 2)]),
        (element("p", {"class": "sourcebook-answer"}, entry, unit),),
        tuple(chain),
        tuple((f"band-{n}", band.feedback) for n, band in enumerate(known) if band.feedback),
    )


def _band(band: Band, place: int) -> Element:
    branch = "responseElseIf" if place else "responseIf"
    shown = [shows(f"band-{place}")] if band.feedback else []
    return element(branch, {}, _holds(band), earns(worth(band.score or Fraction(0))), *shown)


def _holds(band: Band) -> Element:
    if band.between:
        low, high = band.between[0] - band.tolerance, band.between[1] + band.tolerance
        from_low = element("gte", {}, variable(), value(low))
        return element("and", {}, from_low, element("lte", {}, variable(), value(high)))
    given = {"toleranceMode": "exact"}
    if band.tolerance:
        around = decimal(band.tolerance)
        given = {"toleranceMode": "absolute", "tolerance": f"{around} {around}"}
    return element("equal", given, variable(), value(band.number or 0))


def _word(item: ShortAnswer) -> Parts:
    right = {each: Fraction(1) for each in (item.key, *item.also_accept)}
    wrong = {each.text: each.score for each in item.distractors if each.text not in right}
    scores = right | wrong
    _, whole = mapping(scores)
    entries = [
        map_entry(text, score * whole, caseSensitive="false") for text, score in scores.items()
    ]
    table = element("mapping", {"defaultValue": "0"}, *entries)
    named = [
        (ident(option(item.id, each.text).id), each) for each in item.distractors if each.feedback
    ]
    entry = element("textEntryInteraction", {"responseIdentifier": RESPONSE})
    return Parts(
        declaration("single", "string", [item.key], table),
        (element("p", {"class": "sourcebook-answer"}, entry),),
        (
            if_answered(earns(share(mapped(), whole))),
            *(when(_is_typed(each.text), shows(name)) for name, each in named),
        ),
        tuple((name, each.feedback or "") for name, each in named),
    )


def _is_typed(text: str) -> Element:
    given = {"caseSensitive": "false"}
    return element("stringMatch", given, variable(), text_value(text, "string"))


def _rows(item: Matching, course: Course) -> Parts:
    rows = {each.text: ident(each.id) for each in prompts(item)}
    keys = [f"{rows[each.prompt]} {_row_target(item, each.target)}" for each in item.pairs]
    table, _ = mapping(dict.fromkeys(keys, Fraction(1)))
    left = [_associable(name, text, most=1) for text, name in rows.items()]
    right = [_associable(ident(each.id), each.text, most=0) for each in shown_options(item, course)]
    sets = (element("simpleMatchSet", {}, *each) for each in (left, right))
    given = {"responseIdentifier": RESPONSE, "shuffle": "true", "maxAssociations": str(len(rows))}
    named = [
        (f"row-{rows[each.prompt]}", key, each.feedback)
        for key, each in zip(keys, item.pairs, strict=True)
        if each.feedback
    ]
    return Parts(
        declaration("multiple", "directedPair", keys, table),
        (element("matchInteraction", given, *sets),),
        (
            if_answered(earns(share(mapped(), len(item.pairs)))),
            *(when(_lacks(key), shows(name)) for name, key, _ in named),
        ),
        tuple((name, feedback) for name, _, feedback in named),
    )


def _row_target(item: Matching, target: str) -> str:
    return ident(option(item.id, target).id)


def _associable(name: str, text: str, *, most: int) -> Element:
    given = {"identifier": name, "matchMax": str(most)}
    return element("simpleAssociableChoice", given, *lines(text))


def _lacks(pair: str) -> Element:
    has = element("member", {}, text_value(pair, "directedPair"), variable())
    return element("not", {}, has)


def _order(item: Ordering, course: Course) -> Parts:
    keys = tuple(ident(each) for each in key_ids(item))
    pairs = comb(len(keys), 2)
    given = {"responseIdentifier": RESPONSE, "shuffle": "true"}
    twice = element("product", {}, value(2), variable("PAIRS"))
    more = element("subtract", {}, twice, value(pairs))
    is_more = element("gt", {}, twice, value(pairs))
    wrong = when(element("not", {}, is_key()), shows("wrong-order"))
    return Parts(
        declaration("ordered", "identifier", keys),
        (element("orderInteraction", given, *_simple_choices(item, course)),),
        (
            if_answered(*pairs_in_order(keys), when(is_more, earns(share(more, pairs)))),
            *([wrong] if item.feedback else []),
        ),
        (("wrong-order", item.feedback),) if item.feedback else (),
    )


def _essay(item: ExtendedResponse) -> Parts:
    levels = item.three_levels.model_dump()
    shown = (marked(f"rubric-{name}", text) for name, text in levels.items())
    given = {"responseIdentifier": RESPONSE}
    given["expectedLength"] = str(item.length * _LETTERS_IN_A_WORD)
    return Parts(
        declaration("single", "string", []),
        (
            element("extendedTextInteraction", given),
            element("rubricBlock", {"view": "scorer"}, *shown),
        ),
    )
