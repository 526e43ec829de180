"""A text of one's own: kept while it is written, handed in, laid beside a model answer, marked."""

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.delivery import mark
from sourcebook.model.attempts import Written
from sourcebook.pages.shared import clock, services
from tests.builders import extended_response, numeric

from .conftest import (
    ARAM,
    SENDING,
    Browser,
    Serve,
    everything_sent,
    fill_in,
    hand_in,
    html,
    labels,
    mark_own,
    press,
    restart,
    right,
    send,
)
from .tiny_course import at, begin, told, warnings, words

REASONS = extended_response(points=2)
ANOTHER = numeric(id="another")
TEXT = "Help was missing."
LONGER = "Help was missing, and he said so."
SPELL = "<script>alert(1)</script> **b** $x$ & \n\n<b>two</b>"


def write(tab: AppTest, text: str) -> AppTest:
    """The tab after this text was written and sent by the field, but not handed in."""
    fill_in(tab, Written(text=text))
    return tab.run()


def draft(browser: Browser) -> str:
    """The text kept for the first item of the newest attempt."""
    return services.store().attempts.draft(browser.learner, browser.attempt().id, 0)


def test_the_task_stands_beside_what_counts(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, REASONS)

    assert (
        "What counts In full Names the missing help. In part Names the refusal. Not yet Neither."
    ) in words(tab)
    assert told(tab, "writing")["length"] == 100
    assert labels(tab) == ["Hand in and see a model answer", "Skip for now"]


def test_half_an_emoji_loses_nothing_of_the_text(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, REASONS)

    fill_in(tab, Written.model_construct(text="Help \ud83d was\0 missing."))
    tab.run()

    assert not tab.exception
    assert draft(browser) == "Help ? was missing."
    assert told(tab, "writing")["saved"] == "Help ? was missing."


def test_what_is_being_written_is_kept_without_a_button(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, REASONS)

    write(tab, TEXT)

    assert draft(browser) == TEXT
    assert browser.attempt().answers == {}
    assert told(tab, "writing")["saved"] == TEXT


def test_the_newest_text_takes_the_place_of_the_one_before(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, REASONS)

    for text in (TEXT, f"{TEXT} So he refused.", ""):
        write(tab, text)

    assert draft(browser) == ""


@pytest.mark.parametrize("text", [TEXT, SPELL, " spaces \n and lines \n"])
def test_a_refresh_and_a_restart_show_the_text_again(
    browser: Browser, serve: Serve, text: str
) -> None:
    tab = write(begin(browser, serve, REASONS), text)
    restart()

    again = browser.open("quiz", attempt=browser.attempt().id)

    assert not tab.exception
    assert told(again, "writing")["text"] == text
    assert told(again, "writing")["saved"] == text


def test_a_text_put_off_is_still_there_when_the_learner_comes_back(
    browser: Browser, serve: Serve
) -> None:
    tab = write(begin(browser, serve, REASONS, ANOTHER), TEXT)

    press(tab, "Skip for now")

    assert tab.query_params["item"] == "2"
    assert told(at(browser, browser.attempt(), 1), "writing")["text"] == TEXT


def test_a_text_kept_can_be_handed_in_after_a_refresh(browser: Browser, serve: Serve) -> None:
    write(begin(browser, serve, REASONS), TEXT)

    send(at(browser, browser.attempt(), 1))

    assert browser.attempt().answers[0].response == Written(text=TEXT)


@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_is_handed_in_while_nothing_is_written(
    browser: Browser, serve: Serve, text: str
) -> None:
    tab = write(begin(browser, serve, REASONS), text)

    send(tab)

    assert warnings(tab) == ["Nothing is filled in yet. Fill it in, or skip the item for now."]
    assert browser.attempt().answers == {}


def test_the_model_answer_is_sent_only_after_the_text_is_handed_in(
    browser: Browser, serve: Serve
) -> None:
    tab = write(begin(browser, serve, REASONS), TEXT)
    before = everything_sent(tab)

    send(tab)

    assert REASONS.model_answer not in before
    assert REASONS.rationale not in before
    assert f"Your text {TEXT} A model answer {REASONS.model_answer}" in words(tab)
    assert REASONS.rationale in words(tab)


