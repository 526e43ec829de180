"""What corrected items mean for attempts that were scored by the version before."""

from sourcebook.regrading.changes import Change, changes, events
from sourcebook.regrading.report import described, report
from sourcebook.regrading.said import Said, read_pairs

__all__ = ["Change", "Said", "changes", "described", "events", "read_pairs", "report"]
