"""An answer beside the key, in a form that fits the kind of item."""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from markupsafe import Markup

from sourcebook.model.attempts import (
    Choice,
    Choices,
    Matches,
    Ordered,
    PinnedItem,
    Record,
    Response,
    Typed,
    Written,
)
from sourcebook.model.course import Course
from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.options import chosen_options, option, prompts
from sourcebook.pages.quiz.inputs import ordered
from sourcebook.pages.quiz.score_explanation import level_in_words
from sourcebook.pages.shared.number_format import amount
from sourcebook.pages.shared.templates import Macros
from sourcebook.scoring import expect, key_ids

_html = Macros(__file__)


def compared(pinned: PinnedItem, record: Record, course: Course) -> Markup:
    """The learner's answer beside the key."""
    item, response = pinned.item, record.answers[-1].response
    match item:
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem() | EvidenceItem():
            return _choices(pinned, response, course)
        case Matching():
            return _pairs(item, expect(Matches, item, response))
        case Ordering():
            return _orders(item, expect(Ordered, item, response))
        case Numeric():
            key = amount(item.key) if item.key is not None else _range(item)
            unit = f" {item.unit}" if item.unit else ""
            return _html.typed(expect(Typed, item, response).text, f"{key}{unit}")
        case ShortAnswer():
            return _html.typed(expect(Typed, item, response).text, item.key)
        case ExtendedResponse():
            return _texts(item, expect(Written, item, response).text, record)
        case _:
            assert_never(item)


def own_answer(
    pinned: PinnedItem, response: Response, course: Course, title: str = "Your answer"
) -> Markup:
    """What was answered, without a word on whether it is right."""
    texts = {choice.id: choice.text for choice in ordered(pinned, course)}
    match response:
        case Choice(option=chosen):
            shown = [texts.get(chosen, "")]
        case Choices(options=ticks):
            shown = [texts[each] for each in pinned.option_order if each in ticks]
        case Ordered(options=order):
            shown = [f"{place}. {texts[each]}" for place, each in enumerate(order, start=1)]
        case Matches(targets=targets):
            rows = prompts(pinned.item)
            shown = [
                f"{row.text}: {texts.get(targets.get(row.id, ''), 'left open')}" for row in rows
            ]
        case Typed(text=text) | Written(text=text):
            shown = [text]
        case _:
            assert_never(response)
    return _html.own_answer(title, shown)


def _choices(pinned: PinnedItem, response: Response, course: Course) -> Markup:
    """The keys and what was chosen; the options that are neither are folded."""
    keys, chosen = key_ids(pinned.item), chosen_options(response)
    rows = [(each.text, each.id in keys, each.id in chosen) for each in ordered(pinned, course)]
    others = [text for text, is_key, is_chosen in rows if not (is_key or is_chosen)]
    return _html.choices([row for row in rows if row[0] not in others], others)


def _range(item: Numeric) -> str:
    low, high = item.between or (Fraction(0), Fraction(0))
    return f"{amount(low)} to {amount(high)}"


def _orders(item: Ordering, response: Ordered) -> Markup:
    """The right order, and behind each text the place that the learner gave it."""
    places = {option_id: place for place, option_id in enumerate(response.options, start=1)}
    keys = zip(item.sequence, key_ids(item), strict=True)
    return _html.orders([(text, places.get(option_id)) for text, option_id in keys])


def _texts(item: ExtendedResponse, text: str, record: Record) -> Markup:
    """The learner's text beside the model answer, and the rubric once a level is chosen."""
    both = _html.texts(text, item.model_answer)
    if record.level is None:
        # The levels stand below, to choose from.
        return both
    levels = [
        (level_in_words(item, level), each.text, level)
        for level, each in reversed(list(enumerate(item.levels())))
    ]
    marked_by = "marked by your teacher" if record.marked_by == "teacher" else "your mark"
    return both + _html.rubric(levels, record.level, marked_by)


def _pairs(item: Matching, response: Matches) -> Markup:
    targets = response.targets
    texts = {option(item.id, text).id: text for text in _target_texts(item)}
    rows = zip(item.pairs, prompts(item), key_ids(item), strict=True)
    return _html.pairs(
        [
            (
                pair.prompt,
                texts.get(targets.get(prompt.id, ""), "left open"),
                pair.target,
                targets.get(prompt.id) == key,
            )
            for pair, prompt, key in rows
        ]
    )


def _target_texts(item: Matching) -> Iterator[str]:
    yield from (pair.target for pair in item.pairs)
    yield from item.extra_targets
