"""A whole course checked in one go."""

from pathlib import Path

import pytest

from sourcebook.content.checking import check, find_originals, read_files
from sourcebook.content.faults import as_text
from sourcebook.errors import NoCourseError
from tests.builders import course_files, save


def first_lines(files: dict[str, bytes]) -> list[str]:
    return [as_text([fault]).split("\n")[0] for fault in check(files).faults]


def changed(path: str, old: str, new: str) -> dict[str, bytes]:
    raw = course_files()[path]
    assert old.encode() in raw
    return course_files() | {path: raw.replace(old.encode(), new.encode(), 1)}


def test_the_minimal_course_is_clean_and_whole() -> None:
    result = check(course_files())

    assert result.faults == ()
    assert result.course is not None
    assert list(result.course.sources) == ["s1", "s2"]
    assert len(result.course.quizzes["yerevan-quiz"].items) == 6


def test_without_articles_the_checks_not_made_are_named() -> None:
    assert check(course_files()).not_checked == (
        "the SHA-256 of each source",
        "whether each quote stands word for word in its article",
        "whether any eight words in a row are copied",
    )


def test_the_faults_of_all_files_come_in_one_run_by_file_and_line() -> None:
    files = (
        changed("quizzes/04-yerevan-summit.yaml", "[s1.p1]", "[s1.p7]")
        | {"seeds/s2.yaml": course_files()["seeds/s2.yaml"].replace(b"genre", b"gender")}
        | {"lessons/03.md": b"No front matter."}
    )

    paths = [(fault.path, fault.spot.line, fault.rule) for fault in check(files).faults]

    assert paths == [
        ("lessons/03.md", 1, "front-matter"),
        ("quizzes/04-yerevan-summit.yaml", 25, "unknown-reference"),
        ("seeds/s2.yaml", 6, "unknown-key"),
    ]


def test_a_course_with_an_error_is_not_published() -> None:
    assert check(course_files() | {"quizzes/05.yaml": b"id: later"}).course is None


def test_a_fault_goes_when_the_other_file_that_caused_it_is_mended() -> None:
    without = {path: raw for path, raw in course_files().items() if path != "seeds/s2.yaml"}

    broken, corrected = check(without), check(course_files())

    assert broken.faults
    assert corrected.faults == ()
    assert check(without).faults == broken.faults


def test_a_course_with_a_warning_is_published() -> None:
    result = check(changed("lessons/04-yerevan-summit.md", "Six members", "Six\u200b members"))

    assert [fault.severity for fault in result.faults] == ["warning"]
    assert result.course is not None


@pytest.mark.parametrize("path", sorted(course_files()))
def test_a_file_that_cannot_be_read_is_the_only_one_with_a_fault(path: str) -> None:
    faults = check(course_files() | {path: b'title: "never closed'}).faults

    assert {fault.path for fault in faults} == {path}


def test_an_id_used_in_two_files_is_a_fault_of_the_second() -> None:
    again = course_files()["quizzes/04-yerevan-summit.yaml"]
    files = course_files() | {"quizzes/05.yaml": b"\n" + again.split(b"  - id: members")[0]}

    assert first_lines(files) == [
        "quizzes/05.yaml:2:5: id: 'yerevan-quiz' is already used at "
        "quizzes/04-yerevan-summit.yaml:1:5. Give it an id of its own. [duplicate-id]",
        "quizzes/05.yaml:6:9: item 1, id: 'refuser' is already used at "
        "quizzes/04-yerevan-summit.yaml:5:9. Give it an id of its own. [duplicate-id]",
    ]


def test_a_source_and_whatever_else_is_given_twice_are_faults() -> None:
    files = course_files()
    files["seeds/s1.yml"] = files["seeds/s1.yaml"]
    for name in ("comparisons", "people", "glossary", "timeline"):
        files[f"seeds/{name}.yml"] = files[f"seeds/{name}.yaml"]

    assert first_lines(files) == [
        "seeds/comparisons.yml:2:3: membership-sentence: 'membership-sentence' is already used at "
        "seeds/comparisons.yaml:2:3. Give it an id of its own. [duplicate-id]",
        "seeds/glossary.yml:2:3: aggression: 'aggression' is already used at "
        "seeds/glossary.yaml:2:3. Give it an id of its own. [duplicate-id]",
        "seeds/people.yml:2:3: nikol-pashinyan: 'nikol-pashinyan' is already used at "
        "seeds/people.yaml:2:3. Give it an id of its own. [duplicate-id]",
        "seeds/s1.yml:1:5: id: 's1' is already used at seeds/s1.yaml:1:5. "
        "Give it an id of its own. [duplicate-id]",
        "seeds/timeline.yml:2:3: summit: 'summit' is already used at "
        "seeds/timeline.yaml:2:3. Give it an id of its own. [duplicate-id]",
    ]


