"""The results of a class: what counts, each view, and the files to take away."""

import io
import re
from datetime import date

import openpyxl
import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from sourcebook.analysis import ClassResults, workbook
from sourcebook.demonstration import invented_classes
from sourcebook.errors import SourcebookError
from sourcebook.model.items import SingleChoice
from sourcebook.model.learners import Classroom
from sourcebook.model.quizzes import Quiz
from sourcebook.model.results import Selected
from sourcebook.pages.quiz import attempt_archive
from sourcebook.pages.shared import services
from sourcebook.pages.teaching import (
    item_results,
    item_scores,
    result_files,
    result_filter,
    results_page,
)
from tests.teachers import make_teacher

from .conftest import ARAM, MORNING, NINA, Browser, html, one_pointers
from .teaching import SPELL, a_class, at_desk
from .tiny_course import words


@pytest.fixture
def four_items(quiz: Quiz) -> Quiz:
    """A quiz of four items of one point each, so that an item is a quarter of the whole."""
    return one_pointers(quiz).model_copy(update={"pass_mark": 60})


def sits(browser: Browser, quiz: Quiz, *, right_answers: int, cookie: str = NINA) -> None:
    """A finished attempt with so many right answers, the others wrong."""
    browser.cookie = cookie
    attempt = browser.start(quiz)
    for place in range(len(quiz.items)):
        browser.settle(attempt, place, rightly=place < right_answers)


def results_of(browser: Browser, view: str) -> AppTest:
    tab = at_desk(browser, "results")
    return tab.radio(key="results-view").set_value(view).run()


def _results(room: Classroom) -> ClassResults:
    return ClassResults(services.store().results, Selected(room.id))


def test_without_a_class_there_is_nobodys_work_to_see(browser: Browser) -> None:
    assert "There is no class yet" in html(at_desk(browser, "results"))


def test_before_anybody_has_finished_the_page_says_so(browser: Browser) -> None:
    a_class("Nina")

    assert "Nobody has finished a quiz here yet." in html(at_desk(browser, "results"))


def test_each_quiz_is_told_by_its_first_attempts(browser: Browser, four_items: Quiz) -> None:
    a_class("Nina", "Aram")
    sits(browser, four_items, right_answers=1)
    sits(browser, four_items, right_answers=4)
    sits(browser, four_items, right_answers=3, cookie=ARAM)

    shown = words(at_desk(browser, "results"))

    assert "2 attempts of 2 learners." in shown
    assert f"{four_items.title} 2 2 1 of 2 50 % 25 % to 75 %" in shown


def test_best_or_all_attempts_count_where_asked_for(browser: Browser, four_items: Quiz) -> None:
    a_class("Nina")
    sits(browser, four_items, right_answers=1)
    sits(browser, four_items, right_answers=4)
    tab = at_desk(browser, "results")

    best = words(tab.radio(key="results-which").set_value("best").run())
    every = words(tab.radio(key="results-which").set_value("all").run())

    assert f"{four_items.title} 1 1 1 of 1 100 % 100 % to 100 %" in best
    assert f"{four_items.title} 1 2 1 of 1 62 % 25 % to 100 %" in every


def test_work_of_whoever_is_in_no_class_is_not_seen(browser: Browser, four_items: Quiz) -> None:
    a_class("Nina")
    sits(browser, four_items, right_answers=4, cookie=ARAM)

    assert "Nobody has finished a quiz here yet." in html(at_desk(browser, "results"))


def test_days_are_counted_with_both_ends(browser: Browser, four_items: Quiz) -> None:
    a_class("Nina")
    sits(browser, four_items, right_answers=4)
    tab = at_desk(browser, "results")

    tab.date_input(key="results-from").set_value(date(2022, 11, 23))
    on_the_day = html(tab.date_input(key="results-to").set_value(date(2022, 11, 23)).run())
    after = html(tab.date_input(key="results-from").set_value(date(2022, 11, 24)).run())

    assert "1 attempt of 1 learner." in on_the_day
    assert "No attempt was finished on these days." in after


