"""The passage that proves an answer, with the words that decide it; the others are folded."""

import re
from collections.abc import Sequence
from typing import assert_never

from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.model.items import (
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
from sourcebook.model.sources import Quote
from sourcebook.pages.quiz.key_words import key_words, split_at_keys
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.passage_links import linked
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def deciding_passage(item: Item, chosen: str | None, course: Course, *, anchor: str = "") -> Markup:
    """The one passage that proves an answer; of several the one that the learner chose.

    `anchor` is the HTML id of its heading.
    """
    evidence = course.evidence(deciding_id(item, chosen))
    if evidence is None:
        return Markup()
    passage, source = evidence.passage, evidence.source
    quotes = sorted(passage.quotes, key=lambda quote: -_nearness(item, quote))
    # A quotation about something else would be marked as what decides.
    first = [quote for quote in quotes[:1] if _nearness(item, quote)]
    return _html.deciding(
        anchor,
        evidence,
        first,
        quotes[len(first) :],
        split_at_keys(item, passage.summary),
        markup.passage_address(evidence.id),
        passage.caution or "",
        linked(course),
        markup.source_rows(source),
        markup.original(evidence),
    )


def other_passages(item: Item, chosen: str | None, course: Course) -> Markup:
    """The other passages that an item cites, folded; empty if there are none."""
    deciding = deciding_id(item, chosen)
    others = [each for each in item.citations if each != deciding and course.evidence(each)]
    return _html.others(len(others), markup.proof(course, others)) if others else Markup()


def _nearness(item: Item, quote: Quote) -> int:
    """How many words a quotation shares with what is said on the key."""
    told = item.rationale, *key_words(item)
    return len(_words(quote.words) & _words(" ".join(told)))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text.casefold()))


def deciding_id(item: Item, chosen: str | None = None) -> str:
    """The id of the passage that decides an item; of several the one that the learner chose."""
    if chosen in item.proof:
        return str(chosen)
    return (*item.proof, *_keys(item), *item.citations)[0]


def _keys(item: Item) -> Sequence[str]:
    """The passages that are the key of an item."""
    match item:
        case EvidenceItem():
            return item.keys
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem() | Numeric():
            return ()
        case ShortAnswer() | Matching() | Ordering() | ExtendedResponse():
            return ()
        case _:
            assert_never(item)
