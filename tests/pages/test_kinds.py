"""The item kinds as they are asked and explained: a right answer, one partly right, a wrong one."""

from fractions import Fraction

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Choices, Matches, Ordered, Response, Typed
from sourcebook.model.items import Item, Matching
from tests.builders import (
    every_kind,
    evidence,
    matching,
    multiple_choice,
    numeric,
    option_id,
    ordering,
    prompt_id,
    short_answer,
)

from .conftest import (
    SENDING,
    Browser,
    Serve,
    component_key,
    everything_sent,
    hand_in,
    html,
    labels,
    right,
    send,
)
from .tiny_course import begin, ticked, warnings, words

SPEAKER = short_answer(
    distractors=[{"text": "Nikol", "score": "1/2", "feedback": "Give the family name."}]
)
STEPS = ordering(feedback="Nobody reports before it happens.")
PASSAGES = evidence(distractors=[{"passage": "s1.p1", "feedback": "It only counts the members."}])
LONG = "The report that was translated from Polish"


def order(*numbers: int) -> Ordered:
    """The steps of the summit in another order, each by its number in the right one."""
    texts = [STEPS.sequence[number - 1] for number in numbers]
    return Ordered(options=tuple(option_id(STEPS, text) for text in texts))


def pairing(item: Matching, *targets: str) -> Matches:
    """The prompts of an item, in their order, each with one of these targets."""
    rows = zip(item.pairs, targets, strict=True)
    return Matches(targets={prompt_id(item, pair.prompt): option_id(item, to) for pair, to in rows})


def score(browser: Browser) -> Fraction:
    """The score of the first item on record."""
    return browser.attempt().answers[0].score


@pytest.mark.parametrize("item", every_kind(), ids=lambda item: item.type)
def test_every_kind_is_asked_with_its_question_and_a_button(
    browser: Browser, serve: Serve, item: Item
) -> None:
    tab = begin(browser, serve, item, numeric(id="another"))

    assert not tab.exception
    assert item.stem in words(tab)
    assert [label for label in labels(tab) if label in SENDING] != []
    assert item.rationale not in everything_sent(tab)


@pytest.mark.parametrize(
    ("item", "given", "headline", "earned"),
    [
        (SPEAKER, Typed(text=" pashinyán"), "✓ Right", Fraction(1)),
        (SPEAKER, Typed(text="nikol"), "◐ Partly right", Fraction(1, 2)),
        (SPEAKER, Typed(text="Putin"), "✗ Not right", Fraction(0)),
        (STEPS, order(1, 2, 3, 4), "✓ Right", Fraction(1)),
        (STEPS, order(2, 1, 3, 4), "◐ Partly right", Fraction(2, 3)),
        (STEPS, order(3, 4, 1, 2), "✗ Not right", Fraction(0)),
        (PASSAGES, Choices(options=frozenset({"s1.p2", "s2.p1"})), "✓ Right", Fraction(1)),
        (PASSAGES, Choices(options=frozenset({"s2.p1"})), "◐ Partly right", Fraction(1, 2)),
        (
            PASSAGES,
            Choices(options=frozenset({"s1.p1", "s1.p2"})),
            "◐ 1 right, 1 wrong",
            Fraction(0),
        ),
        (matching(), pairing(matching(), "Armenia", "Belarus"), "✓ Right", Fraction(1)),
        (matching(), pairing(matching(), "Armenia", "Armenia"), "◐ Partly", Fraction(1, 2)),
        (matching(), pairing(matching(), "Kazakhstan", "Armenia"), "✗ Not right", Fraction(0)),
    ],
)
def test_the_verdict_and_the_score_of_an_answer(
    browser: Browser, serve: Serve, item: Item, given: Response, headline: str, earned: Fraction
) -> None:
    tab = begin(browser, serve, item)

    hand_in(tab, given)

    assert browser.attempt().answers[0].response == given
    assert score(browser) == earned
    assert f"<p class='verdict'>{headline}" in html(tab)
    assert item.rationale in words(tab)


@pytest.mark.parametrize(
    ("item", "given", "remark"),
    [
        (SPEAKER, Typed(text="NIKOL"), "Give the family name."),
        (STEPS, order(1, 2, 4, 3), "Nobody reports before it happens."),
        (PASSAGES, Choices(options=frozenset({"s1.p1"})), "It only counts the members."),
    ],
)
def test_what_the_author_says_to_a_wrong_answer_is_not_said_to_a_right_one(
    browser: Browser, serve: Serve, item: Item, given: Response, remark: str
) -> None:
    wrongly = hand_in(begin(browser, serve, item), given)
    rightly = hand_in(begin(browser, serve, item), right(item))

    assert remark in words(wrongly)
    assert remark not in everything_sent(rightly)


def test_what_was_typed_stands_beside_the_key(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, SPEAKER), Typed(text="Putin"))

    assert "You typed Putin. Key: Pashinyan" in words(tab)


def test_what_was_typed_is_shown_letter_by_letter(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, SPEAKER), Typed(text="<b>Putin</b> & $x$"))

    assert "<li>You typed &lt;b&gt;Putin&lt;/b&gt; &amp; $x$.</li>" in html(tab)


