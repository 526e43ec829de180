"""Rules on the length of lessons, where they stay silent and what they count."""

import pytest

from sourcebook.content.checking import check
from sourcebook.content.faults import as_text
from tests.builders import course_files
from tests.minimal_course import LESSON

PATH = "lessons/04-yerevan-summit.md"
CHECKS = """\
id: checks
title: Checks
purpose: checks
items:
  - id: signed
    type: true_false
    objective: tell-the-day
    stem: {stem}
    key: true
    feedback: Read it again.
    rationale: The Munich report says so.
    citations: [s1.p2]
"""


def counted(added: str, **files: str) -> int:
    """How many words the check counts in a lesson with this added to it."""
    lesson = LESSON.replace("minutes: 1", "minutes: 99") + added
    other = {f"quizzes/{name}.yaml": text.encode() for name, text in files.items()}
    faults = check(course_files() | {PATH: lesson.encode()} | other).faults
    (said,) = (each.message for each in faults if each.rule == "minutes")
    return int(said.split()[0])


def faults_of(lesson: str) -> str:
    return as_text(check(course_files() | {PATH: lesson.encode()}).faults)


@pytest.mark.parametrize(
    ("added", "more"),
    [
        ("\nSix met. [@s1.p1]\n", 2),
        ("\n- Six met. [@s1.p1]\n- They talked – all day. [@s1.p1; @s2.p1]\n", 6),
        ("\n## The day\n", 2),
        ("\n```guess\nask: Who left?\noptions: [One leader, Nobody]\n```\n", 5),
        ("\n```document s1.p2\nheadnote: A report.\nask: Who left?\nanswer: He.\n```\n", 5),
        ("\n```timeline 2020..2022\n```\n", 0),
    ],
)
def test_what_a_learner_reads_is_counted_and_citations_and_figures_are_not(
    added: str, more: int
) -> None:
    assert counted(added) - counted("") == more


def test_a_comparison_counts_with_its_question_accounts_and_conclusion() -> None:
    """ "How do the reports render the complaint?" is replaced by what the lesson asks."""
    asked = LESSON.replace("membership-sentence\n```", "membership-sentence\nask: How?\n```")

    without = counted(asked.removeprefix(LESSON.partition("```")[0])) - counted("")

    # How? – It gives a single word. – depressing – Only one report has a word of it.
    assert without == 1 + 5 + 1 + 8


def test_a_check_counts_with_its_stem_and_its_options() -> None:
    added = "\n```check signed\n```\n"

    words = counted(added, checks=CHECKS.format(stem="Somebody left early."))

    # Somebody left early. – True – False
    assert words - counted("") == 5


def test_a_lesson_of_which_a_part_is_unknown_is_not_counted() -> None:
    lesson = LESSON.replace("minutes: 1", "minutes: 9").replace("```compare mem", "```compare x")

    assert "[minutes]" not in faults_of(lesson)


@pytest.mark.parametrize("minutes", [1, 2])
def test_the_minutes_may_differ_by_one(minutes: int) -> None:
    assert faults_of(LESSON.replace("minutes: 1", f"minutes: {minutes}")) == ""


def test_a_step_may_have_two_hundred_and_fifty_words() -> None:
    """The step has 12 words before these are added."""
    lesson = LESSON.replace("minutes: 1", "minutes: 2")

    assert faults_of(f"{lesson}\n{'word ' * 238}[@s1.p1]\n") == ""
    assert "has 251 words of prose" in faults_of(f"{lesson}\n{'word ' * 239}[@s1.p1]\n")


def test_the_opening_is_a_step_whose_place_is_its_first_line() -> None:
    lesson = LESSON.replace("---\n\n## Who", f"---\n\n{'word ' * 260}[@s1.p1]\n\n## Who")

    assert f"{PATH}:10:1: warning: this step has 260 words" in faults_of(lesson)
