"""A timeline that shows no more than is known: spans, words, lanes, ticks, and its list."""

import re
from datetime import date
from itertools import combinations

import pytest

from sourcebook.model.background import Event
from sourcebook.model.course import Course
from sourcebook.pages.reading import lesson_figures
from sourcebook.pages.shared import services

PRECISIONS = {4: "year", 7: "month", 10: "day"}


def event(when: str, **changes: object) -> Event:
    """Something that happened on this day or in this month or year."""
    default = {
        "event": f"It happened in {when}.",
        "date": when,
        "precision": PRECISIONS[len(when)],
        "basis": "stated",
        "citations": ["s1.p1"],
    }
    return Event.model_validate(default | changes)


def season(year: str, name: str) -> Event:
    """Something that happened in a season."""
    return event(year, precision="season", season=name)


def course(*events: Event) -> Course:
    """A course with these events and nothing else."""
    timeline = {f"e{number}": each for number, each in enumerate(events)}
    return Course(sources={}, comparisons={}, lessons={}, quizzes={}, timeline=timeline)


def begins(year: int, month: int = 1, day: int = 1) -> float:
    """The moment of a day in years, days counted from 0 as parts of 366."""
    return year + (date(year, month, day) - date(year, 1, 1)).days / 366


def marks(figure: str) -> list[tuple[str, str, float, float, float]]:
    """The marks of a timeline: look, number, lane's height, left and right end in per cent."""
    found = re.findall(
        r"<span class='([a-z-]+)' style='left:([\d.]+)%;top:([\d.]+)rem;width:([\d.]+)%'>"
        r"<b>([^<]+)</b>",
        figure,
    )
    return [
        (look, number, float(top), float(left), float(left) + float(width))
        for look, left, top, width, number in found
    ]


def ticks(figure: str) -> dict[str, float]:
    """The names along the axis, with their place in per cent."""
    return {
        name: float(left) for left, name in re.findall(r"<i style='left:([\d.]+)%'>(\w+)", figure)
    }


@pytest.mark.parametrize(
    ("happened", "start", "end"),
    [
        (event("2022-11-23"), begins(2022, 11, 23), begins(2022, 11, 24)),
        (event("2022-11-30"), begins(2022, 11, 30), begins(2022, 12)),
        (event("2022-12-31"), begins(2022, 12, 31), 2023),
        (event("2020-02-29"), begins(2020, 2, 29), begins(2020, 3)),
        (event("2020-12-31"), begins(2020, 12, 31), 2021),
        (event("2022-02"), begins(2022, 2), begins(2022, 3)),
        (event("2022-12"), begins(2022, 12), 2023),
        (season("2020", "spring"), begins(2020, 3), begins(2020, 6)),
        (season("2020", "summer"), begins(2020, 6), begins(2020, 9)),
        (season("2020", "autumn"), begins(2020, 9), begins(2020, 12)),
        (season("2020", "winter"), begins(2020, 12), begins(2021, 3)),
        (event("1991"), 1991, 1992),
        (event("1990", precision="decade"), 1990, 2000),
    ],
    ids=lambda value: value.date if isinstance(value, Event) else "",
)
def test_an_event_spans_the_time_that_its_precision_leaves_open(
    happened: Event, start: float, end: float
) -> None:
    assert lesson_figures.span(happened) == pytest.approx((start, end), abs=1e-9)


@pytest.mark.parametrize(
    ("happened", "shown"),
    [
        (event("2022-11-23"), "23 November 2022"),
        (event("2022-09", basis="inferred"), "September 2022 (inferred)"),
        (event("1992", basis="calculated"), "1992 (calculated)"),
        (season("2020", "autumn"), "Autumn 2020"),
        (event("1990", precision="decade"), "The 1990s"),
    ],
    ids=lambda value: value.date if isinstance(value, Event) else "",
)
def test_a_date_in_words_says_how_sure_it_is(happened: Event, shown: str) -> None:
    assert lesson_figures.when(happened) == shown


@pytest.mark.parametrize(
    ("happened", "first", "last"),
    [
        (event("2022-09"), "2022-10", "2022-12"),
        (event("2022-11"), "2022-12", "2022-12"),
        (event("2022-11-23"), "2022-10", "2022-10"),
        (season("2022", "autumn"), "2022-12", "2022-12"),
        (event("2020-12-31"), "2021", "2022"),
        (event("1990", precision="decade"), "2000", "2022"),
    ],
    ids=lambda value: value.date if isinstance(value, Event) else value,
)
def test_an_event_before_or_after_the_axis_is_left_out(
    happened: Event, first: str, last: str
) -> None:
    figure = lesson_figures.timeline(course(happened), first, last)

    assert marks(figure) == []
    assert "<ol></ol>" in figure


