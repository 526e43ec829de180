"""The quizzes of the course go out as QTI and come back."""

from pathlib import Path
from types import ModuleType

import pytest

from sourcebook.content.checking import check, read_files
from sourcebook.formats import qti12, qti21
from sourcebook.model.course import Course
from tests.formats.qti_round_trip import alike, items_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def whole_course() -> Course:
    found = check(read_files(ROOT)).course
    assert found is not None
    return found


@pytest.mark.parametrize("module", [qti12, qti21], ids=["1.2", "2.1"])
def test_all_quizzes_of_the_course_are_read_as_they_were(
    whole_course: Course, module: ModuleType
) -> None:
    kept = (*whole_course.quizzes.values(), *whole_course.pools.values())
    for quiz in (each for each in kept if each.items):
        draft = module.loads(module.dumps(quiz, whole_course))

        assert (draft.title, list(draft.notes)) == (quiz.title, [])
        assert list(map(alike, items_of(draft))) == list(map(alike, quiz.items))
