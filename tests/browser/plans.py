"""A plan as long as the rules allow, and with many citations: the most that has to fit on paper."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from sourcebook.content.checking import check, read_files
from sourcebook.content.unchecked_course import read_unchecked_course
from sourcebook.model.course import Course
from sourcebook.model.plans import SECTIONS

LESSON = "yerevan-summit"
PATH = f"plans/04-{LESSON}.md"
_SENTENCE = "Ask who says so, and where the other report is silent about the same evening."
"""Fifteen words."""


def write_long_plan(root: Path) -> None:
    """Put the plan into the course below `root`, in place of the lesson's own."""
    files = read_files(root)
    for plan in read_unchecked_course(files).plans:
        if plan.plan and plan.plan.lesson == LESSON:
            (root / plan.file.path).unlink()
    course = check(files).course
    assert course is not None
    (root / PATH).write_text(long_plan(course), "utf-8")


def long_plan(course: Course) -> str:
    """A plan of 884 words in 57 entries of lists, each with a citation of two sources or one."""
    one, another = course.sources["s2"], course.sources["s3"]
    pairs = zip(course.passages(one), course.passages(another), strict=False)
    both = [(first.id, second.id) for first, second in pairs] * 6
    cited = iter(
        f"[@{first}; @{second}]" if number % 3 == 0 else f"[@{first}]"
        for number, (first, second) in enumerate(both)
    )
    sections = [f"## {name}\n\n{_list(islice(cited, _length(name)))}" for name in SECTIONS]
    return f"---\nlesson: {LESSON}\n---\n" + "\n".join(sections)


def _length(section: str) -> int:
    """How many entries a section has: the questions are the longest part."""
    return 21 if section.startswith("Questions") else 4


def _list(cited: Iterable[str]) -> str:
    return "".join(f"- {_SENTENCE} {each}\n" for each in cited)
