"""How a corrected item changes the score of each answer, and the events that record it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Literal, NamedTuple, assert_never

from sourcebook.delivery import earned, is_answered, rescored
from sourcebook.errors import AttemptError
from sourcebook.model.attempts import (
    Attempt,
    Choice,
    Choices,
    Matches,
    Ordered,
    Record,
    Regraded,
    Response,
    Typed,
    Written,
)
from sourcebook.model.item_records import with_new_ids
from sourcebook.model.items import Item
from sourcebook.model.option_pairs import Offered, Pairing, pair_options, pair_prompts

Doubt = Literal["unsure", "gone", "given_up", "other_item"]
"""Why a new score cannot be worked out.

An option was reworded or replaced, it is gone, a teacher pairs that it is gone, or the item has
another kind or size now. A teacher can decide the first two.
"""


class Change(NamedTuple):
    """How a corrected item changes the score of one answer; `after` is None if unknown.

    `scored_by` is the version that gave the score before. `is_new` says that the present version
    of the item has not scored the answer yet.
    """

    attempt: Attempt
    place: int
    item: Item
    before: Fraction
    after: Fraction | None
    is_new: bool
    scored_by: Item
    options: Pairing = Pairing()
    prompts: Pairing = Pairing()
    doubt: Doubt | None = None

    @property
    def rises(self) -> bool:
        """Whether the score would rise."""
        return self.after is not None and self.after > self.before

    @property
    def falls(self) -> bool:
        """Whether the score would fall."""
        return self.after is not None and self.after < self.before

    @property
    def is_open(self) -> bool:
        """Whether a teacher must still say which option is which."""
        return self.doubt in ("unsure", "gone")


def changes(
    attempts: Iterable[Attempt],
    items: Mapping[str, Item],
    pairs: Mapping[str, Mapping[str, str]] | None = None,
) -> Iterator[Change]:
    """How these items, given by their ids, change the answers of finished attempts.

    `pairs` has a teacher's pairs of option texts by item id: the text now by the text before.
    Answers that already have the score of the present version are left out.
    """
    for attempt in attempts:
        for place, pinned in enumerate(attempt.items):
            item = items.get(pinned.item.id)
            if item and attempt.is_finished and is_answered(attempt, place):
                change = _change(attempt, place, item, (pairs or {}).get(item.id, {}))
                if change.is_new or change.rises or change.falls:
                    yield change


def events(
    found: Iterable[Change], *, now: datetime, lower: bool
) -> Iterator[tuple[str, Regraded]]:
    """The events that record changes, each with the id of its attempt.

    A score falls only with `lower`; without it the learner keeps the score and still sees the
    corrected item. An answer whose new score is unknown stays as it is.
    """
    for change in found:
        if change.after is not None:
            kept = change.falls and not lower
            score = change.before if kept else change.after
            if change.is_new or score != change.before:
                event = Regraded(
                    place=change.place,
                    at=now,
                    item=change.item,
                    score=score,
                    reworded=change.options.new_ids(),
                    reworded_prompts=change.prompts.new_ids(),
                )
                yield change.attempt.id, event


def in_new_ids(change: Change) -> Record:
    """The record of a change; its answers name the options of the corrected item."""
    record = change.attempt.record(change.place)
    options, prompts = change.options.new_ids(), change.prompts.new_ids()
    answers = tuple(with_new_ids(each, options, prompts) for each in record.answers)
    return record.model_copy(update={"answers": answers})


def _change(attempt: Attempt, place: int, item: Item, pairs: Mapping[str, str]) -> Change:
    pinned, record = attempt.items[place].item, attempt.record(place)
    scored_by = record.regraded.item if record.regraded else pinned
    before = earned(pinned, record)
    change = Change(attempt, place, item, before, None, scored_by != item, scored_by)
    if change.is_new and scored_by.type == item.type:
        options, prompts = (pair(scored_by, item, pairs) for pair in (pair_options, pair_prompts))
        change = change._replace(options=options, prompts=prompts, doubt=None)
    if doubt := _doubt(change):
        return change._replace(doubt=doubt)
    try:
        return change._replace(after=rescored(item, in_new_ids(change)))
    except AttemptError:
        return change._replace(doubt="other_item")


def _doubt(change: Change) -> Doubt | None:
    """Why the options of the answer cannot be found in the corrected item; None if they can."""
    answers = change.attempt.record(change.place).answers
    named = {each for answer in answers for each in _named(answer.response)}
    pairings = change.options, change.prompts
    doubts: tuple[tuple[Doubt, tuple[Offered, ...]], ...] = (
        ("unsure", tuple(each for pairing in pairings for each in pairing.unsure)),
        ("gone", tuple(each for pairing in pairings for each in pairing.gone)),
        ("given_up", tuple(each for pairing in pairings for each in pairing.given_up)),
    )
    return next((doubt for doubt, some in doubts if named & {each.id for each in some}), None)


def _named(response: Response) -> Iterator[str]:
    """The ids of the options and prompts that a response names."""
    match response:
        case Choice(option=chosen):
            yield chosen
        case Choices(options=ticks):
            yield from ticks
        case Ordered(options=order):
            yield from order
        case Matches(targets=targets):
            yield from targets.keys()
            yield from targets.values()
        case Typed() | Written():
            pass
        case _:
            assert_never(response)