def test_the_heat_map_has_a_number_in_each_cell(browser: Browser, four_items: Quiz) -> None:
    a_class("Nina", None)
    sits(browser, four_items, right_answers=3)
    sits(browser, four_items, right_answers=1, cookie=ARAM)

    page = html(results_of(browser, "learners"))

    assert "style='--share:75%'>75 %</span>" in page
    link = "<a data-in-app='1' href='/learner?learner=2'>no name, no. 2</a>"
    assert f"<th scope='row'>{link}</th>" in page


def test_each_learner_has_a_score_at_each_item(browser: Browser, four_items: Quiz) -> None:
    a_class("Nina", "Aram")
    sits(browser, four_items, right_answers=3)
    sits(browser, four_items, right_answers=1, cookie=ARAM)

    tab = results_of(browser, "scores")

    assert "Learner Item 1 Item 2 Item 3 Item 4 Aram, no. 2 100 % 0 % 0 % 0 %" in words(tab)
    assert "Nina, no. 1 100 % 100 % 100 % 0 %" in words(tab)
    for item in four_items.items:
        assert f"<li>{escape(attempt_archive.asked(item))}</li>" in html(tab)
    assert "href='/learner?learner=1'" in html(tab)


def test_an_item_that_was_not_answered_has_no_score(browser: Browser, four_items: Quiz) -> None:
    a_class("Nina")
    attempt = browser.start(four_items)
    browser.settle(attempt, 1)
    services.store().attempts.finish(browser.learner, attempt.id, now=MORNING)

    assert "Nina, no. 1 – 100 % – –" in words(results_of(browser, "scores"))


def test_the_scores_follow_which_attempts_count(browser: Browser, four_items: Quiz) -> None:
    a_class("Nina")
    for right_answers in (1, 4, 2):
        sits(browser, four_items, right_answers=right_answers)
    tab = results_of(browser, "scores")

    shown = {
        which: words(tab.radio(key="results-which").set_value(which).run())
        for which in ("first", "latest", "best", "all")
    }

    assert "Nina, no. 1 100 % 0 % 0 % 0 %" in shown["first"]
    assert "Nina, no. 1 100 % 100 % 0 % 0 %" in shown["latest"]
    assert "Nina, no. 1 100 % 100 % 100 % 100 %" in shown["best"]
    assert "Nina, no. 1 100 % 66 % 33 % 33 %" in shown["all"]


