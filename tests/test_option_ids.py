"""Options that an author names by an id, and what stays as it was for those without one."""

import pytest
from pydantic import ValidationError

from sourcebook.model.items import Ordering, SingleChoice
from sourcebook.model.option_text import given_id
from sourcebook.model.versions import fingerprint
from sourcebook.pages.teaching.editor.form_fields import _with_ids
from tests.builders import multiple_choice, ordering, single_choice

NAMED = {"id": "refuser", "text": "Pashinyan"}


def test_a_key_with_an_id_reads_like_its_text() -> None:
    item = single_choice(key=NAMED)

    assert (item.key, given_id(item.key)) == ("Pashinyan", "refuser")


def test_a_key_without_an_id_has_none() -> None:
    assert given_id(single_choice().key) is None


def test_ids_are_kept_with_the_version_of_an_item() -> None:
    item = single_choice(key=NAMED, distractors=[{"id": "guest", "text": "Putin"}])

    again = SingleChoice.model_validate(item.model_dump(mode="json"))

    assert (given_id(again.key), again.distractors[0].id) == ("refuser", "guest")
    assert fingerprint(again) == fingerprint(item) != fingerprint(single_choice())


def test_several_keys_and_texts_in_an_order_can_have_ids() -> None:
    keys = multiple_choice(keys=[{"id": "host", "text": "Armenia"}, "Belarus"]).keys
    first = {"id": "start", "text": "They arrive"}
    sequence = ordering(sequence=[first, "They meet", "Munich reports"]).sequence

    assert [given_id(each) for each in keys] == ["host", None]
    assert [given_id(each) for each in sequence] == ["start", None, None]


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ({"id": "refuser"}, "the keys 'id' and 'text' and no other"),
        ({**NAMED, "score": 1}, "the keys 'id' and 'text' and no other"),
        ({**NAMED, "id": "The refuser"}, "expected an id of small letters"),
        ({"text": "Pashinyan"}, "should be a valid string"),
        ({"id": "refuser", "text": ""}, "at least 1 character"),
    ],
)
def test_a_half_written_option_is_refused(key: object, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        single_choice(key=key)


def test_an_id_changes_nothing_for_an_item_without_one() -> None:
    plain = ordering()

    assert Ordering.model_validate(plain.model_dump()).sequence == plain.sequence
    assert plain.model_dump()["sequence"][0] == "They arrive"


def test_in_the_form_a_line_keeps_its_id_when_it_is_reworded_or_moved() -> None:
    arrive = {"id": "arrive", "text": "They arrive"}

    reworded = _with_ids([arrive, "They meet"], ["All arrive", "They meet"])
    moved = _with_ids([arrive, "They meet"], ["They meet", "They arrive"])

    assert reworded == [{"id": "arrive", "text": "All arrive"}, "They meet"]
    assert moved == ["They meet", arrive]
