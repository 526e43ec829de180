"""What an author changed between two versions of an item, in words for a learner."""

import pytest

from sourcebook.model.items import Item
from sourcebook.model.versions import changed_parts
from tests.builders import (
    evidence,
    extended_response,
    matching,
    multiple_choice,
    numeric,
    ordering,
    short_answer,
    single_choice,
    true_false,
    verdict,
)

ANSWERS = "the answers or the feedback"
EXPLANATION = "the explanation"
PROOF = "the passages that prove it"


@pytest.mark.parametrize(
    ("after", "parts"),
    [
        (single_choice(), ()),
        (single_choice(objective="name-speakers", skill="sourcing", difficulty="hard"), ()),
        (single_choice(stem="Who refused?"), ("the question",)),
        (single_choice(rationale="Both reports say so."), (EXPLANATION,)),
        (single_choice(calculated="By counting."), (EXPLANATION,)),
        (single_choice(citations=["s1.p2"]), (PROOF,)),
        (single_choice(hints=["Who was the host?"]), ("the hints",)),
        (single_choice(points=2), ("the points",)),
        (single_choice(tries=["1", "1/2"]), ("what each try is worth",)),
        (single_choice(key="Tokayev"), (ANSWERS,)),
        (single_choice(distractors=["Putin"]), (ANSWERS,)),
        (single_choice(distractors=["Putin", {"text": "Lukashenko", "score": "1/2"}]), (ANSWERS,)),
    ],
)
def test_each_part_of_an_item_has_a_name(after: Item, parts: tuple[str, ...]) -> None:
    assert changed_parts(single_choice(), after) == parts


@pytest.mark.parametrize(
    ("before", "after", "part"),
    [
        (multiple_choice(), multiple_choice(keys=["Armenia"]), ANSWERS),
        (multiple_choice(), multiple_choice(scoring="exact"), ANSWERS),
        (true_false(), true_false(key="false"), ANSWERS),
        (true_false(), true_false(feedback="Read it again."), ANSWERS),
        (verdict(), verdict(claim="Everybody signed."), "the claim"),
        (verdict(), verdict(key="contradicted"), ANSWERS),
        (numeric(), numeric(key="24"), ANSWERS),
        (numeric(), numeric(tolerance="1"), ANSWERS),
        (short_answer(), short_answer(also_accept=["Pashinian"]), ANSWERS),
        (matching(), matching(extra_targets=[]), ANSWERS),
        (ordering(), ordering(sequence=["They meet", "They leave", "Munich reports"]), ANSWERS),
        (evidence(), evidence(distractors=["s1.p3"]), ANSWERS),
        (extended_response(), extended_response(model_answer="He refused."), "the model answer"),
        (
            extended_response(),
            extended_response(rubric={"full": "Why.", "part": "Who.", "none": "Neither."}),
            "the rubric",
        ),
    ],
)
def test_what_is_right_and_what_is_offered_go_by_one_name(
    before: Item, after: Item, part: str
) -> None:
    assert changed_parts(before, after) == (part,)


def test_the_length_of_a_text_to_be_written_goes_unnoticed() -> None:
    assert changed_parts(extended_response(), extended_response(length=200)) == ()


def test_a_name_is_told_once_however_many_of_its_parts_changed() -> None:
    after = single_choice(
        key="Putin",
        distractors=["Pashinyan"],
        rationale="Both reports say so.",
        calculated="By counting.",
    )

    assert changed_parts(single_choice(), after) == (EXPLANATION, ANSWERS)


def test_a_proof_that_was_added_changes_the_points_too() -> None:
    assert changed_parts(single_choice(), single_choice(proof=["s1.p1"])) == (PROOF, "the points")


def test_another_kind_of_item_is_another_kind_and_nothing_more_is_compared() -> None:
    after = multiple_choice(id="refuser", stem="Who refused?")

    assert changed_parts(single_choice(), after) == ("the kind of item",)
