"""My scores: every past answer with its proof, and all of them as a file."""

import csv
import io

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.analysis import past_answers, sheet
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.scores.past_attempts import with_stems
from sourcebook.pages.shared import services
from tests.builders import single_choice, verdict

from .conftest import ARAM, Browser, Serve, everything_sent, html
from .taking import RIGHT, WRONG, Said, hand_in, take
from .tiny_course import teach, words


def items(serve: Serve, count: int, **changes: object) -> Quiz:
    """A quiz with so many items, each with a stem of its own."""
    made = [
        single_choice(id=f"refuser-{n}", stem=f"Who left it, number {n}?") for n in range(count)
    ]
    return teach(serve, *made, **changes)


def listed(tab: AppTest) -> str:
    """What the list of past answers says."""
    return words(tab).rpartition("Every answer and its proof")[2]


def test_an_answer_has_its_item_its_points_and_its_proof(browser: Browser, serve: Serve) -> None:
    attempt = hand_in(browser, items(serve, 1), Said(False, "guessing"))

    tab = browser.open("scores")

    assert "Who left it, number 0? ✗ Not right, 0 of 1 point You were guessing." in listed(tab)
    page = html(tab).rpartition("Every answer and its proof")[2]
    assert f"href='/quiz?quiz=yerevan-quiz&amp;attempt={attempt.id}&amp;item=1'" in page
    assert "href='/sources?passage=s1.p1'" in page


def test_the_newest_answer_comes_first(browser: Browser, serve: Serve) -> None:
    quiz = items(serve, 1)
    first = hand_in(browser, quiz, WRONG)
    second = hand_in(browser, quiz, RIGHT)

    page = html(browser.open("scores")).rpartition("Every answer and its proof")[2]

    assert page.index(second.id) < page.index(first.id)


def test_a_verdict_is_told_by_its_claim(browser: Browser, serve: Serve) -> None:
    item = verdict(claim="He was content.")
    hand_in(browser, teach(serve, item), RIGHT)

    assert "He was content. ✓ Right, 1 of 1 point" in listed(browser.open("scores"))


def test_only_what_was_missed_can_be_shown(browser: Browser, serve: Serve) -> None:
    hand_in(browser, items(serve, 3), RIGHT, WRONG, RIGHT)
    tab = browser.open("scores")
    assert "3 answers, newest first." in listed(tab)

    tab.checkbox(key="only-missed").check().run()

    assert "1 answer, newest first." in listed(tab)
    assert "number 1?" in listed(tab)
    assert "number 0?" not in listed(tab)


def test_where_nothing_is_like_that_the_page_says_so(browser: Browser, serve: Serve) -> None:
    hand_in(browser, items(serve, 1), RIGHT)
    tab = browser.open("scores")

    tab.checkbox(key="only-missed").check().run()

    assert "No answer is like that." in listed(tab)


def test_one_quiz_or_the_sessions_can_be_shown_alone(browser: Browser, serve: Serve) -> None:
    quiz = items(serve, 2)
    hand_in(browser, quiz, RIGHT)
    session = quiz.model_copy(update={"id": "due-today", "items": quiz.items[1:]})
    hand_in(browser, session, RIGHT, purpose="review")
    tab = browser.open("scores")

    choice = tab.selectbox(key="of-quiz")
    assert choice.options == ["All quizzes and sessions", quiz.title, "Reviews and practice"]
    choice.select("yerevan-quiz").run()
    assert "number 1?" not in listed(tab)
    tab.selectbox(key="of-quiz").select("sessions").run()

    assert "number 0?" not in listed(tab)
    assert "number 1?" in listed(tab)


def test_a_page_has_ten_answers(browser: Browser, serve: Serve) -> None:
    hand_in(browser, items(serve, 12), *[RIGHT] * 12)
    tab = browser.open("scores")
    assert html(tab).count("Right, 1 of 1 point") == 10

    tab.get("pagination")[0].set_value(2).run()  # type: ignore[union-attr]  # It is a widget.

    assert html(tab).count("Right, 1 of 1 point") == 2


def test_nothing_is_shown_of_a_test_that_is_not_handed_in(browser: Browser, serve: Serve) -> None:
    quiz = teach(
        serve,
        single_choice(key="Nobody else", rationale="Only he left it."),
        single_choice(id="second", key="Nobody at all", rationale="Only he did."),
        feedback="deferred",
    )
    take(browser, quiz, RIGHT, WRONG)

    tab = browser.open("scores")

    assert "Every answer and its proof" not in html(tab)
    sent = everything_sent(tab)
    for secret in ("Nobody else", "Nobody at all", "Only he", "s1.p1", "sourcebook-answers"):
        assert secret not in sent


def test_another_learner_sees_none_of_it(browser: Browser, serve: Serve) -> None:
    quiz = items(serve, 2)
    hand_in(browser, quiz, RIGHT, WRONG)
    browser.cookie = ARAM
    hand_in(browser, quiz.model_copy(update={"items": quiz.items[:1]}), RIGHT)

    tab = browser.open("scores")

    assert "1 answer, newest first." in listed(tab)
    assert "number 1?" not in everything_sent(tab)


def test_a_stem_is_shown_as_it_was_written(browser: Browser, serve: Serve) -> None:
    stem = "<script>x</script> **who** [x](//y)?"
    hand_in(browser, teach(serve, single_choice(stem=stem)), RIGHT)

    tab = browser.open("scores")

    assert "<script" not in html(tab)
    assert stem in listed(tab)


@pytest.mark.parametrize("stem", ["Who left it?", "=1+1", "@SUM(A1)"])
def test_the_file_has_every_answer_with_its_stem(browser: Browser, serve: Serve, stem: str) -> None:
    hand_in(browser, teach(serve, single_choice(stem=stem)), Said(False, "certain"))
    attempts = {each.id: each for each in services.store().attempts.of_learner(browser.learner)}

    raw = sheet(with_stems(attempts, past_answers(attempts.values())))

    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [row["stem"].lstrip("'") for row in rows] == [stem]
    assert [row["confidence"] for row in rows] == ["certain"]
    assert not rows[0]["stem"].startswith(("=", "@"))


def test_the_file_of_nothing_has_its_heads() -> None:
    raw = sheet(with_stems({}, past_answers([])))

    assert b'"item_id","stem","item_type"' in raw
