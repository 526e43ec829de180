"""What responses earn: worked by hand for every item kind, then as laws that always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Choice, Choices, Matches, Response, Typed
from sourcebook.model.quizzes import FINDINGS, Item, MultipleChoice
from sourcebook.scoring import has_passed, is_blank, key_ids, mark, score
from tests.builders import (
    answer,
    attempt,
    every_kind,
    matching,
    multiple_choice,
    numeric,
    option_id,
    prompt_id,
    single_choice,
    true_false,
    verdict,
)

HALF = Fraction(1, 2)
BLANKS: dict[str, Response] = {
    "single_choice": Choice(option=""),
    "multiple_choice": Choices(options=frozenset()),
    "true_false": Choice(option=""),
    "verdict": Choice(option=""),
    "numeric": Typed(text=" "),
    "matching": Matches(targets={}),
}


def ticks(item: MultipleChoice, *texts: str) -> Choices:
    return Choices(options=frozenset(option_id(item, text) for text in texts))


def matches(**targets: str) -> Matches:
    item = matching()
    pairs = {prompt_id(item, name): option_id(item, target) for name, target in targets.items()}
    return Matches(targets=pairs)


@pytest.mark.parametrize(("text", "earned"), [("Pashinyan", 1), ("Putin", 0), ("Lukashenko", HALF)])
def test_a_choice_earns_what_the_option_is_worth(text: str, earned: Fraction) -> None:
    item = single_choice(distractors=["Putin", {"text": "Lukashenko", "score": "1/2"}])

    assert score(item, Choice(option=option_id(item, text))) == earned


@pytest.mark.parametrize(("key", "option", "earned"), [("true", "true", 1), ("false", "true", 0)])
def test_a_truth_is_right_or_wrong(key: str, option: str, earned: int) -> None:
    assert score(true_false(key=key), Choice(option=option)) == earned


@pytest.mark.parametrize("finding", FINDINGS)
def test_a_verdict_is_right_for_one_finding_only(finding: str) -> None:
    item = verdict(key="not_stated")

    assert score(item, Choice(option=finding)) == (finding == "not_stated")


@pytest.mark.parametrize(
    ("chosen", "net", "exact", "coverage"),
    [
        (["Armenia", "Belarus"], 1, 1, 1),
        (["Armenia"], HALF, 0, HALF),
        (["Armenia", "Belarus", "Georgia"], HALF, 0, 1),
        (["Armenia", "Georgia"], 0, 0, HALF),
        (["Georgia", "Azerbaijan"], 0, 0, 0),
        ([], 0, 0, 0),
    ],
)
def test_ticks_are_scored_by_the_rule_of_the_item(
    chosen: list[str], net: Fraction, exact: Fraction, coverage: Fraction
) -> None:
    items = [multiple_choice(scoring=rule) for rule in ("net", "exact", "coverage")]

    earned = [score(item, ticks(item, *chosen)) for item in items]

    assert earned == [net, exact, coverage]


@pytest.mark.parametrize(
    ("targets", "earned"),
    [
        ({"Pashinyan": "Armenia", "Lukashenko": "Belarus"}, 1),
        ({"Pashinyan": "Armenia", "Lukashenko": "Kazakhstan"}, HALF),
        ({"Lukashenko": "Belarus"}, HALF),
        ({"Pashinyan": "Belarus", "Lukashenko": "Armenia"}, 0),
    ],
)
def test_matches_earn_the_share_of_prompts_that_are_right(
    targets: dict[str, str], earned: Fraction
) -> None:
    assert score(matching(), matches(**targets)) == earned


def test_prompts_that_share_a_target_are_each_right_with_it() -> None:
    pairs = [{"prompt": name, "target": "Armenia"} for name in ("Pashinyan", "Lilit")]
    item = matching(pairs=pairs)
    armenia = option_id(item, "Armenia")

    targets = {prompt_id(item, name): armenia for name in ("Pashinyan", "Lilit")}

    assert score(item, Matches(targets=targets)) == 1


@pytest.mark.parametrize("item", every_kind(), ids=lambda item: item.type)
def test_a_blank_is_blank_and_earns_nothing(item: Item) -> None:
    blank = BLANKS[item.type]

    assert is_blank(blank)
    assert score(item, blank) == 0


@pytest.mark.parametrize("item", every_kind(), ids=lambda item: item.type)
def test_a_response_of_another_kind_is_refused(item: Item) -> None:
    strange = Typed(text="23") if item.type != "numeric" else Choice(option="23")

    with pytest.raises(AttemptError) as refused:
        score(item, strange)

    expected = f"A {strange.kind} response does not fit the {item.type} item."
    assert str(refused.value) == expected


@pytest.mark.parametrize(
    ("item", "response", "message"),
    [
        (single_choice(), Choice(option="x1"), "Item 'refuser' has no option 'x1'."),
        (true_false(), Choice(option="True"), "Item 'unsigned' has no option 'True'."),
        (verdict(), Choice(option="unclear"), "Item 'claim' has no option 'unclear'."),
        (
            multiple_choice(),
            Choices(options=frozenset({"x2", "x1"})),
            "Item 'members' has no option 'x1'.",
        ),
        (matching(), Matches(targets={"x1": "x2"}), "Item 'speakers' has no prompt 'x1'."),
        (
            matching(),
            Matches(targets={prompt_id(matching(), "Pashinyan"): "x2"}),
            "Item 'speakers' has no option 'x2'.",
        ),
    ],
)
def test_an_unknown_option_is_refused(item: Item, response: Response, message: str) -> None:
    with pytest.raises(AttemptError) as refused:
        score(item, response)

    assert str(refused.value) == message


def test_a_typed_item_has_no_options_that_are_right() -> None:
    assert key_ids(numeric()) == ()


def test_a_mark_counts_points_and_open_items() -> None:
    items = single_choice(points=2), true_false(), numeric(points="1/2")

    total = mark(attempt(*items, answers={0: answer(HALF), 2: answer(1)}))

    assert total == (Fraction(3, 2), Fraction(7, 2), 1)
    assert total.percent == Fraction(300, 7)


def test_an_attempt_without_answers_earns_nothing() -> None:
    total = mark(attempt(*every_kind()))

    assert total == (Fraction(0), Fraction(6), 6)
    assert total.percent == 0


@pytest.mark.parametrize(("right", "passed"), [(2, False), (3, True), (4, True)])
def test_three_of_five_reach_a_pass_mark_of_sixty(right: int, passed: bool) -> None:
    items = [true_false(id=f"unsigned-{place}") for place in range(5)]

    tried = attempt(*items, answers={place: answer(1) for place in range(right)})

    assert has_passed(tried) is passed


def test_three_thirds_of_a_point_are_one_point_exactly() -> None:
    items = [true_false(id=f"unsigned-{place}") for place in range(3)]
    thirds = {place: answer(Fraction(1, 3)) for place in range(3)}

    assert mark(attempt(*items, answers=thirds)).points == 1


TEXTS = ("Armenia", "Belarus", "Azerbaijan", "Georgia")
chosen_texts = st.sets(st.sampled_from(TEXTS))
rules = st.sampled_from(("net", "exact", "coverage"))


@given(chosen_texts, rules)
def test_ticks_earn_between_nothing_and_everything(chosen: set[str], rule: str) -> None:
    item = multiple_choice(scoring=rule)

    assert 0 <= score(item, ticks(item, *chosen)) <= 1


@given(chosen_texts, st.sampled_from(("Armenia", "Belarus")))
def test_one_more_right_tick_never_lowers_the_net_score(chosen: set[str], more: str) -> None:
    item = multiple_choice()

    assert score(item, ticks(item, *chosen, more)) >= score(item, ticks(item, *chosen))


@given(chosen_texts, st.sampled_from(("Azerbaijan", "Georgia")))
def test_one_more_wrong_tick_never_raises_the_net_score(chosen: set[str], more: str) -> None:
    item = multiple_choice()

    assert score(item, ticks(item, *chosen, more)) <= score(item, ticks(item, *chosen))


@given(chosen_texts, rules, st.permutations(TEXTS[:2]), st.permutations(TEXTS[2:]))
def test_the_order_of_options_does_not_matter(
    chosen: set[str], rule: str, keys: list[str], distractors: list[str]
) -> None:
    plain = multiple_choice(scoring=rule)
    shuffled = multiple_choice(scoring=rule, keys=keys, distractors=distractors)

    assert score(plain, ticks(plain, *chosen)) == score(shuffled, ticks(shuffled, *chosen))


@given(rules)
def test_all_right_ticks_and_no_other_earn_everything(rule: str) -> None:
    item = multiple_choice(scoring=rule)

    assert score(item, Choices(options=frozenset(key_ids(item)))) == 1
