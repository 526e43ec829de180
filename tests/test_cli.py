"""`sourcebook check` as authors, programs and GitHub run it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sourcebook.__main__ import app
from sourcebook.content import rule_pages
from tests.builders import course_files, save
from tests.minimal_course import MUNICH
from tests.test_coverage import REPORT

QUIZ = "quizzes/04-yerevan-summit.yaml"
NOT_CHECKED = """\
Not checked, because the articles are not here (see --originals):
  - the SHA-256 of each source
  - whether each quote stands word for word in its article
  - whether any eight words in a row are copied
"""
TITLE = f"{QUIZ}:2:8: title: expected text, found nothing. Write the text. [missing-value]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course root with the minimal course."""
    return save(tmp_path / "course", course_files())


@pytest.fixture(autouse=True)
def no_originals_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No articles but those that a test names."""
    monkeypatch.delenv("SOURCEBOOK_ORIGINALS", raising=False)


def run(*arguments: str | Path, **environment: str) -> Result:
    named = [str(argument) for argument in arguments]
    return CliRunner().invoke(app, ["check", *named], env=environment)


def unboxed(result: Result) -> str:
    """What stands in the box that Typer draws round a message, on one line."""
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", result.stderr).split())


def untitled(root: Path) -> Path:
    raw = course_files()[QUIZ].replace(b"title: The Yerevan summit", b'title: ""')
    return save(root, {QUIZ: raw})


def test_a_clean_course_ends_with_status_0(root: Path) -> None:
    result = run(root)

    assert result.stdout == f"no errors, no warnings.\n{NOT_CHECKED}"
    assert (result.stderr, result.exit_code) == ("", 0)


def test_a_course_with_an_error_ends_with_status_1(root: Path) -> None:
    result = run(untitled(root))

    shown = f'{TITLE}    title: ""\n           ^\n'
    assert result.stdout == f"{shown}1 error, no warnings.\n{NOT_CHECKED}"
    assert result.exit_code == 1


def test_warnings_alone_end_with_status_0(root: Path) -> None:
    raw = course_files()[QUIZ].replace(b"The Yerevan", "The \u200bYerevan\u200b".encode())
    save(root, {QUIZ: raw})

    result = run(root)

    assert "\nno errors, 2 warnings.\n" in result.stdout
    assert result.exit_code == 0


def test_a_folder_without_a_course_ends_with_status_2(tmp_path: Path) -> None:
    result = run(tmp_path)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "There is no course in" in result.stderr


def test_a_clean_course_in_json_is_an_empty_list_and_the_rest_goes_to_stderr(root: Path) -> None:
    result = run(root, "--format", "json")

    assert result.stdout == "[]\n"
    assert result.stderr == f"no errors, no warnings.\n{NOT_CHECKED}"
    assert result.exit_code == 0


def test_faults_in_json_are_objects_with_their_place_rule_and_values(root: Path) -> None:
    result = run(untitled(root), "--format", "json")

    assert json.loads(result.stdout) == [
        {
            "path": QUIZ,
            "line": 2,
            "column": 8,
            "place": ["title"],
            "place_in_words": "title",
            "rule": "missing-value",
            "severity": "error",
            "message": "title: expected text, found nothing.",
            "hint": "Write the text.",
            "values": {},
        }
    ]
    assert result.exit_code == 1


def test_faults_for_github_are_annotations(root: Path) -> None:
    result = run(untitled(root), "--format", "github")

    assert result.stdout == (
        f"::error file={QUIZ},line=2,col=8,title=missing-value::"
        "title: expected text, found nothing. Write the text.\n"
    )
    assert result.stderr.startswith("1 error, no warnings.\n")
    assert result.exit_code == 1


def test_a_clean_course_has_no_annotations(root: Path) -> None:
    result = run(root, "--format", "github")

    assert (result.stdout, result.exit_code) == ("", 0)


def test_articles_named_by_an_option_are_checked(root: Path, tmp_path: Path) -> None:
    result = run(root, "--originals", tmp_path)

    assert result.stdout.count("[original-missing]") == 2
    assert result.stdout.endswith("2 errors, no warnings.\n")
    assert result.exit_code == 1


def test_articles_named_by_the_environment_are_checked(root: Path, tmp_path: Path) -> None:
    result = run(root, SOURCEBOOK_ORIGINALS=str(tmp_path))

    assert result.stdout.count("[original-missing]") == 2


def test_articles_among_the_seeds_are_checked(root: Path) -> None:
    (root / "seeds" / "originals").mkdir()

    result = run(root)

    assert result.stdout.count("[original-missing]") == 2


def test_an_option_goes_before_the_environment(root: Path, tmp_path: Path) -> None:
    result = run(root, "--originals", tmp_path, SOURCEBOOK_ORIGINALS="nowhere")

    assert result.exit_code == 1


@pytest.mark.parametrize("by", ["option", "environment"])
def test_articles_that_are_not_there_end_with_status_2(root: Path, by: str) -> None:
    named = [] if by == "environment" else ["--originals", "nowhere"]
    environment = {"SOURCEBOOK_ORIGINALS": "nowhere"} if by == "environment" else {}

    result = run(root, *named, **environment)

    assert result.exit_code == 2
    assert "There is no folder 'nowhere' with originals." in result.stderr


def test_a_format_that_does_not_exist_ends_with_status_2(root: Path) -> None:
    assert run(root, "--format", "xml").exit_code == 2


def test_a_house_rule_that_warns_is_printed_as_a_warning(root: Path) -> None:
    save(root, {"seeds/s1.yaml": f"{MUNICH}  p3:\n    summary: They left.\n".encode()})

    result = run(root)

    assert result.stdout == (
        "seeds/s1.yaml:20:5: warning: passage p3: nothing in the course uses this passage. "
        "Cite it in a lesson, an item or a comparison. [unused-passage]\n"
        "        summary: They left.\n        ^\n"
        f"no errors, 1 warning.\n{NOT_CHECKED}"
    )
    assert result.exit_code == 0


def test_a_rule_is_explained_by_its_section_of_the_rule_book(root: Path) -> None:
    result = run(untitled(root), "--explain", "negated-stem")

    assert result.stdout.startswith(
        "## negated-stem\n\n*A warning.*\n\nA question asks what is true."
    )
    assert result.stdout.endswith("stem: Who left the declaration unsigned?\n```\n")
    assert (result.stderr, result.exit_code) == ("", 0)


def test_a_misspelt_rule_is_answered_with_the_nearest() -> None:
    result = run("--explain", "negative-stem")

    assert "There is no rule 'negative-stem'. Did you mean 'negated-stem'?" in unboxed(result)
    assert (result.stdout, result.exit_code) == ("", 2)


def test_a_rule_like_no_other_is_answered_with_all_names() -> None:
    result = run("--explain", "qqq")

    names = ", ".join(sorted(rule_pages.read()))
    assert f"There is no rule 'qqq'. Rules are {names}." in unboxed(result)
    assert (result.stdout, result.exit_code) == ("", 2)


def test_the_coverage_of_a_course_is_printed_in_full(root: Path) -> None:
    result = CliRunner().invoke(app, ["coverage", str(root)])

    assert result.stdout == f"{REPORT}\n"
    assert (result.stderr, result.exit_code) == ("", 0)


def test_the_coverage_of_a_course_with_faults_is_printed_as_far_as_it_can_be_read(
    root: Path,
) -> None:
    result = CliRunner().invoke(app, ["coverage", str(untitled(root))])

    assert "\ns1.p1            1      2            0           1\n" in result.stdout
    assert result.exit_code == 0


def test_a_folder_without_a_course_has_no_coverage(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["coverage", str(tmp_path / "nowhere")])

    assert "There is no course in" in unboxed(result)
    assert (result.stdout, result.exit_code) == ("", 2)


def test_the_module_checks_the_folder_it_is_run_in(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sourcebook", "check"],
        cwd=untitled(root),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.stdout.startswith(TITLE)
    assert (done.stderr, done.returncode) == ("", 1)


def test_a_rule_that_is_like_none_is_met_with_all_of_them() -> None:
    said = unboxed(run("--explain", "nope"))

    assert "There is no rule 'nope'. Rules are account, alias, candidates," in said
