"""A small engine that runs the response processing of QTI 2.1, for tests; all numbers are exact.

A value is None, a tuple of texts or numbers (several), or a single one.
"""

from fractions import Fraction
from typing import Any
from xml.etree.ElementTree import Element

from sourcebook.formats.qti21.parts import ident
from sourcebook.model.attempts import Choice, Choices, Matches, Ordered, Response, Typed, Written
from sourcebook.typed import read_number


class Engine:
    """Runs one item file on one response; afterwards `outcomes` has the results."""

    def __init__(self, root: Element, response: Any) -> None:
        self.root, self.response = root, response
        (self.declared,) = root.iter("responseDeclaration")
        self.outcomes: dict[str, Any] = {}
        for each in root.iter("outcomeDeclaration"):
            values = [value.text or "" for value in each.iterfind("defaultValue/value")]
            kind = each.get("baseType", "")
            self.outcomes[each.get("identifier", "")] = _typed(values[0], kind) if values else None
        processing = root.find("responseProcessing")
        self.run(processing if processing is not None else ())

    def run(self, statements: Any) -> None:
        for each in statements:
            if each.tag == "responseCondition":
                self.run(next((branch for branch in each if self.applies(branch)), ()))
            elif each.tag == "setOutcomeValue":
                self.outcomes[each.get("identifier")] = self.value(each[0])
            else:
                assert each.tag not in ("exitResponse", "lookupOutcomeValue")

    def applies(self, branch: Element) -> bool:
        return branch.tag == "responseElse" or self.value(branch[0]) is True

    def value(self, expression: Element) -> Any:
        given = [self.value(each) for each in expression]
        match expression.tag:
            case "variable":
                name = expression.get("identifier", "")
                return self.response if name == "RESPONSE" else self.outcomes[name]
            case "baseValue":
                return _typed(expression.text or "", expression.get("baseType", ""))
            case "correct":
                return self.correct()
            case "mapResponse":
                return self.mapped()
            case "isNull":
                return given[0] is None
            case "match":
                return self.same(*given)
            case "stringMatch":
                return given[0] is not None and given[0].casefold() == given[1].casefold()
            case _:
                return _calculated(expression, given)

    def correct(self) -> Any:
        values = [each.text or "" for each in self.declared.iterfind("correctResponse/value")]
        kind = self.declared.get("baseType", "")
        found = tuple(_typed(each, kind) for each in values)
        return found[0] if self.declared.get("cardinality") == "single" else found

    def mapped(self) -> Fraction:
        (mapping,) = self.declared.iter("mapping")
        chosen = self.response if isinstance(self.response, tuple) else (self.response,)
        total = sum((_entry(mapping, each) for each in chosen), Fraction(0))
        lower = mapping.get("lowerBound")
        return total if lower is None else max(total, Fraction(lower))

    def same(self, one: Any, other: Any) -> bool:
        if self.declared.get("cardinality") == "multiple" and isinstance(one, tuple):
            return sorted(one) == sorted(other)
        return bool(one == other)


def _entry(mapping: Element, given: str) -> Fraction:
    for each in mapping.iter("mapEntry"):
        key = each.get("mapKey", "")
        loose = each.get("caseSensitive") == "false"
        if given == key or (loose and given.casefold() == key.casefold()):
            return Fraction(each.get("mappedValue", ""))
    return Fraction(mapping.get("defaultValue", "0"))


def _typed(text: str, kind: str) -> Any:
    return Fraction(text) if kind in ("float", "integer") else text


def _calculated(expression: Element, given: list[Any]) -> Any:
    match expression.tag:
        case "product":
            return given[0] * given[1]
        case "divide":
            return given[0] / given[1]
        case "sum":
            return sum(given)
        case "subtract":
            return given[0] - given[1]
        case "multiple":
            parts = [each if isinstance(each, tuple) else (each,) for each in given if each]
            return tuple(one for each in parts for one in each) or None
        case "member":
            return given[1] is not None and given[0] in given[1]
        case "delete":
            return tuple(each for each in given[1] if each != given[0])
        case "index":
            return given[0][int(expression.get("n", "")) - 1]
        case _:
            return _compared(expression, given)


def _compared(expression: Element, given: list[Any]) -> bool:
    if expression.tag == "not":
        return not given[0]
    if expression.tag == "and":
        return all(given)
    if None in given:
        return False
    match expression.tag:
        case "gt":
            return bool(given[0] > given[1])
        case "gte":
            return bool(given[0] >= given[1])
        case "lte":
            return bool(given[0] <= given[1])
        case "equal":
            around = Fraction(expression.get("tolerance", "0").split()[0])
            return bool(abs(given[0] - given[1]) <= around)
    raise AssertionError(expression.tag)


def as_value(response: Response) -> Any:
    """A response as the engine takes it, with the identifiers of the exported file."""
    match response:
        case Choice(option=chosen):
            return ident(chosen) if chosen else None
        case Choices(options=chosen):
            return tuple(map(ident, chosen)) or None
        case Matches(targets=targets):
            return tuple(f"{ident(each)} {ident(to)}" for each, to in targets.items()) or None
        case Ordered(options=order):
            return tuple(map(ident, order)) or None
        case Typed(text=text) | Written(text=text):
            return text.strip() or None


def as_number(response: Response) -> Any:
    """A typed number as the engine takes it; None if it is none."""
    return read_number(response.text) if isinstance(response, Typed) else None
