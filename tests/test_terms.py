"""What holds for a learner at what is set to their classes: the rules without a store."""

from datetime import UTC, datetime, timedelta

import pytest

from sourcebook.delivery.terms import Terms
from sourcebook.model.assignments import Assignment, Dates, Extension, Part, Settings
from sourcebook.model.attempts import Attempt
from tests.builders import attempt, quiz, single_choice

MONDAY = datetime(2022, 11, 21, 9, 0, tzinfo=UTC)
DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
NINA = "n" * 32


def assignment(extension: Extension | None = None, **settings: object) -> Assignment:
    """The quiz, set on Monday morning; the extension is Nina's."""
    return Assignment(
        id="1" * 32,
        classroom_id="2" * 32,
        kind="quiz",
        part_id=quiz().id,
        title="The summit",
        set_at=MONDAY,
        settings=Settings.model_validate(settings),
        extensions={NINA: extension} if extension else {},
    )


def terms(*assignments: Assignment) -> Terms:
    return Terms(NINA, assignments or (assignment(),))


def taken(finished_at: datetime | None = None, **changes: object) -> Attempt:
    """An attempt of Nina's, begun on Monday."""
    found = attempt(single_choice(), started_at=MONDAY, finished_at=finished_at)
    return found.model_copy(update=changes)


def test_without_rules_nothing_is_refused_and_nothing_is_late() -> None:
    found = terms()

    assert found.refusal([taken(finished_at=MONDAY)] * 9, MONDAY) is None
    assert found.deadline(MONDAY, None) is None
    assert not found.is_late(taken(finished_at=MONDAY + 99 * DAY), MONDAY)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (MONDAY - SECOND, "not_open"),
        (MONDAY, None),
        (MONDAY + DAY - SECOND, None),
        (MONDAY + DAY, "closed"),
    ],
)
def test_a_quiz_is_open_from_its_opening_until_before_its_closing(
    moment: datetime, expected: str | None
) -> None:
    assert terms(assignment(opens=MONDAY, closes=MONDAY + DAY)).refusal([], moment) == expected


def test_attempts_are_counted_since_the_quiz_was_set() -> None:
    before = taken(finished_at=MONDAY - DAY)
    found = terms(assignment(attempts=2))

    assert found.attempts_left([before, taken(finished_at=MONDAY + DAY)]) == 1
    assert found.refusal([before, taken(), taken()], MONDAY) == "used_up"


def test_reviews_and_other_quizzes_use_up_no_attempt() -> None:
    others = [taken(purpose="missed"), taken(quiz_id="another")]

    assert terms(assignment(attempts=1)).attempts_left(others) == 1


def test_work_is_late_after_the_due_date_and_not_at_it() -> None:
    found = terms(assignment(due=MONDAY + DAY))

    assert not found.is_late(taken(finished_at=MONDAY + DAY), MONDAY + 9 * DAY)
    assert found.is_late(taken(finished_at=MONDAY + DAY + SECOND), MONDAY)
    assert found.is_late(taken(), MONDAY + 2 * DAY)
    assert not found.is_late(taken(purpose="missed", finished_at=MONDAY + 2 * DAY), MONDAY)


def test_an_attempt_ends_after_its_time_or_when_the_quiz_closes() -> None:
    closes = MONDAY + HOUR
    found = terms(assignment(closes=closes, time_limit=40))

    assert found.deadline(MONDAY, None) == MONDAY + 40 * timedelta(minutes=1)
    assert found.deadline(closes - timedelta(minutes=5), None) == closes
    assert terms(assignment(closes=closes)).deadline(MONDAY, 20) == MONDAY + HOUR / 3


@pytest.mark.parametrize(
    ("percent", "expected"), [(0, 45), (25, 57), (50, 68), (100, 90), (300, 180)]
)
def test_extra_time_is_rounded_up_to_whole_minutes(percent: int, expected: int) -> None:
    found = terms(assignment(Extension(extra_percent=percent), time_limit=45))

    assert found.minutes(None) == expected


def test_extra_time_is_added_to_the_limit_of_the_quiz_too() -> None:
    found = terms(assignment(Extension(extra_percent=50)))

    assert (found.minutes(20), found.minutes(None)) == (30, None)


def test_an_own_date_takes_the_place_of_that_of_the_class() -> None:
    found = terms(assignment(Extension(due=MONDAY + 3 * DAY), due=MONDAY, closes=MONDAY + 9 * DAY))

    assert (found.due, found.closes) == (MONDAY + 3 * DAY, MONDAY + 9 * DAY)


