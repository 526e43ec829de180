"""An item inside a lesson: its key comes after the answer, which is saved and no result."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Matches
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.model.lesson_work import CheckAnswer
from sourcebook.model.lessons import CheckTask, Lesson
from sourcebook.pages.shared import services
from tests.builders import course_files

from .conftest import (
    ARAM,
    Browser,
    Serve,
    everything_sent,
    fill_in,
    html,
    labels,
    press,
    remarks,
    right,
    wrong,
)
from .tiny_course import words

LESSON = "lessons/04-yerevan-summit.md"
QUIZ = "quizzes/04-yerevan-summit.yaml"
MORE = b"""\
  - id: speaker
    type: short_answer
    objective: tell-the-day
    stem: Who left the declaration unsigned, by one report?
    key: Nikol Pashinyan
    distractors:
      - {text: Putin, feedback: He signed.}
    rationale: The Munich report names him.
    citations: [s1.p2]
  - id: steps
    type: ordering
    objective: tell-the-day
    stem: In what order did it happen?
    sequence: [The leaders met, One left a page unsigned, A report came out]
    feedback: The report tells of both.
    rationale: A report follows what it tells of.
    citations: [s1.p1, s1.p2]
  - id: passages
    type: evidence
    objective: tell-the-day
    stem: Which passages show that the declaration was left unsigned?
    keys: [s1.p2, s2.p1]
    distractors:
      - {passage: s1.p1, feedback: It tells only who met.}
    rationale: Either report says so.
    citations: [s1.p2, s2.p1]
"""
ITEMS = "refuser members unsigned claim day speakers speaker steps passages".split()
"""An item of every kind that the app scores, by its id in the minimal course and these."""

LESSONS = "csto war-2020 september-2022 yerevan-summit why-now reading-the-sources".split()
BUTTON = "See whether that is right"


def with_checks(*items: str) -> dict[str, bytes]:
    """The files of the minimal course, whose lesson has these checks and no other task."""
    files = course_files()
    text = files[LESSON].replace(b"```compare membership-sentence\n```\n", b"")
    return {
        **files,
        LESSON: text + b"".join(f"\n```check {each}\n```\n".encode() for each in items),
    }


@pytest.fixture(params=ITEMS)
def item(request: pytest.FixtureRequest, serve: Serve) -> Item:
    """An item of each kind in turn, to be tried at the end of the minimal course's lesson."""
    quiz = course_files()[QUIZ] + MORE
    found = serve({**with_checks(request.param), QUIZ: quiz}).item(request.param)
    assert found
    return found


@pytest.fixture
def refuser(serve: Serve) -> Item:
    """An item with one answer, for what does not depend on the kind."""
    found = serve(with_checks("refuser")).item("refuser")
    assert found
    return found


def try_(tab: AppTest) -> AppTest:
    """The tab after a press of the item's button."""
    return press(tab, BUTTON)


def checks(lesson: Lesson, course: Course) -> list[Item]:
    """The items to try in a lesson."""
    blocks = [block for section in lesson.sections for block in section.blocks]
    found = [course.item(block.item) for block in blocks if isinstance(block, CheckTask)]
    return [each for each in found if each]


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_no_lesson_gives_a_key_away_before_an_answer_is_tried(
    browser: Browser, lesson_id: str
) -> None:
    course = services.library().course()
    items = checks(course.lessons[lesson_id], course)

    tab = browser.open("lesson", lesson=lesson_id, view="whole")

    sent = everything_sent(tab)
    assert [each.stem for each in items if each.stem not in sent] == []
    texts = [text for each in items for text in (each.rationale, each.calculated, *remarks(each))]
    assert [text for text in texts if text and text in sent] == []
    assert "is-key" not in html(tab)
    assert "class='result" not in html(tab)


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_every_item_to_try_has_a_button_of_its_own(browser: Browser, lesson_id: str) -> None:
    course = services.library().course()

    tab = browser.open("lesson", lesson=lesson_id, view="whole")

    assert labels(tab).count(BUTTON) == len(checks(course.lessons[lesson_id], course)) > 0


