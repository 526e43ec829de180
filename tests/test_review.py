"""What comes back to a learner and when, worked by hand, and the sessions in which it does."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import review
from sourcebook.model.attempts import Attempt, Record
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.model.lessons import Lesson, Objective
from sourcebook.model.quizzes import Quiz
from sourcebook.review import (
    Due,
    interleaved,
    missed_session,
    practice_session,
    review_session,
)
from tests.builders import (
    SUMMIT_DAY,
    answer,
    attempt,
    extended_response,
    quiz,
    record,
    single_choice,
)

HALF = Fraction(1, 2)
A1, A2, A3 = (single_choice(id=f"a{n}", objective="can-a") for n in (1, 2, 3))
B1, B2 = (single_choice(id=f"b{n}", objective="can-b") for n in (1, 2))
C1 = single_choice(id="c1", objective="can-c")
ALL: tuple[Item, ...] = (A1, A2, A3, B1, B2, C1)


def course(*items: Item) -> Course:
    """A course of these items, with the lessons `a`, `b` and `c` of one objective each."""
    return Course(
        sources={},
        comparisons={},
        lessons={name: lesson(name) for name in "abc"},
        quizzes={"quiz": quiz(*(items or ALL), id="quiz")},
    )


def lesson(name: str) -> Lesson:
    """A lesson with one objective."""
    objective = Objective(id=f"can-{name}", text=f"Tell {name} from the rest")
    return Lesson(
        id=name,
        title=name,
        question="What happened?",
        minutes=5,
        objectives=(objective,),
        sections=(),
    )


def deck(attempts: Sequence[Attempt], here: Course, zone: tzinfo = UTC) -> tuple[Due, ...]:
    """All items that come back to somebody, who is where the clocks show UTC."""
    return review.deck(attempts, here, zone)


def due(attempts: Sequence[Attempt], here: Course, *, by: date) -> tuple[Due, ...]:
    """The items that come back to the same person by a day."""
    return review.due(attempts, here, UTC, by=by)


def on(day: float) -> datetime:
    """So many days after the summit."""
    return SUMMIT_DAY + timedelta(days=day)


def day(number: int) -> date:
    """The calendar day so many days after the summit."""
    return on(number).date()


def gave(day: float, *scores: float | Fraction, item: Item = A1, **changes: object) -> Attempt:
    """A finished attempt at one item, with these tries on that day."""
    tries = (answer(Fraction(each), answered_at=on(day)) for each in scores)
    return tried(item, record(*tries), **changes)


def tried(item: Item, kept: Record, **changes: object) -> Attempt:
    """A finished attempt at one item."""
    default: dict[str, object] = {"finished_at": SUMMIT_DAY}
    return attempt(item, answers=None, records={0: kept}, **default | changes)


def sure(day: float, confidence: str, **changes: object) -> Attempt:
    """A finished attempt with a right answer of this confidence."""
    return tried(A1, record(answer(1, answered_at=on(day), confidence=confidence), **changes))


def ids(session: Quiz | None) -> list[str]:
    """The ids of the items of a session."""
    return [item.id for item in session.items] if session else []


def lesson_of(item: Item) -> str:
    """The lesson of an item of the course above."""
    return item.objective.removeprefix("can-")


def test_what_was_missed_comes_back_the_next_day() -> None:
    (found,) = deck([gave(0, 0)], course())

    assert found == (A1, day(1), 1)


def test_what_was_right_does_not_come_back() -> None:
    assert deck([gave(0, 1), sure(0, "fairly_sure"), sure(0, "certain")], course()) == ()


def test_what_was_guessed_comes_back_though_it_was_right() -> None:
    (found,) = deck([sure(0, "guessing")], course())

    assert found == (A1, day(1), 0)


def test_what_took_a_hint_or_a_second_try_comes_back_though_it_was_right() -> None:
    hinted = tried(A1, record(answer(1, answered_at=on(0)), hints=1))

    assert [each.item for each in deck([hinted], course())] == [A1]
    assert [each.item for each in deck([gave(0, 0, 1)], course())] == [A1]


def test_what_was_partly_right_counts_as_missed() -> None:
    assert [each.lapses for each in deck([gave(0, HALF)], course())] == [1]


def test_right_answers_put_it_off_for_longer_and_longer() -> None:
    """2, 6 and 17 days: see the table in docs/review.md."""
    answers = [gave(0, 0), gave(1, 1), gave(3, 1), gave(9, 1)]

    found = [deck(answers[: n + 1], course())[0].due_on for n in range(4)]

    assert found == [day(1), day(3), day(9), day(26)]


def test_an_item_missed_again_comes_back_the_next_day() -> None:
    (found,) = deck([gave(0, 0), gave(1, 1), gave(3, 0)], course())

    assert found == (A1, day(4), 2)


def test_answers_before_the_first_miss_do_not_count() -> None:
    assert deck([gave(0, 1), gave(5, 1), gave(9, 0)], course()) == deck([gave(9, 0)], course())


def test_answers_count_in_the_order_in_which_they_were_given() -> None:
    answers = [gave(3, 1), gave(0, 0), gave(1, 1)]

    assert deck(answers, course()) == deck(answers[::-1], course())
    assert deck(answers, course())[0].due_on == day(9)


def test_answers_in_a_review_and_in_practice_count_like_any_other() -> None:
    reviewed = [gave(0, 0), gave(1, 1, purpose="review"), gave(3, 1, purpose="practice")]

    assert deck(reviewed, course())[0].due_on == day(9)


def test_an_answer_counts_before_its_attempt_is_finished() -> None:
    assert len(deck([gave(0, 0, finished_at=None)], course())) == 1


def test_an_answer_in_a_test_counts_once_it_is_handed_in() -> None:
    assert deck([gave(0, 0, feedback="deferred", finished_at=None)], course()) == ()
    assert len(deck([gave(0, 0, feedback="deferred")], course())) == 1


def test_an_item_left_blank_does_not_come_back() -> None:
    assert deck([tried(A1, record())], course()) == ()


def test_a_corrected_score_counts_as_corrected() -> None:
    regraded = {"place": 0, "at": on(2), "item": A1, "score": 1}
    kept = record(answer(0, answered_at=on(0)), regraded=regraded)

    assert deck([tried(A1, kept)], course()) == ()


def test_an_item_that_was_taken_out_does_not_come_back() -> None:
    assert deck([gave(0, 0)], course(B1)) == ()


def test_a_text_in_ones_own_words_does_not_come_back() -> None:
    text = extended_response()
    marked = tried(text, record(answer(0), level=0))

    assert deck([marked], course(text)) == ()
    assert missed_session([marked], course(text)) is None


def test_an_item_that_was_mended_comes_back_as_it_is_now() -> None:
    corrected = single_choice(id="a1", stem="Who refused to sign?", objective="can-a")

    (found,) = deck([gave(0, 0)], course(corrected))

    assert found.item == corrected


def test_what_has_waited_longest_comes_first() -> None:
    answers = [gave(2, 0, item=A1), gave(0, 0, item=B1), gave(1, 0, item=C1)]

    found = due(answers, course(), by=day(3))

    assert [each.item.id for each in found] == ["b1", "c1", "a1"]


def test_of_what_is_due_on_one_day_the_item_answered_earlier_comes_first() -> None:
    answers = [gave(0.2, 0, item=A1), gave(0, 0, item=B1), gave(0.1, 0, item=C1)]

    assert [each.item.id for each in deck(answers, course())] == ["b1", "c1", "a1"]


def test_what_is_due_on_the_day_itself_is_due() -> None:
    assert len(due([gave(0, 0)], course(), by=day(1))) == 1
    assert due([gave(0, 0)], course(), by=day(0)) == ()


YEREVAN, BERLIN = ZoneInfo("Asia/Yerevan"), ZoneInfo("Europe/Berlin")


def answered(moments: Sequence[datetime]) -> list[Attempt]:
    """An item missed at the first of these moments and right at every later one."""
    return [
        tried(A1, record(answer(Fraction(bool(n)), answered_at=moment.astimezone(UTC))))
        for n, moment in enumerate(moments)
    ]


def intervals(
    first: date, clock: Callable[[int], time], zone: tzinfo, reviews: int = 5
) -> list[int]:
    """The days until an item comes back after each answer, all given on the day it does.

    The first answer, which missed it, is given on that day; `clock` is the time of day of each.
    """
    moments, today, found = list[datetime](), first, list[int]()
    for n in range(reviews):
        moments.append(datetime.combine(today, clock(n), tzinfo=zone))
        coming = deck(answered(moments), course(), zone)[0].due_on
        found.append((coming - today).days)
        today = coming
    return found


@pytest.mark.parametrize(
    "clock",
    [
        lambda n: time(20),
        lambda n: time(20 - n),
        lambda n: time(20, 59 - n),
        lambda n: time(1 + n),
        lambda n: time(23, 59) if n % 2 else time(0, 0),
    ],
)
def test_the_time_of_day_does_not_matter(clock: Callable[[int], time]) -> None:
    assert intervals(date(2022, 11, 23), clock, YEREVAN) == [1, 2, 6, 17, 44]


@pytest.mark.parametrize("first", [date(2022, 3, 26), date(2022, 10, 29)])
def test_clocks_that_go_forward_or_back_change_nothing(first: date) -> None:
    """In Berlin the next day has 23 hours, or 25."""
    assert intervals(first, lambda n: time(20), BERLIN) == [1, 2, 6, 17, 44]


def test_a_second_answer_on_one_day_is_a_repetition_on_that_day() -> None:
    """From 0:10 to 23:50 are 23 hours and 40 minutes, from 23:50 to 0:10 are 20 minutes."""
    morning, night = (datetime(2022, 11, 23, *at, tzinfo=YEREVAN) for at in ((0, 10), (23, 50)))
    soon = morning + timedelta(days=1)

    same, next_one = (
        deck(answered(moments), course(), YEREVAN)[0].due_on
        for moments in ((morning, night), (night, soon))
    )

    assert same == date(2022, 11, 24)
    assert next_one == date(2022, 11, 26)


def test_after_a_journey_all_answers_are_dated_by_the_clock_that_the_learner_has_now() -> None:
    """Missed on the 23rd at 22:00 in Yerevan, which is the 24th at 3:00 in Tokyo."""
    answers = answered([datetime(2022, 11, 23, 22, tzinfo=YEREVAN)])

    assert deck(answers, course(), YEREVAN)[0].due_on == date(2022, 11, 24)
    assert deck(answers, course(), ZoneInfo("Asia/Tokyo"))[0].due_on == date(2022, 11, 25)


def test_a_date_that_goes_backwards_counts_as_the_day_before_it() -> None:
    """In St John's, in 2010, the minute after midnight was followed by 23:01 of the day before."""
    moments = [datetime(2010, 11, 7, 2, minute, tzinfo=UTC) for minute in (30, 40)]
    zone = ZoneInfo("America/St_Johns")

    (found,) = deck(answered(moments), course(), zone)

    assert [each.astimezone(zone).day for each in moments] == [7, 6]
    assert found.due_on == deck(answered(moments), course(), UTC)[0].due_on


