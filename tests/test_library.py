"""The course of a running app: fresh after a save, and never broken by one."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sourcebook.content.live_course import Library
from sourcebook.content.unchecked_course import ABOUT
from sourcebook.errors import NoCourseError
from sourcebook.model.about import UNNAMED
from tests.builders import course_files, save

QUIZ = "quizzes/04-yerevan-summit.yaml"
LESSON = "lessons/04-yerevan-summit.md"
BROKEN = b'title: "never closed'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course root with the minimal course."""
    return save(tmp_path / "course", course_files())


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    """Where the last good version is kept; nothing stands there yet."""
    return tmp_path / "state" / "course.json"


def library(root: Path, snapshot: Path | None = None) -> Library:
    return Library(root, snapshot=snapshot, interval_seconds=0)


def replace_or_delete(path: Path, raw: bytes | None) -> None:
    if raw is None:
        path.unlink()
    else:
        path.write_bytes(raw)


def retitled(path: str, title: str) -> bytes:
    return course_files()[path].replace(b"title: The Yerevan summit", f"title: {title}".encode())


def quiz_titles(shelf: Library) -> list[str]:
    return [quiz.title for quiz in shelf.course().quizzes.values()]


def lesson_titles(shelf: Library) -> list[str]:
    return [lesson.title for lesson in shelf.course().lessons.values()]


def test_a_saved_file_is_picked_up(root: Path) -> None:
    shelf = library(root)
    shelf.course()

    save(root, {QUIZ: retitled(QUIZ, "The refusal")})

    assert quiz_titles(shelf) == ["The refusal"]
    assert shelf.faults() == ()


def test_a_new_file_and_a_deleted_one_are_picked_up(root: Path) -> None:
    shelf = library(root)
    shelf.course()

    (root / QUIZ).unlink()
    save(root, {"quizzes/05.yml": retitled(QUIZ, "The photograph")})

    assert quiz_titles(shelf) == ["The photograph"]


def test_an_unchanged_course_is_the_same_object(root: Path) -> None:
    shelf = library(root)

    assert shelf.course() is shelf.course()


def test_within_the_interval_the_files_are_not_looked_at(root: Path) -> None:
    shelf = Library(root, interval_seconds=3600)
    before = shelf.course()

    save(root, {QUIZ: retitled(QUIZ, "The refusal")})

    assert shelf.course() is before


def test_a_broken_file_keeps_its_last_good_version_and_its_faults_are_told(root: Path) -> None:
    shelf = library(root)
    shelf.course()

    save(root, {QUIZ: BROKEN})

    assert quiz_titles(shelf) == ["The Yerevan summit"]
    assert [fault.path for fault in shelf.faults()] == [QUIZ]


@pytest.mark.parametrize("broken", sorted(course_files()))
def test_beside_a_broken_file_other_files_are_fresh(root: Path, broken: str) -> None:
    shelf = library(root)
    shelf.course()
    fresh = LESSON if broken == QUIZ else QUIZ

    save(root, {broken: BROKEN, fresh: retitled(fresh, "The refusal")})

    assert "The refusal" in [*quiz_titles(shelf), *lesson_titles(shelf)]
    assert len(shelf.course().sources) == 2


def test_a_file_that_needs_a_broken_one_waits_with_it(root: Path) -> None:
    shelf = library(root)
    before = shelf.course()

    new_quiz = retitled(QUIZ, "The refusal").replace(b"[s1.p1]", b"[s1.p3]", 1)
    save(root, {"seeds/s1.yaml": BROKEN, QUIZ: new_quiz})

    assert shelf.course() == before


def test_a_mended_file_is_picked_up(root: Path) -> None:
    shelf = library(root)
    shelf.course()
    save(root, {QUIZ: BROKEN})
    shelf.course()

    save(root, {QUIZ: retitled(QUIZ, "The refusal")})

    assert quiz_titles(shelf) == ["The refusal"]
    assert shelf.faults() == ()


def test_after_a_restart_the_kept_version_stands_in_for_a_broken_file(
    root: Path, snapshot: Path
) -> None:
    library(root, snapshot).course()
    save(root, {QUIZ: BROKEN, LESSON: retitled(LESSON, "The refusal")})

    shelf = library(root, snapshot)

    assert quiz_titles(shelf) == ["The Yerevan summit"]
    assert lesson_titles(shelf) == ["The refusal"]


def test_a_first_start_with_a_broken_quiz_serves_the_rest(root: Path, snapshot: Path) -> None:
    save(root, {QUIZ: BROKEN})

    shelf = library(root, snapshot)

    assert quiz_titles(shelf) == []
    assert lesson_titles(shelf) == ["The Yerevan summit"]


def test_a_lesson_that_shows_an_item_of_a_broken_quiz_is_served_from_the_first_start_on(
    root: Path, snapshot: Path
) -> None:
    save(root, {QUIZ: BROKEN, LESSON: course_files()[LESSON] + b"\n```check refuser\n```\n"})

    first, second = library(root, snapshot), library(root, snapshot)

    assert lesson_titles(first) == lesson_titles(second) == ["The Yerevan summit"]
    assert {fault.path for fault in second.faults()} == {QUIZ}


