"""Teachers, the links that invite them, and what the log of the desk keeps of their work."""

import unicodedata
from datetime import datetime
from typing import Literal

from sourcebook.model.base import Closed

UPGRADED_NAME = "Teacher"
"""The name of the teacher who has the one password that a site had before there were accounts."""

LogKind = Literal[
    "opened",
    "failed",
    "joined",
    "invited",
    "withdrawn",
    "shut_out",
    "let_in",
    "reset",
    "renamed",
    "password",
    "exported",
    "class_closed",
    "class_shared",
    "class_unshared",
    "class_taken",
    "learner_out",
    "mark_changed",
    "regraded",
    "file_deleted",
]


class Teacher(Closed):
    """A person who works at the desk. `has_account` says that a school account lets them in.

    With `shut_out_at` the desk is closed to them since that moment.
    """

    id: str
    name: str
    since: datetime
    shut_out_at: datetime | None = None
    has_account: bool = False

    @property
    def is_shut_out(self) -> bool:
        """Whether the desk is closed to them."""
        return self.shut_out_at is not None


class ClassTeachers(Closed):
    """Whose a class is, and with whom it is shared; without an owner, every teacher sees it."""

    owner: Teacher | None
    shared: tuple[Teacher, ...]


class Invitation(Closed):
    """A link that is still valid. `name` is of the person it is for; empty if nobody is named.

    `teacher_id` is the teacher who sets another password with it; None makes a new teacher.
    `invited_by` is None for a link of the server's console.
    """

    id: str
    name: str
    teacher_id: str | None
    invited_by: str | None
    expires_at: datetime


class LogEntry(Closed):
    """One line of the log: who did what, and when; `who` is None if nobody knows."""

    at: datetime
    who: str | None
    kind: LogKind
    about: str


def name_key(name: str) -> str:
    """A name as names are compared: without blanks, and the same in capital and small letters."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
