"""Who is quoted, counted by hand on a small course, and what a timeline holds."""

import re
from html import unescape

from markupsafe import escape

from sourcebook.model.background import Event, Person
from sourcebook.model.course import Course
from sourcebook.model.sources import Source
from sourcebook.pages.reading import lesson_figures
from sourcebook.pages.shared import services
from sourcebook.pages.shared.passage_links import with_passage_links

HOSTILE = "<b>Nobody</b> & 'co'"


def source(source_id: str, **quoted: int) -> Source:
    """A source with so many words in quotation marks per speaker."""
    note = {"basis": "unknown", "note": "Nothing is printed."}
    return Source.model_validate(
        {
            "id": source_id,
            "label": f"Report {source_id[1]}",
            "publisher": note,
            "date": {"value": "2022", "precision": "year", **note},
            "language": {"name": "English", **note},
            "genre": "News report",
            "quoted": quoted,
            "perspective": "Seen from afar.",
            "damage": (),
            "sha256": "0" * 64,
            "passages": {"p1": {"summary": "The six met."}, "p12": {"summary": "They parted."}},
        }
    )


def person(name: str, side: str) -> Person:
    """Somebody of this side."""
    return Person.model_validate(
        {
            "name": name,
            "office": "President",
            "side": side,
            "quoted_on": "The summit",
            "citations": ["s1.p1"],
        }
    )


def course(*sources: Source, people: tuple[Person, ...] = (), events: int = 0) -> Course:
    """A course with these sources and people, and events of one day after another."""
    timeline = {
        f"e{day}": Event(
            event=f"Day {day} of {HOSTILE}.",
            date=f"2022-11-{day:02}",
            precision="day",
            basis="inferred",
            note=f"Note {day}.",
            citations=("s1.p12", "s1.p1"),
        )
        for day in range(1, events + 1)
    }
    return Course(
        sources={each.id: each for each in sources},
        comparisons={},
        lessons={},
        quizzes={},
        people={each.name: each for each in people},
        timeline=timeline,
    )


def rows(figure: str) -> list[list[str]]:
    """The words in each cell of each row of the table's body."""
    body = figure.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in body.split("</tr>")[:-1]]
    return [
        [" ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in row] for row in cells
    ]


def test_words_are_added_up_over_the_sources_and_the_most_quoted_comes_first() -> None:
    held = course(
        source("s1", Putin=2, Pashinyan=30),
        source("s2", Pashinyan=10, Peskov=5),
        source("s3", Putin=4),
        people=(person("Pashinyan", "Armenia"), person("Putin", "Russia")),
    )

    assert rows(lesson_figures.who_is_quoted(held)) == [
        ["Pashinyan", "Armenia", "40", "● Report 1 30, ▲ Report 2 10"],
        ["Putin", "Russia", "6", "● Report 1 2, ■ Report 3 4"],
        ["Peskov", "", "5", "▲ Report 2 5"],
    ]


def test_speakers_with_as_many_words_stand_in_the_order_of_the_sources() -> None:
    held = course(source("s1", Tokayev=3, Aliyev=3), source("s2", Blinken=3))

    assert [name for name, *_ in rows(lesson_figures.who_is_quoted(held))] == [
        "Tokayev",
        "Aliyev",
        "Blinken",
    ]


def test_the_bar_of_the_most_quoted_is_full_and_the_others_are_in_proportion() -> None:
    held = course(source("s1", Pashinyan=40, Putin=10, Peskov=1))

    widths = re.findall(r"class='bar' style='width:([\d.]+%)'", lesson_figures.who_is_quoted(held))

    assert widths == ["100%", "25%", "2%"]


def test_where_nobody_is_quoted_the_table_is_empty() -> None:
    assert rows(lesson_figures.who_is_quoted(course(source("s1")))) == []


def test_a_speakers_name_is_shown_letter_by_letter() -> None:
    figure = lesson_figures.who_is_quoted(course(source("s1", **{HOSTILE: 3})))

    assert f"<th scope='row'>{escape(HOSTILE)}</th>" in figure


def test_the_course_counts_every_word_of_every_source_once() -> None:
    held = services.library().course()

    counted = rows(lesson_figures.who_is_quoted(held))

    words = sum(sum(each.quoted.values()) for each in held.sources.values())
    assert sum(int(total) for _, _, total, _ in counted) == words > 0
    assert len({name for name, *_ in counted}) == len(counted)


def test_the_timeline_holds_every_event_with_its_date_note_and_citations() -> None:
    figure = lesson_figures.timeline(course(source("s1"), events=1), "2022", "2022")

    entry = figure.partition("<ol>")[2].partition("</ol>")[0]
    assert "<strong>1 November 2022</strong>" in entry
    assert f">Day 1 of {escape(HOSTILE)}.</a> <span class='meta'>Date inferred</span>" in entry
    assert "<p>Note 1.</p>" in entry
    assert re.findall(r"passage=(s1\.p\d+)'", entry) == ["s1.p12", "s1.p1"]


def test_the_timeline_of_the_whole_course_holds_every_event_and_every_citation() -> None:
    held = services.library().course()

    figure = lesson_figures.timeline(held, "1900", "2022")

    entries = figure.split("<p class='event'>")[1:]
    assert len(entries) == len(held.timeline)
    for entry, event in zip(entries, held.timeline.values(), strict=True):
        assert escape(event.event) in entry
        # A note on the event may name further passages.
        without_note = entry.replace(with_passage_links(event.note or "", held), "")
        assert re.findall(r"passage=([^']+)'", without_note) == list(event.citations)
