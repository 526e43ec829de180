"""What libyaml reads in a text, and why and where it stops.

It names the reason in a sentence only. No other module reads what it says; a reason that is not
listed here is shown in libyaml's own words.
"""

from collections.abc import Iterator
from enum import Enum
from itertools import islice
from typing import NamedTuple

import yaml

from sourcebook.content.faults import Spot


class Reason(Enum):
    """Why libyaml stops; each reason has the words of libyaml that show it."""

    TOO_DEEP = "exceeded maximum nesting depth"
    QUOTE_LEFT_OPEN = "found unexpected end of stream while scanning a quoted scalar"
    COLON_IN_TEXT = "mapping values are not allowed in this context"
    FIRST_CHARACTER = "found character that cannot start any token"
    KEY_EXPECTED = "did not find expected key"
    DASH_EXPECTED = "did not find expected '-' indicator"
    COLON_EXPECTED = "could not find expected ':'"
    BRACKET_LEFT_OPEN = "did not find expected ',' or"
    LIST_IN_A_LINE = "block sequence entries are not allowed"
    EMPTY_ALIAS = "did not find expected alphabetic or numeric character"
    ESCAPE = "found unknown escape character"
    TEXT_AFTER_SIGN = "did not find expected comment or line break"
    END_EXPECTED = "did not find expected <document start>"
    TAG = "found undefined tag handle"
    VERSION = "found incompatible YAML document"


class Stop(NamedTuple):
    """Where libyaml can read no further, and why; `begun` is where it began what it was reading.

    `reason` is None for one that is not listed, and then `words` has what libyaml says. The
    place `at` is None where libyaml names none.
    """

    reason: Reason | None
    words: str
    at: Spot | None
    begun: Spot | None
    is_in_token: bool = False

    @property
    def spot(self) -> Spot:
        """The place to correct: of a text or key that never ends, its beginning."""
        first, second = (self.begun, None) if self.is_in_token else (self.at, self.begun)
        return first or second or Spot(1, 1)


def stop(error: yaml.MarkedYAMLError) -> Stop:
    """What an error of libyaml says."""
    words, context = error.problem or "the text cannot be read", error.context or ""
    said = f"{words} {context}"
    reason = next((each for each in Reason if each.value in said), None)
    is_in_token = any(each in context for each in ("quoted scalar", "simple key", "an alias"))
    return Stop(reason, words, _spot(error.problem_mark), _spot(error.context_mark), is_in_token)


def events(text: str) -> Iterator[yaml.Event]:
    """The events of a text as libyaml names them; raises yaml.YAMLError where it stops.

    From version 0.2.6 on, libyaml stops at the 1,001st bracket that is open, and by then it may
    not have named the first: what stands before that bracket is read again without the rest.
    """
    seen = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            yield event
            seen += 1
    except yaml.MarkedYAMLError as error:
        if stop(error).reason is not Reason.TOO_DEEP or error.problem_mark is None:
            raise
        before = text[: error.problem_mark.index]
        yield from islice(yaml.parse(before, Loader=yaml.CBaseLoader), seen, None)


def _spot(mark: yaml.Mark | None) -> Spot | None:
    return Spot(mark.line + 1, mark.column + 1) if mark else None
