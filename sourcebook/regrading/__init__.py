"""How corrected items change attempts that were scored with an earlier version."""

from sourcebook.regrading.changes import Change, changes, events
from sourcebook.regrading.pair_arguments import PairedTexts, read_pairs
from sourcebook.regrading.regrade_report import described, report

__all__ = ["Change", "PairedTexts", "changes", "described", "events", "read_pairs", "report"]
