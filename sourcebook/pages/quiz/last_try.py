"""What came of a try when another one is open: what was tried, how near it was, what is left.

Nothing here tells what is right. A remark of the author is held back where it might.
"""

import re
from collections.abc import Iterator
from typing import assert_never

from markupsafe import Markup

from sourcebook.delivery import tries_left
from sourcebook.model.attempts import (
    Attempt,
    Choice,
    Choices,
    Matches,
    Ordered,
    Record,
    Response,
    Typed,
    Written,
)
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
from sourcebook.model.options import chosen_options, options
from sourcebook.pages.quiz.answer_vs_key import own_answer
from sourcebook.pages.quiz.feedback import remarks
from sourcebook.pages.quiz.key_words import is_in, key_words
from sourcebook.pages.quiz.outcome import ticks_in_words
from sourcebook.pages.shared.number_format import counted, percent
from sourcebook.pages.shared.templates import Macros
from sourcebook.scoring import expect, key_ids, right_rows, score

_html = Macros(__file__)

_STEM = 5
"""Letters by which two words count as the same, whatever their endings."""


def tried(attempt: Attempt, place: int, course: Course) -> Markup:
    """The latest try and what is left after it; empty before the first."""
    pinned, record = attempt.items[place], attempt.record(place)
    if record.answer is None:
        return Markup()
    item, response = pinned.item, record.answer.response
    verdict = _verdict(item, record)
    return _html.tried(
        "result part" if verdict.startswith("◐") else "result wrong",
        verdict,
        own_answer(pinned, response, course),
        list(_remarks(item, response)),
        _what_is_left(attempt, place),
    )


def options_tried(record: Record) -> frozenset[str]:
    """The ids of the options chosen at the tries so far."""
    tried = (chosen_options(answer.response) for answer in record.answers)
    return frozenset().union(*tried)


def reveals_key(item: Item, text: str, response: Response) -> bool:
    """Whether a remark on a response might tell what is right.

    It might where it names a key, or has a word of one that stands neither in the question nor in
    what was tried; and always where a remark is on the whole: on a finding, an order, rows.
    """
    match item:
        case TrueFalse() | VerdictItem() | Ordering() | Matching() | ExtendedResponse():
            return True
        case SingleChoice() | MultipleChoice() | Numeric() | ShortAnswer() | EvidenceItem():
            known = _words(item.stem) | _words(_chosen(item, response))
            return any(
                _words(key) & _words(text) - known or is_in(key, text) for key in key_words(item)
            )
        case _:
            assert_never(item)


def _verdict(item: Item, record: Record) -> str:
    """Right in part or not yet, and how near, without a word on which part."""
    response = record.answers[-1].response
    said = "◐ Partly right" if score(item, response) else "✗ Not yet"
    if told := ticks_in_words(item, record):
        said = f"◐ {told}" if said.startswith("✗") else f"{said}: {told}"
    match item:
        case Matching():
            right = right_rows(item, expect(Matches, item, response))
            return f"{said}: {_of(right, len(item.pairs), 'row')} right"
        case Ordering():
            order = expect(Ordered, item, response).options
            right = sum(given == key for given, key in zip(order, key_ids(item), strict=True))
            return f"{said}: {_of(right, len(order), 'text')} in the right place"
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem() | EvidenceItem():
            return said
        case Numeric() | ShortAnswer() | ExtendedResponse():
            return said
        case _:
            assert_never(item)


def _of(count: int, size: int, noun: str) -> str:
    return f"{count} of {counted(size, noun)} {'is' if count == 1 else 'are'}"


def _what_is_left(attempt: Attempt, place: int) -> str:
    item, record = attempt.items[place].item, attempt.record(place)
    value = item.tries[len(record.answers)]
    share = "all of the points" if value == 1 else f"{percent(100 * value)} of the points"
    worth = f"can earn {share}" if value else "is for practice, without points"
    left = counted(tries_left(attempt, place), "try")
    return f"You have {left} left; the next {worth}. A later try never lowers what you have."


def _remarks(item: Item, response: Response) -> Iterator[str]:
    return (each for each in remarks(item, response) if not reveals_key(item, each, response))


def _chosen(item: Item, response: Response) -> str:
    """What was chosen among options, in words."""
    texts = {each.id: each.text for each in options(item)}
    match response:
        case Choice(option=chosen):
            return texts.get(chosen, "")
        case Choices() | Typed() | Matches() | Ordered() | Written():
            return ""
        case _:
            assert_never(response)


def _words(text: str) -> frozenset[str]:
    """The words of a text by their beginnings, with numbers but without the shortest words."""
    # So that 2,000 and 2 000 are the number 2000.
    joined = re.sub(r"(?<=\d)[,.\s\u00a0\u202f](?=\d{3}\b)", "", text)
    found = re.findall(r"\w+", joined.casefold())
    return frozenset(each[:_STEM] for each in found if len(each) > 3 or each.isdigit())
