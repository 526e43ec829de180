"""What every score starts from: the two ends of the scale, and a response that fits its item."""

from fractions import Fraction
from typing import TypeVar

from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Choice, Choices, Matches, Ordered, Response, Typed, Written
from sourcebook.model.items import Item

RIGHT, WRONG = Fraction(1), Fraction(0)

AnyKind = TypeVar("AnyKind", Choice, Choices, Typed, Matches, Ordered, Written)


def expect(kind: type[AnyKind], item: Item, response: Response) -> AnyKind:
    """The response in the type that the item takes; AttemptError if it has another one."""
    if not isinstance(response, kind):
        raise AttemptError(f"A {response.kind} response does not fit the {item.type} item.")
    return response