clocks = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
zones = st.one_of(
    st.sampled_from([UTC, YEREVAN, BERLIN, ZoneInfo("America/Havana")]),
    st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)


@given(
    st.lists(st.tuples(st.integers(1, 40), st.booleans(), clocks), min_size=1, max_size=6), zones
)
def test_the_day_depends_on_the_calendar_days_of_the_answers_alone(
    given: list[tuple[int, bool, time]], zone: tzinfo
) -> None:
    today, at_noon, at_any_time = date(2022, 1, 1), list[Attempt](), list[Attempt]()
    for gap, is_right, clock in given:
        today += timedelta(days=gap)
        for kept, when, there in ((at_noon, time(12), UTC), (at_any_time, clock, zone)):
            moment = datetime.combine(today, when, tzinfo=there).astimezone(UTC)
            kept.append(tried(A1, record(answer(Fraction(is_right), answered_at=moment))))

    assert deck(at_any_time, course(), zone) == deck(at_noon, course())


def test_a_review_asks_how_sure_one_is_and_explains_at_once() -> None:
    session = review_session(deck([gave(0, 0)], course()), course())

    assert (session.id, session.title) == ("due-today", "Review")
    assert session.feedback == "immediate"
    assert session.confidence


def test_a_review_takes_the_ten_that_have_waited_longest() -> None:
    items = [single_choice(id=f"item-{n}", objective="can-a") for n in range(12)]
    answers = [gave(n, 0, item=items[-n]) for n in range(12)]

    session = review_session(deck(answers, course(*items)), course())

    assert ids(session) == [items[-n].id for n in range(10)]


