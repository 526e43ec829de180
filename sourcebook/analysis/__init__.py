"""What attempts add up to: for the learner who made them, and for whoever writes the items.

Pages and commands show; the sums are made here. `docs/statistics.md` has each figure for a
learner with its formula, an example and where it comes from, `docs/item-statistics.md` each
figure of items.
"""

from sourcebook.analysis.answers import ANSWER_COLUMNS, answers_table, latest_answers
from sourcebook.analysis.attempts import (
    ATTEMPT_COLUMNS,
    attempts_table,
    best_percent,
    quiz_summary,
)
from sourcebook.analysis.classes import (
    FAILURES,
    LEFT_OPEN,
    MEMBER_COLUMNS,
    NEVER_BEGUN,
    members_table,
)
from sourcebook.analysis.confidence import (
    CONFIDENCES,
    STATED,
    Calibration,
    calibration,
    sure_but_wrong,
)
from sourcebook.analysis.distractors import OPTION_COLUMNS, distractor_table, proof_table
from sourcebook.analysis.figures import ItemReport, OptionReport, Proofs, QuizReport
from sourcebook.analysis.items import (
    discriminative_efficiency,
    facility_index,
    item_rest_correlation,
    median_seconds,
    upper_lower_index,
)
from sourcebook.analysis.levels import (
    FEWEST_ITEMS,
    GROWING,
    SECURE,
    MasteryLevel,
    mastery,
)
from sourcebook.analysis.misread import CHOSEN_COLUMNS, chosen_passages, passage_results
from sourcebook.analysis.parts import PART_COLUMNS, Part, Progress, progress
from sourcebook.analysis.reliability import (
    Points,
    alpha_if_deleted,
    cronbach_alpha,
    mean_points,
    standard_error_of_measurement,
)
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
from sourcebook.analysis.results import (
    Counting,
    class_attempts,
    counted_attempts,
    objective_results,
    percent_by_learner,
    quiz_results,
)
from sourcebook.analysis.scores import item_points, rest_scores, score_matrix, total_scores
from sourcebook.analysis.sheets import sheet
from sourcebook.analysis.workbooks import workbook

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
