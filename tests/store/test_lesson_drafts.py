"""What a learner is writing at a task of a lesson: kept until it is saved, and nobody else's."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from sourcebook.model.attempts import LONGEST_TEXT
from sourcebook.model.lesson_work import TaskDraft
from sourcebook.store import Store
from tests.store.builders import ANI, BARIS, MINUTE, guess
from tests.store.conftest import NOON

SUMMIT = "yerevan-summit"


def test_the_last_draft_at_each_task_is_kept(store: Store) -> None:
    last = TaskDraft(text="He says it twice.", passages=("s2.p11",))
    for minutes, draft in enumerate([TaskDraft(text="He says"), last]):
        store.readings.save_draft(ANI, SUMMIT, "claim", draft, now=NOON + minutes * MINUTE)
    store.readings.save_draft(ANI, "csto", "guess", TaskDraft(text="It helps."), now=NOON)

    assert store.readings.drafts(ANI, SUMMIT) == {"claim": last}
    assert store.readings.all_drafts(ANI) == {
        ("csto", "guess"): TaskDraft(text="It helps."),
        (SUMMIT, "claim"): last,
    }
    assert store.readings.drafts(BARIS, SUMMIT) == {}


def test_a_saved_task_has_no_draft_and_others_keep_theirs(store: Store) -> None:
    for task in ("claim", "guess"):
        store.readings.save_draft(ANI, SUMMIT, task, TaskDraft(text="Mine"), now=NOON)

    store.readings.save_task(ANI, SUMMIT, "guess", guess("Mine"), now=NOON)

    assert store.readings.drafts(ANI, SUMMIT) == {"claim": TaskDraft(text="Mine")}


def test_what_cannot_be_stored_is_replaced_and_too_long_a_text_refused(store: Store) -> None:
    store.readings.save_draft(ANI, SUMMIT, "claim", TaskDraft(text="a\0b\ud83d"), now=NOON)

    assert store.readings.drafts(ANI, SUMMIT) == {"claim": TaskDraft(text="ab?")}
    with pytest.raises(ValidationError):
        TaskDraft(text="x" * (LONGEST_TEXT + 1))


def test_an_emptied_or_saved_draft_is_not_left_in_the_file(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'sourcebook.db'}")
    store.readings.save_draft(ANI, SUMMIT, "claim", TaskDraft(text="Nobody reads this"), now=NOON)

    store.readings.save_draft(ANI, SUMMIT, "claim", TaskDraft(), now=NOON)

    left = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    store.close()
    assert b"Nobody reads this" not in left
