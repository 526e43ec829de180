"""Saving a text from the app into a course that is in use: what is written, and what never is."""

import os
import re
import threading
from pathlib import Path

import pytest

from sourcebook.content.authoring import publishing, saving
from sourcebook.content.authoring.publishing import (
    Changed,
    Refused,
    Saved,
    bytes_of,
    course_paths,
    publish,
    read,
    sha256,
    text_of,
)
from sourcebook.errors import EditingError
from tests.builders import course_files, save

QUIZ = "quizzes/04-yerevan-summit.yaml"
LESSON, PLAN = "lessons/04-yerevan-summit.md", "plans/04-yerevan-summit.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return save(tmp_path / "course", course_files())


def put(root: Path, path: str, text: str, based_on: str | None = None) -> object:
    base = sha256(read(root, path)) if based_on is None else based_on
    return publish(root, path, text, based_on=base, lock=root.parent / "data" / "lock")


def retitled(root: Path, title: str = "The summit of 2022") -> str:
    return (root / QUIZ).read_text().replace("title: The Yerevan summit", f"title: {title}")


def left_over(root: Path) -> list[str]:
    return sorted(
        path.name for path in (root / "quizzes").iterdir() if path.name != Path(QUIZ).name
    )


def test_a_text_takes_the_place_of_its_file_and_the_version_before_is_kept(root: Path) -> None:
    before, text = (root / QUIZ).read_bytes(), retitled(root)

    done = put(root, QUIZ, text)

    assert isinstance(done, Saved)
    assert done.before == before
    assert done.sha256 == sha256((root / QUIZ).read_bytes())
    assert (root / QUIZ).read_text() == text
    assert left_over(root) == []


def test_nothing_is_written_over_a_newer_change(root: Path) -> None:
    text, based_on = retitled(root), sha256((root / QUIZ).read_bytes())
    theirs = retitled(root, "Theirs").encode()
    (root / QUIZ).write_bytes(theirs)

    done = put(root, QUIZ, text, based_on)

    assert done == Changed(theirs)
    assert (root / QUIZ).read_bytes() == theirs


def test_a_file_that_vanished_is_not_made_again_unasked(root: Path) -> None:
    text, based_on = retitled(root), sha256((root / QUIZ).read_bytes())
    (root / QUIZ).unlink()

    done = put(root, QUIZ, text, based_on)

    assert done == Changed(None)
    assert not (root / QUIZ).exists()


def test_of_two_who_save_at_the_same_moment_one_is_refused(root: Path) -> None:
    based_on = sha256((root / QUIZ).read_bytes())
    texts = [retitled(root, title) for title in ("One", "Two")]
    done: list[object] = []
    both = [
        threading.Thread(target=lambda text=text: done.append(put(root, QUIZ, text, based_on)))
        for text in texts
    ]

    for each in both:
        each.start()
    for each in both:
        each.join()

    assert sorted(type(each).__name__ for each in done) == ["Changed", "Saved"]
    assert (root / QUIZ).read_text() in texts


def test_a_text_with_an_error_is_refused_and_told_why(root: Path) -> None:
    before = (root / QUIZ).read_bytes()

    done = put(root, QUIZ, before.decode().replace("title:", "titel:"))

    assert isinstance(done, Refused)
    assert {fault.path for fault in done.faults} == {QUIZ}
    assert "unknown-key" in {fault.rule for fault in done.faults}
    assert (root / QUIZ).read_bytes() == before


def test_an_error_that_a_change_brings_to_another_file_refuses_it(root: Path) -> None:
    done = put(root, LESSON, (root / LESSON).read_text().replace("id: yerevan", "id: erevan", 1))

    assert isinstance(done, Refused)
    assert {fault.path for fault in done.faults} == {PLAN, QUIZ}


def test_what_is_wrong_in_another_file_already_refuses_nothing(root: Path) -> None:
    (root / "seeds" / "glossary.yaml").write_text("aggression: {}\n")

    done = put(root, QUIZ, retitled(root))

    assert isinstance(done, Saved)


def test_a_new_file_is_made_with_its_first_version(root: Path) -> None:
    text = retitled(root).replace("id: ", "id: new-")

    done = put(root, "quizzes/05-new.yaml", text, based_on="")

    assert isinstance(done, Saved)
    assert (root / "quizzes" / "05-new.yaml").read_text() == text


