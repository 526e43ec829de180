"""A learner's own notes and bookmarks, at passages and at steps of lessons."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from sourcebook.errors import StoreError
from sourcebook.model.lesson_work import LONGEST_NOTE, MOST_NOTES, Note
from sourcebook.store import Store
from tests.store.builders import ANI, BARIS, MINUTE
from tests.store.conftest import NOON

PASSAGE, STEP = "s2.p11", "yerevan-summit/in-his-words"


def test_a_note_is_kept_at_a_passage_and_at_a_step(store: Store) -> None:
    first = store.notes.save(ANI, STEP, "He says it twice.", now=NOON)
    second = store.notes.save(ANI, PASSAGE, "Compare with Reuters.", now=NOON + MINUTE)

    assert first == Note(place=STEP, text="He says it twice.", saved_at=NOON)
    assert store.notes.at(ANI, STEP) == first
    assert list(store.notes.of_learner(ANI).items()) == [(STEP, first), (PASSAGE, second)]


def test_a_note_without_a_text_is_a_bookmark(store: Store) -> None:
    store.notes.save(ANI, PASSAGE, " \n", now=NOON)

    found = store.notes.at(ANI, PASSAGE)

    assert found == Note(place=PASSAGE, text="", saved_at=NOON)
    assert found.is_bookmark


def test_a_later_note_replaces_the_one_at_its_place(store: Store) -> None:
    store.notes.save(ANI, PASSAGE, "Who says so?", now=NOON)
    second = store.notes.save(ANI, PASSAGE, "Half \ud83d an emoji\0", now=NOON + MINUTE)

    assert second.text == "Half ? an emoji"
    assert store.notes.of_learner(ANI) == {PASSAGE: second}


def test_a_removed_note_is_gone_and_others_stay(store: Store) -> None:
    for learner, place in [(ANI, PASSAGE), (ANI, STEP), (BARIS, PASSAGE)]:
        store.notes.save(learner, place, "Mine", now=NOON)

    store.notes.remove(ANI, PASSAGE)
    store.notes.remove(ANI, "s1.p1")

    assert store.notes.at(ANI, PASSAGE) is None
    assert list(store.notes.of_learner(ANI)) == [STEP]
    assert list(store.notes.of_learner(BARIS)) == [PASSAGE]


def test_a_removed_or_emptied_note_is_not_left_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "sourcebook.db"
    store = Store.open(f"sqlite:///{file}")
    store.notes.save(ANI, PASSAGE, "Nobody may read this", now=NOON)
    store.notes.save(ANI, STEP, "Nobody may read this", now=NOON)

    store.notes.remove(ANI, PASSAGE)
    store.notes.save(ANI, STEP, "", now=NOON)

    left = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    store.close()
    assert b"Nobody may read this" not in left


def test_a_note_that_is_too_long_is_refused_and_the_former_stays(store: Store) -> None:
    former = store.notes.save(ANI, PASSAGE, "x" * LONGEST_NOTE, now=NOON)

    with pytest.raises(StoreError) as refused:
        store.notes.save(ANI, PASSAGE, "x" * (LONGEST_NOTE + 1), now=NOON)

    assert str(refused.value) == (
        "This note was not saved, because it has 4,001 characters. "
        "Shorten it to 4,000, or write a part of it at another place."
    )
    assert store.notes.at(ANI, PASSAGE) == former


def test_too_many_notes_are_refused_but_those_there_are_can_be_changed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sourcebook.store.notes.MOST_NOTES", 2)
    for place in (PASSAGE, STEP):
        store.notes.save(ANI, place, "Mine", now=NOON)

    with pytest.raises(StoreError) as refused:
        store.notes.save(ANI, "s1.p1", "One more", now=NOON)
    store.notes.save(ANI, STEP, "Changed", now=NOON)
    store.notes.save(BARIS, "s1.p1", "His first", now=NOON)

    assert str(refused.value) == (
        "This note was not saved, because you have 2 notes and bookmarks. "
        "Remove one that you no longer need, then save this one again."
    )
    assert [each.text for each in store.notes.of_learner(ANI).values()] == ["Mine", "Changed"]
    assert MOST_NOTES == 500


@pytest.mark.parametrize("place", ["", "s2", "csto", "s2.p11/x y", "a/b/c", "../etc"])
def test_a_place_that_is_neither_a_passage_nor_a_step_is_refused(place: str) -> None:
    with pytest.raises(ValidationError):
        Note(place=place, text="", saved_at=NOON)
