"""An item gets another kind: what fits stays, and the rest is named before it goes."""

from itertools import product

import pytest

from sourcebook.content.authoring.kind_changes import with_kind
from sourcebook.content.authoring.quiz_edits import fields_of, item_blocks, with_item_replaced
from sourcebook.content.checking import check
from sourcebook.content.yaml.text import Value, item_yaml
from sourcebook.model.item_kinds import KINDS, Kind
from sourcebook.model.items import Item
from tests.builders import course_files, every_kind, multiple_choice, single_choice, verdict

QUIZ = "quizzes/04-yerevan-summit.yaml"
ITEMS = {item.type: fields_of(item) for item in every_kind()}
PAIRS = [pair for pair in product(KINDS, KINDS) if pair[0] != pair[1]]


def plain(item: Item) -> dict[str, Value]:
    """The fields of an item as its file has them."""
    text = "items:\n" + item_yaml(fields_of(item))
    return dict(item_blocks(text)[0].fields)


@pytest.mark.parametrize(("former", "kind"), PAIRS)
def test_any_kind_becomes_any_other_without_a_field_that_it_cannot_use(
    former: Kind, kind: Kind
) -> None:
    text = "id: yerevan-quiz\ntitle: The summit\nitems:\n" + item_yaml(ITEMS[former])
    block = item_blocks(text)[0]

    changed = with_item_replaced(text, str(block.id), with_kind(block.fields, kind).fields)

    faults = check(course_files() | {QUIZ: changed.encode()}).faults
    assert not [each for each in faults if each.rule in ("unknown-key", "misplaced-key")]
    assert f"type: {kind}" in changed


def test_of_several_right_answers_one_stays_and_the_others_are_named() -> None:
    done = with_kind(plain(multiple_choice(scoring="exact")), "single_choice")

    assert done.fields["key"] == "Armenia"
    assert done.fields["distractors"] == ["Azerbaijan", "Georgia"]
    assert done.dropped == (("keys", ("Belarus",)), ("scoring", ("exact",)))


def test_a_wrong_answer_keeps_its_feedback_and_its_id() -> None:
    wrong = {"text": "Putin", "feedback": "He signed.", "id": "putin"}

    done = with_kind(plain(single_choice(distractors=[wrong])), "multiple_choice")

    assert done.fields["keys"] == ["Pashinyan"]
    assert done.fields["distractors"] == [wrong]
    assert done.dropped == ()


def test_a_choice_among_numbers_becomes_a_number_to_type() -> None:
    wrong = [{"text": "5", "feedback": "Count Russia, too."}, "many"]

    done = with_kind(plain(single_choice(key="6", distractors=wrong)), "numeric")

    assert done.fields["key"] == "6"
    assert done.fields["distractors"] == [{"number": "5", "feedback": "Count Russia, too."}]
    assert done.dropped == (("distractors", ("many",)),)


def test_a_claim_becomes_a_statement_with_the_same_truth() -> None:
    told = {"contradicted": "Newsweek says so.", "not_stated": "It is in paragraph 6."}

    done = with_kind(plain(verdict(feedback=told)), "true_false")

    assert done.fields["stem"] == "The prime minister left the declaration unsigned."
    assert done.fields["key"] is True
    assert done.fields["feedback"] == "Newsweek says so."
    assert ("feedback", ("It is in paragraph 6.",)) in done.dropped


def test_a_statement_becomes_a_claim_and_back() -> None:
    before = plain(verdict()) | {"feedback": {"contradicted": "Newsweek says so."}}
    statement = with_kind(before, "true_false").fields

    claim = with_kind(statement, "verdict")

    assert claim.fields["claim"] == before["claim"]
    assert claim.fields["key"] == "supported"
    assert claim.fields["feedback"] == before["feedback"]
    assert claim.dropped == ()


def test_a_proof_that_the_new_kind_cannot_ask_for_is_named() -> None:
    before = plain(single_choice(proof=["s1.p2"], tries=["1", "1/2"]))

    done = with_kind(before, "extended_response")

    assert "proof" not in done.fields
    assert {"proof", "tries", "key", "distractors"} == {name for name, _ in done.dropped}


def test_values_of_a_wrong_shape_are_dropped_and_named() -> None:
    done = with_kind({"type": "single_choice", "key": "Six", "distractors": "Five"}, "numeric")

    assert done.fields == {"type": "numeric"}
    assert done.dropped == (("key", ("Six",)), ("distractors", ("Five",)))