def test_each_text_of_an_order_tells_where_it_was_put(browser: Browser, serve: Serve) -> None:
    tab = hand_in(begin(browser, serve, STEPS), order(2, 1, 3, 4))

    assert (
        "The right order They arrive ✗ you put it at 2 They meet ✗ you put it at 1 "
        "One refuses to sign ✓ where you put it Munich reports ✓ where you put it"
    ) in words(tab)


def test_an_order_that_nobody_touched_is_no_answer(browser: Browser, serve: Serve) -> None:
    tab = send(begin(browser, serve, STEPS))

    assert warnings(tab) == ["Nothing is filled in yet. Fill it in, or skip the item for now."]
    assert browser.attempt().answers == {}


@pytest.mark.parametrize("sent", [["They arrive"] * 4, ["x", "y", "z", "w"], "order", None])
def test_an_order_of_other_texts_is_no_answer(browser: Browser, serve: Serve, sent: object) -> None:
    tab = begin(browser, serve, STEPS)
    tab.session_state[component_key(tab, "ordering")] = {"order": sent}

    send(tab)

    assert warnings(tab) == ["Nothing is filled in yet. Fill it in, or skip the item for now."]
    assert browser.attempt().answers == {}


def test_passages_are_offered_in_their_sources_with_what_is_quoted(
    browser: Browser, serve: Serve
) -> None:
    tab = begin(browser, serve, PASSAGES)

    assert [box.label for box in tab.checkbox] == [
        "● **Munich report, paragraph 1.** The six members of the alliance met in Yerevan on "
        r"23 November 2022\.",
        '● **Munich report, paragraph 2.** Pashinyan called the missing help "depressing" and '
        r"left the declaration unsigned\.",
        r"▲ **Polish report, paragraph 1.** The declaration was left unsigned\.",
    ]
    assert "“depressing” Nikol Pashinyan" in words(tab)


def test_what_stands_round_a_passage_can_be_unfolded(browser: Browser, serve: Serve) -> None:
    item = evidence(keys=["s1.p2"], distractors=["s2.p1"], citations=["s1.p2"])

    tab = begin(browser, serve, item)

    around = words(tab).partition("What stands before and after them")[2]
    assert "Munich report, paragraph 1. The six members of the alliance met" in around


def test_ticked_passages_go_by_their_names_beside_the_key(browser: Browser, serve: Serve) -> None:
    given = Choices(options=frozenset({"s1.p1", "s1.p2"}))

    tab = hand_in(begin(browser, serve, PASSAGES), given)

    assert (
        "✗ Munich report, paragraph 1 (your answer) "
        "✓ Munich report, paragraph 2 (right, your answer) "
        "✓ Polish report, paragraph 1 (right)"
    ) in words(tab)


def targets_shown(tab: AppTest) -> list[str]:
    """What the first row of a matching item offers."""
    return list(tab.selectbox[0].options)


def test_a_few_short_targets_stand_in_each_row(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, matching())

    assert [row.label for row in tab.selectbox] == [r"1\. Pashinyan", r"2\. Lukashenko"]
    assert sorted(targets_shown(tab)) == ["Armenia", "Belarus", "Kazakhstan"]
    assert "class='lettered'" not in html(tab)


def test_long_targets_stand_in_a_list_under_letters_too(browser: Browser, serve: Serve) -> None:
    tab = begin(browser, serve, matching(extra_targets=[LONG]))

    shown = html(tab).partition("<ol class='lettered'>")[2].partition("</ol>")[0]
    listed = shown[4:-5].split("</li><li>")
    assert sorted(listed) == sorted(["Armenia", "Belarus", LONG])
    assert targets_shown(tab) == [
        f"{letter}. {text}" for letter, text in zip("ABC", listed, strict=True)
    ]


def test_a_letter_chosen_is_shown_as_its_text_beside_the_key(
    browser: Browser, serve: Serve
) -> None:
    item = matching(extra_targets=[LONG])

    tab = hand_in(begin(browser, serve, item), pairing(item, "Armenia", LONG))

    assert score(browser) == Fraction(1, 2)
    assert "✓ Pashinyan → Armenia (right, your answer)" in words(tab)
    assert f"✗ Lukashenko → Belarus (your answer: {LONG})" in words(tab)


def test_rows_left_open_are_named_before_a_matching_item_is_taken(
    browser: Browser, serve: Serve
) -> None:
    tab = begin(browser, serve, matching())
    tab.selectbox[0].set_value(option_id(matching(), "Armenia"))

    send(tab)

    assert warnings(tab) == ["1 of 2 rows is still open: 2."]
    assert browser.attempt().answers == {}


def test_right_ticks_less_wrong_ones(browser: Browser, serve: Serve) -> None:
    item = multiple_choice()

    tab = hand_in(begin(browser, serve, item), ticked(item, "Armenia", "Belarus", "Georgia"))

    assert score(browser) == Fraction(1, 2)
    assert "◐ Partly right" in words(tab)