def test_before_an_answer_is_tried_nothing_is_filled_in_or_explained(
    browser: Browser, item: Item
) -> None:
    tab = browser.open("lesson")

    fields = (*tab.radio, *tab.checkbox, *tab.text_input)
    sent = everything_sent(tab)
    assert not any(field.value for field in fields)
    assert [text for text in (item.rationale, *remarks(item)) if text and text in sent] == []
    signs = ("is-key", "Key:", "The proof", "class='result")
    assert [sign for sign in signs if sign in html(tab)] == []


def test_a_right_answer_is_explained_without_a_remark(browser: Browser, item: Item) -> None:
    tab = browser.open("lesson")

    fill_in(tab, right(item))
    try_(tab)

    sent = everything_sent(tab)
    assert f"<div id='result-{item.id}' class='result right'" in sent
    assert f"<p>{item.rationale}</p>" in sent
    assert [text for text in remarks(item) if text and text in sent] == []


def test_a_wrong_answer_is_explained_with_its_remark(browser: Browser, item: Item) -> None:
    tab = browser.open("lesson")

    fill_in(tab, wrong(item))
    try_(tab)

    sent = everything_sent(tab)
    assert f"<div id='result-{item.id}' class='result wrong'" in sent
    assert f"<p>{item.rationale}</p>" in sent
    # What was typed is far from anything that the author thought of.
    is_typed = item.type in ("numeric", "short_answer")
    assert any(text in sent for text in remarks(item) if text) is not is_typed


def test_every_passage_of_the_proof_is_shown_and_linked(browser: Browser, item: Item) -> None:
    course = services.library().course()
    tab = browser.open("lesson")

    fill_in(tab, wrong(item))
    try_(tab)

    proof = html(tab).partition(">The proof</h3>")[2]
    for evidence in (course.evidence(passage_id) for passage_id in item.citations):
        assert evidence
        assert f"href='/sources?passage={evidence.id}'" in proof


def test_with_nothing_filled_in_a_message_is_shown_and_no_key(browser: Browser, item: Item) -> None:
    tab = try_(browser.open("lesson"))

    assert [each.value for each in tab.warning] == ["Nothing is filled in yet."]
    assert "class='result" not in html(tab)
    assert f"<p>{item.rationale}</p>" not in everything_sent(tab)


def test_a_matching_item_with_open_rows_is_not_explained(browser: Browser, serve: Serve) -> None:
    course = serve(with_checks("speakers"))
    speakers = course.item("speakers")
    assert speakers
    given = right(speakers)
    assert isinstance(given, Matches)
    one_row = dict(list(given.targets.items())[:1])
    tab = browser.open("lesson")

    fill_in(tab, Matches(targets=one_row))
    try_(tab)

    assert [each.value for each in tab.warning] == ["1 of 2 rows is still open: 2."]
    assert "class='result" not in html(tab)


def test_an_item_of_a_quiz_that_cannot_be_read_is_left_out(browser: Browser, serve: Serve) -> None:
    serve({**with_checks("refuser"), QUIZ: b"id: yerevan-quiz\n"})

    tab = browser.open("lesson")

    assert "Leave these out and finish the lesson" in labels(tab)
    assert "See whether that is right" not in labels(tab)
    assert "Who met in Yerevan" in html(tab)
    assert not tab.exception


def test_an_answer_is_saved_at_once_and_is_no_result(browser: Browser, refuser: Item) -> None:
    tab = browser.open("lesson")

    fill_in(tab, right(refuser))
    try_(tab)

    saved = services.store().readings.tasks(browser.learner, "yerevan-summit")["check-refuser"]
    assert isinstance(saved.answer, CheckAnswer)
    assert saved.answer.response == right(refuser)
    assert saved.answer.score == 1
    assert services.store().attempts.of_learner(browser.learner) == ()