def test_lessons_take_turns() -> None:
    mixed = interleaved([A1, A2, A3, B1, B2], course())

    assert [item.id for item in mixed] == ["a1", "b1", "a2", "b2", "a3"]


def test_the_longest_lesson_is_begun_in_time_to_be_mixed() -> None:
    mixed = interleaved([B1, C1, A1, A2, A3], course())

    assert [item.id for item in mixed] == ["a1", "b1", "a2", "c1", "a3"]


def test_what_is_left_of_one_lesson_comes_last() -> None:
    mixed = interleaved([A1, A2, A3, B1], course())

    assert [item.id for item in mixed] == ["a1", "b1", "a2", "a3"]


@given(st.lists(st.sampled_from("abc"), max_size=12))
def test_two_of_one_lesson_never_meet_while_another_is_left(names: list[str]) -> None:
    items = [single_choice(id=f"i{n}", objective=f"can-{each}") for n, each in enumerate(names)]

    order = [lesson_of(item) for item in interleaved(items, course())]

    most = max(Counter(names).values(), default=0)
    meets = [n for n in range(1, len(order)) if order[n] == order[n - 1]]
    assert sorted(order) == sorted(names)
    assert all(len(set(order[n:])) == 1 for n in meets)
    assert not meets or most > (len(names) + 1) // 2


