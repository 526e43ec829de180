"""Items, responses and passages in words, where they are listed outside of a quiz."""

from typing import assert_never

from sourcebook.model.attempts import (
    Choice,
    Choices,
    Matches,
    Ordered,
    Response,
    Typed,
    Written,
)
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import claim_of
from sourcebook.model.items import Item
from sourcebook.model.options import options, prompts
from sourcebook.pages.shared import markup


def asked(item: Item) -> str:
    """The question of an item; of a claim to be judged, the claim, too."""
    claim = claim_of(item)
    return f"{item.stem} “{claim}”" if claim else item.stem


def response_in_words(item: Item, response: Response, course: Course) -> str:
    """A response as its learner gave it, in the words of the item."""
    texts = {each.id: passage(course, each.text) for each in options(item)}
    match response:
        case Choice(option=chosen):
            return texts.get(chosen, chosen)
        case Choices(options=ticks):
            return "; ".join(text for each, text in texts.items() if each in ticks)
        case Ordered(options=order):
            return " → ".join(texts.get(each, each) for each in order)
        case Matches(targets=targets):
            rows = {each.id: each.text for each in prompts(item)}
            pairs = ((rows.get(row, row), texts.get(to, to)) for row, to in targets.items())
            return "\n".join(f"{row} → {to}" for row, to in pairs)
        case Typed(text=text) | Written(text=text):
            return text
        case _:
            assert_never(response)


def passage(course: Course, text: str) -> str:
    """A passage's id as its source and paragraph; any other text as it is."""
    evidence = course.evidence(text)
    return markup.passage_name(evidence) if evidence else text
