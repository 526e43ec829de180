"""Every file of tests/bad put into the minimal course, and what is said of it.

A file's first lines hold the complete faults that it must cause, after `# expect: `. Its name
begins with what it is: a `quiz-` stands beside the quiz of the minimal course, the others
replace their like.
"""

import re
from pathlib import Path

import pytest

from sourcebook.content.checking import check
from sourcebook.content.faults import as_text, has_errors
from sourcebook.content.yaml.syntax_messages import PROBLEMS
from tests.builders import course_files
from tests.minimal_course import QUIZ
from tests.rulebook import rules

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").iterdir())
PLACES = {
    "quiz": "quizzes/bad.yaml",
    "lesson": "lessons/04-yerevan-summit.md",
    "plan": "plans/04-yerevan-summit.md",
    "source": "seeds/s1.yaml",
    "comparisons": "seeds/comparisons.yaml",
    "people": "seeds/people.yaml",
    "glossary": "seeds/glossary.yaml",
    "timeline": "seeds/timeline.yaml",
    "course": "seeds/course.yaml",
    "picture": "seeds/maps/csto-members.svg",
}
NEEDS_ORIGINALS = {"original-missing", "not-verbatim", "no-such-paragraph", "copied"}


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_bad_file_causes_the_faults_in_its_first_lines_and_no_others(bad: Path) -> None:
    path = PLACES[bad.name.split("-")[0]]

    faults = check(course_files() | {path: bad.read_bytes()}).faults

    assert [first_line(as_text([fault])) for fault in faults] == expected(bad)


RAW = {
    "latin-1": (
        "title: café".encode("latin-1"),
        "quizzes/bad.yaml:1:11: the byte 0xE9 is not UTF-8 text. "
        "Save the file in the encoding UTF-8. [encoding]",
    ),
    "latin-1 in the second line": (
        "id: a\ntitle: Սևան\nname: ".encode() + b"\xe9",
        "quizzes/bad.yaml:3:7: the byte 0xE9 is not UTF-8 text. "
        "Save the file in the encoding UTF-8. [encoding]",
    ),
    "utf-16": (
        QUIZ.encode("utf-16"),
        "quizzes/bad.yaml:1:1: the file is saved in the encoding UTF-16. "
        "Save it in the encoding UTF-8. [encoding]",
    ),
    "a picture": (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "quizzes/bad.yaml:1:1: this is not text. Save it as plain text, in the encoding UTF-8, "
        "or take it out of the folder. [encoding]",
    ),
    "a program": (
        bytes(range(9)) * 9,
        "quizzes/bad.yaml:1:1: this is not text: 81 of its characters cannot stand in one. "
        "Save it as plain text, in the encoding UTF-8, or take it out of the folder. [character]",
    ),
    "nul": (
        b"id: yerevan\0quiz\n",
        "quizzes/bad.yaml:1:12: the character U+0000 cannot stand in a course file. "
        "Delete it. [character]",
    ),
    "empty": (
        b"",
        "quizzes/bad.yaml:1:1: the file says nothing. Start with: id, title. [empty-file]",
    ),
    "blank": (
        b"\n  \n",
        "quizzes/bad.yaml:1:1: the file says nothing. Start with: id, title. [empty-file]",
    ),
    "byte-order mark alone": (
        b"\xef\xbb\xbf",
        "quizzes/bad.yaml:1:1: the file says nothing. Start with: id, title. [empty-file]",
    ),
}


@pytest.mark.parametrize(("raw", "message"), RAW.values(), ids=RAW)
def test_bytes_that_are_no_text_of_a_quiz_are_one_located_fault(raw: bytes, message: str) -> None:
    faults = check(course_files() | {"quizzes/bad.yaml": raw}).faults

    assert [first_line(as_text([fault])) for fault in faults] == [message]


NO_FRONT_MATTER = (
    "lessons/bad.md:1:1: the lesson has no front matter. "
    "Begin with '---', id, title, question, minutes and objectives, and '---' again. [front-matter]"
)


@pytest.mark.parametrize("text", ["", "## Who met", "\n---\n---\n"])
def test_a_lesson_without_front_matter_is_one_fault(text: str) -> None:
    faults = check(course_files() | {"lessons/bad.md": text.encode()}).faults

    assert [as_text([fault]).split("\n")[0] for fault in faults] == [NO_FRONT_MATTER]


