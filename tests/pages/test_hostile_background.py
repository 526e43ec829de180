"""People, terms, events and items to try whose every text tries to be markup."""

import pytest
import yaml
from markupsafe import escape

from sourcebook.model.course import Course
from sourcebook.pages.shared import clock, services
from sourcebook.pages.shared.markup import literal

from .conftest import Browser, Serve, fill_in, html, labels, press, right
from .test_hostile_course import (
    ABOUT,
    COMPARISONS,
    FRONT_MATTER,
    ITEMS,
    KINDS_OF_ITEM,
    PICTURE,
    SPELL,
    shows_no_spell_at_work,
    source,
)

PERSON = {
    "name": SPELL,
    "variants": [SPELL],
    "office": SPELL,
    "side": "Armenia",
    "quoted_on": SPELL,
    "citations": ["s1.p1"],
}
TERM = {"term": SPELL, "definition": SPELL, "neutral": SPELL, "citations": ["s1.p1"]}
EVENT = {
    "event": SPELL,
    "date": "2022",
    "precision": "year",
    "basis": "inferred",
    "note": SPELL,
    "citations": ["s1.p1"],
}
FIGURES = "```timeline 2022..2022\n```\n\n```chart who-is-quoted\n```\n"
QUIZ = {"id": "spells-quiz", "title": SPELL, "lesson": "spells", "items": ITEMS}
MORE = [{**ITEMS[2], "id": "again", "objective": "cast-2"}]


def lesson(number: int, body: str) -> str:
    """A lesson with the spell for a title; the first goes by its plain id."""
    own = {"id": "spells" if number == 1 else f"spells-{number}"}
    goals = {"objectives": [{"id": "cast" if number == 1 else f"cast-{number}", "text": SPELL}]}
    return f"---\n{yaml.safe_dump({**FRONT_MATTER, **own, **goals})}---\n{body}"


def files(check: str) -> dict[str, bytes]:
    """A course with the spell in people, terms and events, and this item to try."""
    texts = {
        "seeds/s1.yaml": yaml.safe_dump(source(1)),
        "seeds/s2.yaml": yaml.safe_dump(source(2)),
        "seeds/comparisons.yaml": yaml.safe_dump(COMPARISONS),
        "seeds/course.yaml": yaml.safe_dump(ABOUT),
        "seeds/maps/spells.svg": PICTURE,
        "seeds/people.yaml": yaml.safe_dump({"somebody": PERSON}),
        "seeds/glossary.yaml": yaml.safe_dump({"something": TERM}),
        "seeds/timeline.yaml": yaml.safe_dump({"sometime": EVENT}),
        "lessons/01-spells.md": lesson(1, f"{FIGURES}\n```check {check}\n```\n"),
        "lessons/02-spells.md": lesson(2, "```compare spell\n```\n"),
        "quizzes/01-spells.yaml": yaml.safe_dump(QUIZ),
        "quizzes/02-spells.yaml": yaml.safe_dump({"id": "more", "title": SPELL, "items": MORE}),
    }
    return {path: text.encode() for path, text in texts.items()}


@pytest.fixture(autouse=True)
def hostile(serve: Serve) -> Course:
    """The course, with an item of one answer to try."""
    return serve(files("single"))


def test_nothing_of_the_course_is_left_out(hostile: Course) -> None:
    assert [len(hostile.people), len(hostile.glossary), len(hostile.timeline)] == [1, 1, 1]
    assert list(hostile.lessons) == ["spells", "spells-2"]


@pytest.mark.parametrize("view", ["differences", "voices", "timeline", "terms"])
def test_every_view_shows_the_spell_letter_by_letter(browser: Browser, view: str) -> None:
    tab = browser.open("sources", view=view)

    assert escape(SPELL) in html(tab)
    assert shows_no_spell_at_work(tab)


def test_what_is_sought_is_shown_letter_by_letter(browser: Browser) -> None:
    tab = browser.open("sources")

    tab.text_input[0].set_value("<script>zzz</script>").run()

    assert "No passages with “&lt;script&gt;zzz&lt;/script&gt;”." in html(tab)
    assert shows_no_spell_at_work(tab)


def test_figures_in_a_lesson_show_the_spell_letter_by_letter(browser: Browser) -> None:
    tab = browser.open("lesson", lesson="spells")

    figures = html(tab).partition("<figure class='timeline'>")[2]
    assert f">{escape(SPELL)}</a>" in figures
    assert f"<th scope='row'>{escape(SPELL)}</th>" in figures
    assert shows_no_spell_at_work(tab)


@pytest.mark.parametrize("name", [name for name in KINDS_OF_ITEM if name != "text"])
def test_an_item_to_try_shows_the_spell_letter_by_letter(
    browser: Browser, serve: Serve, name: str
) -> None:
    item = serve(files(name)).item(name)
    assert item
    tab = browser.open("lesson", lesson="spells")

    fill_in(tab, right(item))
    press(tab, "See whether")

    assert f"<h2 class='asked-item'>{escape(SPELL)}</h2>" in html(tab)
    result = html(tab).partition("class='result ")[2].partition("</div>")[0]
    assert f"<p>{escape(SPELL)}</p>" in result
    assert shows_no_spell_at_work(tab)


def test_the_button_to_the_next_lesson_reads_its_title_as_plain_text(browser: Browser) -> None:
    quiz = services.library().course().quizzes["spells-quiz"]
    services.store().readings.mark_read(browser.learner, "spells", now=clock.now())
    services.store().attempts.finish(browser.learner, browser.start(quiz).id, now=clock.now())

    tab = browser.open()

    assert labels(tab) == [f"Next lesson: {literal(SPELL)}"]
    assert shows_no_spell_at_work(tab)
