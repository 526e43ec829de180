"""Attempts: what their events add up to, and that both survive storage."""

from fractions import Fraction

import pytest
from pydantic import TypeAdapter

from sourcebook.model.attempts import (
    AnyEvent,
    AnyResponse,
    Attempt,
    Choices,
    Event,
    Flagged,
    GaveUp,
    Hinted,
    Marked,
    MarkSeen,
    Ordered,
    Proved,
    Regraded,
    Response,
    Revised,
    SecondAsked,
    Tried,
    Typed,
    Unmarked,
)
from sourcebook.model.item_records import records
from tests.builders import (
    SUMMIT_DAY,
    answer,
    attempt,
    every_kind,
    numeric,
    record,
    true_false,
)


def test_an_attempt_survives_storage() -> None:
    flagged = record(hints=1, flagged=True)
    tried = attempt(*every_kind(), answers={2: answer(Fraction(1, 3))}, records={3: flagged})

    restored = Attempt.model_validate_json(tried.model_dump_json())

    assert restored == tried
    assert not restored.is_finished


def test_a_response_is_known_by_its_kind() -> None:
    adapter: TypeAdapter[Response] = TypeAdapter(AnyResponse)

    restored = adapter.validate_json('{"kind": "choices", "options": ["b", "a"]}')

    assert restored == Choices(options=frozenset({"a", "b"}))


MARK = Marked(place=0, at=SUMMIT_DAY, level=1)
EVENTS: list[Event] = [
    Tried(place=0, at=SUMMIT_DAY, response=Typed(text="23"), score=Fraction(1, 3)),
    Revised(place=0, at=SUMMIT_DAY, response=Ordered(options=("b", "a")), score=Fraction(0)),
    Proved(place=0, at=SUMMIT_DAY, passage="s1.p2"),
    Hinted(place=0, at=SUMMIT_DAY),
    GaveUp(place=0, at=SUMMIT_DAY),
    Flagged(place=0, at=SUMMIT_DAY, flagged=True),
    MARK,
    Marked(place=0, at=SUMMIT_DAY, level=2, by="teacher", comment="Well said.", who="Ms Levi"),
    SecondAsked(place=0, at=SUMMIT_DAY, who="Ms Levi"),
    Unmarked(place=0, at=SUMMIT_DAY),
    MarkSeen(place=0, at=SUMMIT_DAY),
    Regraded(place=0, at=SUMMIT_DAY, item=true_false(), score=Fraction(1)),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_an_event_survives_storage(event: Event) -> None:
    adapter: TypeAdapter[Event] = TypeAdapter(AnyEvent)

    assert adapter.validate_json(adapter.dump_json(event)) == event


def test_events_add_up_to_a_record_of_each_place() -> None:
    tried = Tried(place=2, at=SUMMIT_DAY, response=Typed(text="23"), score=Fraction(1))

    shown = records([tried, *EVENTS, tried])

    taken = answer(0, response=Ordered(options=("b", "a")))
    right = answer(1, response=Typed(text="23"))
    assert shown == {
        0: record(
            taken,
            proof="s1.p2",
            hints=1,
            gave_up=True,
            flagged=True,
            level=1,
            marked_by="learner",
            marks=(MARK,),
            mark_changes=3,
            mark_seen=True,
            second_asked_by="Ms Levi",
            regraded=EVENTS[-1],
            in_test=True,
        ),
        2: record(right, right),
    }


def test_a_blank_on_record_is_no_answer() -> None:
    blank, right = answer(0, response=Typed(text=" ")), answer(1)
    tried = attempt(numeric(), true_false(), numeric(), answers={0: blank, 1: right})

    assert tried.answers == {1: right}
    assert tried.record(0).answer == blank
    assert tried.record(2).answer is None


def test_places_where_nothing_happened_share_one_empty_record() -> None:
    tried = attempt(numeric(), true_false())

    assert tried.record(0) == record()
    assert tried.record(1) is tried.record(0)


def test_the_latest_mark_counts_and_says_who_gave_it() -> None:
    own = Marked(place=0, at=SUMMIT_DAY, level=2)
    teachers = Marked(place=0, at=SUMMIT_DAY, level=1, by="teacher")

    shown = records([own, teachers])[0]

    assert (shown.level, shown.marked_by) == (1, "teacher")


def test_a_mark_from_before_comments_has_none() -> None:
    adapter: TypeAdapter[Event] = TypeAdapter(AnyEvent)

    old = adapter.validate_python(
        {"kind": "marked", "level": 2, "by": "teacher", "place": 0, "at": SUMMIT_DAY}
    )

    assert isinstance(old, Marked)
    assert (old.comment, old.who) == (None, None)


def test_a_mark_taken_back_leaves_the_one_before_it() -> None:
    teachers = Marked(place=0, at=SUMMIT_DAY, level=2, by="teacher", comment="Well said.")

    shown = records([MARK, teachers, Unmarked(place=0, at=SUMMIT_DAY)])[0]

    assert (shown.level, shown.marked_by, shown.comment) == (1, "learner", None)


def test_a_new_mark_is_not_seen_yet() -> None:
    teachers = Marked(place=0, at=SUMMIT_DAY, level=2, by="teacher")
    seen = MarkSeen(place=0, at=SUMMIT_DAY)

    assert records([teachers, seen])[0].mark_seen
    assert not records([teachers, seen, teachers])[0].mark_seen
