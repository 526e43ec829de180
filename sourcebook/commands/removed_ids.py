"""What learners' attempts refer to and a checked course no longer has."""

from pathlib import Path

from sourcebook.content.checking import read_files
from sourcebook.content.unchecked_course import read_draft
from sourcebook.errors import SourcebookError
from sourcebook.settings import settings
from sourcebook.store import Store


def gone(root: Path) -> tuple[str, ...]:
    """A sentence for each quiz or item that attempts refer to and that is gone from a course.

    Only for the course that the app serves, whose database stands beside it; nothing is written.
    """
    try:
        here = settings()
        if root.resolve() != here.course_root.resolve():
            return ()
        store = Store.look_into(here.database_url)
        if store is None:
            return ()
        try:
            uses = store.attempts.used_ids()
        finally:
            store.close()
    except SourcebookError as slip:
        return (f"Whether attempts refer to ids that are gone was not checked: {slip}",)
    draft = read_draft(read_files(root))
    if any(parsed.model is None for parsed in draft.quizzes):
        # What stands in a file that cannot be read is not gone.
        return ()
    return tuple(uses.missing_from(draft.course()).warnings())
