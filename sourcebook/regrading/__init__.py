"""What corrected items mean for attempts that were scored by the version before."""

from sourcebook.regrading.changes import Change, changes, events
from sourcebook.regrading.pair_arguments import Said, read_pairs
from sourcebook.regrading.regrade_report import described, report

__all__ = ["Change", "Said", "changes", "described", "events", "read_pairs", "report"]
