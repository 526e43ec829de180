"""The nouns: exact numbers, text that stays text, frozen values, ids and fingerprints."""

from fractions import Fraction

import pytest
from pydantic import TypeAdapter, ValidationError

from sourcebook.model.base import Closed, Exact, Truth, Whole
from sourcebook.model.items import Item, ItemBase
from sourcebook.model.options import options
from sourcebook.model.sources import Publication
from sourcebook.model.versions import fingerprint
from tests.builders import (
    every_kind,
    evidence,
    extended_response,
    matching,
    multiple_choice,
    numeric,
    ordering,
    pinned,
    quiz,
    short_answer,
    single_choice,
    true_false,
)

exact: TypeAdapter[Fraction] = TypeAdapter(Exact)
whole: TypeAdapter[int] = TypeAdapter(Whole)
truth: TypeAdapter[bool] = TypeAdapter(Truth)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1/3", Fraction(1, 3)),
        ("0.1", Fraction(1, 10)),
        ("-2", Fraction(-2)),
        ("−2", Fraction(-2)),
        (" 010 ", Fraction(10)),
        (Fraction(2, 3), Fraction(2, 3)),
        (7, Fraction(7)),
    ],
)
def test_a_number_is_exactly_what_is_written(written: object, number: Fraction) -> None:
    assert exact.validate_python(written) == number


@pytest.mark.parametrize(
    "written", ["1e3", "1_000", "1/0", "nan", "inf", ".5", "2,000", "9" * 16, "", None, True, "٣"]
)
def test_what_is_not_plainly_a_number_is_refused(written: object) -> None:
    with pytest.raises(ValidationError, match=r"expected a number such as 2, 0\.5 or 1/2"):
        exact.validate_python(written)


def test_half_a_per_cent_is_not_a_whole_number() -> None:
    assert whole.validate_python("60.0") == 60
    with pytest.raises(ValidationError, match="expected a whole number"):
        whole.validate_python("60.5")


@pytest.mark.parametrize(("written", "value"), [("true", True), ("False", False), (True, True)])
def test_true_and_false_are_truths(written: object, value: bool) -> None:
    assert truth.validate_python(written) is value


@pytest.mark.parametrize("written", ["yes", "No", "on", "1", 1, None])
def test_nothing_else_is_a_truth(written: object) -> None:
    with pytest.raises(ValidationError, match="expected true or false"):
        truth.validate_python(written)


@pytest.mark.parametrize(
    "word", ["No", "010", "2020-11-10", "44:30", "1_000", "yes", "on", "1e3", "null", "~"]
)
def test_an_option_keeps_its_text(word: str) -> None:
    item = single_choice(key=word)

    assert options(item)[0].text == word


@pytest.mark.parametrize("item", every_kind(), ids=lambda item: item.type)
def test_an_item_is_frozen_and_closed(item: Item) -> None:
    with pytest.raises(ValidationError, match="Instance is frozen"):
        item.stem = "Who signed?"  # type: ignore[misc]  # This is what must fail.
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        type(item).model_validate(item.model_dump() | {"hint": "Look again."})


CHANGES: dict[str, object] = {
    "id": "another-id",
    "objective": "another-objective",
    "skill": "sourcing",
    "difficulty": "hard",
    "stem": "Who signed?",
    "rationale": "Newsweek says so.",
    "citations": ["s1.p2"],
    "points": "1/2",
    "calculated": "By counting.",
    "proof": ["s1.p1"],
    "hints": ["Who was the host?"],
    "tries": ["1", "1/2"],
}


@pytest.mark.parametrize("field", CHANGES)
@pytest.mark.parametrize("item", every_kind(), ids=lambda item: item.type)
def test_a_fingerprint_changes_with_every_common_field(item: Item, field: str) -> None:
    changed = type(item).model_validate(item.model_dump() | {field: CHANGES[field]})

    assert fingerprint(changed) != fingerprint(item)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (single_choice(), single_choice(distractors=["Lukashenko", "Putin"])),
        (single_choice(), single_choice(distractors=["Putin", "Lukashenko", "Aliyev"])),
        (multiple_choice(), multiple_choice(scoring="exact")),
        (true_false(), true_false(key="false")),
        (true_false(), true_false(feedback="Read it again.")),
        (numeric(), numeric(tolerance="1")),
        (numeric(), numeric(unit="November")),
        (numeric(), numeric(key=None, between=["23", "23"])),
        (short_answer(), short_answer(also_accept=["Pashinian"])),
        (matching(), matching(extra_targets=[])),
        (ordering(), ordering(feedback="Munich comes last.")),
        (evidence(), evidence(distractors=["s1.p3"])),
        (extended_response(), extended_response(length=200)),
    ],
)
def test_a_fingerprint_changes_with_every_own_field(one: Item, other: Item) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_a_fingerprint_is_the_same_in_every_process_and_year() -> None:
    assert fingerprint(true_false()) == "c192a95908e639b8"