def test_an_extension_of_another_learner_changes_nothing() -> None:
    set_quiz = assignment(Extension(due=MONDAY + 3 * DAY), due=MONDAY)

    assert Terms("another", (set_quiz,)).due == MONDAY


def test_of_two_classes_the_kinder_dates_and_numbers_hold() -> None:
    first = assignment(
        opens=MONDAY, due=MONDAY + DAY, closes=MONDAY + 2 * DAY, attempts=1, time_limit=30
    )
    second = assignment(
        opens=MONDAY + DAY, due=MONDAY + 3 * DAY, closes=MONDAY + 4 * DAY, attempts=2, time_limit=20
    )
    found = terms(first, second)

    assert (found.opens, found.due, found.closes) == (
        MONDAY,
        MONDAY + 3 * DAY,
        MONDAY + 4 * DAY,
    )
    assert (found.attempts, found.minutes(10), found.attempts_left([taken()])) == (2, 30, 1)


def test_a_class_without_a_rule_is_the_kinder_one() -> None:
    found = terms(assignment(opens=MONDAY, due=MONDAY, closes=MONDAY, attempts=1), assignment())

    assert (found.opens, found.due, found.closes, found.attempts) == (None, None, None, None)


def test_keys_are_shown_only_when_no_class_withholds_them() -> None:
    strict = assignment(keys="after_closing", closes=MONDAY + DAY)
    found = terms(assignment(), strict)

    assert found.keys == "after_closing"
    assert found.withheld_until(MONDAY) == MONDAY + DAY
    assert found.withheld_until(MONDAY + DAY) is None


@pytest.mark.parametrize(
    ("keys", "expected"),
    [("as_quiz", "immediate"), ("after_handing_in", "deferred"), ("after_closing", "deferred")],
)
def test_keys_after_handing_in_or_closing_make_the_quiz_a_test(keys: str, expected: str) -> None:
    found = terms(assignment(keys=keys, closes=MONDAY + DAY, time_limit=15)).applied_to(quiz())

    assert (found.feedback, found.time_limit) == (expected, 15)
    assert terms().applied_to(quiz(feedback="deferred")).feedback == "deferred"


WRONG = [
    (Settings(opens=MONDAY, due=MONDAY - DAY), "It is due before it opens"),
    (Settings(opens=MONDAY, due=MONDAY), "It is due before it opens"),
    (Settings(due=MONDAY, closes=MONDAY - DAY), "It closes before it is due"),
    (Settings(opens=MONDAY, closes=MONDAY - DAY), "It closes before it opens"),
    (Settings(attempts=0), "The number of attempts is from 1 to 100."),
    (Settings(attempts=101), "The number of attempts is from 1 to 100."),
    (Settings(time_limit=0), "A time limit is from 1 to 600 minutes."),
    (Settings(keys="after_closing"), "it never closes. Give it a closing date."),
]


@pytest.mark.parametrize(("settings", "expected"), WRONG)
def test_each_setting_that_cannot_be_is_named(settings: Settings, expected: str) -> None:
    found = list(settings.problems())

    assert len(found) == 1
    assert expected in found[0]


def test_due_and_closing_may_be_the_same_moment() -> None:
    assert not list(Settings(due=MONDAY, closes=MONDAY).problems())


def test_a_lesson_has_a_due_date_and_nothing_else() -> None:
    assert not list(Settings(due=MONDAY).problems_as("lesson"))
    assert list(Settings(closes=MONDAY).problems_as("lesson"))


@pytest.mark.parametrize("percent", [-1, 301])
def test_extra_time_is_never_less_and_never_endless(percent: int) -> None:
    assert list(Extension(extra_percent=percent).problems_within(Settings())) == [
        "Extra time is from 0 to 300 per cent."
    ]


def test_own_dates_must_fit_those_of_the_class() -> None:
    own = Extension(closes=MONDAY - DAY)

    assert list(own.problems_within(Settings(due=MONDAY)))
    assert not list(own.problems_within(Settings()))


def test_dates_are_filled_up_from_others() -> None:
    assert Dates(due=MONDAY).or_else(Dates(due=MONDAY + DAY, closes=MONDAY + DAY)) == Dates(
        due=MONDAY, closes=MONDAY + DAY
    )


def test_a_part_is_known_by_kind_and_id() -> None:
    assert assignment().part == Part("quiz", quiz().id)
