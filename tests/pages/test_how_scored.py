"""How was this scored? The rule of each kind and the sum with the learner's own numbers."""

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Choices, Confidence, Matches, Ordered, Response, Typed
from sourcebook.model.items import Item
from tests.builders import (
    evidence,
    extended_response,
    matching,
    multiple_choice,
    numeric,
    option_id,
    ordering,
    prompt_id,
    short_answer,
    single_choice,
    true_false,
    verdict,
)

from .conftest import Browser, Serve, hand_in, html, mark_own, press, prove, right, wrong
from .tiny_course import begin, chosen, ticked, words

NET = "Right ticks less wrong ticks, divided by the number of right "
CHOICE = "The right option earns 1, another what its author set for it, mostly 0."
HALF = single_choice(distractors=[{"text": "Putin", "score": "1/2"}, "Lukashenko"])
MEMBERS, STEPS, SPEAKERS, PASSAGES = multiple_choice(), ordering(), matching(), evidence()
EXACT, COVERAGE = multiple_choice(scoring="exact"), multiple_choice(scoring="coverage")


def explained(tab: AppTest) -> list[str]:
    """The lines behind the summary, without its marks."""
    folded = html(tab).partition("How was this scored?</span></summary><ul>")[2]
    lines = folded.partition("</ul>")[0]
    return lines.removeprefix("<li>").removesuffix("</li>").split("</li><li>")


def order(*numbers: int) -> Ordered:
    """The steps in another order, each by its number in the right one."""
    texts = [STEPS.sequence[number - 1] for number in numbers]
    return Ordered(options=tuple(option_id(STEPS, text) for text in texts))


def pairing(*targets: str) -> Matches:
    """The two speakers, each with one of these countries."""
    rows = zip(SPEAKERS.pairs, targets, strict=True)
    return Matches(
        targets={prompt_id(SPEAKERS, row.prompt): option_id(SPEAKERS, to) for row, to in rows}
    )


@pytest.mark.parametrize(
    ("item", "given", "lines"),
    [
        (
            HALF,
            chosen(HALF, "Putin"),
            [
                CHOICE,
                "Your answer: 0.5.",
                "A blind guess would earn 0.5 on average.",
                "0.5 × 1 point = 0.5.",
            ],
        ),
        (
            single_choice(points=3),
            chosen(HALF, "Pashinyan"),
            [
                CHOICE,
                "Your answer: 1.",
                "A blind guess would earn 1/3 on average.",
                "1 × 3 points = 3.",
            ],
        ),
        (
            true_false(),
            wrong(true_false()),
            [
                "Right earns 1, wrong earns 0.",
                "Your answer: 0.",
                "A blind guess would earn 0.5 on average.",
                "0 × 1 point = 0.",
            ],
        ),
        (
            verdict(),
            right(verdict()),
            [
                "The right finding earns 1, another 0.",
                "Your answer: 1.",
                "A blind guess would earn 1/3 on average.",
                "1 × 1 point = 1.",
            ],
        ),
        (
            numeric(),
            Typed(text="24"),
            [
                "An accepted number earns 1, another what its author set for it, mostly 0.",
                "Your answer: 0.",
                "0 × 1 point = 0.",
            ],
        ),
        (
            short_answer(),
            Typed(text="PASHINYAN"),
            [
                "An accepted spelling earns 1; capitals, accents and spaces do not matter.",
                "Your answer: 1.",
                "1 × 1 point = 1.",
            ],
        ),
        (
            SPEAKERS,
            pairing("Armenia", "Kazakhstan"),
            [
                "The score is the share of rows that are right.",
                "Your answer: 1 ÷ 2 rows = 0.5.",
                "A blind guess would earn 1/3 on average.",
                "0.5 × 1 point = 0.5.",
            ],
        ),
        (
            STEPS,
            order(2, 1, 3, 4),
            [
                "The score is 2 × the share of pairs in the right order − 1, never below 0.",
                "Your answer: 2 × 5/6 pairs − 1 = 2/3.",
                "A blind guess would earn 7/36 on average.",
                "2/3 × 1 point = 0.6, rounded down.",
            ],
        ),
        (
            MEMBERS,
            ticked(MEMBERS, "Armenia", "Belarus", "Georgia"),
            [
                f"{NET}options; never below 0.",
                "Your answer: (2 right − 1 wrong) ÷ 2 = 0.5.",
                "A blind guess would earn 3/16 on average.",
                "0.5 × 1 point = 0.5.",
            ],
        ),
        (
            EXACT,
            ticked(EXACT, "Armenia"),
            [
                "All right options and no other earn 1, anything else 0.",
                "Your answer: 1 of 2 right, 0 wrong: 0.",
                "A blind guess would earn 1/16 on average.",
                "0 × 1 point = 0.",
            ],
        ),
        (
            COVERAGE,
            ticked(COVERAGE, "Armenia", "Georgia"),
            [
                "The score is the share of right options that you ticked.",
                "Your answer: 1 ÷ 2 = 0.5.",
                "A blind guess would earn 0.5 on average.",
                "0.5 × 1 point = 0.5.",
            ],
        ),
        (
            PASSAGES,
            Choices(options=frozenset({"s1.p2"})),
            [
                f"{NET}passages; never below 0.",
                "Your answer: (1 right − 0 wrong) ÷ 2 = 0.5.",
                "A blind guess would earn 5/16 on average.",
                "0.5 × 1 point = 0.5.",
            ],
        ),
    ],
    ids=lambda each: getattr(each, "type", None),
)
def test_the_rule_and_the_sum_of_each_kind(
    browser: Browser, serve: Serve, item: Item, given: Response, lines: list[str]
) -> None:
    tab = hand_in(begin(browser, serve, item), given)

    assert explained(tab) == lines