def test_front_matter_without_an_end_is_one_fault() -> None:
    faults = check(course_files() | {"lessons/bad.md": b"---\nid: never-closed\n"}).faults

    assert [first_line(as_text([fault])) for fault in faults] == [
        "lessons/bad.md:1:1: the front matter that begins here is not closed. "
        "Write '---' on a line of its own below the objectives. [front-matter]"
    ]


PLAN = "plans/04-yerevan-summit.md"


@pytest.mark.parametrize("text", ["", "## To begin", "---\nlesson: yerevan-summit\n"])
def test_a_plan_without_front_matter_is_one_fault_and_its_sections_are_not_missed(
    text: str,
) -> None:
    faults = check(course_files() | {PLAN: text.encode()}).faults

    assert [(fault.path, fault.spot, fault.rule) for fault in faults] == [
        (PLAN, (1, 1), "front-matter")
    ]


def test_a_second_plan_for_a_lesson_is_one_fault_that_names_the_first() -> None:
    files = course_files()

    faults = check(files | {"plans/05-again.md": files[PLAN]}).faults

    assert [first_line(as_text([fault])) for fault in faults] == [
        "plans/05-again.md:2:9: lesson: 'yerevan-summit' has a plan already, at "
        "plans/04-yerevan-summit.md:2:9. Make one plan of the two, or name another lesson. "
        "[second-plan]"
    ]


@pytest.mark.parametrize("name", ["notes.yaml", "source1.yaml", "s1-draft.yaml"])
def test_a_file_that_the_course_does_not_read_is_a_fault(name: str) -> None:
    faults = check(course_files() | {f"seeds/{name}": b"event: summit"}).faults

    assert as_text(faults) == (
        f"seeds/{name}:1:1: the course does not read this file. Beside s1.yaml, s2.yaml … stand "
        "comparisons, course, people, glossary and timeline.yaml. [unknown-file]"
    )


def test_an_item_to_try_is_not_answered_in_ones_own_words() -> None:
    files = course_files()
    lesson, quiz = "lessons/04-yerevan-summit.md", "quizzes/04-yerevan-summit.yaml"
    files[lesson] += b"\n```check own-words\n```\n"
    files[quiz] += OWN_WORDS.encode()

    faults = check(files).faults

    assert [first_line(as_text([fault])).partition(": ")[2] for fault in faults] == [
        "'own-words' is answered in the learner's own words. "
        "Name an item of another kind. [unfit-check]"
    ]


OWN_WORDS = """\
  - id: own-words
    type: extended_response
    objective: tell-the-day
    stem: Why was the declaration left unsigned?
    rubric: {full: Names both reasons., part: Names one., none: Names none.}
    model_answer: It said too little.
    rationale: The Munich report says so.
    citations: [s1.p2]
"""


def test_every_rule_that_can_be_reported_is_covered() -> None:
    named = re.findall(r"\[([a-z-]+)\]", Path(__file__).read_text("utf-8"))
    in_files = [re.findall(r"\[([a-z-]+)\]$", line)[0] for bad in BAD for line in expected(bad)]
    with_originals = (HERE / "test_originals.py").read_text("utf-8")

    untested = rules() - {*named, *in_files, *NEEDS_ORIGINALS}

    assert untested == set()
    assert all(f"[{rule}]" in with_originals for rule in NEEDS_ORIGINALS)


def test_every_slip_of_syntax_that_has_words_of_its_own_is_covered() -> None:
    said = "\n".join(line for bad in BAD for line in expected(bad))

    unsaid = [message for message, _ in PROBLEMS.values() if _stem(message) not in said]

    assert unsaid == []


def first_line(text: str) -> str:
    return text.split("\n")[0]


def expected(bad: Path) -> list[str]:
    return re.findall(r"^# expect: (.*)$", bad.read_text("utf-8"), re.MULTILINE)


def _stem(message: str) -> str:
    return message.split("{")[0]


def test_the_minimal_course_of_these_tests_has_no_fault() -> None:
    faults = check(course_files()).faults

    assert not has_errors(faults)
    assert as_text(faults) == ""
