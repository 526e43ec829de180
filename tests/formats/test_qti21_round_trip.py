"""Items that go out as QTI 2.1 and come back are as they were."""

import pytest
from hypothesis import given, settings

from sourcebook.formats import qti21
from sourcebook.model.items import Item, MultipleChoice
from tests import builders
from tests.formats.qti_round_trip import alike, course, items_of, rich_items


@settings(max_examples=200, deadline=None)
@given(rich_items())
def test_an_item_is_read_as_it_was(item: Item) -> None:
    draft = qti21.loads(qti21.dumps(builders.quiz(item), course()))

    assert [alike(each) for each in items_of(draft)] == [alike(item)]
    assert draft.title == "The Yerevan summit"
    assert list(draft.notes) == []


def test_the_ids_that_an_author_gave_to_options_are_kept() -> None:
    choice = builders.single_choice(
        key={"id": "refuses", "text": "Pashinyan"},
        distractors=[{"id": "signs", "text": "Putin"}, {"id": "stays", "text": "Lukashenko"}],
    )
    order = builders.ordering(
        sequence=[{"id": "one", "text": "They arrive"}, "They meet", {"id": "end", "text": "Done"}]
    )

    found = items_of(qti21.loads(qti21.dumps(builders.quiz(choice, order), course())))

    assert [alike(each) for each in found] == [alike(choice), alike(order)]


def test_ranges_units_and_passages_of_numbers_are_kept() -> None:
    item = builders.numeric(
        key=None,
        between=["1.5", "2.5"],
        unit="%",
        also_accept=[{"number": "7", "feedback": "Or so.", "citations": ["s1.p1"]}],
        distractors=[{"between": ["100", "200"], "score": "1/3", "feedback": "Too much."}],
    )

    (found,) = items_of(qti21.loads(qti21.dumps(builders.quiz(item), course())))

    assert alike(found) == alike(item)
    assert set(qti21.losses(item)) == {qti21.FITS.numeric.lost}


def test_characters_that_xml_has_no_place_for_are_left_out() -> None:
    item = builders.true_false(stem="One\x0btwo \ufffe")

    (found,) = items_of(qti21.loads(qti21.dumps(builders.quiz(item), course())))

    assert found.stem == "Onetwo"


@pytest.mark.parametrize("rule", ["net", "exact", "coverage"])
def test_the_rule_for_ticks_is_read(rule: str) -> None:
    item = builders.multiple_choice(scoring=rule)

    (read,) = items_of(qti21.loads(qti21.dumps(builders.quiz(item), course())))

    assert isinstance(read, MultipleChoice)
    assert read.scoring == rule