@given(st.lists(st.tuples(st.sampled_from(ALL), st.integers(0, 9), st.sampled_from([0, 1]))))
def test_no_session_holds_an_item_twice(given: list[tuple[Item, int, int]]) -> None:
    answers = [gave(day, score, item=item) for item, day, score in given]
    here = course()

    sessions = [
        review_session(deck(answers, here), here),
        missed_session(answers, here),
        practice_session("can-a", answers, here, random.Random(1)),
    ]

    assert all(len(ids(each)) == len(set(ids(each))) for each in sessions)


def test_what_you_missed_is_what_the_latest_answer_missed() -> None:
    answers = [gave(0, 0, item=A1), gave(1, 1, item=A1), gave(0, 1, item=B1), gave(2, 0, item=B1)]

    session = missed_session(answers, course())

    assert session
    assert (session.id, session.title) == ("missed-items", "What you missed")
    assert ids(session) == ["b1"]


def test_what_you_missed_starts_with_what_was_missed_longest_ago_and_has_twenty() -> None:
    items = [single_choice(id=f"item-{n}", objective="can-a") for n in range(22)]
    answers = [gave(n, 0, item=items[-n]) for n in range(22)]

    session = missed_session(answers, course(*items))

    assert ids(session) == [items[-n].id for n in range(20)]


def test_whoever_missed_nothing_has_nothing_to_go_over() -> None:
    assert missed_session([gave(0, 1)], course()) is None
    assert missed_session([gave(0, 0)], course(B1)) is None


def test_practice_starts_with_what_was_never_answered_or_was_missed() -> None:
    answers = [gave(0, 1, item=A1), gave(0, 1, item=A2), gave(1, 0, item=A2)]

    session = practice_session("can-a", answers, course(), random.Random(1))

    assert session
    assert (session.id, session.title) == ("can-a", "Practice: Tell a from the rest")
    assert set(ids(session)[:2]) == {"a2", "a3"}
    assert ids(session)[2:] == ["a1"]


def test_practice_has_ten_items_of_many_and_not_always_the_same() -> None:
    items = [single_choice(id=f"item-{n}", objective="can-a") for n in range(30)]

    first, second = (
        practice_session("can-a", [], course(*items), random.Random(n)) for n in (1, 2)
    )

    assert len(ids(first)) == len(ids(second)) == 10
    assert ids(first) != ids(second)


def test_an_objective_without_items_cannot_be_practised() -> None:
    text = extended_response(objective="can-a")

    assert practice_session("can-a", [], course(text), random.Random(1)) is None
    assert practice_session("can-fly", [], course(), random.Random(1)) is None


def test_the_longest_objective_still_fits_into_the_title() -> None:
    objective = Objective(id="can-a", text="word " * 60)
    here = course().model_copy(
        update={"lessons": {"a": lesson("a").model_copy(update={"objectives": (objective,)})}}
    )

    session = practice_session("can-a", [], here, random.Random(1))

    assert session
    assert len(session.title) <= 300
    assert session.title.endswith("word …")