def test_an_event_that_reaches_into_the_axis_is_cut_at_its_start() -> None:
    figure = lesson_figures.timeline(course(event("2022")), "2022-12", "2023-11")

    ((look, _, _, left, right),) = marks(figure)
    assert (look, left) == ("bar-year", 0)
    assert right == pytest.approx(8.7, abs=0.1)


def test_an_event_that_reaches_beyond_the_axis_is_cut_at_its_end() -> None:
    figure = lesson_figures.timeline(course(event("1990", precision="decade")), "1985", "1994")

    ((_, _, _, left, right),) = marks(figure)
    assert (left, right) == (50, 100)


def test_a_day_a_month_a_season_a_year_and_a_decade_look_different() -> None:
    dated = [
        event("2022-11-23"),
        event("2022-09"),
        season("2020", "autumn"),
        event("2020"),
        event("1990", precision="decade"),
    ]

    looks = [look for look, *_ in marks(lesson_figures.timeline(course(*dated), "1990", "2022"))]

    assert looks == ["point", "bar-month", "bar-season", "bar-year", "bar-decade"]


def test_a_bar_is_as_long_as_the_time_in_question() -> None:
    dated = (event("2020"), season("2021", "spring"), event("1990", precision="decade"))

    found = marks(lesson_figures.timeline(course(*dated), "1990", "2029"))

    # Forty years: one is 2.5 %, a quarter of one 0.63 %, and a decade 25 %.
    widths = [round(right - left, 1) for *_, left, right in found]
    assert widths == [2.5, 0.6, 25]


def test_neighbours_of_the_same_time_share_a_mark_with_all_their_numbers() -> None:
    summit = [event("2022-11-23") for _ in range(3)]
    dated = (event("2022-09"), *summit, event("2022-12"))

    found = marks(lesson_figures.timeline(course(*dated), "2022", "2022"))

    assert [number for _, number, *_ in found] == ["1", "2–4", "5"]


def test_the_same_time_comes_back_later_with_a_number_of_its_own() -> None:
    dated = (event("2022-09"), event("2022-09-13"), event("2022-09"))

    found = marks(lesson_figures.timeline(course(*dated), "2022", "2022"))

    assert [number for _, number, *_ in found] == ["1", "2", "3"]


def test_marks_at_the_same_time_stand_in_lanes_of_their_own() -> None:
    dated = (event("2020"), season("2020", "autumn"), event("2020-11-10"), event("2022"))

    found = marks(lesson_figures.timeline(course(*dated), "2020", "2022"))

    assert [top for _, _, top, *_ in found] == [0, 1.9, 3.8, 0]


@pytest.mark.parametrize(
    ("first", "last"),
    [("1990", "2022"), ("2020", "2022"), ("2022", "2022"), ("2022-09", "2022-12")],
)
def test_no_two_marks_of_a_lane_overlap(first: str, last: str) -> None:
    figure = lesson_figures.timeline(services.library().course(), first, last)

    found = marks(figure)

    assert len(found) > 1
    for (*_, top, left, right), (*_, other_top, other_left, _) in combinations(found, 2):
        # A number is as wide as nine hundredths of the axis.
        assert top != other_top or max(right, left + 9) <= other_left + 0.02


def test_a_mark_cut_at_the_start_keeps_room_for_its_number() -> None:
    # Of the autumn one month is left, 8.2 % of the axis; the day after it stands at 8.5 %.
    dated = (season("2022", "autumn"), event("2022-12-02"))

    found = marks(lesson_figures.timeline(course(*dated), "2022-11", "2023-10"))

    assert [top for _, _, top, *_ in found] == [0, 1.9]


def test_the_axis_is_as_high_as_its_lanes() -> None:
    one, none = course(event("2020")), course()

    assert "height:1.9rem" in lesson_figures.timeline(one, "2020", "2020")
    assert "height:1.9rem" in lesson_figures.timeline(none, "2020", "2020")


def test_a_few_years_are_ticked_one_by_one() -> None:
    assert ticks(lesson_figures.timeline(course(), "2020", "2023")) == {
        "2020": 0,
        "2021": 25,
        "2022": 50,
        "2023": 75,
    }


def test_many_years_are_ticked_at_even_steps_and_never_more_than_eight_times() -> None:
    named = list(ticks(lesson_figures.timeline(course(), "1990", "2022")))

    assert named == ["1990", "1995", "2000", "2005", "2010", "2015", "2020"]


def test_one_year_is_ticked_by_months() -> None:
    named = ticks(lesson_figures.timeline(course(), "2022", "2022"))

    assert list(named) == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    assert named["Jan"] == 0


def test_months_across_a_new_year_are_ticked_in_order() -> None:
    named = ticks(lesson_figures.timeline(course(), "2021-11", "2022-02"))

    assert list(named) == ["Nov", "Dec", "Jan", "Feb"]
    assert named["Nov"] == 0
