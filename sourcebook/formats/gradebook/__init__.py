"""Class lists and scores, from and for the gradebooks of Moodle and Canvas.

`class_lists` reads who is in a class there, `name_matching` finds them among the learners here,
and `grade_files` writes their scores.
"""

from sourcebook.formats.gradebook.class_lists import ClassList, ListedLearner, class_list
from sourcebook.formats.gradebook.grade_files import (
    GradeFile,
    ScoredLearner,
    canvas_csv,
    moodle_csv,
)
from sourcebook.formats.gradebook.name_matching import Pairing, paired

__all__ = [
    "ClassList",
    "GradeFile",
    "ListedLearner",
    "Pairing",
    "ScoredLearner",
    "canvas_csv",
    "class_list",
    "moodle_csv",
    "paired",
]
