"""A lesson: its steps, its text, its citations and figures, and the proof of a sentence."""

import re

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from sourcebook.model.lessons import ComparisonTask, Lesson
from sourcebook.pages.reading import steps
from sourcebook.pages.shared import clock, services
from sourcebook.pages.shared.prose import citation_numbers
from sourcebook.store.lesson_readings import Readings

from .conftest import Browser, everything_sent, fails, html, labels, press


def whole(browser: Browser, lesson: Lesson) -> AppTest:
    """A tab with the lesson on one page."""
    return browser.open("lesson", lesson=lesson.id, view="whole")


def test_the_lesson_shows_its_title_question_objectives_and_every_section(
    browser: Browser, lesson: Lesson
) -> None:
    tab = whole(browser, lesson)

    assert f"<h1>{lesson.title}</h1>" in html(tab)
    assert lesson.question in everything_sent(tab)
    assert all(objective.text in everything_sent(tab) for objective in lesson.objectives)
    headings = [section.heading for section in lesson.sections if section.heading]
    assert [heading for heading in headings if f">{heading}</h2>" not in html(tab)] == []


def test_without_a_name_in_the_address_the_first_lesson_opens(browser: Browser) -> None:
    first = next(iter(services.library().course().lessons.values()))

    tab = browser.open("lesson")

    assert escape(first.question) in html(tab)


def test_every_passage_cited_is_linked_under_its_number(browser: Browser, lesson: Lesson) -> None:
    numbers = citation_numbers(lesson)

    tab = whole(browser, lesson)
    tab.toggle[0].set_value(True).run()

    linked = re.findall(
        r"href='/sources\?passage=([^']+)' aria-label='Open source (\d+):", html(tab)
    )
    assert {passage: int(number) for passage, number in linked} == numbers


def test_every_citation_of_a_lesson_leads_to_a_passage(browser: Browser, lesson: Lesson) -> None:
    course = services.library().course()

    tab = whole(browser, lesson)

    cited = re.findall(r"/sources\?passage=([^']+)'", html(tab))
    assert cited
    assert [passage for passage in cited if course.evidence(passage) is None] == []


def test_no_citation_mark_is_left_as_it_was_written(browser: Browser, lesson: Lesson) -> None:
    tab = whole(browser, lesson)

    assert "[@" not in everything_sent(tab)


def test_the_comparisons_appear_with_each_source_and_without_the_conclusion(
    browser: Browser, lesson: Lesson
) -> None:
    course = services.library().course()
    blocks = [block for section in lesson.sections for block in section.blocks]
    named = [block.comparison for block in blocks if isinstance(block, ComparisonTask)]

    tab = whole(browser, lesson)

    assert html(tab).count("<figure class='comparison'>") == len(named)
    for compared in (course.comparisons[name] for name in named):
        assert compared.question in everything_sent(tab)
        assert compared.conclusion not in everything_sent(tab)


@pytest.mark.parametrize(
    ("lesson_id", "kind"),
    [
        ("csto", "map"),
        ("war-2020", "timeline"),
        ("september-2022", "timeline"),
        ("yerevan-summit", "timeline"),
        ("why-now", "timeline"),
        ("reading-the-sources", "voices"),
    ],
)
def test_a_figure_stands_once_where_its_lesson_has_it(
    browser: Browser, lesson_id: str, kind: str
) -> None:
    tab = browser.open("lesson", lesson=lesson_id, view="whole")

    assert html(tab).count(f"<figure class='{kind}'>") == 1
    assert not tab.exception


def test_a_source_that_is_silent_is_shown_as_silent(browser: Browser, lesson: Lesson) -> None:
    tab = whole(browser, lesson)

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

    assert escape(lesson.question) in html(tab)


def test_a_lesson_read_last_and_withdrawn_gives_way_to_the_first(browser: Browser) -> None:
    first = next(iter(services.library().course().lessons.values()))
    services.store().readings.note_opened(browser.learner, "withdrawn", now=clock.now())

    tab = browser.open("lesson")

    assert escape(first.question) in html(tab)
    assert not tab.warning


