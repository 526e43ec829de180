"""The versions of a course file, and the text of one that is being written."""

from datetime import datetime

from sourcebook.model.base import Closed


class Revision(Closed):
    """A version of a file that was in use; `number` counts from 0 for each file.

    `who` saved it in the app; None for a version that was found on the disk.
    """

    path: str
    number: int
    saved_at: datetime
    who: str | None
    sha256: str


class FileDraft(Closed):
    """A text that somebody is writing for a file, as last stored.

    `based_on` is the SHA-256 of the file's bytes when the writing began, empty for a new file.
    `number` grows with every stored text, and `tab` names the browser tab that sent it.
    `replaced` counts how often the app replaced what was typed by another text.
    `is_saved` says that the file has this text, and nothing is left to save.
    """

    path: str
    who: str
    text: str
    based_on: str
    number: int
    tab: str
    replaced: int
    is_saved: bool
    kept_at: datetime
