"""Which option of a corrected item is which one before, for every kind that has options."""

import pytest

from sourcebook.model.items import Item
from sourcebook.model.option_pairs import Pairing, pair_options, pair_prompts
from tests.builders import (
    every_kind,
    evidence,
    matching,
    multiple_choice,
    ordering,
    single_choice,
)


def found(pairing: Pairing) -> dict[str, tuple[str, str]]:
    """The text now, and why, by the text before; without those that stay as they are."""
    return {
        each.before.text: (each.now.text, each.reason)
        for each in pairing.partners
        if each.reason != "text"
    }


def texts(pairing: Pairing) -> tuple[list[str], ...]:
    """The texts that are unsure, left, gone and given up."""
    return tuple([each.text for each in group] for group in pairing[1:])


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (single_choice(), single_choice(key="The refuser")),
        (single_choice(), single_choice(distractors=["The refuser", "Lukashenko"])),
        (multiple_choice(), multiple_choice(keys=["Armenia", "The refuser"])),
        (ordering(), ordering(sequence=["The refuser", *ordering().sequence[1:]])),
        (matching(), matching(extra_targets=["The refuser"])),
        (evidence(), evidence(distractors=["s2.p2"])),
    ],
    ids=lambda item: item.type,
)
def test_the_only_text_left_on_each_side_is_the_same_option(before: Item, now: Item) -> None:
    (pair,) = found(pair_options(before, now, {})).values()

    assert pair in (("The refuser", "only"), ("s2.p2", "only"))


@pytest.mark.parametrize("item", every_kind(), ids=lambda item: item.type)
def test_an_item_that_stays_has_nothing_to_pair(item: Item) -> None:
    pairing = pair_options(item, item, {})

    assert found(pairing) == {}
    assert (pairing.new_ids(), texts(pairing)) == ({}, ([], [], [], []))


def test_of_two_texts_left_nobody_can_tell_which_is_which() -> None:
    now = single_choice(key="Nikol Pashinyan", distractors=["Vladimir Putin", "Lukashenko"])

    pairing = pair_options(single_choice(), now, {})

    assert found(pairing) == {}
    assert texts(pairing)[:2] == (["Pashinyan", "Putin"], ["Nikol Pashinyan", "Vladimir Putin"])


def test_what_a_teacher_says_of_one_text_leaves_the_other_alone_on_its_side() -> None:
    now = single_choice(key="Nikol Pashinyan", distractors=["Vladimir Putin", "Lukashenko"])

    pairing = pair_options(single_choice(), now, {"Putin": "Vladimir Putin"})

    assert found(pairing) == {
        "Putin": ("Vladimir Putin", "teacher"),
        "Pashinyan": ("Nikol Pashinyan", "only"),
    }


def test_a_given_id_tells_which_is_which_even_if_the_texts_change_places() -> None:
    first, second = {"id": "a", "text": "Pashinyan"}, {"id": "b", "text": "Putin"}
    before = single_choice(key=first, distractors=[second])
    now = single_choice(
        key={"id": "b", "text": "Pashinyan"}, distractors=[{"id": "a", "text": "Putin"}]
    )

    pairing = pair_options(before, now, {})

    assert found(pairing) == {"Pashinyan": ("Putin", "id"), "Putin": ("Pashinyan", "id")}


def test_another_id_says_that_an_option_was_replaced() -> None:
    before = single_choice(distractors=[{"id": "guest", "text": "Putin"}])
    now = single_choice(distractors=[{"id": "host", "text": "Lukashenko"}])

    pairing = pair_options(before, now, {})

    assert found(pairing) == {}
    assert texts(pairing) == ([], [], ["Putin"], [])


def test_an_option_taken_out_is_gone_and_one_that_a_teacher_gives_up_is_no_riddle() -> None:
    now = single_choice(distractors=["Lukashenko"])
    replaced = single_choice(distractors=["Tokayev", "Lukashenko"])

    assert texts(pair_options(single_choice(), now, {})) == ([], [], ["Putin"], [])
    given_up = pair_options(single_choice(), replaced, {"Putin": ""})
    assert (found(given_up), texts(given_up)) == ({}, ([], ["Tokayev"], [], ["Putin"]))


def test_an_option_reworded_beside_a_new_one_is_no_sure_pair() -> None:
    now = single_choice(distractors=["Vladimir Putin", "Tokayev", "Lukashenko"])

    pairing = pair_options(single_choice(), now, {})

    assert texts(pairing)[:2] == (["Putin"], ["Vladimir Putin", "Tokayev"])


def test_prompts_are_paired_apart_from_targets() -> None:
    pairs = [
        {"prompt": "Nikol Pashinyan", "target": "Armenia"},
        {"prompt": "Lukashenko", "target": "Belarus"},
    ]
    now = matching(pairs=pairs)

    assert found(pair_prompts(matching(), now, {})) == {"Pashinyan": ("Nikol Pashinyan", "only")}
    assert found(pair_options(matching(), now, {})) == {}


def test_an_id_of_a_pair_names_its_prompt_and_its_target() -> None:
    def rows(prompt: str, target: str, other: str) -> Item:
        named = {"id": "host", "prompt": prompt, "target": target}
        return matching(pairs=[named, {"prompt": other, "target": "Belarus"}])

    before = rows("Pashinyan", "Armenia", "Lukashenko")
    now = rows("The host", "The host's country", "The neighbour")

    prompts = found(pair_prompts(before, now, {}))
    assert prompts == {"Pashinyan": ("The host", "id"), "Lukashenko": ("The neighbour", "only")}
    assert found(pair_options(before, now, {})) == {"Armenia": ("The host's country", "id")}