def test_a_rerun_of_the_page_is_not_another_reading(
    browser: Browser, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = browser.open("lesson", lesson=lesson.id)
    monkeypatch.setattr(Readings, "note_step", fails)

    tab.run()

    assert not tab.error


def test_a_browser_without_cookies_can_read(browser: Browser, lesson: Lesson) -> None:
    browser.cookie = None

    tab = browser.open("lesson", lesson=lesson.id)

    assert escape(lesson.question) in html(tab)
    assert not tab.exception


def test_a_proof_in_the_address_opens_its_passage_beside_the_page(browser: Browser) -> None:
    evidence = services.library().course().evidence("s2.p5")
    assert evidence

    tab = browser.open("lesson", lesson="csto", proof="s2.p5")

    page = html(tab).partition("<aside class='proof-panel'")[2]
    assert escape(evidence.passage.summary) in page
    assert escape(evidence.passage.quotes[0].words) in page
    assert "<a data-in-app='page' href='/sources?passage=s2.p5'>See it among" in page
    here = "/lesson?lesson=csto&section=start"
    assert f"data-closes='1' href='{escape(here)}'>Close</a>" in page


def test_a_sentence_opens_its_own_proof_and_a_paragraph_all_of_its_sentences(
    browser: Browser,
) -> None:
    step = {"lesson": "csto", "section": "start"}

    one = html(browser.open("lesson", **step, proof="start:1.1"))
    all_of_them = html(browser.open("lesson", **step, proof="start:1"))

    assert one.count("<p class='proved'>") == 1
    assert "<h2 id='proof-panel-title' tabindex='-1'>The proof</h2>" in one
    assert all_of_them.count("<p class='proved'>") >= 1


@pytest.mark.parametrize("name", ["s9.p9", "start:99", "start:x", "moon:1", "<b>"])
def test_a_proof_that_is_not_there_is_said_to_be_missing(browser: Browser, name: str) -> None:
    tab = browser.open("lesson", lesson="csto", section="start", proof=name)

    assert "There is no such passage in this course." in html(tab)
    assert not tab.exception


def test_without_a_proof_in_the_address_there_is_no_panel(browser: Browser) -> None:
    assert "proof-panel" not in html(browser.open("lesson", lesson="csto"))


def test_a_lesson_can_be_read_while_the_database_is_out_of_reach(
    browser: Browser, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Readings, "note_step", fails)

    tab = browser.open("lesson", lesson=lesson.id)

    assert escape(lesson.question) in html(tab)
    assert labels(tab)[-2:] == ["Continue", "Try again"]
    assert [each.value for each in tab.error] == ["The disk is full."]
    assert not tab.exception


def test_a_reading_that_could_not_be_noted_is_noted_at_the_next_rerun(
    browser: Browser, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Readings, "note_step", fails)
        tab = browser.open("lesson", lesson=lesson.id)

    tab.run()

    assert set(services.store().readings.of_learner(browser.learner)) == {lesson.id}


def test_over_its_title_a_step_says_which_lesson_it_is_of(browser: Browser) -> None:
    tab = browser.open("lesson", lesson="war-2020")

    over = "<a data-in-app='1' href='/'>Course</a> · Lesson 2 of 6 · The war of 2020</p>"
    assert over in html(tab)


def test_a_step_says_how_far_it_is_and_leads_to_all_others(
    browser: Browser, lesson: Lesson
) -> None:
    page = html(browser.open("lesson", lesson=lesson.id))

    listed = page.partition("aria-label='Steps of this lesson'")[2].partition("</nav>")[0]
    address = re.escape(f"/lesson?lesson={lesson.id}&amp;section=")
    linked = re.findall(f"href='{address}([^']+)'(?: aria-current='step')?>([^<]+)</a>", listed)
    assert [name for name, _ in linked] == list(steps.names(lesson))
    assert f"Step 1 of {len(lesson.sections)}" in page
    assert listed.count("aria-current='step'") == 1


def test_continue_and_back_lead_through_the_lesson(browser: Browser, lesson: Lesson) -> None:
    names = steps.names(lesson)
    tab = browser.open("lesson", lesson=lesson.id)

    for name in names[1:]:
        press(tab, "Continue")
        assert tab.query_params == {"lesson": lesson.id, "section": name}
    assert "Continue" not in labels(tab)
    press(tab, "Back")

    assert tab.query_params == {"lesson": lesson.id, "section": names[-2]}


def test_a_learner_comes_back_to_the_step_opened_last(browser: Browser) -> None:
    browser.open("lesson", lesson="csto", section="who-belongs-to-it")

    tab = browser.open("lesson", lesson="csto")

    assert "<h1 class='step-title'>Who belongs to it</h1>" in html(tab)
    assert "Step 2 of" in html(tab)


def test_every_section_has_a_link_to_itself(browser: Browser) -> None:
    page = html(browser.open("lesson", lesson="csto", view="whole"))

    itself = "href='/lesson?lesson=csto&amp;section=who-belongs-to-it'><span"
    assert "<h2 id='section-who-belongs-to-it'>Who belongs to it</h2><a class='own-link'" in page
    assert f"{itself} aria-hidden='true'>#</span><span class='unseen'>Link to this step:" in page


@pytest.mark.parametrize("wanted", ["moon", "The alliance", "start-2", "<b>", "section"])
def test_a_step_that_does_not_exist_gives_way_to_the_first(browser: Browser, wanted: str) -> None:
    tab = browser.open("lesson", lesson="csto", section=wanted)

    assert tab.warning[0].value.startswith("This lesson has no step ‘")
    assert "<h1>The alliance</h1>" in html(tab)


@pytest.mark.parametrize(
    ("lesson_id", "ways"),
    [
        ("csto", ["Next lesson: The war of 2020", "Back to the course"]),
        (
            "yerevan-summit",
            [
                "Next lesson: Why now?",
                "Previous lesson: September 2022",
                "Back to the course",
            ],
        ),
        ("reading-the-sources", ["Previous lesson: Why now?", "Back to the course"]),
    ],
)
def test_at_its_end_a_lesson_says_what_is_next(
    browser: Browser, lesson_id: str, ways: list[str]
) -> None:
    page = html(browser.open("lesson", lesson=lesson_id, view="whole"))

    listed = page.partition("aria-label='What is next'")[2].partition("</nav>")[0]
    assert re.findall(r">([^<]+)</a>", listed) == ways
