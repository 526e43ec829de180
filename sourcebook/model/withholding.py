"""Which items are closed to a learner because a test of theirs that explains nothing yet has them.

A test explains nothing before it is handed in or, if a teacher says so, before it has closed.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sourcebook.model.attempts import Attempt, OpenTest
from sourcebook.model.item_kinds import Kind, claim_of
from sourcebook.model.items import Item
from sourcebook.model.options import options

Question = tuple[Kind, str, str | None, frozenset[str]]
"""What makes two questions the same: kind, words, claim and options."""


class ClosedItems(NamedTuple):
    """The items of tests that explain nothing yet, by id and by question, each with its test."""

    ids: Mapping[str, OpenTest]
    questions: Mapping[Question, OpenTest]

    def test_of(self, item: Item) -> OpenTest | None:
        """The test that closes this item, also under another id; None if there is none."""
        return self.ids.get(item.id) or self.questions.get(question(item))


NOTHING_CLOSED = ClosedItems({}, {})
"""Without such a test, nothing is closed."""


def closed_items(attempts: Iterable[Attempt]) -> ClosedItems:
    """The items that a learner's tests close; `attempts` come oldest first."""
    ids: dict[str, OpenTest] = {}
    questions: dict[Question, OpenTest] = {}
    for attempt in filter(explains_nothing_yet, attempts):
        test = OpenTest(
            attempt_id=attempt.id,
            quiz_id=attempt.quiz_id,
            title=attempt.quiz_title,
            started_at=attempt.started_at,
            is_handed_in=attempt.is_finished,
            until=attempt.withheld_until,
        )
        for pinned in attempt.items:
            ids.setdefault(pinned.item.id, test)
            questions.setdefault(question(pinned.item), test)
    return ClosedItems(ids, questions)


def is_open_test(attempt: Attempt) -> bool:
    """Whether an attempt is a test that is not handed in yet."""
    return attempt.feedback == "deferred" and not attempt.is_finished


def explains_nothing_yet(attempt: Attempt) -> bool:
    """Whether an attempt keeps its keys to itself: an open test, or one whose keys wait."""
    return is_open_test(attempt) or attempt.withheld_until is not None


def with_withheld(attempt: Attempt, closed: ClosedItems) -> Attempt:
    """The attempt with its closed places; an open test needs none, as it shows no answers."""
    if not closed.ids or is_open_test(attempt):
        return attempt
    tests = ((place, closed.test_of(each.item)) for place, each in enumerate(attempt.items))
    withheld = {place: test for place, test in tests if test}
    return attempt.model_copy(update={"withheld": withheld}) if withheld else attempt


def question(item: Item) -> Question:
    """What an item asks; items with different ids may ask the same question."""
    texts = frozenset(each.text for each in options(item))
    return item.type, " ".join(item.stem.split()).casefold(), claim_of(item), texts