def test_the_feedback_of_an_accepted_number_is_held_to_the_evidence() -> None:
    path = "quizzes/04-yerevan-summit.yaml"
    files = changed(path, "key: 23\n", "key: 23\n    also_accept: [{number: 24, feedback: “so”}]\n")

    assert first_lines(files) == [
        f"{path}:49:42: warning: item 5 (day), also_accept, entry 1, feedback: no passage cited "
        "here has a quote with the words “so”. Take the marks away, or list the quote in seeds/ if "
        "it is one. [unlisted-quotation]"
    ]


def test_a_decimal_key_that_the_evidence_prints_is_no_fault() -> None:
    files = changed("quizzes/04-yerevan-summit.yaml", "key: 23\n", "key: 0.5\n")
    files["seeds/s1.yaml"] = files["seeds/s1.yaml"].replace(b"The six", b"For 0.5 hours the six")

    assert first_lines(files) == []


def test_files_are_read_by_path_below_the_root(tmp_path: Path) -> None:
    assert read_files(save(tmp_path, course_files())) == course_files()


def test_both_endings_are_read_and_readmes_hidden_and_other_files_are_not(tmp_path: Path) -> None:
    files = {"quizzes/a.yml": b"", "quizzes/b.yaml": b"", "seeds/s1.yml": b"", "lessons/c.md": b""}
    others = [
        "lessons/README.md",
        "lessons/c.txt",
        "lessons/.#c.md",
        "seeds/._s1.yaml",
        "quizzes/d",
    ]

    save(tmp_path, files | dict.fromkeys(others, b""))

    assert read_files(tmp_path) == files


def test_a_lock_that_an_editor_leaves_beside_an_open_file_is_not_read(tmp_path: Path) -> None:
    save(tmp_path, {"lessons/c.md": b""})
    (tmp_path / "lessons" / ".#c.md").symlink_to("teacher@school.4711")

    assert read_files(tmp_path) == {"lessons/c.md": b""}


@pytest.mark.parametrize("name", ["empty", "nowhere"])
def test_a_folder_without_a_course_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    root = tmp_path / name

    with pytest.raises(NoCourseError) as refused:
        read_files(root)

    assert str(refused.value) == (
        f"There is no course in '{root}'. Name the folder with lessons, quizzes and seeds."
    )


def test_originals_are_where_they_are_named_else_among_the_seeds_else_nowhere(
    tmp_path: Path,
) -> None:
    assert find_originals(tmp_path, None) is None
    own = tmp_path / "seeds" / "originals"
    own.mkdir(parents=True)

    assert find_originals(tmp_path, None) == own
    assert find_originals(tmp_path, str(tmp_path)) == tmp_path


def test_originals_named_but_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NoCourseError) as refused:
        find_originals(tmp_path, "nowhere")

    assert str(refused.value) == "There is no folder 'nowhere' with originals."


def test_a_file_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "s1.yaml").write_bytes(b"id: s1")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)

    with pytest.raises(NoCourseError) as refused:
        read_files(tmp_path)

    assert str(refused.value) == f"'{tmp_path}/seeds/s1.yaml' cannot be read: Permission denied."


def test_a_slip_in_an_item_is_told_once_though_its_points_depend_on_it() -> None:
    files = changed("quizzes/04-yerevan-summit.yaml", "id: refuser", "id: Refuser")

    rules = [fault.rule for fault in check(files).faults]

    assert rules == ["wrong-value"]


def test_a_proof_in_a_source_that_cannot_be_read_is_not_held_against_the_item() -> None:
    path = "quizzes/04-yerevan-summit.yaml"
    files = changed(path, "citations: [s1.p1]", "citations: [s1.p1]\n    proof: [s2.p1]")
    files["seeds/s2.yaml"] = b"id: [s2"

    assert {fault.path for fault in check(files).faults} == {"seeds/s2.yaml"}


def test_names_wait_for_people_that_cannot_be_read() -> None:
    files = changed("quizzes/04-yerevan-summit.yaml", "single_choice", "short_answer")
    files["seeds/people.yaml"] = b"pashinyan: [1"

    assert {fault.path for fault in check(files).faults} == {"seeds/people.yaml"}


def test_a_comparison_that_cannot_be_read_is_not_held_against_the_item_that_shows_it() -> None:
    path = "quizzes/04-yerevan-summit.yaml"
    files = changed(path, "key: 23\n", "key: 23\n    comparison: membership-sentence\n")
    files["seeds/comparisons.yaml"] = b"membership: [1"

    assert {fault.path for fault in check(files).faults} == {"seeds/comparisons.yaml"}
