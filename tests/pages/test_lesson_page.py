"""A lesson: its text, its citations, its comparisons, and the way to its quiz."""

import re

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from sourcebook.model.lessons import ComparisonFigure, Lesson
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import clock, markup, services
from sourcebook.store.lesson_readings import Readings

from .conftest import Browser, everything_sent, fails, html, labels, press


def follow(tab: AppTest, address: str) -> AppTest:
    """The tab after a click on a link of the lesson, as the small component reports it."""
    tab.session_state["links-lesson"] = {"followed": address}
    return tab.run()


def test_the_lesson_shows_its_title_objectives_and_every_section(
    browser: Browser, lesson: Lesson
) -> None:
    tab = browser.open("lesson", lesson=lesson.id)

    assert f"<h1>{lesson.title}</h1>" in html(tab)
    assert all(objective.text in everything_sent(tab) for objective in lesson.objectives)
    headings = [section.heading for section in lesson.sections if section.heading]
    assert [heading for heading in headings if f">{heading}</h2>" not in html(tab)] == []


def test_without_a_name_in_the_address_the_first_lesson_opens(browser: Browser) -> None:
    first = next(iter(services.library().course().lessons.values()))

    tab = browser.open("lesson")

    assert f"<h1>{first.title}</h1>" in html(tab)


def test_every_passage_cited_is_linked_under_its_number(browser: Browser, lesson: Lesson) -> None:
    numbers = markup.citation_numbers(lesson)

    tab = browser.open("lesson", lesson=lesson.id)

    linked = re.findall(
        r"href='/sources\?passage=([^']+)' aria-label='Open source (\d+):", html(tab)
    )
    assert {passage: int(number) for passage, number in linked} == numbers


def test_every_citation_of_a_lesson_leads_to_a_passage(browser: Browser, lesson: Lesson) -> None:
    course = services.library().course()

    tab = browser.open("lesson", lesson=lesson.id)

    cited = re.findall(r"/sources\?passage=([^']+)'", html(tab))
    assert cited
    assert [passage for passage in cited if course.evidence(passage) is None] == []


def test_no_citation_mark_is_left_as_it_was_written(browser: Browser, lesson: Lesson) -> None:
    tab = browser.open("lesson", lesson=lesson.id)

    assert "[@" not in everything_sent(tab)


def test_the_comparisons_appear_with_each_source_and_the_conclusion(
    browser: Browser, lesson: Lesson
) -> None:
    course = services.library().course()
    blocks = [block for section in lesson.sections for block in section.blocks]
    named = [block.comparison for block in blocks if isinstance(block, ComparisonFigure)]

    tab = browser.open("lesson", lesson=lesson.id)

    assert html(tab).count("<figure class='comparison'>") == len(named)
    for compared in (course.comparisons[name] for name in named):
        assert compared.question in everything_sent(tab)
        assert compared.conclusion in everything_sent(tab)


@pytest.mark.parametrize(
    ("lesson_id", "kind"),
    [
        ("csto", "map"),
        ("war-2020", "timeline"),
        ("september-2022", "timeline"),
        ("yerevan-summit", "timeline"),
        ("reading-the-sources", "voices"),
    ],
)
def test_a_figure_stands_once_where_its_lesson_has_it(
    browser: Browser, lesson_id: str, kind: str
) -> None:
    tab = browser.open("lesson", lesson=lesson_id)

    assert html(tab).count(f"<figure class='{kind}'>") == 1
    assert not tab.exception


def test_a_source_that_is_silent_is_shown_as_silent(browser: Browser, lesson: Lesson) -> None:
    tab = browser.open("lesson", lesson=lesson.id)

    assert "<td class='silent'>Says nothing on this.</td>" in html(tab)


def test_a_lesson_that_does_not_exist_is_answered_with_advice(browser: Browser) -> None:
    tab = browser.open("lesson", lesson="moon-landing")

    assert [each.value for each in tab.warning] == [
        r"There is no lesson ‘moon\-landing’. Choose one on the course page."
    ]
    assert not tab.exception


def test_opening_a_lesson_is_remembered(browser: Browser, lesson: Lesson) -> None:
    browser.open("lesson", lesson=lesson.id)

    assert set(services.store().readings.of_learner(browser.learner)) == {lesson.id}


def test_the_lesson_read_last_opens_again(browser: Browser, lesson: Lesson) -> None:
    browser.open("lesson", lesson=lesson.id)

    tab = browser.open("lesson")

    assert f"<h1>{lesson.title}</h1>" in html(tab)


def test_a_lesson_read_last_and_withdrawn_gives_way_to_the_first(browser: Browser) -> None:
    first = next(iter(services.library().course().lessons.values()))
    services.store().readings.note_opened(browser.learner, "withdrawn", now=clock.now())

    tab = browser.open("lesson")

    assert f"<h1>{first.title}</h1>" in html(tab)
    assert not tab.warning