def test_a_first_start_with_a_broken_source_leaves_out_what_needs_it(root: Path) -> None:
    save(root, {"seeds/s1.yaml": BROKEN})

    course = library(root).course()

    assert list(course.sources) == ["s2"]
    assert (course.lessons, course.quizzes) == ({}, {})


@pytest.mark.parametrize("raw", [BROKEN, b"title: The lamp\n", None])
def test_a_first_start_with_a_broken_or_missing_course_file_serves_the_rest(
    root: Path, raw: bytes | None
) -> None:
    replace_or_delete(root / ABOUT, raw)

    shelf = library(root)

    assert lesson_titles(shelf) == quiz_titles(shelf) == ["The Yerevan summit"]
    assert shelf.course().about == UNNAMED
    assert {fault.path for fault in shelf.faults()} == {ABOUT}


def test_a_first_start_without_the_picture_of_a_map_serves_the_rest(root: Path) -> None:
    (root / "seeds" / "maps" / "csto-members.svg").unlink()

    assert lesson_titles(library(root)) == ["The Yerevan summit"]


@pytest.mark.parametrize("raw", [BROKEN, None])
def test_a_course_file_that_is_broken_or_deleted_keeps_its_last_good_version(
    root: Path, raw: bytes | None
) -> None:
    shelf = library(root)
    before = shelf.course().about

    replace_or_delete(root / ABOUT, raw)

    assert shelf.course().about == before
    assert {fault.path for fault in shelf.faults()} == {ABOUT}


def test_the_kept_version_of_another_course_never_stands_in(
    root: Path, snapshot: Path, tmp_path: Path
) -> None:
    library(root, snapshot).course()
    other = save(tmp_path / "other", {**course_files(), QUIZ: BROKEN})

    assert quiz_titles(library(other, snapshot)) == []


FILES = [b"", b"{", b"[]", b"5", b'{"a": 5}', b'{"a": "\xff"}', b'{"quizzes/a.yaml": "!"}']
NOTHING_KEPT = [*FILES, *(b'{"root": "<root>", "files": ' + each + b"}" for each in FILES)]


@pytest.mark.parametrize("kept", NOTHING_KEPT)
def test_a_kept_version_that_cannot_be_read_is_passed_over(
    root: Path, snapshot: Path, kept: bytes
) -> None:
    save(snapshot.parent, {snapshot.name: kept.replace(b"<root>", str(root.resolve()).encode())})
    save(root, {QUIZ: BROKEN})

    assert lesson_titles(library(root, snapshot)) == ["The Yerevan summit"]


def test_a_kept_version_that_newer_rules_refuse_is_passed_over(root: Path, snapshot: Path) -> None:
    kept = {"root": str(root.resolve()), "files": {QUIZ: "aWQ6IG9sZA=="}}
    save(snapshot.parent, {snapshot.name: json.dumps(kept).encode()})
    save(root, {QUIZ: BROKEN})

    assert lesson_titles(library(root, snapshot)) == ["The Yerevan summit"]


def test_a_version_that_cannot_be_kept_is_served_all_the_same(root: Path, tmp_path: Path) -> None:
    save(tmp_path, {"state": b"a file where a folder is wanted"})

    assert quiz_titles(library(root, tmp_path / "state" / "course.json")) == ["The Yerevan summit"]


def test_a_folder_that_vanishes_for_a_while_leaves_the_course_as_it_is(root: Path) -> None:
    shelf = library(root)
    before = shelf.course()

    shutil.rmtree(root)

    assert shelf.course() is before


def test_a_root_without_a_course_is_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(NoCourseError):
        library(tmp_path).course()


def test_a_lock_that_an_editor_leaves_does_not_matter(root: Path) -> None:
    shelf = library(root)
    before = shelf.course()

    (root / "lessons" / ".#04-yerevan-summit.md").symlink_to("teacher@school.4711")

    assert shelf.course() is before


def test_many_threads_always_get_a_whole_course_while_files_are_saved(root: Path) -> None:
    shelf = library(root)

    def read(turns: range) -> list[str]:
        return [title for _ in turns for title in quiz_titles(shelf)]

    with ThreadPoolExecutor(8) as pool:
        readers = [pool.submit(read, range(60)) for _ in range(7)]
        for turn in range(12):
            raw = BROKEN if turn % 3 == 2 else retitled(QUIZ, f"Version {'x' * turn}")
            save(root, {QUIZ: raw})
            shelf.course()
    titles = {title for reader in readers for title in reader.result()}

    save(root, {QUIZ: retitled(QUIZ, "The last version")})

    assert {title.split()[0] for title in titles} <= {"The", "Version"}
    assert quiz_titles(shelf) == ["The last version"]


def test_many_threads_may_ask_for_the_first_course_at_once(root: Path) -> None:
    shelf = library(root)

    with ThreadPoolExecutor(8) as pool:
        courses = list(pool.map(lambda _: shelf.course(), range(32)))

    assert {tuple(course.quizzes) for course in courses} == {("yerevan-quiz",)}
