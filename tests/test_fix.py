"""`sourcebook fix`: it fixes what is safe to fix, and nothing else, after showing it."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sourcebook.__main__ import app
from sourcebook.content.authoring import saving
from sourcebook.content.authoring.repairs import repaired
from sourcebook.content.checking import check
from sourcebook.content.faults import has_errors
from sourcebook.errors import EditingError
from tests.builders import course_files, save

QUIZ = "quizzes/04-yerevan-summit.yaml"
LESSON = "lessons/04-yerevan-summit.md"
SEEN = "seeds/comparisons.yaml"


def changed(path: str, old: str, new: str) -> dict[str, bytes]:
    raw = course_files()[path]
    assert old.encode() in raw
    return course_files() | {path: raw.replace(old.encode(), new.encode(), 1)}


def run(*arguments: str | Path, answer: str = "") -> Result:
    return CliRunner().invoke(app, ["fix", *map(str, arguments)], input=answer)


ERRORS = {
    "passage with a capital": (QUIZ, "[s1.p1]", "[S1.p1] # the day"),
    "passage without its dot": (QUIZ, "[s1.p1]", '["s1p1"]'),
    "passage with a letter for a digit": (QUIZ, "[s1.p1]", "[s1.pl]"),
    "objective": (QUIZ, "objective: tell-the-day", "objective: tell-day"),
    "lesson": (QUIZ, "lesson: yerevan-summit", "lesson: 'yerevan-sumit' # ours"),
    "quotation": (QUIZ, '"depressing"', '"depresing"'),
    "quotation in an account": (SEEN, "quote: depressing", 'quote: "depresing" # his'),
    "citation in a lesson": (LESSON, "[@s1.p2; @s2.p1]", "[@s1.p2; @s2.P1]"),
    "figure": (LESSON, "compare membership-sentence", "compare membership-sentences"),
    "quotation in a lesson": (LESSON, '"depressing"', '"depresing"'),
}


@pytest.mark.parametrize(("path", "right", "wrong"), ERRORS.values(), ids=ERRORS)
def test_only_an_error_with_one_near_match_is_fixed(path: str, right: str, wrong: str) -> None:
    files = changed(path, right, wrong)
    assert has_errors(check(files).faults)

    result = repaired(files)

    assert len(result.fixes) == 1
    assert list(result.files) == [path]
    assert check(files | result.files).faults == ()
    old, new = files[path].decode().split("\n"), result.files[path].decode().split("\n")
    differing = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert len(differing) == 1
    assert differing[0][0].partition(" # ")[2] == differing[0][1].partition(" # ")[2]


LEFT = {
    "several passages are near": changed(QUIZ, "[s1.p1]", "[s1.p9]"),
    "no objective is near": changed(QUIZ, "objective: tell-the-day", "objective: xyz"),
    "no quote is near": changed(QUIZ, '"depressing"', '"a joyful day"'),
    "nothing is wrong": course_files(),
    "the file cannot be read": changed(QUIZ, "[s1.p1]", "[S1.p1"),
    "an alias may stand elsewhere": changed(QUIZ, "[s1.p1]", "[&a S1.p1]"),
    "words parted by a line break": changed(LESSON, '"depressing" help', '"de\npresing" help'),
}


@pytest.mark.parametrize("files", LEFT.values(), ids=LEFT)
def test_what_is_not_safe_is_left_alone(files: dict[str, bytes]) -> None:
    assert repaired(files) == ((), {})


def test_a_quotation_with_two_near_quotes_is_left_alone() -> None:
    quotes = "- speaker: Nikol Pashinyan\n        words: depressing"
    other = f"{quotes}\n      - speaker: Nikol Pashinyan\n        words: depressingly"
    seeds = changed("seeds/s1.yaml", quotes, other)
    files = seeds | {QUIZ: course_files()[QUIZ].replace(b'"depressing"', b'"depresing"')}

    assert repaired(files).fixes == ()


def test_several_errors_of_a_file_are_fixed_together_and_line_ends_stay() -> None:
    raw = course_files()[QUIZ].replace(b"[s1.p1]", b"[S1.p1]").replace(b'"depr', b'"dep')
    files = course_files() | {QUIZ: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n")}

    result = repaired(files)

    assert [fix.old for fix in result.fixes] == ["S1.p1", "depessing", "S1.p1"]
    whole = b"\xef\xbb\xbf" + course_files()[QUIZ].replace(b"\n", b"\r\n")
    assert result.files == {QUIZ: whole}


def test_the_changes_are_shown_and_made_when_the_author_agrees(tmp_path: Path) -> None:
    root = save(tmp_path, changed(QUIZ, "lesson: yerevan-summit", "lesson: yerevan-sumit"))

    result = run(root, answer="y\n")

    assert result.stdout == (
        f"{QUIZ}:3:9: There is no lesson 'yerevan-sumit', but 'yerevan-summit' is near.\n\n"
        f"--- a/{QUIZ}\n+++ b/{QUIZ}\n@@ -2,3 +2,3 @@\n"
        " title: The Yerevan summit\n-lesson: yerevan-sumit\n+lesson: yerevan-summit\n items:\n"
        "Make these changes? [y/N]: y\n1 error fixed.\n"
    )
    assert (root / QUIZ).read_bytes() == course_files()[QUIZ]


@pytest.mark.parametrize("how", ["n", "--dry-run"])
def test_nothing_is_written_unless_the_author_agrees(tmp_path: Path, how: str) -> None:
    files = changed(QUIZ, "[s1.p1]", "[S1.p1]")
    root = save(tmp_path, files)

    result = run(root, how) if how.startswith("--") else run(root, answer=f"{how}\n")

    assert "\nNothing was changed" in result.stdout.replace("]: n", "]: n\n")
    assert (root / QUIZ).read_bytes() == files[QUIZ]
    assert result.exit_code == 0


def test_with_yes_nobody_is_asked(tmp_path: Path) -> None:
    root = save(tmp_path, changed(QUIZ, "[s1.p1]", "[S1.p1]"))

    result = run(root, "--yes")

    assert "Make these changes?" not in result.stdout
    assert (root / QUIZ).read_bytes() == course_files()[QUIZ]


def test_a_course_without_such_slips_is_told_so(tmp_path: Path) -> None:
    result = run(save(tmp_path, course_files()))

    assert result.stdout == "Nothing here can be fixed without you.\n"
    assert result.exit_code == 0


def test_a_file_that_changed_meanwhile_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = save(tmp_path, changed(QUIZ, "[s1.p1]", "[S1.p1]"))
    edited = (root / QUIZ).write_bytes
    monkeypatch.setattr("typer.confirm", lambda _: edited(b"id: newer") > 0)

    result = run(root)

    assert "was changed meanwhile" in result.stderr
    assert (root / QUIZ).read_bytes() == b"id: newer"
    assert result.exit_code == 2


def test_a_saved_file_keeps_its_rights_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)

    saving.save(path, b"new", read=b"old")

    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    saving.save(path, b"first", read=None)

    with pytest.raises(EditingError) as refused:
        saving.save(path, b"second", read=None)

    assert str(refused.value) == "'a.yaml' exists already."
    assert path.read_bytes() == b"first"
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]


def test_a_disk_that_is_full_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")

    def refuse(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("os.fsync", refuse)

    with pytest.raises(EditingError) as refused:
        saving.save(path, b"new", read=b"old")

    assert str(refused.value) == "'a.yaml' cannot be written: No space left on device."
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]


ITEM = """\
- id: pasted
  type: true_false
  objective: tell-the-day
  stem: Everybody signed.
  key: false
  feedback: Read either report again.
  rationale: Both reports say so.
  citations: [s1.p2]
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("times", [1, 2])
def test_items_pasted_in_another_column_are_moved_to_the_others(ends: str, times: int) -> None:
    pasted = "".join(ITEM.replace("pasted", f"pasted-{number}") for number in range(times))
    whole = (course_files()[QUIZ].decode() + pasted).replace("\n", ends)

    result = repaired(course_files() | {QUIZ: whole.encode()})

    assert check(course_files() | result.files).course is not None
    assert result.files[QUIZ].decode().splitlines() == [
        *course_files()[QUIZ].decode().splitlines(),
        *(f"  {line}" for line in pasted.splitlines()),
    ]


def test_an_item_too_far_right_is_moved_to_the_left_with_its_lines() -> None:
    pasted = "".join(f"      {line}\n" for line in ITEM.splitlines())

    result = repaired(course_files() | {QUIZ: course_files()[QUIZ] + pasted.encode()})

    assert (
        result.files[QUIZ]
        .decode()
        .endswith("\n  - id: pasted\n" + "".join(f"  {line}\n" for line in ITEM.splitlines()[1:]))
    )


def test_a_file_with_a_character_that_yaml_refuses_is_left_alone() -> None:
    files = changed(QUIZ, "objective: tell-the-day", "objective: tell\x01day")

    assert repaired(files).files == {}


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["Windows", "old Mac"])
def test_a_lesson_keeps_its_line_ends(end: str) -> None:
    files = changed(LESSON, '"depressing"', '"depresing"')
    files[LESSON] = files[LESSON].replace(b"\n", end.encode())

    fixed = repaired(files).files[LESSON]

    assert fixed == course_files()[LESSON].replace(b"\n", end.encode())
