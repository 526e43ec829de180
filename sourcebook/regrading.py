"""What corrected items mean for attempts that were scored by the version before."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple, assert_never

from sourcebook.delivery import earned, is_answered, rescored
from sourcebook.errors import AttemptError
from sourcebook.model.attempts import (
    Attempt,
    Choice,
    Choices,
    Matches,
    Ordered,
    Regraded,
    Response,
    Typed,
    Written,
)
from sourcebook.model.items import Item
from sourcebook.model.options import options
from sourcebook.model.versions import changed_parts


class Change(NamedTuple):
    """What a corrected item does to one answer; `after` is None where that cannot be told.

    `is_new` says whether the answer has not been scored by this version of the item yet.
    """

    attempt: Attempt
    place: int
    item: Item
    before: Fraction
    after: Fraction | None
    is_new: bool

    @property
    def rises(self) -> bool:
        """Whether the score would rise."""
        return self.after is not None and self.after > self.before

    @property
    def falls(self) -> bool:
        """Whether the score would fall."""
        return self.after is not None and self.after < self.before


def changes(attempts: Iterable[Attempt], items: Mapping[str, Item]) -> Iterator[Change]:
    """How the answers of finished attempts fare by these items, given by their ids.

    Answers that already have the score which the present version of their item gives are left
    out.
    """
    for attempt in attempts:
        for place, pinned in enumerate(attempt.items):
            item = items.get(pinned.item.id)
            if item and attempt.is_finished and is_answered(attempt, place):
                change = _change(attempt, place, item)
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
                place = change.place
                event = Regraded(place=place, at=now, item=change.item, score=score)
                yield change.attempt.id, event


def report(found: Iterable[Change], *, lower: bool) -> str:
    """Who gains and who loses, item by item, and why."""
    by_item: dict[str, list[Change]] = {}
    for change in found:
        by_item.setdefault(change.item.id, []).append(change)
    if not by_item:
        return "Every answer has the score that the present version of its item gives."
    return "\n".join(line for item in sorted(by_item) for line in _lines(by_item[item], lower))


def described(item: Item, response: Response) -> str:
    """A response in a few words, for whoever corrects an item."""
    texts = {choice.id: f"'{choice.text}'" for choice in options(item)}
    match response:
        case Choice(option=chosen):
            return f"chose {texts.get(chosen, 'an option')}"
        case Choices(options=ticks):
            return f"ticked {', '.join(sorted(texts.get(tick, 'an option') for tick in ticks))}"
        case Typed(text=text):
            return f"typed '{text}'"
        case Ordered(options=order):
            return f"put {', '.join(texts.get(each, 'a text') for each in order)} in this order"
        case Matches(targets=targets):
            return f"matched {len(targets)} {'row' if len(targets) == 1 else 'rows'}"
        case Written():
            return "wrote a text"
        case _:
            assert_never(response)


def _change(attempt: Attempt, place: int, item: Item) -> Change:
    pinned, record = attempt.items[place].item, attempt.record(place)
    scored_by = record.regraded.item if record.regraded else pinned
    try:
        after = rescored(item, record)
    except AttemptError:
        after = None
    return Change(attempt, place, item, earned(pinned, record), after, scored_by != item)


def _lines(found: list[Change], lower: bool) -> Iterator[str]:
    before = found[0].attempt.items[found[0].place].item
    parts = ", ".join(changed_parts(before, found[0].item)) or "nothing that a learner sees"
    yield f"{found[0].item.id}: changed since: {parts}."
    for change in found:
        if change.rises or change.falls or change.after is None:
            yield f"  {_verdict(change, lower)}: {_whose(change)}"
    same = sum(change.after == change.before for change in found)
    if same:
        yield f"  {same} {'answer keeps its' if same == 1 else 'answers keep their'} score"


def _verdict(change: Change, lower: bool) -> str:
    if change.after is None:
        return "cannot be told"
    return "gains" if change.rises else "loses" if lower else "would lose, and keeps"


def _whose(change: Change) -> str:
    attempt, place = change.attempt, change.place
    answer = attempt.answers[place]
    asked = described(attempt.items[place].item, answer.response)
    day = attempt.started_at.date().isoformat()
    after = "this is no longer offered" if change.after is None else f"now {change.after}"
    learner = attempt.learner_id[:8]
    return f"learner {learner}, attempt of {day}: {asked}; score {change.before}; {after}"