def test_a_rerun_of_the_page_is_not_another_reading(
    browser: Browser, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = browser.open("lesson", lesson=lesson.id)
    monkeypatch.setattr(Readings, "note_opened", fails)

    tab.run()

    assert not tab.error


def test_a_browser_without_cookies_can_read(browser: Browser, lesson: Lesson) -> None:
    browser.cookie = None

    tab = browser.open("lesson", lesson=lesson.id)

    assert f"<h1>{lesson.title}</h1>" in html(tab)
    assert not tab.exception


def test_the_last_button_opens_the_quiz_of_the_lesson(
    browser: Browser, lesson: Lesson, quiz: Quiz
) -> None:
    tab = press(browser.open("lesson", lesson=lesson.id), "I have read it. Take the quiz")

    assert tab.query_params == {"quiz": quiz.id}
    assert labels(tab) == ["Start the quiz"]


def test_a_citation_that_is_followed_opens_its_passage_in_place(browser: Browser) -> None:
    evidence = services.library().course().evidence("s2.p5")
    assert evidence

    tab = follow(browser.open("lesson"), "/sources?passage=s2.p5")

    assert len(tab.get("dialog")) == 1
    assert evidence.passage.summary in everything_sent(tab)
    assert evidence.passage.quotes[0].words in everything_sent(tab)
    assert evidence.source.perspective in everything_sent(tab)


def test_the_drawer_leads_to_the_passage_among_the_others_of_its_source(browser: Browser) -> None:
    tab = follow(browser.open("lesson"), "/sources?passage=s2.p5")

    whole = "<a data-in-app='page' href='/sources?passage=s2.p5'>See it among"
    assert whole in html(tab)


def test_a_link_to_a_passage_that_does_not_exist_opens_the_sources_with_advice(
    browser: Browser,
) -> None:
    tab = follow(browser.open("lesson"), "/sources?passage=s9.p9")

    assert [each.value for each in tab.warning] == [r"There is no passage ‘s9\.p9’ in this course."]


def test_a_lesson_can_be_read_while_the_database_is_out_of_reach(
    browser: Browser, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Readings, "note_opened", fails)

    tab = browser.open("lesson", lesson=lesson.id)

    headings = [section.heading for section in lesson.sections if section.heading]
    assert [heading for heading in headings if f">{heading}</h2>" not in html(tab)] == []
    assert [each.value for each in tab.error] == ["The disk is full."]
    assert not tab.exception


def test_a_reading_that_could_not_be_noted_is_noted_at_the_next_rerun(
    browser: Browser, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Readings, "note_opened", fails)
        tab = browser.open("lesson", lesson=lesson.id)

    tab.run()

    assert set(services.store().readings.of_learner(browser.learner)) == {lesson.id}


def test_over_its_title_a_lesson_says_which_of_how_many_it_is(browser: Browser) -> None:
    tab = browser.open("lesson", lesson="war-2020")

    over = "<p class='kicker'><a data-in-app='1' href='/'>Course</a> · Lesson 2 of 5</p><h1>"
    assert over in html(tab)


def test_the_contents_lead_to_every_section(browser: Browser, lesson: Lesson) -> None:
    page = html(browser.open("lesson", lesson=lesson.id))

    contents = page.partition("aria-label='In this lesson'")[2].partition("</nav>")[0]
    address = f"/lesson?lesson={lesson.id}&amp;section="
    linked = re.findall(f"href='{re.escape(address)}([^']+)'>([^<]+)</a>", contents)
    headings = [escape(section.heading) for section in lesson.sections if section.heading]
    assert [heading for _, heading in linked] == headings
    assert [name for name, _ in linked if f"<h2 id='section-{name}'>" not in page] == []


def test_every_section_has_a_link_to_itself(browser: Browser) -> None:
    page = html(browser.open("lesson", lesson="csto"))

    itself = "href='/lesson?lesson=csto&amp;section=how-we-work'><span aria-hidden='true'>#</span>"
    assert "<h2 id='section-how-we-work'>How we work</h2><a class='own-link'" in page
    assert f"{itself}<span class='unseen'>Link to this section: How we work</span></a>" in page


def test_the_section_in_the_address_is_brought_into_view(browser: Browser) -> None:
    tab = browser.open("lesson", lesson="csto", section="how-we-work")

    assert '"target": "section-how-we-work"' in everything_sent(tab)
    assert not tab.warning


def test_without_a_section_in_the_address_the_focus_stays(browser: Browser) -> None:
    tab = browser.open("lesson", lesson="csto")

    assert '"target"' not in everything_sent(tab)


@pytest.mark.parametrize("wanted", ["moon", "How we work", "how-we-work-2", "<b>", "section"])
def test_a_section_that_does_not_exist_is_said_with_the_whole_lesson(
    browser: Browser, wanted: str
) -> None:
    tab = browser.open("lesson", lesson="csto", section=wanted)

    assert tab.warning[0].value.startswith("This lesson has no section ‘")
    assert "<h2 id='section-how-we-work'>" in html(tab)
    assert '"target"' not in everything_sent(tab)


@pytest.mark.parametrize(
    ("lesson_id", "ways"),
    [
        ("csto", ["Next lesson: The war of 2020", "Back to the course"]),
        (
            "yerevan-summit",
            [
                "Next lesson: Reading the sources",
                "Previous lesson: September 2022",
                "Back to the course",
            ],
        ),
        ("reading-the-sources", ["Previous lesson: The Yerevan summit", "Back to the course"]),
    ],
)
def test_at_its_end_a_lesson_says_what_is_next(
    browser: Browser, lesson_id: str, ways: list[str]
) -> None:
    page = html(browser.open("lesson", lesson=lesson_id))

    listed = page.partition("aria-label='What is next'")[2].partition("</nav>")[0]
    assert re.findall(r">([^<]+)</a>", listed) == ways
