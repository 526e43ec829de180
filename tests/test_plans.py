"""Plans for the teacher: what is read of them, what they may lack, and what is asked of them."""

from pathlib import Path

import pytest

from sourcebook.content.checking import check, read_files
from sourcebook.content.faults import Fault, as_text
from sourcebook.errors import NoCourseError
from sourcebook.model.plans import SECTIONS
from tests.builders import course_files, save
from tests.minimal_course import PLAN

PATH = "plans/04-yerevan-summit.md"


def faults_of(plan: str) -> tuple[Fault, ...]:
    return check(course_files() | {PATH: plan.encode()}).faults


def test_a_plan_is_found_by_its_lesson_with_its_sections_in_order() -> None:
    course = check(course_files()).course

    assert course
    plan = course.plans["yerevan-summit"]
    assert tuple(each.heading for each in plan.sections) == SECTIONS
    assert plan.sections[3].markdown == (
        "1. The Munich report: how many members met? Six. [@s1.p1]\n"
        "2. The Polish report: was the declaration signed? No. [@s2.p1]"
    )


def test_a_course_without_plans_has_no_fault() -> None:
    files = course_files()
    del files[PATH]

    result = check(files)

    assert result.faults == ()
    assert result.course
    assert result.course.plans == {}


def test_the_name_of_the_file_does_not_matter_but_the_lesson_in_it() -> None:
    files = course_files()
    files["plans/monday.md"] = files.pop(PATH)

    course = check(files).course

    assert course
    assert list(course.plans) == ["yerevan-summit"]


def test_a_readme_beside_the_plans_is_not_read(tmp_path: Path) -> None:
    root = save(tmp_path, course_files() | {"plans/README.md": b"About plans."})

    assert read_files(root) == course_files()


def test_a_folder_of_plans_alone_is_no_course(tmp_path: Path) -> None:
    """Many projects have a folder of that name."""
    save(tmp_path, {"plans/2023.md": b"# Next year"})

    with pytest.raises(NoCourseError):
        read_files(tmp_path)


@pytest.mark.parametrize(("added", "rules"), [(0, []), (1, ["long-plan"])])
def test_a_plan_has_at_most_900_words_and_citations_are_not_counted(
    added: int, rules: list[str]
) -> None:
    own = 900 - 113
    long = f"{PLAN}\nSix {'met ' * (own - 1 + added)}[@s1.p1; @s2.p1]\n"

    assert [fault.rule for fault in faults_of(long)] == rules


def test_headings_within_a_section_belong_to_it() -> None:
    text = PLAN.replace("## To begin\n", "## To begin\n\n### On Monday\n")

    assert faults_of(text) == ()


def test_sections_in_reverse_are_all_misplaced_but_one() -> None:
    front, *sections = PLAN.split("## ")
    text = front + "".join(f"## {each}\n" for each in reversed(sections))

    assert len(faults_of(text)) == len(SECTIONS) - 1


def test_a_plan_speaks_as_neutrally_as_a_lesson() -> None:
    text = PLAN.replace("Show six empty chairs,", "Speak of the aggression,")

    assert as_text(faults_of(text)).startswith(
        f"{PATH}:15:14: 'aggression' is contested: quote it, or name whose word it is."
    )


def test_a_plan_for_a_lesson_that_cannot_be_read_is_not_blamed() -> None:
    files = course_files() | {"lessons/04-yerevan-summit.md": b"No front matter."}

    faults = check(files).faults

    assert not [fault for fault in faults if fault.path == PATH]


@pytest.mark.parametrize("text", ["", "\n\n", "[a]: /b\n"])
def test_a_plan_without_text_lacks_every_section(text: str) -> None:
    faults = faults_of(f"---\nlesson: yerevan-summit\n---\n{text}")

    assert {fault.rule for fault in faults} == {"plan-section"}
    assert len(faults) == len(SECTIONS)
