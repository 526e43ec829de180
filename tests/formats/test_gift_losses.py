"""What GIFT does not hold of an item is named in words."""

import pytest

from sourcebook.formats import gift
from sourcebook.model.item_kinds import KINDS
from sourcebook.model.items import Item
from tests import builders

MANY = [f"Option {number}" for number in range(21)]
ELEVEN = MANY[:11]
WITH_IDS = "The ids of its options and pairs are left out."


def test_no_kind_is_without_a_place() -> None:
    levels = {kind: fit.level for kind, fit in gift.FITS.pairs()}

    assert [kind for kind in KINDS if levels[kind] == "whole"] == [
        *("single_choice", "multiple_choice", "true_false", "numeric", "matching"),
    ]
    assert set(levels.values()) == {"whole", "nearly"}


@pytest.mark.parametrize("item", builders.every_kind(), ids=lambda item: item.type)
def test_of_a_plain_item_only_what_its_kind_loses_is_named(item: Item) -> None:
    lost = gift.FITS.of(item).lost

    assert gift.losses(item) == ((lost,) if lost else ())


@pytest.mark.parametrize(
    ("item", "loss"),
    [
        (
            builders.true_false(hints=["Read on."]),
            "Hints are shown only after the answer, with the feedback.",
        ),
        (
            builders.true_false(points=2),
            "The 2 points stand in a tag only: Moodle gives 1 point.",
        ),
        (
            builders.true_false(tries=["1", "1/2"]),
            "What each try is worth stands in a tag only: Moodle has its own rule for tries.",
        ),
        (
            builders.true_false(points=1, proof=["s1.p1"]),
            "Moodle asks for no passage that proves the answer.",
        ),
        (
            builders.single_choice(distractors=[{"text": "Putin", "score": "3/8"}]),
            "'Putin' earns 40 % instead of 3/8.",
        ),
        (
            builders.single_choice(distractors=[{"text": "Putin", "score": "0.99"}]),
            "'Putin' earns 90 % instead of 99/100.",
        ),
        (builders.single_choice(key={"id": "a", "text": "Pashinyan"}), WITH_IDS),
        (builders.single_choice(distractors=[{"id": "a", "text": "Putin"}]), WITH_IDS),
        (builders.multiple_choice(keys=[{"id": "a", "text": "Armenia"}]), WITH_IDS),
        (builders.ordering(sequence=[{"id": "a", "text": "One"}, "Two", "Three"]), WITH_IDS),
        (builders.matching(extra_targets=[{"id": "a", "text": "One"}]), WITH_IDS),
        (
            builders.multiple_choice(scoring="exact"),
            "Some of the right options alone earn a part of the points.",
        ),
        (
            builders.multiple_choice(keys=MANY),
            "It is left out: Moodle has no fractions for more than 20 right options.",
        ),
        (
            builders.numeric(key="1/3"),
            "It is left out: no decimal number equals one of its numbers, such as 1/3.",
        ),
        (
            builders.numeric(distractors=[{"number": "5", "score": "3/8"}]),
            "5:0 earns 40 % instead of 3/8.",
        ),
        (
            builders.numeric(also_accept=[{"number": "5", "citations": ["s1.p1"]}]),
            "The passages that its other numbers cite are left out.",
        ),
        (
            builders.numeric(key=None, between=["1", "2"], tolerance="1"),
            "A range and its tolerance become one range.",
        ),
        (
            builders.numeric(also_accept=[{"number": "5", "score": "1/2"}]),
            "Accepted numbers that earn a part of the points become wrong numbers that earn it.",
        ),
        (
            builders.numeric(distractors=[{"number": "5", "score": "1"}]),
            "Wrong numbers that earn all points become accepted numbers.",
        ),
        (
            builders.matching(extra_targets=[]),
            "Moodle asks for a third answer when a teacher edits it there.",
        ),
    ],
)
def test_what_an_item_loses(item: Item, loss: str) -> None:
    lost = gift.FITS.of(item).lost

    assert [each for each in gift.losses(item) if each != lost] == [loss]


@pytest.mark.parametrize("text", ["a -> b", "&&058;"])
def test_a_text_to_type_that_moodle_would_misread_is_left_out(text: str) -> None:
    assert gift.losses(builders.short_answer(also_accept=[text])) == (
        "It is left out: Moodle takes '->' or '&&' in a text to type for its own.",
    )


def test_eleven_right_options_earn_nearly_the_same() -> None:
    assert gift.losses(builders.multiple_choice(keys=ELEVEN)) == (
        "The right options do not all earn the same: Moodle has no fraction for that.",
        "A wrong tick costs 10 % of the points.",
    )
    assert gift.losses(builders.multiple_choice(keys=ELEVEN, scoring="coverage")) == (
        "The right options do not all earn the same: Moodle has no fraction for that.",
    )
