"""What an item offers: ids that tell nothing, and the order in which options are shown."""

import random

import pytest

from sourcebook.model.items import Item
from sourcebook.model.options import options, prompts, shuffled_options
from sourcebook.scoring import key_ids
from tests.builders import (
    every_kind,
    evidence,
    matching,
    ordering,
    single_choice,
    true_false,
    verdict,
)


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


@pytest.mark.parametrize("item", every_kind(), ids=lambda item: item.type)
def test_shuffled_options_are_the_options_and_the_same_for_the_same_chance(item: Item) -> None:
    one, other = (shuffled_options(item, random.Random(7)) for _ in range(2))

    assert one == other
    assert sorted(one) == sorted(choice.id for choice in options(item))


@pytest.mark.parametrize("seed", range(5))
def test_a_scale_is_never_shuffled(seed: int) -> None:
    chance = random.Random(seed)

    assert shuffled_options(true_false(), chance) == ("true", "false")
    assert shuffled_options(verdict(), chance) == ("supported", "contradicted", "not_stated")


def test_passages_stand_as_in_their_sources() -> None:
    item = evidence(keys=["s2.p10", "s10.p1"], distractors=["s2.p9", "s1.p3"])

    assert shuffled_options(item, random.Random(7)) == ("s1.p3", "s2.p9", "s2.p10", "s10.p1")


@pytest.mark.parametrize("seed", range(30))
def test_an_order_never_starts_right(seed: int) -> None:
    item = ordering(sequence=["They arrive", "They meet", "They leave"])

    assert shuffled_options(item, random.Random(seed)) != key_ids(item)


def test_options_of_a_choice_are_shuffled() -> None:
    orders = {shuffled_options(single_choice(), random.Random(seed)) for seed in range(30)}

    assert len(orders) == 6
