"""How corrected items change attempts that were scored with an earlier version."""

from sourcebook.regrading.changes import Change, changes, events
from sourcebook.regrading.pair_arguments import PairedTexts, read_pairs
from sourcebook.regrading.regrade_report import (
    DOUBTS,
    answer_that_counts,
    described,
    likely,
    report,
)

__all__ = [
    "DOUBTS",
    "Change",
    "PairedTexts",
    "answer_that_counts",
    "changes",
    "described",
    "events",
    "likely",
    "read_pairs",
    "report",
]
