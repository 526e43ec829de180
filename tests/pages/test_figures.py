"""A timeline that shows no more than is known: spans, words, links, and what is folded away."""

import re

import pytest

from sourcebook.model.background import Event
from sourcebook.model.course import Course
from sourcebook.pages.reading import lesson_figures

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


def names(figure: str) -> list[str]:
    """The names of the times on a timeline, in order."""
    return re.findall(r"<p class='time'><strong>([^<]+)</strong>", figure)


@pytest.mark.parametrize(
    ("happened", "first", "last"),
    [
        (event("2022-11-23"), (2022, 11, 23), (2022, 11, 23)),
        (event("2022-02"), (2022, 2, 1), (2022, 2, 31)),
        (event("2022-12"), (2022, 12, 1), (2022, 12, 31)),
        (season("2020", "spring"), (2020, 3, 1), (2020, 5, 31)),
        (season("2020", "summer"), (2020, 6, 1), (2020, 8, 31)),
        (season("2020", "autumn"), (2020, 9, 1), (2020, 11, 31)),
        (season("2020", "winter"), (2020, 12, 1), (2021, 2, 31)),
        (event("1991"), (1991, 1, 1), (1991, 12, 31)),
        (event("1990", precision="decade"), (1990, 1, 1), (1999, 12, 31)),
        (event("9999"), (9999, 1, 1), (9999, 12, 31)),
    ],
    ids=lambda value: value.date if isinstance(value, Event) else "",
)
def test_an_event_spans_the_time_that_its_precision_leaves_open(
    happened: Event, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert lesson_figures.span(happened) == (first, last)


@pytest.mark.parametrize(
    ("happened", "shown"),
    [
        (event("2022-11-23"), "23 November 2022"),
        (event("2022-09"), "September 2022"),
        (event("1992"), "1992"),
        (season("2020", "autumn"), "Autumn 2020"),
        (event("1990", precision="decade"), "The 1990s"),
    ],
    ids=lambda value: value.date if isinstance(value, Event) else "",
)
def test_a_time_has_its_name_in_words(happened: Event, shown: str) -> None:
    assert lesson_figures.time_in_words(happened) == shown


@pytest.mark.parametrize(
    ("happened", "first", "last"),
    [
        (event("2022-09"), "2022-10", "2022-12"),
        (event("2022-11"), "2022-12", "2022-12"),
        (event("2022-11-23"), "2022-10", "2022-10"),
        (event("2022-11-30"), "2022-12", "2022-12"),
        (season("2022", "autumn"), "2022-12", "2022-12"),
        (event("2020-12-31"), "2021", "2022"),
        (event("1990", precision="decade"), "2000", "2022"),
    ],
    ids=lambda value: value.date if isinstance(value, Event) else value,
)
def test_an_event_before_or_after_the_timeline_is_left_out(
    happened: Event, first: str, last: str
) -> None:
    figure = lesson_figures.timeline(course(happened), first, last)

    assert "<ol></ol>" in figure


@pytest.mark.parametrize(
    ("happened", "first", "last"),
    [
        (event("2022"), "2022-12", "2023-11"),
        (event("1990", precision="decade"), "1985", "1994"),
        (season("2022", "winter"), "2023-02", "2023"),
        (event("2022-11-30"), "2022-11", "2022-11"),
    ],
    ids=lambda value: value.date if isinstance(value, Event) else value,
)
def test_an_event_that_reaches_into_the_timeline_is_shown(
    happened: Event, first: str, last: str
) -> None:
    figure = lesson_figures.timeline(course(happened), first, last)

    assert names(figure) == [lesson_figures.time_in_words(happened)]


def test_a_day_a_month_a_season_a_year_and_a_decade_differ_in_form_and_words() -> None:
    dated = [
        event("2022-11-23"),
        event("2022-09"),
        season("2020", "autumn"),
        event("2020"),
        event("1990", precision="decade"),
    ]

    figure = lesson_figures.timeline(course(*dated), "1990", "2022")

    assert re.findall(r"<li class='([a-z-]+)'><span class='time-mark'", figure) == [
        "time-day",
        "time-month",
        "time-season",
        "time-year",
        "time-decade",
    ]
    assert re.findall(r"<span class='meta'>(within [^<]+)</span>", figure) == [
        "within this month",
        "within this season",
        "within this year",
        "within these ten years",
    ]


def test_neighbours_of_the_same_time_stand_together_under_its_name() -> None:
    summit = [event("2022-11-23", event=f"Event {number}.") for number in range(3)]
    dated = (event("2022-09"), *summit, event("2022-12"), event("2022-09"))

    figure = lesson_figures.timeline(course(*dated), "2022", "2022")

    assert names(figure) == [
        "September 2022",
        "23 November 2022",
        "December 2022",
        "September 2022",
    ]
    together = figure.split("<li ")[2]
    assert re.findall(r">(Event \d\.)</a>", together) == ["Event 0.", "Event 1.", "Event 2."]


def test_an_event_is_a_link_to_the_passage_that_it_cites_first() -> None:
    dated = event("2022-11-23", citations=["s2.p4", "s1.p1"])

    figure = lesson_figures.timeline(course(dated), "2022", "2022")

    link = "<a data-in-app='1' href='/sources?passage=s2.p4'>It happened in 2022-11-23.</a>"
    assert link in figure


@pytest.mark.parametrize(
    ("basis", "said"), [("stated", False), ("inferred", True), ("calculated", True)]
)
def test_a_date_that_no_source_prints_says_so(basis: str, said: bool) -> None:
    figure = lesson_figures.timeline(course(event("2022-09", basis=basis)), "2022", "2022")

    assert (f"<span class='meta'>Date {basis}</span>" in figure) is said


@pytest.mark.parametrize(
    ("changes", "summary"),
    [
        ({}, None),
        ({"note": "No day is printed."}, "Note"),
        ({"citations": ["s1.p1", "s1.p2"]}, "1 more passage"),
        (
            {"note": "No day is printed.", "citations": ["s1.p1", "s1.p2", "s1.p3"]},
            "Note and 2 more passages",
        ),
    ],
)
def test_a_note_and_further_passages_are_folded_away(
    changes: dict[str, object], summary: str | None
) -> None:
    figure = lesson_figures.timeline(course(event("2022", **changes)), "2022", "2022")

    found = re.search(r"<summary>(.*?)</summary>", figure)
    assert (found[1].strip() if found else None) == summary