def test_a_text_handed_in_counts_nothing_until_it_is_marked(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, REASONS), right(REASONS))

    assert mark(browser.attempt()).points == 0
    assert mark(browser.attempt()).unmarked == 1
    assert not browser.attempt().is_finished
    assert "Not marked yet; it can earn 2 points." in words(tab)
    assert "✗" not in words(tab)


@pytest.mark.parametrize(
    ("level", "name", "points"), [(2, "In full", 2), (1, "In part", 1), (0, "Not yet", 0)]
)
def test_the_learner_marks_her_own_text(
    browser: Browser, serve: Serve, level: int, name: str, points: int
) -> None:
    tab = hand_in(begin(browser, serve, REASONS), right(REASONS))

    mark_own(tab, level)

    assert browser.attempt().record(0).level == level
    assert f"{points} of 2 points." in words(tab)
    assert f"{name} (your mark)" in words(tab)
    assert browser.attempt().is_finished


def test_without_a_level_nothing_is_marked(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, REASONS), right(REASONS))

    press(tab, "Keep this mark")

    assert warnings(tab) == ["No level is chosen yet."]
    assert browser.attempt().record(0).level is None


def test_a_refresh_before_the_mark_comes_back_to_it(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, REASONS), right(REASONS))
    restart()

    again = browser.open("quiz", **tab.query_params)

    assert html(again) == html(tab)
    assert labels(again) == labels(tab)


def test_a_text_not_yet_marked_keeps_the_quiz_open(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, REASONS), right(REASONS))

    press(tab, "To the end")

    assert "1 of 1 item is still open." in words(tab)
    assert "◐ Not marked yet" in words(tab)
    assert not browser.attempt().is_finished
    assert "aria-label='Item 1, answered'" in html(tab)


def unmarked_at_the_end(browser: Browser, serve: Serve) -> AppTest:
    """The result of an attempt that was finished with its text unmarked."""
    tab = hand_in(begin(browser, serve, REASONS), right(REASONS))
    press(tab, "To the end")
    return press(tab, "Finish without it")


def test_the_result_tells_of_a_text_that_waits_to_be_marked(browser: Browser, serve: Serve) -> None:
    tab = unmarked_at_the_end(browser, serve)

    assert "0 of 2 points" in words(tab)
    assert "1 text of yours waits to be marked, and counts 0 as yet." in words(tab)


def test_two_texts_that_wait_are_spoken_of_in_the_plural(browser: Browser, serve: Serve) -> None:
    second = extended_response(id="more-reasons", stem="What else do the reports say?")
    tab = begin(browser, serve, REASONS, second)
    for place in (1, 2):
        hand_in(at(browser, browser.attempt(), place), right(REASONS))
    services.store().attempts.finish(browser.learner, browser.attempt().id, now=clock.now())

    tab = browser.open("quiz", attempt=browser.attempt().id)

    assert "2 texts of yours wait to be marked, and count 0 as yet." in words(tab)


def test_a_text_can_be_marked_when_the_quiz_is_over(browser: Browser, serve: Serve) -> None:
    unmarked_at_the_end(browser, serve)
    tab = at(browser, browser.attempt(), 1)

    mark_own(tab, 2)
    press(tab, "To my result")

    assert "✓ Passed: 100 %" in words(tab)
    assert "waits to be marked" not in words(tab)


def test_a_text_left_in_a_finished_attempt_is_shown_again(browser: Browser, serve: Serve) -> None:
    write(begin(browser, serve, REASONS), TEXT)
    services.store().attempts.finish(browser.learner, browser.attempt().id, now=clock.now())

    tab = at(browser, browser.attempt(), 1)

    assert f"What you had written {TEXT}" in words(tab)
    assert REASONS.model_answer not in everything_sent(tab)


def test_an_item_left_without_a_text_speaks_of_none(browser: Browser, serve: Serve) -> None:
    begin(browser, serve, REASONS)
    services.store().attempts.finish(browser.learner, browser.attempt().id, now=clock.now())

    tab = at(browser, browser.attempt(), 1)

    assert "What you had written" not in words(tab)


@pytest.mark.parametrize("handed_in", [True, False])
def test_marks_in_a_text_are_shown_letter_by_letter(
    browser: Browser, serve: Serve, *, handed_in: bool
) -> None:
    tab = write(begin(browser, serve, REASONS), SPELL)
    if handed_in:
        send(tab)
    else:
        services.store().attempts.finish(browser.learner, browser.attempt().id, now=clock.now())
        tab = at(browser, browser.attempt(), 1)

    assert (
        "<p class='written'>&lt;script&gt;alert(1)&lt;/script&gt; **b** $x$ &amp; \n\n"
        "&lt;b&gt;two&lt;/b&gt;</p>"
    ) in html(tab)


