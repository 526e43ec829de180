"""Items that go out as QTI 1.2 and come back are as they were."""

from hypothesis import given, settings

from sourcebook.formats import qti12
from sourcebook.model.items import (
    Item,
)
from tests import builders
from tests.formats.qti_round_trip import (
    alike,
    course,
    items_of,
    rich_items,
)


@settings(max_examples=200, deadline=None)
@given(rich_items())
def test_an_item_is_read_as_it_was(item: Item) -> None:
    draft = qti12.loads(qti12.dumps(builders.quiz(item), course()))

    assert [alike(each) for each in items_of(draft)] == [alike(item)]
    assert draft.title == "The Yerevan summit"
    assert list(draft.notes) == []
