"""The nouns: exact numbers, text that stays text, frozen values, ids and fingerprints."""

from fractions import Fraction

import pytest
from pydantic import TypeAdapter, ValidationError

from sourcebook.model.attempts import AnyResponse, Attempt, Choices, Response
from sourcebook.model.base import Closed, Exact, Truth, Whole
from sourcebook.model.quizzes import Item, ItemBase, fingerprint, options, prompts
from sourcebook.model.sources import Publication
from tests.builders import (
    answer,
    attempt,
    every_kind,
    matching,
    multiple_choice,
    numeric,
    pinned,
    quiz,
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
        (matching(), matching(extra_targets=[])),
    ],
)
def test_a_fingerprint_changes_with_every_own_field(one: Item, other: Item) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_a_fingerprint_is_the_same_in_every_process_and_year() -> None:
    assert fingerprint(true_false()) == "0d2f0a80173ac158"


@pytest.mark.parametrize("item", every_kind(), ids=lambda item: item.type)
def test_a_fingerprint_survives_storage(item: Item) -> None:
    kept = pinned(item).model_dump_json()

    restored = type(pinned(item)).model_validate_json(kept)

    assert fingerprint(restored.item) == fingerprint(item) == restored.fingerprint


def test_an_option_has_the_same_id_in_any_order_and_right_or_wrong() -> None:
    one = single_choice(key="Putin", distractors=["Pashinyan", "Lukashenko"])
    other = single_choice(key="Lukashenko", distractors=["Pashinyan", "Putin"])

    assert sorted(options(one)) == sorted(options(other))


def test_an_option_has_another_id_in_another_item() -> None:
    one, other = single_choice(), single_choice(id="signer")

    assert not {choice.id for choice in options(one)} & {choice.id for choice in options(other)}


def test_a_target_that_prompts_share_is_one_option() -> None:
    pairs = [{"prompt": name, "target": "Armenia"} for name in ("Pashinyan", "Lilit")]
    item = matching(pairs=pairs, extra_targets=["Belarus"])

    assert [choice.text for choice in options(item)] == ["Armenia", "Belarus"]
    assert [prompt.text for prompt in prompts(item)] == ["Pashinyan", "Lilit"]


def test_a_short_and_a_long_distractor_are_one_form() -> None:
    short = single_choice(distractors=["Putin"])
    long = single_choice(distractors=[{"text": " Putin ", "score": "0"}])

    assert short == long


def test_a_quiz_is_passed_with_sixty_per_cent_unless_it_says_otherwise() -> None:
    assert (quiz().pass_mark, quiz().feedback) == (60, "immediate")


@pytest.mark.parametrize("value", ["2022", "2022-11", "2022-11-23"])
def test_a_publication_is_dated_to_the_year_month_or_day(value: str) -> None:
    made = Publication(value=value, precision="day", basis="stated", note="Printed.")

    assert made.value == value


@pytest.mark.parametrize("value", ["November 2022", "2022-1", "22-11-23", "2022-11-23T09:00"])
def test_a_publication_in_another_form_is_refused(value: str) -> None:
    with pytest.raises(ValidationError, match="String should match pattern"):
        Publication(value=value, precision="day", basis="stated", note="Printed.")


def test_an_attempt_survives_storage() -> None:
    tried = attempt(*every_kind(), answers={2: answer(Fraction(1, 3))})

    restored = Attempt.model_validate_json(tried.model_dump_json())

    assert restored == tried
    assert restored.open_places() == (0, 1, 3, 4, 5)
    assert not restored.is_finished


def test_a_response_is_known_by_its_kind() -> None:
    adapter: TypeAdapter[Response] = TypeAdapter(AnyResponse)

    restored = adapter.validate_json('{"kind": "choices", "options": ["b", "a"]}')

    assert restored == Choices(options=frozenset({"a", "b"}))


def test_every_noun_is_closed() -> None:
    nouns: list[type[Closed]] = [Closed, *Closed.__subclasses__(), *ItemBase.__subclasses__()]

    assert {noun.__name__ for noun in nouns if noun.model_config != Closed.model_config} == set()