@pytest.mark.parametrize("item", every_kind(), ids=lambda item: item.type)
def test_a_fingerprint_survives_storage(item: Item) -> None:
    kept = pinned(item).model_dump_json()

    restored = type(pinned(item)).model_validate_json(kept)

    assert fingerprint(restored.item) == fingerprint(item) == restored.fingerprint


def test_a_short_and_a_long_distractor_are_one_form() -> None:
    short = single_choice(distractors=["Putin"])
    long = single_choice(distractors=[{"text": " Putin ", "score": "0"}])

    assert short == long


def test_a_quiz_is_passed_with_sixty_per_cent_unless_it_says_otherwise() -> None:
    assert (quiz().pass_mark, quiz().feedback) == (60, "immediate")


def test_a_quiz_counts_its_own_items_and_those_it_draws() -> None:
    drawing = quiz(true_false(), draw=[{"objective": "tell-the-day", "items": 2}])

    assert drawing.size == 3


@pytest.mark.parametrize("value", ["2022", "2022-11", "2022-11-23"])
def test_a_publication_is_dated_to_the_year_month_or_day(value: str) -> None:
    made = Publication(value=value, precision="day", basis="stated", note="Printed.")

    assert made.value == value


@pytest.mark.parametrize("value", ["November 2022", "2022-1", "22-11-23", "2022-11-23T09:00"])
def test_a_publication_in_another_form_is_refused(value: str) -> None:
    with pytest.raises(ValidationError, match="String should match pattern"):
        Publication(value=value, precision="day", basis="stated", note="Printed.")


@pytest.mark.parametrize(
    ("changes", "points"),
    [({}, 1), ({"proof": ["s1.p1"]}, 2), ({"proof": ["s1.p1"], "points": 1}, 1)],
)
def test_an_item_with_a_proof_is_worth_two_points_unless_it_says_otherwise(
    changes: dict[str, object], points: int
) -> None:
    assert single_choice(**changes).points == points


@pytest.mark.parametrize(
    ("tries", "printed"),
    [
        (["1/2", "0"], "expected the first try to be worth 1"),
        (["1", "0", "1/2"], "expected values that never rise from one try to the next"),
        (["3/2"], "less than or equal to 1"),
        (["1", "-1"], "greater than or equal to 0"),
        ([], "at least 1 item"),
        (["1"] * 6, "at most 5 items"),
    ],
)
def test_tries_are_one_to_five_values_that_never_rise(tries: list[str], printed: str) -> None:
    with pytest.raises(ValidationError, match=printed):
        single_choice(tries=tries)


def test_short_and_long_hints_and_passages_are_one_form() -> None:
    assert single_choice(hints=["Who?"]) == single_choice(hints=[{"text": "Who?"}])
    assert evidence(distractors=["s1.p1"]) == evidence(distractors=[{"passage": "s1.p1"}])


@pytest.mark.parametrize("texts", [2, 9])
def test_three_to_eight_texts_can_be_put_into_order(texts: int) -> None:
    with pytest.raises(ValidationError, match=r"at (least 3|most 8) items"):
        ordering(sequence=[f"Step {number}" for number in range(texts)])


def test_a_rubric_has_three_levels_from_none_to_full() -> None:
    printed = extended_response().three_levels.levels()

    assert printed == ("Neither.", "Names the refusal.", "Names the missing help.")


def test_every_noun_is_closed() -> None:
    nouns: list[type[Closed]] = [Closed, *Closed.__subclasses__(), *ItemBase.__subclasses__()]

    assert {noun.__name__ for noun in nouns if noun.model_config != Closed.model_config} == set()