@pytest.mark.parametrize(
    ("item", "given", "line"),
    [
        (
            MEMBERS,
            ticked(MEMBERS, "Armenia", "Azerbaijan", "Georgia"),
            "Your answer: (1 right − 2 wrong) ÷ 2 is below 0 and counts 0.",
        ),
        (
            PASSAGES,
            Choices(options=frozenset({"s1.p1"})),
            "Your answer: (0 right − 1 wrong) ÷ 2 is below 0 and counts 0.",
        ),
        (STEPS, order(4, 3, 2, 1), "Your answer: 2 × 0/6 pairs − 1 is below 0 and counts 0."),
        (STEPS, order(2, 3, 4, 1), "Your answer: 2 × 3/6 pairs − 1 = 0."),
    ],
)
def test_a_sum_below_nothing_says_that_it_counts_nothing(
    browser: Browser, serve: Serve, item: Item, given: Response, line: str
) -> None:
    tab = hand_in(begin(browser, serve, item), given)

    assert line in explained(tab)


@pytest.mark.parametrize(
    ("level", "says", "total"),
    [
        (2, "“In full” = 1.", "1 × 2 points = 2."),
        (1, "“In part” = 0.5.", "0.5 × 2 points = 1."),
        (0, "“Not yet” = 0.", "0 × 2 points = 0."),
    ],
)
def test_a_text_is_scored_as_its_learner_marked_it(
    browser: Browser, serve: Serve, level: int, says: str, total: str
) -> None:
    item = extended_response(points=2)
    tab = hand_in(begin(browser, serve, item), right(item))
    before = words(tab)

    mark_own(tab, level)

    rule = "You mark your own text by the rubric: nothing, half or all."
    assert "Not marked yet; it can earn 2 points." in before
    assert "How was this scored?" not in before
    assert explained(tab) == [rule, says, total]


def test_one_try_of_several_needs_no_number(browser: Browser, serve: Serve) -> None:
    item = single_choice(tries=["1", "1/2"])

    tab = hand_in(begin(browser, serve, item), right(item))

    assert "Your answer: 1." in explained(tab)
    assert "The best try counts." not in explained(tab)


def test_each_try_has_its_sum_and_the_best_counts(browser: Browser, serve: Serve) -> None:
    item = multiple_choice(tries=["1", "1/2", "0"])
    tab = begin(browser, serve, item)

    for texts in (["Armenia", "Georgia"], ["Armenia"], ["Armenia", "Belarus"]):
        hand_in(tab, ticked(item, *texts))

    assert explained(tab) == [
        f"{NET}options; never below 0.",
        "Try 1 earned (1 right − 1 wrong) ÷ 2 = 0, and is worth 1: 0 × 1 = 0.",
        "Try 2 earned (1 right − 0 wrong) ÷ 2 = 0.5, and is worth 0.5: 0.5 × 0.5 = 0.25.",
        "Try 3 earned (2 right − 0 wrong) ÷ 2 = 1, and is worth 0: 1 × 0 = 0.",
        "The best try counts.",
        "A blind guess would earn 3/16 on average.",
        "0.25 × 1 point = 0.2, rounded down.",
    ]


@pytest.mark.parametrize(
    ("passage", "says", "total"),
    [
        ("s1.p2", "The passage you chose proves it: the whole score counts.", "1 × 2 points = 2."),
        (
            "s2.p1",
            "The passage you chose does not prove it: half of the score counts, 1 ÷ 2 = 0.5.",
            "0.5 × 2 points = 1.",
        ),
    ],
)
def test_the_proof_has_its_line(
    browser: Browser, serve: Serve, passage: str, says: str, total: str
) -> None:
    item = single_choice(citations=["s1.p2"], proof=["s1.p2"])
    tab = hand_in(begin(browser, serve, item), right(item))

    prove(tab, passage)

    assert explained(tab) == [
        CHOICE,
        "Your answer: 1.",
        says,
        "A blind guess would earn 1/3 on average.",
        total,
    ]


@pytest.mark.parametrize(
    ("opened", "line"), [(1, "You opened 1 hint."), (2, "You opened 2 hints.")]
)
def test_hints_have_a_line_that_says_what_they_cost(
    browser: Browser, serve: Serve, opened: int, line: str
) -> None:
    item = single_choice(hints=["One.", "Two."])
    tab = begin(browser, serve, item)
    for _ in range(opened):
        press(tab, "Show a hint")

    hand_in(tab, right(item))

    assert f"{line} Hints cost nothing." in explained(tab)


def test_without_hints_there_is_no_line_on_them(browser: Browser, serve: Serve) -> None:
    item = single_choice(hints=["One."])

    tab = hand_in(begin(browser, serve, item), right(item))

    assert "hint" not in words(tab)


@pytest.mark.parametrize(
    ("confidence", "line"),
    [
        ("guessing", "You were guessing. How sure you are never changes a score."),
        ("certain", "You were certain. How sure you are never changes a score."),
    ],
)
def test_confidence_has_a_line_that_says_that_it_does_not_count(
    browser: Browser, serve: Serve, confidence: Confidence, line: str
) -> None:
    item = single_choice()

    tab = hand_in(begin(browser, serve, item, confidence=True), right(item), confidence)

    assert line in explained(tab)
    assert "1 × 1 point = 1." in explained(tab)


@pytest.mark.parametrize(
    ("points", "shown"), [("1/2", "0.5 of 0.5 point."), (1, "1 of 1 point."), (2, "2 of 2 points.")]
)
def test_points_stand_above_the_explanation(
    browser: Browser, serve: Serve, points: object, shown: str
) -> None:
    item = single_choice(points=points)

    tab = hand_in(begin(browser, serve, item), right(item))

    assert f"{shown} How was this scored?" in words(tab)
