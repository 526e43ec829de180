"""The other views of the evidence: where the sources differ, who speaks, when, and which words."""

import re

import pytest
from markupsafe import escape

from sourcebook.model.sources import VERDICTS
from sourcebook.pages.reading.sources_page import VIEWS
from sourcebook.pages.shared import markup, services
from tests.builders import course_files

from .conftest import Browser, Serve, everything_sent, html


def follow(browser: Browser, view: str, passage_id: str) -> str:
    """What is sent after a click on a citation of a view."""
    return everything_sent(browser.open("sources", view=view, proof=passage_id))


def rows(page: str) -> dict[str, str]:
    """What is said under each head of a list, without the tag of a contested one."""
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    return {head.partition(" <span")[0]: text for head, text in found}


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_names_all_five_and_marks_itself(browser: Browser, view: str) -> None:
    tab = browser.open("sources", **({"view": view} if view else {}))

    links = re.findall(r"href='(/sources[^']*)'( aria-current='page')?>([^<]+)</a></li>", html(tab))
    assert [(address, title) for address, _, title in links] == [
        (f"/sources?view={each}" if each else "/sources", title) for each, title in VIEWS.items()
    ]
    assert [title for _, current, title in links if current] == [VIEWS[view]]
    assert not tab.exception


@pytest.mark.parametrize("view", ["moon-landing", "Terms", "<script>", " "])
def test_an_unknown_view_gives_way_to_the_sources(browser: Browser, view: str) -> None:
    tab = browser.open("sources", view=view)

    assert html(tab).count("<ul class='shelf'>") == 1
    assert "aria-current='page'>The sources</a>" in html(tab)
    assert "moon-landing" not in html(tab)


@pytest.mark.parametrize("view", ["differences", "voices", "timeline", "terms"])
def test_a_view_shows_no_source_cards_and_nothing_to_search(browser: Browser, view: str) -> None:
    tab = browser.open("sources", view=view)

    assert "<ul class='shelf'>" not in html(tab)
    assert not tab.text_input


def test_every_comparison_stands_under_what_kind_of_difference_it_shows(browser: Browser) -> None:
    course = services.library().course()

    page = html(browser.open("sources", view="differences"))

    groups = re.split(r"<h2>([^<]+)</h2>", page)
    shown = dict(zip(groups[1::2], groups[2::2], strict=True))
    for compared in course.comparisons.values():
        assert escape(compared.question) in shown[VERDICTS[compared.verdict]]
    assert page.count("<figure class='comparison'>") == len(course.comparisons)


def test_the_kinds_of_difference_stand_in_one_order_and_none_is_empty(browser: Browser) -> None:
    verdicts = {each.verdict for each in services.library().course().comparisons.values()}

    page = html(browser.open("sources", view="differences"))

    titles = [title for verdict, title in VERDICTS.items() if verdict in verdicts]
    assert re.findall(r"<h2>([^<]+)</h2>", page) == titles


def test_who_is_quoted_names_every_speaker(browser: Browser) -> None:
    speakers = {
        name for source in services.library().course().sources.values() for name in source.quoted
    }

    page = html(browser.open("sources", view="voices"))

    heads = re.findall(r"<th scope='row'>([^<]+)</th>", page)
    assert sorted(heads) == sorted(escape(name) for name in speakers)


def test_the_timeline_holds_every_event_once(browser: Browser) -> None:
    course = services.library().course()

    page = html(browser.open("sources", view="timeline"))

    assert page.count("<figure class='timeline'>") == 1
    for event in course.timeline.values():
        assert page.count(escape(event.event)) == 1


def test_a_course_of_one_event_has_a_timeline(browser: Browser, serve: Serve) -> None:
    serve(course_files())

    page = html(browser.open("sources", view="timeline"))

    assert page.count("<figure class='timeline'>") == 1
    assert "<strong>23 November 2022</strong>" in page
    assert ">The leaders met in Yerevan.</a>" in page


def test_a_course_without_events_says_so(browser: Browser, serve: Serve) -> None:
    files = course_files()
    del files["seeds/timeline.yaml"]
    serve(files)

    tab = browser.open("sources", view="timeline")

    assert "No event of this course can be dated." in html(tab)
    assert not tab.exception


def test_every_person_is_named_with_office_other_spellings_and_citations(
    browser: Browser,
) -> None:
    course = services.library().course()

    named = rows(html(browser.open("sources", view="terms")).partition("<h2>Terms</h2>")[0])

    assert list(named) == [escape(person.name) for person in course.people.values()]
    for person in course.people.values():
        shown = named[escape(person.name)]
        assert shown.startswith(escape(f"{person.office}."))
        assert [each for each in person.variants if escape(each) not in shown] == []
        assert shown.endswith(markup.citations(course, person.citations))


def test_every_term_is_explained_with_its_citations(browser: Browser) -> None:
    course = services.library().course()

    named = rows(html(browser.open("sources", view="terms")).partition("<h2>Terms</h2>")[2])

    assert list(named) == [escape(term.term) for term in course.glossary.values()]
    for term in course.glossary.values():
        shown = named[escape(term.term)]
        assert shown.startswith(escape(term.definition))
        assert shown.endswith(markup.citations(course, term.citations))


def test_contested_terms_and_no_others_say_so_and_how_to_put_it(browser: Browser) -> None:
    contested = [each for each in services.library().course().glossary.values() if each.contested]

    page = html(browser.open("sources", view="terms"))

    assert page.count("<span class='cited-tag'>Contested</span>") == len(contested) > 0
    assert all(escape(f"In neutral words: {each.neutral}.") in page for each in contested)


@pytest.mark.parametrize("view", ["differences", "timeline", "terms"])
def test_every_citation_of_a_view_leads_to_a_passage(browser: Browser, view: str) -> None:
    course = services.library().course()

    cited = re.findall(
        r"<a class='cite (s\d)' data-in-app='1' href='/sources\?passage=(s\d\.p\d+)'",
        html(browser.open("sources", view=view)),
    )

    assert len(cited) > 10
    assert [each for source, each in cited if not each.startswith(f"{source}.")] == []
    assert [each for _, each in cited if course.evidence(each) is None] == []


@pytest.mark.parametrize("view", ["differences", "timeline", "terms"])
def test_a_citation_of_a_view_opens_its_passage_in_place(browser: Browser, view: str) -> None:
    evidence = services.library().course().evidence("s2.p5")
    assert evidence

    sent = follow(browser, view, "s2.p5")

    assert evidence.passage.summary in sent
    assert evidence.source.genre in sent
    assert "<section class='source'" not in sent
