"""A small engine that runs the response processing of QTI 1.2, for tests; all numbers are exact.

A response has the chosen or typed values by the name of the response, in the order given.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from xml.etree.ElementTree import Element

from sourcebook.model.attempts import Choice, Choices, Matches, Ordered, Response, Typed, Written
from sourcebook.model.items import Item, Numeric
from sourcebook.typed import read_number

Given = Mapping[str, Sequence[str | Fraction]]


class Run:
    """What a response earns, in percent, and the names of the feedback that is shown."""

    def __init__(self, item: Element, given: Given) -> None:
        self.earned, self.shown = Fraction(0), list[str]()
        self._given = given
        self._is_ordered = any(
            each.get("rcardinality") == "Ordered" for each in item.iter("response_lid")
        )
        for each in item.iter("respcondition"):
            if self._holds(each):
                self._follow(each)
                if each.get("continue", "No") == "No":
                    break

    def _follow(self, condition: Element) -> None:
        for each in condition.iterfind("setvar"):
            amount = Fraction(each.text or "0")
            is_added = each.get("action") == "Add"
            self.earned = self.earned + amount if is_added else amount
        self.shown += [each.get("linkrefid", "") for each in condition.iter("displayfeedback")]

    def _holds(self, condition: Element) -> bool:
        (tests,) = condition.iterfind("conditionvar")
        if self._is_ordered and tests[0].tag == "varequal":
            return [each.text for each in tests] == list(self._given["response1"])
        # Canvas and others list the spellings of a word side by side; one is enough.
        if {each.tag for each in tests} == {"varequal"}:
            return any(map(self._test, tests))
        return all(map(self._test, tests))

    def _test(self, test: Element) -> bool:
        if test.tag == "other":
            return True
        if test.tag in ("and", "or", "not"):
            results = [self._test(each) for each in test]
            return {"and": all(results), "or": any(results), "not": not all(results)}[test.tag]
        return any(_compares(test, each) for each in self._given.get(test.get("respident", ""), ()))


def _compares(test: Element, given: str | Fraction) -> bool:
    value = test.text or ""
    if isinstance(given, str):
        return test.tag == "varequal" and given.casefold() == value.casefold()
    number = Fraction(value)
    match test.tag:
        case "varequal":
            return given == number
        case "vargte":
            return given >= number
        case "varlte":
            return given <= number
    raise AssertionError(test.tag)


def as_given(item: Item, response: Response) -> Given:
    """A response as the engine takes it."""
    match response:
        case Choice(option=chosen):
            return {"response1": [chosen]}
        case Choices(options=ticked):
            return {"response1": list(ticked)}
        case Matches(targets=targets):
            return {f"response_{row}": [target] for row, target in targets.items()}
        case Ordered(options=order):
            return {"response1": list(order)}
        case Typed(text=text) if isinstance(item, Numeric):
            number = read_number(text)
            return {"response1": [] if number is None else [number]}
        case Typed(text=text) | Written(text=text):
            return {"response1": [text.strip()]}