def test_a_new_file_takes_the_place_of_no_other(root: Path) -> None:
    done = put(root, QUIZ, retitled(root), based_on="")

    assert done == Changed((root / QUIZ).read_bytes())


@pytest.mark.parametrize(
    "path",
    [
        "",
        "README.md",
        "seeds/originals/s1.txt",
        "seeds/originals/s1.yaml",
        "seeds/maps/csto-members.svg",
        "seeds/s1.json",
        "quizzes/../seeds/s1.yaml",
        "../quizzes/a.yaml",
        "/etc/passwd",
        "quizzes//a.yaml",
        "quizzes/sub/a.yaml",
        "quizzes/.hidden.yaml",
        "quizzes/a.txt",
        "quizzes/a.yaml\n",
        "quizzes/a\x00.yaml",
        "quizzes\\a.yaml",
        "lessons/readme.md",
        "plans/README.md",
        "plans/a.yaml",
        "lessons/a.yaml",
        f"quizzes/{'a' * 81}.yaml",
    ],
)
def test_nothing_but_files_of_the_course_is_read_or_written(root: Path, path: str) -> None:
    with pytest.raises(EditingError, match="is not a file of a course"):
        put(root, path, "id: a\n", based_on="")

    with pytest.raises(EditingError, match="is not a file of a course"):
        read(root, path)


def test_a_link_that_leads_out_of_the_course_is_not_followed(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(retitled(root))
    (root / "quizzes" / "link.yaml").symlink_to(outside)

    with pytest.raises(EditingError, match="leads out of the course"):
        put(root, "quizzes/link.yaml", "id: a\n", sha256(outside.read_bytes()))


def test_a_folder_that_leads_out_of_the_course_is_not_followed(root: Path, tmp_path: Path) -> None:
    (root / "quizzes").rename(tmp_path / "elsewhere")
    (root / "quizzes").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(EditingError, match="leads out of the course"):
        put(root, QUIZ, "id: a\n", based_on="")


def test_the_rights_line_ends_and_mark_of_the_file_stay(root: Path) -> None:
    place = root / QUIZ
    place.write_bytes(b"\xef\xbb\xbf" + place.read_bytes().replace(b"\n", b"\r\n"))
    place.chmod(0o640)
    text = text_of(place.read_bytes())

    put(root, QUIZ, text.replace("title: The", "title: A"))

    assert place.read_bytes().startswith(b"\xef\xbb\xbfid: yerevan-quiz\r\ntitle: A Yerevan")
    assert place.read_bytes().count(b"\n") == place.read_bytes().count(b"\r\n")
    assert place.stat().st_mode & 0o777 == 0o640


def test_a_stop_between_writing_aside_and_the_change_leaves_the_old_file_whole(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (root / QUIZ).read_bytes()
    monkeypatch.setattr(saving.Path, "replace", _stop)  # type: ignore[attr-defined]

    with pytest.raises(KeyboardInterrupt):
        put(root, QUIZ, retitled(root))

    assert (root / QUIZ).read_bytes() == before


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_full_disk_is_said_and_nothing_changes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (root / QUIZ).read_bytes()
    monkeypatch.setattr(saving.os, "fsync", _full)  # type: ignore[attr-defined]

    with pytest.raises(EditingError, match="No space left on device"):
        put(root, QUIZ, retitled(root))

    assert (root / QUIZ).read_bytes() == before
    assert left_over(root) == []


def _full(*_: object) -> None:
    raise OSError(28, os.strerror(28))


def test_a_text_that_is_too_long_is_refused(root: Path) -> None:
    with pytest.raises(EditingError, match="longer than 200,000 characters"):
        put(root, QUIZ, "#" * (publishing.LONGEST + 1))


def test_bytes_that_are_no_text_are_said_to_be_none() -> None:
    with pytest.raises(EditingError, match="UTF-8"):
        text_of(b"title: \xff")


def test_a_half_character_becomes_a_question_mark_instead_of_stopping_the_save() -> None:
    assert bytes_of("a\ud800b", like=None) == b"a?b"


def test_the_files_of_the_course_are_listed(root: Path) -> None:
    (root / "quizzes" / "README.md").write_text("About quizzes.")

    seeds = [path for path in course_files() if re.fullmatch(r"seeds/\w+\.yaml", path)]
    assert course_paths(root) == (LESSON, PLAN, QUIZ, *sorted(seeds))