def test_marks_in_rubric_and_model_answer_are_shown_letter_by_letter(
    browser: Browser, serve: Serve
) -> None:
    spell = "<b>bold</b> & <i>thin</i>"
    rubric = {"full": f"f {spell}", "part": f"p {spell}", "none": f"n {spell}"}
    item = extended_response(rubric=rubric, model_answer=f"m {spell}")

    tab = begin(browser, serve, item)
    before = html(tab)
    hand_in(tab, right(item))

    shown = "&lt;b&gt;bold&lt;/b&gt; &amp; &lt;i&gt;thin&lt;/i&gt;"
    assert [f"{name} {shown}" in before for name in "fpnm"] == [True, True, True, False]
    mark_own(tab, 2)
    assert all(f"{name} {shown}" in html(tab) for name in "fpnm")
    assert "<b>bold" not in before + html(tab)


def test_nobody_sees_the_text_of_another_learner(browser: Browser, serve: Serve) -> None:
    write(begin(browser, serve, REASONS), TEXT)
    attempt = browser.attempt()
    browser.cookie = ARAM

    tab = at(browser, attempt, 1)

    assert TEXT not in everything_sent(tab)


def in_two_tabs(browser: Browser, serve: Serve) -> tuple[AppTest, AppTest]:
    """A tab that has sent "Short.", and another that has kept a longer text since."""
    first = write(begin(browser, serve, REASONS, ANOTHER), "Short.")
    second = write(at(browser, browser.attempt(), 1), LONGER)
    return first, second


def test_a_tab_left_behind_does_not_overwrite_what_another_has_kept_since(
    browser: Browser, serve: Serve
) -> None:
    first, _ = in_two_tabs(browser, serve)

    first.run()

    assert draft(browser) == LONGER
    assert told(first, "writing")["text"] == LONGER
    assert told(first, "writing")["saved"] == LONGER


def test_a_tab_that_has_written_nothing_shows_what_another_has_kept_since(
    browser: Browser, serve: Serve
) -> None:
    first = begin(browser, serve, REASONS, ANOTHER)
    write(at(browser, browser.attempt(), 1), LONGER)

    first.run()

    assert draft(browser) == LONGER
    assert told(first, "writing")["text"] == LONGER


def test_the_text_of_another_tab_is_the_one_that_is_handed_in(
    browser: Browser, serve: Serve
) -> None:
    first, _ = in_two_tabs(browser, serve)

    first.run()
    send(first)

    assert browser.attempt().answers[0].response == Written(text=LONGER)


def test_what_is_newly_written_in_a_tab_left_behind_is_kept(browser: Browser, serve: Serve) -> None:
    first, _ = in_two_tabs(browser, serve)

    write(first, "Short, but new.")

    assert draft(browser) == "Short, but new."
    assert told(first, "writing")["text"] == "Short, but new."


def test_writing_goes_on_from_the_text_of_another_tab(browser: Browser, serve: Serve) -> None:
    first, second = in_two_tabs(browser, serve)
    first.run()

    write(first, f"{LONGER} So he refused.")
    second.run()

    assert draft(browser) == f"{LONGER} So he refused."
    assert told(second, "writing")["text"] == f"{LONGER} So he refused."


def test_a_text_that_the_field_sends_once_more_overwrites_nothing(
    browser: Browser, serve: Serve
) -> None:
    """The field sends its text again as long as it has not heard that it was kept."""
    first, _ = in_two_tabs(browser, serve)

    write(first, "Short.")

    assert draft(browser) == LONGER
    assert told(first, "writing")["text"] == LONGER


def test_a_tab_left_behind_shows_the_text_that_another_handed_in(
    browser: Browser, serve: Serve
) -> None:
    first = begin(browser, serve, REASONS, ANOTHER)
    second = at(browser, browser.attempt(), 1)
    hand_in(first, Written(text=TEXT))

    write(second, "Something else")

    assert browser.attempt().answers[0].response == Written(text=TEXT)
    assert f"Your text {TEXT}" in words(second)
    assert not [label for label in labels(second) if label in SENDING]
