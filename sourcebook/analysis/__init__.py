"""What attempts add up to: for the learner who made them, and for the teachers who write the items.

Pages and commands show; everything is worked out here. A row that leaves this room is a named
tuple. `docs/statistics.md` explains each figure for a learner with its formula, an example and its
source, `docs/item-statistics.md` each figure of items.
"""

from sourcebook.analysis.assignment_status import (
    AssignmentStatus,
    assignment_statuses,
)
from sourcebook.analysis.attempt_results import (
    AttemptResult,
    QuizSummary,
    attempt_results,
    quiz_summaries,
    that_count,
)
from sourcebook.analysis.calibration import (
    CONFIDENCES,
    STATED,
    Calibration,
    SureButWrong,
    WordResult,
    calibration,
    sure_but_wrong,
)
from sourcebook.analysis.class_results import (
    ClassQuizResult,
    ClassResults,
    ItemScores,
    ObjectiveResult,
)
from sourcebook.analysis.class_status import (
    FAILURES,
    LEFT_OPEN,
    NEVER_BEGUN,
    MemberStatus,
    Trouble,
    member_statuses,
)
from sourcebook.analysis.class_understanding import (
    FEWEST_ALIKE,
    FEWEST_TO_TELL,
    MisreadPassage,
    SureAndWrong,
    WrongOption,
    best_objectives,
    misread_passages,
    sure_and_wrong_items,
    wrong_options,
)
from sourcebook.analysis.course_progress import PartProgress, Progress, progress
from sourcebook.analysis.csv_export import harmless_text, sheet
from sourcebook.analysis.distractors import OPTION_COLUMNS, distractor_table, proof_table
from sourcebook.analysis.file_tables import (
    FileTable,
    file_table,
    marked_as_invented,
    two_decimals,
    whole_per_cent,
    whole_seconds,
)
from sourcebook.analysis.item_statistics import (
    discriminative_efficiency,
    facility_index,
    item_rest_correlation,
    median_seconds,
    upper_lower_index,
)
from sourcebook.analysis.learner_concerns import (
    LOW,
    OFTEN_SURE_AND_WRONG,
    Basis,
    Concern,
    basis,
    concerns,
)
from sourcebook.analysis.objective_levels import (
    FEWEST_ITEMS,
    GROWING,
    SECURE,
    Mastery,
    MasteryLevel,
    mastery,
)
from sourcebook.analysis.passage_statistics import (
    PassageResult,
    passage_results,
)
from sourcebook.analysis.past_answers import PastAnswer, latest_answers, past_answers
from sourcebook.analysis.reliability import (
    Points,
    alpha_if_deleted,
    cronbach_alpha,
    mean_points,
    standard_error_of_measurement,
)
from sourcebook.analysis.report_types import ItemReport, OptionReport, Proofs, QuizReport
from sourcebook.analysis.reports import (
    FEWEST_ATTEMPTS,
    REPORT_COLUMNS,
    item_reports,
    quiz_report,
    report_table,
)
from sourcebook.analysis.responses import (
    RESPONSE_COLUMNS,
    Offered,
    first_attempts,
    item_versions,
    responses_table,
)
from sourcebook.analysis.score_matrix import item_points, rest_scores, score_matrix, total_scores
from sourcebook.analysis.xlsx_export import workbook

__all__ = [
    "CONFIDENCES",
    "FAILURES",
    "FEWEST_ALIKE",
    "FEWEST_ATTEMPTS",
    "FEWEST_ITEMS",
    "FEWEST_TO_TELL",
    "GROWING",
    "LEFT_OPEN",
    "LOW",
    "NEVER_BEGUN",
    "OFTEN_SURE_AND_WRONG",
    "OPTION_COLUMNS",
    "REPORT_COLUMNS",
    "RESPONSE_COLUMNS",
    "SECURE",
    "STATED",
    "AssignmentStatus",
    "AttemptResult",
    "Basis",
    "Calibration",
    "ClassQuizResult",
    "ClassResults",
    "Concern",
    "FileTable",
    "ItemReport",
    "ItemScores",
    "Mastery",
    "MasteryLevel",
    "MemberStatus",
    "MisreadPassage",
    "ObjectiveResult",
    "Offered",
    "OptionReport",
    "PartProgress",
    "PassageResult",
    "PastAnswer",
    "Points",
    "Progress",
    "Proofs",
    "QuizReport",
    "QuizSummary",
    "SureAndWrong",
    "SureButWrong",
    "Trouble",
    "WordResult",
    "WrongOption",
    "alpha_if_deleted",
    "assignment_statuses",
    "attempt_results",
    "basis",
    "best_objectives",
    "calibration",
    "concerns",
    "cronbach_alpha",
    "discriminative_efficiency",
    "distractor_table",
    "facility_index",
    "file_table",
    "first_attempts",
    "harmless_text",
    "item_points",
    "item_reports",
    "item_rest_correlation",
    "item_versions",
    "latest_answers",
    "marked_as_invented",
    "mastery",
    "mean_points",
    "median_seconds",
    "member_statuses",
    "misread_passages",
    "passage_results",
    "past_answers",
    "progress",
    "proof_table",
    "quiz_report",
    "quiz_summaries",
    "report_table",
    "responses_table",
    "rest_scores",
    "score_matrix",
    "sheet",
    "standard_error_of_measurement",
    "sure_and_wrong_items",
    "sure_but_wrong",
    "that_count",
    "total_scores",
    "two_decimals",
    "upper_lower_index",
    "whole_per_cent",
    "whole_seconds",
    "workbook",
    "wrong_options",
]
