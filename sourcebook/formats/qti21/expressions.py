"""The expressions of QTI 2.1 that say what a response earns."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import lcm
from xml.etree.ElementTree import Element

from sourcebook.formats.qti.xml_text import decimal, element

RESPONSE = "RESPONSE"


def value(number: Fraction | int, kind: str = "float") -> Element:
    """A number as it is."""
    return element("baseValue", {"baseType": kind}, decimal(Fraction(number)))


def text_value(text: str, kind: str) -> Element:
    """A text of this type, such as the identifier of an option."""
    return element("baseValue", {"baseType": kind}, text)


def variable(name: str = RESPONSE) -> Element:
    """The value of a variable."""
    return element("variable", {"identifier": name})


def worth(score: Fraction) -> Element:
    """What a score from 0 to 1 earns, in points."""
    if score in (0, 1):
        return variable("MAXSCORE") if score else value(0)
    return share(value(score.numerator), score.denominator)


def share(parts: Element, of: int) -> Element:
    """The points for so many parts of a whole."""
    part = element("divide", {}, parts, value(of)) if of != 1 else parts
    return element("product", {}, variable("MAXSCORE"), part)


def earns(points: Element) -> Element:
    """The statement that a response earns this."""
    return element("setOutcomeValue", {"identifier": "SCORE"}, points)


def shows(feedback: str) -> Element:
    """The statement that one more feedback is shown."""
    named = text_value(feedback, "identifier")
    both = element("multiple", {}, variable("FEEDBACK"), named)
    return element("setOutcomeValue", {"identifier": "FEEDBACK"}, both)


def when(test: Element, *statements: Element) -> Element:
    """A condition on its own."""
    return element("responseCondition", {}, element("responseIf", {}, test, *statements))


def if_answered(*statements: Element) -> Element:
    """Statements on a response that is not blank; a blank earns nothing."""
    blank = element("responseIf", {}, element("isNull", {}, variable()), earns(value(0)))
    return element("responseCondition", {}, blank, element("responseElse", {}, *statements))


def mapping(scores: dict[str, Fraction], *, floor: bool = False) -> tuple[Element, int]:
    """The scores by option as whole numbers, and the number that stands for the whole."""
    whole = lcm(*(score.denominator for score in scores.values())) if scores else 1
    limits = {"lowerBound": "0"} if floor else {}
    entries = (map_entry(key, score * whole) for key, score in scores.items())
    return element("mapping", {**limits, "defaultValue": "0"}, *entries), whole


def map_entry(key: str, mapped: Fraction, **attributes: str) -> Element:
    """What an answer counts."""
    given = {"mapKey": key, "mappedValue": decimal(mapped)}
    return element("mapEntry", given | attributes)


def mapped() -> Element:
    """What the response counts according to the mapping."""
    return element("mapResponse", {"identifier": RESPONSE})


def is_key() -> Element:
    """Whether the response is the right one."""
    return element("match", {}, variable(), element("correct", {"identifier": RESPONSE}))


def declaration(cardinality: str, kind: str, keys: Iterable[str], *others: Element) -> Element:
    """The declaration of the response, with its right value."""
    values = [element("value", {}, each) for each in keys]
    right = [element("correctResponse", {}, *values)] if values else []
    given = {"identifier": RESPONSE, "cardinality": cardinality, "baseType": kind}
    return element("responseDeclaration", given, *right, *others)


def pairs_in_order(idents: tuple[str, ...]) -> Iterator[Element]:
    """Statements that count in PAIRS how many pairs of an order are as in `idents`."""
    for place, earlier in enumerate(idents):
        for later in idents[place + 1 :]:
            first = _first_without(each for each in idents if each not in (earlier, later))
            test = element("match", {}, first, text_value(earlier, "identifier"))
            more = element("sum", {}, variable("PAIRS"), value(1, "integer"))
            yield when(test, element("setOutcomeValue", {"identifier": "PAIRS"}, more))


def _first_without(others: Iterable[str]) -> Element:
    """The first of the response when these are taken out of it."""
    left = variable()
    for each in others:
        left = element("delete", {}, text_value(each, "identifier"), left)
    return element("index", {"n": "1"}, left)
