"""What all nouns share: closed frozen models and the kinds of text and number they are made of.

Every scalar of a file arrives as text. So the field, and not the look of a word, decides
whether `No`, `010` or `2020-11-10` is text or a number.
"""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError


class Closed(BaseModel):
    """A value that never changes and refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PASSAGE = r"^s[1-9][0-9]*\.p[1-9][0-9]*$"
SOURCE = r"^s[1-9][0-9]*$"
PARAGRAPH = r"^p[1-9][0-9]*$"
DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
SHA256 = r"^[0-9a-f]{64}$"

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=60)]
PassageId = Annotated[str, StringConstraints(pattern=PASSAGE)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]

State = Literal["open", "draft", "hidden"]
"""Who is given a lesson or quiz.

Learners are given what is open. A draft is not finished yet. What is hidden was open before, and
learners keep their work at it.
"""

_NUMBER = re.compile(r"[-−+]?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_FRACTION = re.compile(r"[-+]?[0-9]{1,15}/[1-9][0-9]{0,14}")


def _exact(value: object) -> Fraction:
    """A number as written, without rounding: `1/3` and `0.1` stay exact."""
    if isinstance(value, Fraction | int) and not isinstance(value, bool):
        return Fraction(value)
    number = _fraction(str(value).strip())
    if number is None:
        raise PydanticCustomError(
            "wrong-value", "expected a number such as 2, 0.5 or 1/2 of at most 15 digits"
        )
    return number


# The answers of a class hold the same few scores some ten thousand times.
@lru_cache(maxsize=1024)
def _fraction(written: str) -> Fraction | None:
    if not (_NUMBER.fullmatch(written) or _FRACTION.fullmatch(written)):
        return None
    return Fraction(written.replace("−", "-"))


def _whole(value: object) -> int:
    number = _exact(value)
    if number.denominator != 1:
        raise PydanticCustomError("wrong-value", "expected a whole number")
    return int(number)


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    match str(value).strip().lower():
        case "true":
            return True
        case "false":
            return False
        case _:
            raise PydanticCustomError("wrong-value", "expected true or false", {"is_truth": True})


Exact = Annotated[
    Fraction,
    BeforeValidator(_exact),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": ["number", "string"]}),
]
Whole = Annotated[int, BeforeValidator(_whole)]
Truth = Annotated[bool, BeforeValidator(_truth)]
