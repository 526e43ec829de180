"""What attempts add up to: for the learner who made them, and for whoever writes the items.

Pages and commands show; the sums are made here. `docs/statistics.md` has each figure for a
learner with its formula, an example and where it comes from, `docs/item-statistics.md` each
figure of items.
"""

from sourcebook.analysis.attempt_table import (
    ATTEMPT_COLUMNS,
    attempts_table,
    best_percent,
    quiz_summary,
)
from sourcebook.analysis.calibration import (
    CONFIDENCES,
    STATED,
    Calibration,
    calibration,
    sure_but_wrong,
)
from sourcebook.analysis.class_results import (
    Counting,
    class_attempts,
    counted_attempts,
    objective_results,
    percent_by_learner,
    quiz_results,
)
from sourcebook.analysis.class_status import (
    FAILURES,
    LEFT_OPEN,
    MEMBER_COLUMNS,
    NEVER_BEGUN,
    members_table,
)
from sourcebook.analysis.course_progress import PART_COLUMNS, Part, Progress, progress
from sourcebook.analysis.csv_export import sheet
from sourcebook.analysis.distractors import OPTION_COLUMNS, distractor_table, proof_table
from sourcebook.analysis.item_statistics import (
    discriminative_efficiency,
    facility_index,
    item_rest_correlation,
    median_seconds,
    upper_lower_index,
)
from sourcebook.analysis.objective_levels import (
    FEWEST_ITEMS,
    GROWING,
    SECURE,
    MasteryLevel,
    mastery,
)
from sourcebook.analysis.passage_statistics import CHOSEN_COLUMNS, chosen_passages, passage_results
from sourcebook.analysis.past_answers import ANSWER_COLUMNS, answers_table, latest_answers
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
    LONGEST_PAUSE,
    RESPONSE_COLUMNS,
    Offered,
    first_attempts,
    item_versions,
    responses_table,
)
from sourcebook.analysis.score_matrix import item_points, rest_scores, score_matrix, total_scores
from sourcebook.analysis.xlsx_export import workbook

__all__ = [
    "ANSWER_COLUMNS",
    "ATTEMPT_COLUMNS",
    "CHOSEN_COLUMNS",
    "CONFIDENCES",
    "FAILURES",
    "FEWEST_ATTEMPTS",
    "FEWEST_ITEMS",
    "GROWING",
    "LEFT_OPEN",
    "LONGEST_PAUSE",
    "MEMBER_COLUMNS",
    "NEVER_BEGUN",
    "OPTION_COLUMNS",
    "PART_COLUMNS",
    "REPORT_COLUMNS",
    "RESPONSE_COLUMNS",
    "SECURE",
    "STATED",
    "Calibration",
    "Counting",
    "ItemReport",
    "MasteryLevel",
    "Offered",
    "OptionReport",
    "Part",
    "Points",
    "Progress",
    "Proofs",
    "QuizReport",
    "alpha_if_deleted",
    "answers_table",
    "attempts_table",
    "best_percent",
    "calibration",
    "chosen_passages",
    "class_attempts",
    "counted_attempts",
    "cronbach_alpha",
    "discriminative_efficiency",
    "distractor_table",
    "facility_index",
    "first_attempts",
    "item_points",
    "item_reports",
    "item_rest_correlation",
    "item_versions",
    "latest_answers",
    "mastery",
    "mean_points",
    "median_seconds",
    "members_table",
    "objective_results",
    "passage_results",
    "percent_by_learner",
    "progress",
    "proof_table",
    "quiz_report",
    "quiz_results",
    "quiz_summary",
    "report_table",
    "responses_table",
    "rest_scores",
    "score_matrix",
    "sheet",
    "standard_error_of_measurement",
    "sure_but_wrong",
    "total_scores",
    "upper_lower_index",
    "workbook",
]
