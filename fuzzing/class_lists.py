"""The reader of class lists, and the files for gradebooks that are made of one."""

import csv
import io

from fuzzing.expectations import expect_message
from fuzzing.packages import packed
from fuzzing.question_files import LONGEST_REFUSAL
from sourcebook.errors import QuestionListError
from sourcebook.formats.gradebook import (
    ClassList,
    ScoredLearner,
    canvas_csv,
    class_list,
    moodle_csv,
)
from sourcebook.model.learners import LONGEST_NAME

_TITLES = {"a-quiz": "=SUM(A1)", "another-quiz": "Final Score (77)"}
_RUN = tuple("=+@\t\r")
"""With these a cell begins that a spreadsheet would run; a minus may begin a number."""


def any_list(raw: bytes) -> None:
    """The participants of Moodle or a gradebook of Canvas, as CSV, .xlsx or .ods."""
    try:
        found = class_list(packed(raw))
    except QuestionListError as refused:
        expect_message(str(refused), LONGEST_REFUSAL)
        return
    assert found.learners
    for note in found.notes:
        expect_message(note)
    assert all(0 < len(each.name) <= LONGEST_NAME for each in found.learners)
    _expect_grade_files(found)


def _expect_grade_files(found: ClassList) -> None:
    """Both files can be read, name each learner of theirs once, and hold no formula."""
    rows = [ScoredLearner(each, {"a-quiz": 50.0}) for each in found.learners]
    try:
        files = [canvas_csv(rows, _TITLES), moodle_csv(rows, _TITLES)]
    except QuestionListError as refused:
        expect_message(str(refused))
        files = [canvas_csv(rows, _TITLES)]
    for file in files:
        table = list(csv.reader(io.StringIO(file.raw.decode("utf-8-sig"), newline="")))
        assert len({len(row) for row in table}) == 1
        assert not [cell for row in table for cell in row if cell.startswith(_RUN)]
        for note in file.notes:
            expect_message(note)
