"""What a corrected item does to each answer, and the events that put it into effect."""

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

An option was reworded or replaced, or it is gone, or a teacher said that it is gone, or the
item is of another kind or size now. A teacher can settle the first two.
"""


class Change(NamedTuple):
    """What a corrected item does to one answer; `after` is None where that cannot be told.

    `scored_by` is the version that gave the score before. `is_new` says whether the answer has
    not been scored by the present version of the item yet.
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
        """Whether a teacher has still to say which option is which."""
        return self.doubt in ("unsure", "gone")


def changes(
    attempts: Iterable[Attempt],
    items: Mapping[str, Item],
    said: Mapping[str, Mapping[str, str]] | None = None,
) -> Iterator[Change]:
    """How the answers of finished attempts fare by these items, given by their ids.

    `said` is, by item id, what a teacher said of options: the text now by the text before.
    Answers that already have the score which the present version of their item gives are left
    out.
    """
    for attempt in attempts:
        for place, pinned in enumerate(attempt.items):
            item = items.get(pinned.item.id)
            if item and attempt.is_finished and is_answered(attempt, place):
                change = _change(attempt, place, item, (said or {}).get(item.id, {}))
                if change.is_new or change.rises or change.falls:
                    yield change


def events(
    found: Iterable[Change], *, now: datetime, lower: bool
) -> Iterator[tuple[str, Regraded]]:
    """The events that put changes into effect, each with the id of its attempt.

    A score that would fall stays as it is unless `lower` says otherwise; the learner is shown
    the corrected item all the same. What cannot be told is left alone.
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
    """The record of a change with its answers in the options of the corrected item."""
    record = change.attempt.record(change.place)
    options, prompts = change.options.new_ids(), change.prompts.new_ids()
    answers = tuple(with_new_ids(each, options, prompts) for each in record.answers)
    return record.model_copy(update={"answers": answers})


def _change(attempt: Attempt, place: int, item: Item, said: Mapping[str, str]) -> Change:
    pinned, record = attempt.items[place].item, attempt.record(place)
    scored_by = record.regraded.item if record.regraded else pinned
    before = earned(pinned, record)
    change = Change(attempt, place, item, before, None, scored_by != item, scored_by)
    if change.is_new and scored_by.type == item.type:
        options, prompts = (pair(scored_by, item, said) for pair in (pair_options, pair_prompts))
        change = change._replace(options=options, prompts=prompts, doubt=None)
    if doubt := _doubt(change):
        return change._replace(doubt=doubt)
    try:
        return change._replace(after=rescored(item, in_new_ids(change)))
    except AttemptError:
        return change._replace(doubt="other_item")


def _doubt(change: Change) -> Doubt | None:
    """Why the options that were named cannot be found in the corrected item, if they cannot."""
    answers = change.attempt.record(change.place).answers
    named = {each for answer in answers for each in _named(answer.response)}
    pairings = change.options, change.prompts
    told: tuple[tuple[Doubt, tuple[Offered, ...]], ...] = (
        ("unsure", tuple(each for pairing in pairings for each in pairing.unsure)),
        ("gone", tuple(each for pairing in pairings for each in pairing.gone)),
        ("given_up", tuple(each for pairing in pairings for each in pairing.given_up)),
    )
    return next((doubt for doubt, some in told if named & {each.id for each in some}), None)


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
