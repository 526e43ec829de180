"""Files of a running course renamed and deleted, and fields at their heads changed."""

from pathlib import Path

import pytest

from sourcebook.content.authoring import moving
from sourcebook.content.authoring.head_fields import with_head_field
from sourcebook.content.authoring.publishing import Changed, Refused, Saved, sha256
from sourcebook.errors import EditingError
from tests.builders import course_files, save

QUIZ, LESSON = "quizzes/04-yerevan-summit.yaml", "lessons/04-yerevan-summit.md"
NEW = "quizzes/07-summit.yaml"
Outcome = Saved | Refused | Changed


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course root with the minimal course."""
    return save(tmp_path / "course", course_files())


def remove(root: Path, path: str = QUIZ, *, based_on: str | None = None) -> Outcome:
    seen = sha256((root / path).read_bytes()) if based_on is None else based_on
    return moving.remove(root, path, based_on=seen, lock=root.parent / "lock")


def rename(root: Path, to: str, path: str = QUIZ, *, based_on: str | None = None) -> Outcome:
    seen = sha256((root / path).read_bytes()) if based_on is None else based_on
    return moving.rename(root, path, to, based_on=seen, lock=root.parent / "lock")


def test_a_file_that_nothing_needs_is_deleted(root: Path) -> None:
    before = (root / QUIZ).read_bytes()

    done = remove(root)

    assert done == Saved("", before, ())
    assert not (root / QUIZ).exists()


def test_a_file_that_others_need_stays(root: Path) -> None:
    done = remove(root, LESSON)

    assert isinstance(done, Refused)
    assert {fault.path for fault in done.faults} >= {QUIZ}
    assert (root / LESSON).exists()


def test_a_file_that_somebody_has_changed_is_not_deleted(root: Path) -> None:
    done = remove(root, based_on=sha256(b"what I saw"))

    assert done == Changed((root / QUIZ).read_bytes())
    assert (root / QUIZ).exists()


def test_a_file_that_somebody_has_deleted_is_said_to_be_gone(root: Path) -> None:
    seen = sha256((root / QUIZ).read_bytes())
    (root / QUIZ).unlink()

    assert remove(root, based_on=seen) == Changed(None)
    assert rename(root, NEW, based_on=seen) == Changed(None)


def test_a_renamed_file_has_what_it_had(root: Path) -> None:
    before = (root / QUIZ).read_bytes()

    done = rename(root, NEW)

    assert isinstance(done, Saved)
    assert (root / NEW).read_bytes() == before
    assert not (root / QUIZ).exists()


def test_a_file_with_faults_of_its_own_can_be_renamed(root: Path) -> None:
    (root / QUIZ).write_bytes(course_files()[QUIZ].replace(b"title:", b"titel:"))

    assert isinstance(rename(root, NEW), Saved)


def test_a_name_that_is_taken_stays_with_its_file(root: Path) -> None:
    (root / NEW).write_bytes(b"mine")

    with pytest.raises(EditingError, match="There is a file"):
        rename(root, NEW)

    assert (root / NEW).read_bytes() == b"mine"


@pytest.mark.parametrize(
    "to", ["quizzes/../x.yaml", "quizzes/a b.yaml", "quizzes/.yaml", "lessons/x.md", "quizzes/x.md"]
)
def test_a_file_stays_in_its_folder_and_of_its_kind(root: Path, to: str) -> None:
    with pytest.raises(EditingError):
        rename(root, to)

    assert (root / QUIZ).exists()


def test_a_source_keeps_the_name_that_its_id_asks_for(root: Path) -> None:
    done = rename(root, "seeds/s9.yaml", "seeds/s1.yaml")

    assert isinstance(done, Refused)
    assert "source-id" in {fault.rule for fault in done.faults}


@pytest.mark.parametrize("path", [QUIZ, LESSON])
def test_a_field_at_the_head_comes_and_goes_and_all_else_stays(path: str) -> None:
    before = course_files()[path].decode()

    hidden = with_head_field(path, before, "state", "hidden")

    assert "\nstate: hidden\n" in hidden
    assert with_head_field(path, hidden, "state", None) == before


def test_a_lesson_without_its_fields_is_left_alone() -> None:
    with pytest.raises(EditingError, match="between two lines '---'"):
        with_head_field(LESSON, "## Only a heading\n", "title", "New")
