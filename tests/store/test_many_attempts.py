"""More attempts than a database takes ids in one query."""

import pytest

from sourcebook.store import Store, rows
from tests.store.builders import ANI, HOUR, TWO_ITEMS, answer_with, start
from tests.store.conftest import NOON


def test_all_attempts_are_read_in_their_order_however_few_ids_a_query_takes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        asked = TWO_ITEMS.model_copy(update={"id": f"quiz-{number}"})
        attempt = answer_with(store, start(store, ANI, asked=asked), 0, "Russia")
        store.attempts.finish(ANI, attempt.id, now=NOON + number * HOUR)
    expected = store.attempts.of_learner(ANI)

    monkeypatch.setattr(rows, "MOST_IDS", 2)
    found = store.attempts.of_learner(ANI)

    assert found == expected
    assert len(found) == 5
    assert all(len(each.items) == 2 and each.answers for each in found)


def test_forty_thousand_ids_are_named_in_parts_that_sqlite_takes() -> None:
    ids = [str(number) for number in range(40_000)]

    parts = list(rows.in_parts(ids))

    assert [each for part in parts for each in part] == ids
    assert max(map(len, parts)) <= 32_766
