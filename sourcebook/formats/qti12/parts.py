"""What an item of QTI 1.2 has for each kind of item, in the form that Canvas reads."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final, NamedTuple, assert_never
from xml.etree.ElementTree import Element

from markupsafe import escape

from sourcebook.formats.qti.shown import feedback_on_options, shown_options
from sourcebook.formats.qti.xml_text import as_html_text, decimal, element, paragraphs
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
from sourcebook.model.options import Option, option, options, prompts
from sourcebook.scoring import key_ids

RESPONSE: Final = "response1"
WHOLE: Final = 100


class Parts(NamedTuple):
    """The type that Canvas names, what is answered, what it earns, and feedback by name.

    `shown` are the conditions under which feedback is shown.
    """

    type: str
    answered: tuple[Element, ...]
    earned: tuple[Element, ...]
    shown: tuple[Element, ...] = ()
    feedback: tuple[tuple[str, str], ...] = ()


def parts_of(item: Item, course: Course) -> Parts:
    """What the file of a quiz has for the kind of this item."""
    match item:
        case SingleChoice() | VerdictItem():
            return _choice(item, course, "multiple_choice_question")
        case TrueFalse():
            return _choice(item, course, "true_false_question")
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
            nothing = condition([element("other")], carry_on=False)
            return Parts("essay_question", (_typed(),), (nothing,))
        case _:
            assert_never(item)


def html_text(*parts: Element) -> Element:
    """Elements as a text that is HTML."""
    return _material("text/html", as_html_text(*parts))


def condition(tests: Iterable[Element], *statements: Element, carry_on: bool) -> Element:
    """A condition with what follows from it; `carry_on` lets later ones hold as well."""
    given = {"continue": "Yes" if carry_on else "No"}
    return element("respcondition", given, element("conditionvar", {}, *tests), *statements)


def shows(name: str) -> Element:
    """The statement that a feedback is shown."""
    return element("displayfeedback", {"feedbacktype": "Response", "linkrefid": name})


def _earns(percent: str, action: str = "Set") -> Element:
    return element("setvar", {"action": action, "varname": "SCORE"}, percent)


def _all() -> Element:
    return _earns(str(WHOLE))


def _is(value: str, response: str = RESPONSE) -> Element:
    return element("varequal", {"respident": response}, value)


def _not(test: Element) -> Element:
    return element("not", {}, test)


def _material(kind: str, text: str) -> Element:
    return element("material", {}, element("mattext", {"texttype": kind}, text))


def _line(text: str) -> Element:
    """A text on one line. Canvas takes plain texts for HTML, so that signs of HTML are escaped."""
    if any(sign in text for sign in "<>&"):
        return _material("text/html", str(escape(text)))
    return _material("text/plain", text)


def _choice(item: SingleChoice | TrueFalse | VerdictItem, course: Course, type_name: str) -> Parts:
    (key,) = key_ids(item)
    feedback = feedback_on_options(item)
    return Parts(
        type_name,
        (_options(item, course, "Single"),),
        (condition([_is(key)], _all(), carry_on=False),),
        tuple(_when_chosen(feedback)),
        _named(feedback),
    )


def _ticks(item: MultipleChoice | EvidenceItem, course: Course) -> Parts:
    keys, feedback = key_ids(item), feedback_on_options(item)
    others = [each.id for each in options(item) if each.id not in keys]
    tests = [*map(_is, keys), *(_not(_is(each)) for each in others)]
    return Parts(
        "multiple_answers_question",
        (_options(item, course, "Multiple"),),
        (condition([element("and", {}, *tests)], _all(), carry_on=False),),
        tuple(_when_chosen(feedback)),
        _named(feedback),
    )


def _options(item: Item, course: Course, cardinality: str) -> Element:
    in_order = isinstance(item, TrueFalse | VerdictItem | EvidenceItem)
    given = {"shuffle": "No" if in_order else "Yes"}
    shown = element("render_choice", given, *_labels(shown_options(item, course)))
    return element("response_lid", {"ident": RESPONSE, "rcardinality": cardinality}, shown)


def _labels(shown: Iterable[Option]) -> Iterator[Element]:
    for each in shown:
        yield element("response_label", {"ident": each.id}, _line(each.text))


def _when_chosen(feedback: Iterable[str]) -> Iterator[Element]:
    for name in feedback:
        yield condition([_is(name)], shows(f"{name}_fb"), carry_on=True)


def _named(feedback: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{name}_fb", text) for name, text in feedback.items())


def _number(item: Numeric) -> Parts:
    key = Band(number=item.key, between=item.between, tolerance=item.tolerance)
    accepted = [each for each in item.also_accept if each.score in (None, 1)]
    bands = [each for each in (key, *accepted) if each.number is not None or each.between]
    said = {f"band-{place}_fb": each.feedback for place, each in enumerate(bands)}
    earned = (
        condition(_holds(band), _all(), *([shows(name)] if said[name] else []), carry_on=False)
        for name, band in zip(said, bands, strict=True)
    )
    return Parts(
        "numerical_question",
        (_typed(fibtype="Decimal"),),
        tuple(earned),
        feedback=tuple((name, text) for name, text in said.items() if text),
    )


def _holds(band: Band) -> Iterator[Element]:
    """A range, or a number with the range around it, as Canvas writes them."""
    center = band.number or Fraction(0)
    low, high = band.between or (center, center)
    limits = (
        element("vargte", {"respident": RESPONSE}, decimal(low - band.tolerance)),
        element("varlte", {"respident": RESPONSE}, decimal(high + band.tolerance)),
    )
    if band.between:
        yield from limits
    else:
        yield element("or", {}, _is(decimal(center)), element("and", {}, *limits))


def _typed(**given: str) -> Element:
    label = element("response_label", {"ident": "answer1", "rshuffle": "No"})
    typed = {"ident": RESPONSE, "rcardinality": "Single"}
    return element("response_str", typed, element("render_fib", given, label))


def _word(item: ShortAnswer) -> Parts:
    tests = (_is(each) for each in dict.fromkeys((item.key, *item.also_accept)))
    earned = condition(tests, _all(), carry_on=False)
    return Parts("short_answer_question", (_typed(),), (earned,))


def _rows(item: Matching, course: Course) -> Parts:
    labels = shown_options(item, course)
    by_prompt = {each.text: each.id for each in prompts(item)}
    rows = [
        (by_prompt[each.prompt], option(item.id, each.target).id, each.feedback or "")
        for each in item.pairs
    ]
    shares = zip(rows, _shares(len(rows)), strict=True)
    return Parts(
        "matching_question",
        tuple(_row(name, text, labels) for text, name in by_prompt.items()),
        tuple(
            condition([_is(key, f"response_{name}")], _earns(share, "Add"), carry_on=True)
            for (name, key, _), share in shares
        ),
        tuple(
            condition([_not(_is(key, f"response_{name}"))], shows(f"{name}_fb"), carry_on=True)
            for name, key, said in rows
            if said
        ),
        tuple((f"{name}_fb", said) for name, _, said in rows if said),
    )


def _shares(rows: int) -> list[str]:
    """What each row earns, in percent with two decimals; all rows together earn 100."""
    part = round(Fraction(WHOLE, rows), 2)
    parts = [part] * (rows - 1)
    return [f"{float(each):.2f}" for each in (*parts, WHOLE - sum(parts))]


def _row(name: str, prompt: str, labels: Iterable[Option]) -> Element:
    shown = element("render_choice", {"shuffle": "Yes"}, *_labels(labels))
    given = {"ident": f"response_{name}", "rcardinality": "Single"}
    return element("response_lid", given, _line(prompt), shown)


def _order(item: Ordering, course: Course) -> Parts:
    labels = element("flow_label", {}, *_labels(shown_options(item, course)))
    listed = {"shuffle": "Yes", "orientation": "Column"}
    shown = element("render_extension", {}, element("ims_render_object", listed, labels))
    given = {"ident": RESPONSE, "rcardinality": "Ordered"}
    earned = condition(map(_is, key_ids(item)), _all(), carry_on=False)
    wrong = condition([element("other")], shows("general_incorrect_fb"), carry_on=True)
    return Parts(
        "ordering_question",
        (element("response_lid", given, shown),),
        (earned, *([wrong] if item.feedback else [])),
        feedback=(("general_incorrect_fb", item.feedback),) if item.feedback else (),
    )


def feedback_of(name: str, *content: Element) -> Element:
    """A feedback with its name."""
    return element("itemfeedback", {"ident": name}, element("flow_mat", {}, html_text(*content)))


def feedbacks(parts: Parts) -> Iterator[Element]:
    """All feedback of an item but the general one."""
    for name, text in parts.feedback:
        yield feedback_of(name, *paragraphs(text))
