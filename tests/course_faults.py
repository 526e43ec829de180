"""What the check says of the minimal course with one thing changed in its quiz or its lesson."""

from sourcebook.content.checking import check
from sourcebook.content.faults import Fault
from tests.builders import course_files

QUIZ = "quizzes/04-yerevan-summit.yaml"
LESSON = "lessons/04-yerevan-summit.md"


def faults_with(*changes: tuple[str, str], path: str = QUIZ) -> list[str]:
    """The faults of a file after these changes: line, column and sentence of each."""
    return [
        f"{each.spot.line}:{each.spot.column}: {each.sentence}"
        for each in found_with(*changes, path=path)
    ]


def found_with(*changes: tuple[str, str], path: str = QUIZ) -> tuple[Fault, ...]:
    """The faults of the course after these changes to a file, each made once."""
    files = course_files()
    text = files[path].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return check(files | {path: text.encode()}).faults