def test_a_learner_who_comes_back_finds_their_answer_explained(
    browser: Browser, refuser: Item
) -> None:
    tab = browser.open("lesson")
    fill_in(tab, wrong(refuser))
    try_(tab)

    again = browser.open("lesson")

    assert "class='result wrong'" in html(again)


def test_an_explanation_stays_while_the_page_is_run_again(browser: Browser, refuser: Item) -> None:
    tab = browser.open("lesson")
    fill_in(tab, wrong(refuser))
    explained = html(try_(tab)).partition("class='result wrong'")[2].partition("lesson-end")[0]

    tab.run()

    assert explained in html(tab)
    assert refuser.rationale in explained


def test_another_answer_can_be_tried(browser: Browser, refuser: Item) -> None:
    tab = browser.open("lesson")
    fill_in(tab, wrong(refuser))
    try_(tab)

    fill_in(tab, right(refuser))
    try_(tab)

    assert "class='result right'" in html(tab)
    assert "class='result wrong'" not in html(tab)


def test_trying_an_item_shows_no_points(browser: Browser, item: Item) -> None:
    tab = browser.open("lesson")
    fill_in(tab, right(item))

    tried = words(try_(tab)).partition("Check yourself, without a score")[2]

    assert "The proof" in tried
    assert " of 1 point" not in tried
    assert "scored" not in tried
    assert "earn" not in tried


def test_an_item_with_several_tries_and_a_proof_is_tried_as_often_as_one_likes(
    browser: Browser, serve: Serve
) -> None:
    files = with_checks("refuser")
    more = b"    tries: [1, 1/2]\n    proof: [s1.p2]\n"
    quiz = files[QUIZ].replace(b"  - id: refuser\n", b"  - id: refuser\n" + more)
    refuser = serve({**files, QUIZ: quiz}).item("refuser")
    assert refuser
    assert refuser.proof
    tab = browser.open("lesson")

    for given in (wrong(refuser), wrong(refuser), right(refuser)):
        fill_in(tab, given)
        try_(tab)

    assert "✓ Right" in words(tab)
    assert "try" not in words(tab).partition("✓ Right")[2].partition("Why")[0]
    assert "Which passage proves it?" not in words(tab)
    assert "You chose no passage" not in words(tab)


def test_an_item_can_be_tried_without_cookies(browser: Browser, refuser: Item) -> None:
    browser.cookie = None
    tab = browser.open("lesson")

    fill_in(tab, right(refuser))
    try_(tab)

    assert "class='result right'" in html(tab)
    assert not tab.exception


def test_two_items_with_one_proof_share_no_html_id(browser: Browser, serve: Serve) -> None:
    serve(with_checks("unsigned", "claim"))
    tab = browser.open("lesson")

    for place, chosen in enumerate(["true", "supported"]):
        tab.radio[place].set_value(chosen)
        [each for each in tab.button if each.label == BUTTON][place].click().run()

    ids = re.findall(r" id='([^']+)'", html(tab))
    assert [each for each in ids if each.startswith("result-")] == [
        "result-unsigned",
        "result-claim",
    ]
    assert len(ids) == len(set(ids))


def test_another_learner_at_the_same_tab_finds_no_explanation(
    browser: Browser, refuser: Item
) -> None:
    tab = browser.open("lesson")
    fill_in(tab, right(refuser))
    try_(tab)
    browser.cookie = ARAM

    tab.run()

    assert "class='result" not in html(tab)


def test_the_options_stand_in_the_same_order_for_everybody(browser: Browser, refuser: Item) -> None:
    first = browser.open("lesson").radio[0].options
    browser.cookie = ARAM

    second = browser.open("lesson").radio[0].options

    assert first == second
    assert sorted(first) == ["Lukashenko", "Pashinyan", "Putin"]


def test_the_end_of_the_lesson_lists_an_item_until_it_is_answered(
    browser: Browser, refuser: Item
) -> None:
    tab = browser.open("lesson")
    before = html(tab)

    fill_in(tab, right(refuser))
    try_(tab)

    assert f"Check: {refuser.stem}" in before
    assert f"Check: {refuser.stem}" not in html(tab.run())