def test_many_items_stand_in_several_tables(
    browser: Browser, four_items: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(item_scores, "_IN_A_TABLE", 3)
    a_class("Nina")
    sits(browser, four_items, right_answers=4)

    page = html(results_of(browser, "scores"))

    assert "aria-label='Each learner at items 1 to 3'" in page
    assert "aria-label='Each learner at item 4'" in page


def test_a_long_list_is_told_in_pages() -> None:
    def script() -> None:
        from sourcebook.pages.teaching.paging import turn_pages

        slot, first, of = turn_pages(45, key="turn", noun="Learners")
        slot.html(f"<p>{of}The first is row {first}.</p>")

    assert (
        words(AppTest.from_function(script).run()) == "Learners 1 to 20 of 45. The first is row 0."
    )


def test_an_objective_tells_counts_and_no_mean_of_a_few(browser: Browser, quiz: Quiz) -> None:
    a_class("Nina")
    sits(browser, quiz, right_answers=len(quiz.items))

    shown = words(results_of(browser, "objectives"))

    assert "answers, too few to say" in shown
    assert services.library().course().lessons["yerevan-summit"].objectives[0].text in shown


def test_numbers_of_items_are_hidden_with_the_reason(browser: Browser, four_items: Quiz) -> None:
    a_class("Nina")
    sits(browser, four_items, right_answers=3)

    shown = words(results_of(browser, "items"))

    assert "1 attempt; from 30 on these numbers mean something." in shown
    assert four_items.items[0].stem in shown
    assert "1 – – –" in shown


def test_each_option_tells_how_many_chose_it(browser: Browser, quiz: Quiz) -> None:
    a_class("Nina")
    sits(browser, quiz, right_answers=len(quiz.items))

    page = html(results_of(browser, "items"))

    item = next(item for item in quiz.items if isinstance(item, SingleChoice))
    assert f"<li>{escape(item.key)} <strong>(key)</strong>: chosen by 1</li>" in page
    assert f"<li>{escape(item.distractors[0].text)}: chosen by 0</li>" in page


def test_a_passage_tells_which_items_rest_on_it_and_opens(browser: Browser, quiz: Quiz) -> None:
    a_class("Nina")
    sits(browser, quiz, right_answers=0)

    page = html(results_of(browser, "passages"))

    cited = quiz.items[0].citations[0]
    assert f"href='/sources?passage={cited}'" in page
    assert f"<li>{escape(quiz.items[0].stem)}</li>" in page
    assert "1 time</summary>" in page


def test_options_that_are_passages_are_called_by_source_and_paragraph(
    browser: Browser, quiz: Quiz
) -> None:
    room = a_class("Nina")
    sits(browser, quiz, right_answers=2)
    at_desk(browser, "class")
    course, found = services.library().course(), _results(room)
    chosen = result_filter.Selection(found, "History 9b")

    report = item_results._report(course, chosen, quiz.id)

    texts = [row.text for each in report.items for row in each.options]
    assert [text for text in texts if re.fullmatch(r"s[1-5]\.p\d+", text)] == []
    assert [text for text in texts if re.search(r", paragraph \d+$", text)]


def test_the_spreadsheet_has_all_views_and_no_formula(browser: Browser, quiz: Quiz) -> None:
    room = a_class("=1+1")
    sits(browser, quiz, right_answers=2)
    at_desk(browser, "class")
    course = services.library().course()
    chosen = result_filter.Selection(_results(room), "History 9b")

    made = workbook(results_page._all_tables(course, chosen, "Ani Petrosyan"))

    book = openpyxl.load_workbook(io.BytesIO(made))

    sheets = ["Quizzes", "Learners", "Objectives", "Scores by item", "Items", "Passages", "About"]
    assert book.sheetnames == sheets
    assert book["About"]["A4"].value == "Exported by Ani Petrosyan."
    for name in ("Learners", "Scores by item"):
        assert book[name]["A2"].value == "=1+1"
    scores = [cell.value for cell in book["Scores by item"][2]]
    assert scores[1:5] == [1, 100, 100, 0]
    head = book["Scores by item"]["C1"].value
    assert head == f"{quiz.title} 1: {attempt_archive.asked(quiz.items[0])} (%)"
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_a_file_is_made_for_whoever_still_holds_the_key(browser: Browser) -> None:
    at_desk(browser, "class")
    make = result_files.guarded(lambda: b"names and scores")
    assert make() == b"names and scores"

    own = make_teacher(services.store(), now=MORNING)
    services.store().teachers.change_password(own.id, "four words nobody guesses", now=MORNING)

    with pytest.raises(SourcebookError):
        make()


def test_a_hostile_name_is_shown_as_it_is(browser: Browser, four_items: Quiz) -> None:
    a_class(SPELL)
    sits(browser, four_items, right_answers=4)

    page = html(results_of(browser, "learners"))

    assert SPELL not in page
    assert escape(SPELL) in page


def test_a_learner_at_the_address_of_the_results_is_told_nothing(
    browser: Browser, four_items: Quiz
) -> None:
    a_class("Nina", "Aram")
    sits(browser, four_items, right_answers=4, cookie=ARAM)
    browser.cookie = NINA

    assert "Aram" not in html(browser.open("results"))


def test_invented_data_says_so_on_each_page(browser: Browser) -> None:
    course = services.library().course()
    one_quiz = course.model_copy(update={"quizzes": dict(list(course.quizzes.items())[:1])})
    invented = invented_classes(one_quiz, learners=2, seed=7, now=MORNING)
    services.store().classes.replace_demo(invented)

    for url_path in ("teach", "class", "results"):
        assert "Invented data: nobody has done" in html(at_desk(browser, url_path))
    assert result_files._prefix() == "invented-"
