"""Test mode: each change is saved, all can be changed, and nothing is explained until hand-in."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Attempt, Matches, Response, Typed, Written
from sourcebook.model.items import Item
from tests.builders import (
    every_kind,
    matching,
    multiple_choice,
    numeric,
    option_id,
    prompt_id,
    short_answer,
    single_choice,
    true_false,
)

from .conftest import (
    ARAM,
    Browser,
    Serve,
    button,
    everything_sent,
    fill_in,
    html,
    labels,
    press,
    restart,
    right,
    wrong,
)
from .tiny_course import at, begin_test, choose, chosen, response, review, ticked, words

REFUSER = single_choice(rationale="He said so in Yerevan.")
PROVED = single_choice(citations=["s1.p2", "s1.p1"], proof=["s1.p2"])
DAY = numeric()
SPEAKER = short_answer()
SPEAKERS = matching(
    pairs=[
        {"prompt": "Pashinyan", "target": "Armenia"},
        {"prompt": "Lukashenko", "target": "Belarus"},
        {"prompt": "Putin", "target": "Russia"},
    ]
)
ONE_MATCHED = Matches(targets={prompt_id(SPEAKERS, "Pashinyan"): option_id(SPEAKERS, "Armenia")})


def flag(tab: AppTest) -> AppTest:
    """The tab after the item on the screen was flagged, or its flag was taken away."""
    box = next(each for each in tab.checkbox if str(each.key).endswith("-flag"))
    return box.set_value(not box.value).run()


def test_the_beginning_says_that_nothing_is_explained_before_the_hand_in(
    browser: Browser, serve: Serve
) -> None:
    begin_test(browser, serve, REFUSER, DAY)
    browser.cookie = ARAM

    tab = browser.open("quiz", quiz="yerevan-quiz")

    assert "You can change it until you hand in the whole quiz; only then you see" in words(tab)


@pytest.mark.parametrize("item", every_kind(), ids=lambda item: item.type)
def test_an_answer_of_every_kind_is_saved_without_a_button_and_shown_again(
    browser: Browser, serve: Serve, item: Item
) -> None:
    tab = begin_test(browser, serve, item, numeric(id="another"))

    fill_in(tab, wrong(item))
    tab.run()
    restart()

    assert response(browser) == wrong(item)
    assert "✓ Saved at" in words(tab)
    again = at(browser, browser.attempt(), 1)
    again.run()
    assert response(browser) == wrong(item)
    assert "✓ Saved at" in words(again)


@pytest.mark.parametrize("item", every_kind(), ids=lambda item: item.type)
def test_an_answer_of_every_kind_can_be_changed_after_a_refresh(
    browser: Browser, serve: Serve, item: Item
) -> None:
    fill_in(tab := begin_test(browser, serve, item, numeric(id="another")), wrong(item))
    tab.run()

    again = at(browser, browser.attempt(), 1)
    fill_in(again, right(item))
    again.run()

    assert response(browser) == right(item)
    assert len(browser.attempt().record(0).answers) == 1


def test_the_line_of_items_counts_an_answer_in_the_run_that_saved_it(
    browser: Browser, serve: Serve
) -> None:
    tab = choose(begin_test(browser, serve, REFUSER, DAY), "Putin")

    assert "1 of 2 answered" in words(tab)
    assert "aria-label='Item 1, answered'" in html(tab)


def test_an_answer_can_be_changed_again_and_again(browser: Browser, serve: Serve) -> None:
    tab = begin_test(browser, serve, REFUSER, DAY)

    for text in ("Putin", "Lukashenko", "Putin", "Pashinyan"):
        choose(tab, text)
        assert response(browser) == chosen(REFUSER, text)


def test_looking_at_an_item_writes_nothing(browser: Browser, serve: Serve) -> None:
    tab = begin_test(browser, serve, *every_kind())
    before = browser.attempt()

    for _ in every_kind()[1:]:
        press(tab, "Next item")

    assert browser.attempt() == before
    assert "Not answered yet." in words(tab)


@pytest.mark.parametrize(
    ("item", "given", "clear"),
    [
        (
            multiple_choice(),
            ticked(multiple_choice(), "Armenia"),
            lambda tab: next(box for box in tab.checkbox if box.label == "Armenia").uncheck(),
        ),
        (DAY, Typed(text="23"), lambda tab: tab.text_input[0].set_value("")),
        (SPEAKER, Typed(text="Putin"), lambda tab: tab.text_input[0].set_value(" ")),
        (every_kind()[-1], Written(text="One."), lambda tab: fill_in(tab, Written(text=""))),
    ],
    ids=["ticks", "number", "word", "text"],
)
def test_an_answer_can_be_taken_back(
    browser: Browser,
    serve: Serve,
    item: Item,
    given: Response,
    clear: Callable[[AppTest], object],
) -> None:
    tab = begin_test(browser, serve, item, true_false(id="other"))
    fill_in(tab, given)
    tab.run()

    clear(tab)
    tab.run()

    assert browser.attempt().answers == {}
    assert "Not answered yet." in words(tab)
    assert "0 of 2 answered" in words(tab)
    assert "1. What do the reports say about the summit? ○ Not answered" in words(review(browser))


def test_until_the_hand_in_nothing_tells_what_is_right(browser: Browser, serve: Serve) -> None:
    tab = begin_test(browser, serve, REFUSER, DAY)

    choose(tab, "Pashinyan")
    sent = everything_sent(tab) + everything_sent(at(browser, browser.attempt(), 1))
    sent += everything_sent(review(browser)) + everything_sent(browser.open("scores"))

    assert "He said so in Yerevan." not in sent
    assert "✓ Right" not in sent
    assert "(right" not in sent
    assert "item right" not in sent


def test_a_flag_is_saved_shown_and_taken_away(browser: Browser, serve: Serve) -> None:
    tab = begin_test(browser, serve, REFUSER, DAY)

    flag(tab)
    flagged, shown = browser.attempt().record(0).flagged, html(tab)
    flag(tab)

    assert flagged
    assert "aria-label='Item 1, open, flagged'" in shown
    assert not browser.attempt().record(0).flagged
    assert "flagged" not in html(tab)


def test_a_flag_is_still_there_after_a_refresh(browser: Browser, serve: Serve) -> None:
    flag(begin_test(browser, serve, REFUSER, DAY))

    tab = at(browser, browser.attempt(), 1)

    assert [box.value for box in tab.checkbox] == [True]
    assert browser.attempt().record(0).flagged


def test_the_way_through_a_test_leads_on_back_and_to_the_review(
    browser: Browser, serve: Serve
) -> None:
    tab = begin_test(browser, serve, REFUSER, DAY)
    ways, places = [labels(tab)], []

    for label in ("Next item", "Item before", "Review and hand in"):
        press(tab, label)
        places.append(tab.query_params["item"])
    ways.append(labels(at(browser, browser.attempt(), 2)))

    assert places == ["2", "1", "end"]
    assert ways == [["Next item", "Review and hand in"], ["Item before", "Review and hand in"]]


def test_the_review_tells_of_each_item_what_it_lacks(browser: Browser, serve: Serve) -> None:
    proved = PROVED.model_copy(update={"id": "proved"})
    tab = begin_test(browser, serve, REFUSER, proved, DAY)
    flag(tab)
    choose(tab, "Putin")
    browser.answer(browser.attempt(), 1, right(proved))

    screen = review(browser)

    assert "2 items not complete, 1 flagged." in words(screen)
    assert (
        "Item State Flag 1. What do the reports say about the summit? ✓ Answered ⚑ Flagged "
        "2. What do the reports say about the summit? ◐ Proof not chosen "
        "3. What do the reports say about the summit? ○ Not answered"
    ) in words(screen)
    assert labels(screen) == ["Go to the first of them", "Hand in with 2 items not complete"]


@pytest.mark.parametrize(
    ("item", "given", "lacks"),
    [
        (SPEAKERS, ONE_MATCHED, "◐ Saved, but not complete. 2 of 3 rows are still open: 2 and 3."),
        (DAY, Typed(text="a Wednesday"), "◐ Saved, but not complete. Type one number, such as 12."),
    ],
    ids=["rows", "number"],
)
def test_an_answer_not_complete_is_saved_and_says_what_it_lacks(
    browser: Browser, serve: Serve, item: Item, given: Response, lacks: str
) -> None:
    tab = begin_test(browser, serve, item, true_false(id="other"))
    fill_in(tab, given)
    tab.run()

    screen = review(browser)

    assert response(browser) == given
    assert lacks in words(tab)
    assert "1. What do the reports say about the summit? ◐ Not complete" in words(screen)
    assert "2 items not complete, 0 flagged." in words(screen)
    assert press(screen, "Go to the first of them").query_params["item"] == "1"


def test_an_answer_completed_says_so_again(browser: Browser, serve: Serve) -> None:
    tab = begin_test(browser, serve, SPEAKERS)
    fill_in(tab, ONE_MATCHED)
    tab.run()

    fill_in(tab, right(SPEAKERS))
    tab.run()

    assert "✓ Saved at" in words(tab)
    assert "All items are complete." in words(review(browser))


def test_an_answer_not_complete_counts_as_far_as_it_goes(browser: Browser, serve: Serve) -> None:
    tab = begin_test(browser, serve, SPEAKERS)
    fill_in(tab, ONE_MATCHED)
    tab.run()

    tab = press(review(browser), "Hand in with 1 item not complete")

    assert browser.attempt().answers[0].score == Fraction(1, 3)
    assert "Not passed yet: 33 % 0.3 of 1 point." in words(tab)
    assert "unanswered" not in words(tab)


def test_the_review_leads_to_each_item_and_to_the_first_that_is_open(
    browser: Browser, serve: Serve
) -> None:
    choose(begin_test(browser, serve, REFUSER, DAY), "Putin")
    tab = review(browser)

    links = html(tab).partition("<table")[2]
    press(tab, "Go to the first of them")

    address = f"/quiz?quiz=yerevan-quiz&amp;attempt={browser.attempt().id}"
    assert f"href='{address}&amp;item=1'" in links
    assert f"href='{address}&amp;item=2'" in links
    assert tab.query_params["item"] == "2"


def test_with_all_items_complete_the_review_only_offers_to_hand_in(
    browser: Browser, serve: Serve
) -> None:
    choose(begin_test(browser, serve, REFUSER), "Putin")

    tab = review(browser)

    assert labels(tab) == ["Hand in"]
    assert not browser.attempt().is_finished


def test_the_last_answer_does_not_hand_in_by_itself(browser: Browser, serve: Serve) -> None:
    tab = choose(begin_test(browser, serve, REFUSER), "Pashinyan")

    assert not browser.attempt().is_finished
    assert "He said so in Yerevan." not in everything_sent(tab)


def handed_in(browser: Browser, serve: Serve, *items: Item) -> Attempt:
    """A test handed in, its first item answered rightly and its others not at all."""
    fill_in(tab := begin_test(browser, serve, *items), right(items[0]))
    tab.run()
    press(review(browser), "Hand in")
    return browser.attempt()


def test_handing_in_shows_the_result_and_then_every_explanation(
    browser: Browser, serve: Serve
) -> None:
    attempt = handed_in(browser, serve, REFUSER, DAY)

    result, item = review(browser), at(browser, attempt, 1)
    assert "Not passed yet: 50 % 1 of 2 points" in words(result)
    assert "1 item was left unanswered." in words(result)
    assert "✓ Right" in words(item)
    assert "He said so in Yerevan." in words(item)
    assert "Review and hand in" not in labels(item)


def test_a_test_handed_in_counts_among_the_scores_and_not_before(
    browser: Browser, serve: Serve
) -> None:
    choose(begin_test(browser, serve, REFUSER), "Pashinyan")
    before = words(browser.open("scores"))
    press(review(browser), "Hand in")

    after = words(browser.open("scores"))

    assert "is not finished: 1 of 1 item answered." in before
    assert "1 right" not in before
    assert "100 %, ✓ passed" in after
    assert "1 of 1 right" in after


def test_a_tab_left_behind_changes_nothing_once_the_test_is_handed_in(
    browser: Browser, serve: Serve
) -> None:
    tab = choose(begin_test(browser, serve, REFUSER), "Pashinyan")
    press(review(browser), "Hand in")

    choose(tab, "Putin")

    assert response(browser) == chosen(REFUSER, "Pashinyan")
    assert "✓ Right" in words(tab)
    assert not tab.exception


def test_the_last_item_leads_to_the_review_first_of_all(browser: Browser, serve: Serve) -> None:
    begin_test(browser, serve, REFUSER, DAY)

    tab = at(browser, browser.attempt(), 2)

    assert button(tab, "Review and hand in").proto.type == "primary"
