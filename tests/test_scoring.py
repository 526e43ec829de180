"""What responses earn, worked by hand for each item kind.

What is typed has its own file, and so have the laws that hold for all kinds.
"""

from fractions import Fraction

import pytest

from sourcebook.errors import AttemptError
from sourcebook.model.attempts import (
    Choice,
    Choices,
    Matches,
    Ordered,
    Response,
    Typed,
    Written,
    is_blank,
)
from sourcebook.model.items import FINDINGS, Item, MultipleChoice
from sourcebook.scoring import chance, key_ids, pairs_in_order, right_response, score
from sourcebook.typed import as_typed, read_number
from tests.builders import (
    every_kind,
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

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
BLANKS: dict[str, Response] = {
    "single_choice": Choice(option=""),
    "multiple_choice": Choices(options=frozenset()),
    "true_false": Choice(option=""),
    "verdict": Choice(option=""),
    "numeric": Typed(text=" "),
    "short_answer": Typed(text="\t"),
    "matching": Matches(targets={}),
    "ordering": Ordered(options=()),
    "evidence": Choices(options=frozenset()),
    "extended_response": Written(text="\n"),
}


def ticks(item: MultipleChoice, *texts: str) -> Choices:
    return Choices(options=frozenset(option_id(item, text) for text in texts))


def matches(**targets: str) -> Matches:
    item = matching()
    pairs = {prompt_id(item, name): option_id(item, target) for name, target in targets.items()}
    return Matches(targets=pairs)


def order(places: str) -> Ordered:
    """The four steps in an order given by their right places, such as 2134."""
    item = ordering()
    return Ordered(options=tuple(option_id(item, item.sequence[int(at) - 1]) for at in places))


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
    ("chosen", "earned"),
    [
        (["s1.p2", "s2.p1"], 1),
        (["s2.p1"], HALF),
        (["s1.p1", "s1.p2", "s2.p1"], HALF),
        (["s1.p1", "s2.p1"], 0),
        (["s1.p1"], 0),
    ],
)
def test_passages_chosen_as_evidence_are_scored_net(chosen: list[str], earned: Fraction) -> None:
    assert score(evidence(), Choices(options=frozenset(chosen))) == earned


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


@pytest.mark.parametrize(
    ("places", "right_pairs", "earned"),
    [
        ("1234", 6, 1),
        ("2134", 5, 2 * THIRD),
        ("2143", 4, THIRD),
        ("2314", 4, THIRD),
        ("4123", 3, 0),
        ("2413", 3, 0),
        ("4312", 1, 0),
        ("4321", 0, 0),
    ],
)
def test_an_order_earns_its_pairs_beyond_one_half(
    places: str, right_pairs: int, earned: Fraction
) -> None:
    assert pairs_in_order(ordering(), order(places).options) == right_pairs
    assert score(ordering(), order(places)) == earned


def test_a_written_text_earns_nothing_before_it_is_marked() -> None:
    assert score(extended_response(), Written(text="Help was missing.")) == 0


@pytest.mark.parametrize("item", every_kind(), ids=lambda item: item.type)
def test_a_blank_is_blank_and_earns_nothing(item: Item) -> None:
    blank = BLANKS[item.type]

    assert is_blank(blank)
    assert score(item, blank) == 0


@pytest.mark.parametrize(
    ("item", "strange"),
    [
        (item, blank)
        for item in every_kind()
        for blank in BLANKS.values()
        if blank.kind != BLANKS[item.type].kind
    ],
)
def test_a_response_of_another_kind_is_refused(item: Item, strange: Response) -> None:
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
        (
            evidence(),
            Choices(options=frozenset({"s1.p2", "s2.p9"})),
            "Item 'passages' has no option 's2.p9'.",
        ),
        (matching(), Matches(targets={"x1": "x2"}), "Item 'speakers' has no prompt 'x1'."),
        (
            matching(),
            Matches(targets={prompt_id(matching(), "Pashinyan"): "x2"}),
            "Item 'speakers' has no option 'x2'.",
        ),
        (ordering(), Ordered(options=("x1",)), "Item 'steps' has no option 'x1'."),
        (ordering(), order("123"), "An order of item 'steps' names each of its texts once."),
        (ordering(), order("1233"), "An order of item 'steps' names each of its texts once."),
        (ordering(), order("12344"), "An order of item 'steps' names each of its texts once."),
    ],
)
def test_what_the_item_does_not_offer_is_refused(
    item: Item, response: Response, message: str
) -> None:
    with pytest.raises(AttemptError) as refused:
        score(item, response)

    assert str(refused.value) == message


@pytest.mark.parametrize("item", [numeric(), short_answer(), extended_response()])
def test_what_is_typed_or_written_has_no_options_that_are_right(item: Item) -> None:
    assert key_ids(item) == ()


@pytest.mark.parametrize(
    "item",
    [
        *(each for each in every_kind() if each.type != "extended_response"),
        numeric(key="2.5"),
        numeric(key=None, between=[20, 25]),
        true_false(key="false"),
    ],
    ids=lambda item: item.type,
)
def test_the_right_response_to_every_kind_earns_everything(item: Item) -> None:
    assert score(item, right_response(item)) == 1


def test_the_right_response_to_a_text_is_the_model_answer() -> None:
    item = extended_response()

    assert right_response(item) == Written(text=item.model_answer)


@pytest.mark.parametrize(
    ("value", "text"),
    [("100", "100"), ("0", "0"), ("5/2", "2.5"), ("-1/4", "-0.25"), ("1/3", "0.333333")],
)
def test_a_number_is_typed_whole_or_with_up_to_six_decimals(value: str, text: str) -> None:
    assert as_typed(Fraction(value)) == text


@pytest.mark.parametrize("value", ["1.234", "-20.125", "0.5", "1234", "3.1416"])
def test_a_typed_number_is_read_as_what_it_was(value: str) -> None:
    assert read_number(as_typed(Fraction(value))) == Fraction(value)


@pytest.mark.parametrize(
    ("item", "worth"),
    [
        (single_choice(), THIRD),
        (single_choice(distractors=["Putin", {"text": "Lukashenko", "score": "1/2"}]), HALF),
        (true_false(), HALF),
        (verdict(), THIRD),
        (matching(), THIRD),
        # Of eight sets of ticks one earns 1 and three earn 1/2: both right and a wrong one, or
        # one right alone.
        (evidence(), Fraction(5, 16)),
        # One order of four has no pair wrong, three have one, five have two.
        (ordering(), Fraction(7, 36)),
        # One order of three has no pair wrong, two have one.
        (ordering(sequence=["They arrive", "They meet", "They leave"]), Fraction(5, 18)),
        (multiple_choice(scoring="exact"), Fraction(1, 16)),
        (multiple_choice(scoring="coverage"), HALF),
        (numeric(), 0),
        (short_answer(), 0),
        (extended_response(), 0),
    ],
)
def test_a_blind_guess_has_a_worth(item: Item, worth: Fraction) -> None:
    assert chance(item) == worth
