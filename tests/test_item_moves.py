"""An item goes to another quiz: its text as it is, and both files saved or neither."""

from pathlib import Path

import pytest

from sourcebook.content.authoring import publishing, saving
from sourcebook.content.authoring.publishing import Change, Changed, Refused, Saved, sha256
from sourcebook.content.authoring.quiz_edits import (
    fields_of,
    item_blocks,
    with_block_added,
    with_item_removed,
)
from sourcebook.content.yaml.text import item_yaml
from sourcebook.errors import EditingError
from tests.builders import course_files, save, single_choice

QUIZ, OTHER = "quizzes/04-yerevan-summit.yaml", "quizzes/05-talks.yaml"
TALKS = "id: talks\ntitle: The talks\nitems:\n" + item_yaml(fields_of(single_choice(id="who")))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    save(tmp_path, course_files() | {OTHER: TALKS.encode()})
    return tmp_path


def moved(root: Path) -> tuple[Change, Change]:
    """The first item of the quiz moved to the other one."""
    here, there = (root / QUIZ).read_bytes(), (root / OTHER).read_bytes()
    block = item_blocks(here.decode())[0]
    return (
        Change(OTHER, with_block_added(there.decode(), block), sha256(there)),
        Change(QUIZ, with_item_removed(here.decode(), str(block.id)), sha256(here)),
    )


def put(root: Path, *changes: Change) -> tuple[Saved, ...] | Refused | Changed:
    return publishing.publish_together(root, changes, lock=root / "lock")


@pytest.mark.parametrize("indent", [0, 2, 4])
def test_an_item_brings_its_comments_and_stands_in_the_column_of_the_others(indent: int) -> None:
    theirs = "id: t\nitems:\n" + item_yaml(fields_of(single_choice(id="who")), indent=indent)
    own = "items:\n  # Easy.\n  - id: refuser # never\n    stem: |-\n      Who\n\n      did?\n"

    after = with_block_added(theirs, item_blocks(own)[0])

    pad = " " * indent
    assert after.startswith(theirs.rstrip("\n"))
    assert f"\n{pad}# Easy.\n{pad}- id: refuser # never\n" in after
    assert item_blocks(after)[1].fields == {"id": "refuser", "stem": "Who\n\ndid?"}


def test_an_item_goes_into_a_quiz_without_any() -> None:
    block = item_blocks(TALKS)[0]

    after = with_block_added("id: t\ntitle: T\nitems: [] # none\n", block)

    assert item_blocks(after)[0].fields == block.fields


def test_both_files_are_saved(root: Path) -> None:
    changes = moved(root)

    done = put(root, *changes)

    assert isinstance(done, tuple)
    assert [(root / each.path).read_text() for each in changes] == [each.text for each in changes]


def test_neither_is_saved_if_one_has_an_error(root: Path) -> None:
    before = {path: (root / path).read_bytes() for path in (QUIZ, OTHER)}
    added, removed = moved(root)

    done = put(root, added, removed._replace(text=removed.text.replace("title:", "titel:")))

    assert isinstance(done, Refused)
    assert {path: (root / path).read_bytes() for path in before} == before


def test_neither_is_saved_if_one_has_changed_meanwhile(root: Path) -> None:
    changes = moved(root)
    (root / QUIZ).write_text((root / QUIZ).read_text() + "# Somebody else.\n")
    before = {path: (root / path).read_bytes() for path in (QUIZ, OTHER)}

    assert isinstance(put(root, *changes), Changed)
    assert {path: (root / path).read_bytes() for path in before} == before


def test_the_first_file_is_brought_back_if_the_system_refuses_the_second(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: (root / path).read_bytes() for path in (QUIZ, OTHER)}
    really = saving.save

    def refuse(path: Path, raw: bytes, *, read: bytes | None) -> None:
        if path.name == Path(QUIZ).name:
            raise EditingError("No space left on device.")
        really(path, raw, read=read)

    monkeypatch.setattr(saving, "save", refuse)

    with pytest.raises(EditingError, match="No space"):
        put(root, *moved(root))

    assert {path: (root / path).read_bytes() for path in before} == before


def test_a_new_file_is_taken_away_again_if_the_system_refuses_the_second(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added, removed = moved(root)
    (root / OTHER).unlink()
    really = saving.save

    def refuse(path: Path, raw: bytes, *, read: bytes | None) -> None:
        if path.name == Path(QUIZ).name:
            raise EditingError("No space left on device.")
        really(path, raw, read=read)

    monkeypatch.setattr(saving, "save", refuse)

    with pytest.raises(EditingError, match="No space"):
        put(root, added._replace(based_on=""), removed)

    assert not (root / OTHER).exists()
