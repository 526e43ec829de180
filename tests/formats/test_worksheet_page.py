"""A worksheet as a page to print: the same words as in the Word file, and nothing else."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, nodes

from sourcebook.content.checking import check
from sourcebook.formats import worksheet
from sourcebook.formats.worksheet import docx_body, print_page
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import KINDS
from sourcebook.model.items import Item
from sourcebook.model.quizzes import Quiz
from tests import builders, strategies
from tests.formats.printed_words import words_of_docx, words_of_page

SPELL = "<script>alert(1)</script> &amp; \"q\" 'a' {{ 7 * 7 }} ]]>"
TEMPLATES = [
    Path(docx_body.__file__).with_suffix(".xml"),
    Path(print_page.__file__).with_suffix(".html"),
]
ODD = (
    builders.single_choice(id="odd-1", key="Armenia", distractors=["Armenia"], comparison="none"),
    builders.single_choice(id="odd-2", distractors=[str(number) for number in range(60)]),
    builders.single_choice(id="odd-3", proof=["s9.p9"], citations=["s9.p9"], objective="none"),
    builders.ordering(id="odd-4", sequence=["They meet", "They meet", "They meet"]),
    builders.ordering(id="odd-5", sequence=["They meet", "They meet", "They leave"]),
    builders.evidence(id="odd-6", keys=["s9.p9", "s9.p9"], distractors=["s8.p1"]),
    builders.numeric(id="odd-7", key=None, unit="kilometres " * 27),
    builders.true_false(id="odd-8", stem="w" * 2000, points="1/3"),
)


@pytest.fixture(scope="module")
def course() -> Course:
    found = check(builders.course_files()).course
    assert found
    return found


def quiz_of_spells() -> Quiz:
    options = {"key": SPELL, "distractors": [{"text": f"{SPELL} 2", "feedback": SPELL}]}
    first = builders.single_choice(stem=SPELL, rationale=SPELL, calculated=SPELL, **options)
    second = builders.verdict(claim=SPELL, feedback={"not_stated": SPELL})
    third = builders.numeric(unit=SPELL)
    return builders.quiz(first, second, third, title=SPELL)


@settings(max_examples=8)
@given(data=st.data(), version=st.sampled_from(("A", "B")))
def test_the_word_file_and_the_page_say_the_same(
    course: Course, data: st.DataObject, version: worksheet.Version
) -> None:
    items = [data.draw(strategies.KINDS[kind]) for kind in KINDS]
    quiz = builders.quiz(*items)

    written = words_of_docx(worksheet.dumps(quiz, course, version))

    assert written == words_of_page(worksheet.worksheet_html(quiz, course, version))


def test_nothing_in_an_item_is_markup(course: Course) -> None:
    quiz = quiz_of_spells()

    page = worksheet.worksheet_html(quiz, course)
    written = words_of_docx(worksheet.dumps(quiz, course))

    assert "<script" not in page
    assert written == words_of_page(page)
    assert " ".join(written).count(SPELL) >= 8


@pytest.mark.parametrize("version", ["A", "B"])
@pytest.mark.parametrize("items", [(), *((each,) for each in ODD), ODD], ids=len)
def test_a_quiz_that_its_author_has_not_finished_can_be_printed(
    course: Course, items: tuple[Item, ...], version: worksheet.Version
) -> None:
    quiz = builders.quiz().model_copy(update={"items": items})

    written = words_of_docx(worksheet.dumps(quiz, course, version))

    assert written == words_of_page(worksheet.worksheet_html(quiz, course, version))


@pytest.mark.parametrize("odd", ["\x00", "\x07", "\x1f", "\ufffe"])
def test_a_character_that_no_file_can_hold_is_left_out(course: Course, odd: str) -> None:
    item = builders.short_answer(stem=f"Wh{odd}o spoke?", key=f"Pash{odd}inyan")
    quiz = builders.quiz(item).model_copy(update={"title": f"The{odd} summit"})

    written = " ".join(words_of_docx(worksheet.dumps(quiz, course)))

    assert "Who spoke?" in written
    assert odd not in worksheet.worksheet_html(quiz, course)


def test_the_page_runs_no_script_and_asks_no_other_host(course: Course) -> None:
    page = worksheet.worksheet_html(builders.quiz(), course)
    parsed = BeautifulSoup(page, "html.parser")

    assert page.startswith("<!doctype html>")
    assert parsed.html
    assert parsed.html["lang"] == "en-GB"
    assert not parsed.find_all(["script", "link", "img", "iframe", "object", "form"])
    assert not re.search(r"https?:|//|url\(|@import|\son\w+=", page)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.name)
def test_a_template_switches_escaping_off_nowhere(template: Path) -> None:
    parsed = Environment(autoescape=True).parse(template.read_text("utf-8"))

    assert [each for each in parsed.find_all(nodes.Filter) if each.name == "safe"] == []
    assert list(parsed.find_all(nodes.EvalContextModifier)) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.name)
def test_each_macro_is_drawn_by_the_module_beside_it(template: Path) -> None:
    code = template.with_suffix(".py").read_text("utf-8")
    used = set(re.findall(r"\b_(?:html|xml)\.(\w+)", code))
    parsed = Environment(autoescape=True).parse(template.read_text("utf-8"))
    macros = {each.name for each in parsed.find_all(nodes.Macro)}
    called = {
        each.node.name for each in parsed.find_all(nodes.Call) if isinstance(each.node, nodes.Name)
    }

    assert used - macros == set()
    assert macros - used - called == set()
