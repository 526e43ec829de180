"""The tables. A change here needs a migration; a test compares the two."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    false,
)

from sourcebook.store.column_types import Facts, Instant, Label, Words
from sourcebook.store.door_tables import ended_login as ended_login
from sourcebook.store.door_tables import wrong_try as wrong_try
from sourcebook.store.metadata import metadata as metadata
from sourcebook.store.result_tables import item_result as item_result
from sourcebook.store.teacher_tables import class_teacher as class_teacher
from sourcebook.store.teacher_tables import teacher as teacher
from sourcebook.store.teacher_tables import teacher_invitation as teacher_invitation
from sourcebook.store.teacher_tables import teacher_log as teacher_log
from sourcebook.store.teacher_tables import teacher_pass as teacher_pass

learner = Table(
    "learner",
    metadata,
    Column("id", Label(64), primary_key=True),
    Column("created_at", Instant, nullable=False),
    Column("name", Words),
)

# The number that lists show for a learner; never given twice, even after a learner was deleted.
learner_number = Table(
    "learner_number",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("learner_id", ForeignKey("learner.id", ondelete="CASCADE"), nullable=False, unique=True),
    sqlite_autoincrement=True,
)

# What opens a learner's work: a browser's cookie, a school account or a recovery code.
credential = Table(
    "credential",
    metadata,
    # Its SHA-256, never the secret itself, so that nobody can log in with the database.
    Column("hash", Label(64), primary_key=True),
    Column("kind", Label(20), nullable=False),
    Column("learner_id", ForeignKey("learner.id", ondelete="CASCADE"), nullable=False),
    Column("since", Instant, nullable=False),
)

Index(None, credential.c.learner_id)

# The right to connect a browser with another learner, or with none: once, within minutes.
ticket = Table(
    "ticket",
    metadata,
    Column("hash", Label(64), primary_key=True),
    Column("browser", Label(64), nullable=False),
    Column("learner_id", ForeignKey("learner.id", ondelete="CASCADE")),
    Column("bring_along", Boolean, nullable=False),
    # If true, the learner stays the same and only the cookie changes.
    Column("keeps_learner", Boolean, nullable=False, server_default=false()),
    # The teacher to whom it opens the desk.
    Column("teacher_id", ForeignKey("teacher.id", ondelete="CASCADE")),
    Column("expires_at", Instant, nullable=False),
)

# One row: the key that signs the cookies of browsers, for all servers of the site.
site_secret = Table(
    "site_secret",
    metadata,
    Column("site", Integer, primary_key=True, autoincrement=False),
    Column("cookie_key", String(64), nullable=False),
)

classroom = Table(
    "classroom",
    metadata,
    Column("id", Label(32), primary_key=True),
    Column("name", Words, nullable=False),
    Column("code", Label(20), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
)

membership = Table(
    "membership",
    metadata,
    Column("classroom_id", ForeignKey("classroom.id", ondelete="CASCADE"), primary_key=True),
    Column("learner_id", ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True),
    Column("joined_at", Instant, nullable=False),
)

Index(None, membership.c.learner_id)

# A lesson or a quiz that is set to a class.
assignment = Table(
    "assignment",
    metadata,
    Column("id", Label(32), primary_key=True),
    Column("classroom_id", ForeignKey("classroom.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Label(20), nullable=False),
    Column("part_id", Label(60), nullable=False),
    # What the part was called; it may be removed from the course later.
    Column("title", Words, nullable=False),
    Column("set_at", Instant, nullable=False),
    # Grows with each change, also of an extension, so that nobody overwrites what they did not see.
    Column("version", Integer, nullable=False),
    Column("opens", Instant),
    Column("due", Instant),
    Column("closes", Instant),
    Column("attempts", Integer),
    Column("counts", Label(20), nullable=False),
    Column("time_limit", Integer),
    Column("keys", Label(20), nullable=False),
)

Index(
    "uq_assignment_part",
    assignment.c.classroom_id,
    assignment.c.kind,
    assignment.c.part_id,
    unique=True,
)

# Other dates and more time for one learner; an empty date is that of the class.
extension = Table(
    "extension",
    metadata,
    Column("assignment_id", ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True),
    Column("learner_id", ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True),
    Column("opens", Instant),
    Column("due", Instant),
    Column("closes", Instant),
    Column("extra_percent", Integer, nullable=False),
)

Index(None, extension.c.learner_id)

reading = Table(
    "reading",
    metadata,
    Column("learner_id", ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True),
    Column("lesson_id", Label(60), primary_key=True),
    Column("opened_at", Instant, nullable=False),
    # Empty until the learner says at the end of the lesson that they have read it.
    Column("read_at", Instant),
    # The step of the lesson that was opened last.
    Column("step", Label(60)),
)

# The steps of lessons that a learner has opened.
lesson_step = Table(
    "lesson_step",
    metadata,
    Column("learner_id", ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True),
    Column("lesson_id", Label(60), primary_key=True),
    Column("step", Label(60), primary_key=True),
)

# Answers to the tasks of lessons: one row for each revision, never changed afterwards.
lesson_task = Table(
    "lesson_task",
    metadata,
    Column("learner_id", ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True),
    Column("lesson_id", Label(60), primary_key=True),
    Column("task", Label(60), primary_key=True),
    # Counted from 1 at each task, so that two tabs cannot both write the next one.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Label(20), nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("body", Facts, nullable=False),
)

# What is being written at a task of a lesson and is not saved yet, in place of what it was before.
lesson_draft = Table(
    "lesson_draft",
    metadata,
    Column("learner_id", ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True),
    Column("lesson_id", Label(60), primary_key=True),
    Column("task", Label(60), primary_key=True),
    Column("saved_at", Instant, nullable=False),
    Column("body", Facts, nullable=False),
)

# A learner's own note at a passage or at a step of a lesson; without a text, a bookmark.
note = Table(
    "note",
    metadata,
    Column("learner_id", ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Label(130), primary_key=True),
    Column("text", Words, nullable=False),
    Column("saved_at", Instant, nullable=False),
)

item_version = Table(
    "item_version",
    metadata,
    # An attempt is scored on the item it showed, even when the file has changed since.
    Column("fingerprint", Label(16), primary_key=True),
    Column("body", Facts, nullable=False),
)

attempt = Table(
    "attempt",
    metadata,
    Column("id", Label(32), primary_key=True),
    Column("learner_id", ForeignKey("learner.id", ondelete="CASCADE"), nullable=False),
    Column("quiz_id", Label(60), nullable=False),
    Column("quiz_title", Words, nullable=False),
    Column("pass_mark", Integer, nullable=False),
    Column("feedback", Label(20), nullable=False, server_default="immediate"),
    Column("confidence", Boolean, nullable=False, server_default=false()),
    Column("purpose", Label(20), nullable=False, server_default="quiz"),
    Column("started_at", Instant, nullable=False),
    # The minutes of the quiz itself; empty if it has no limit. A deadline may come of other rules.
    Column("time_limit", Integer),
    Column("deadline", Instant),
    Column("finished_at", Instant),
    # Until then the learner sees no key and no result of it. Emptied when the moment has come.
    Column("withheld_until", Instant),
    # What a finished attempt at a whole quiz came to. Empty until it is worked out, and emptied
    # when it may have changed; then `item_result` is out of date, too.
    Column("percent", Float),
    Column("passed", Boolean),
)

# One open attempt per learner, quiz and purpose, however many tabs press the button at once.
Index(
    "uq_attempt_open",
    attempt.c.learner_id,
    attempt.c.quiz_id,
    attempt.c.purpose,
    unique=True,
    sqlite_where=attempt.c.finished_at.is_(None),
    postgresql_where=attempt.c.finished_at.is_(None),
)
Index(None, attempt.c.learner_id)

_RUNS_OUT = attempt.c.finished_at.is_(None) & attempt.c.deadline.is_not(None)
Index(
    "ix_attempt_deadline",
    attempt.c.deadline,
    sqlite_where=_RUNS_OUT,
    postgresql_where=_RUNS_OUT,
)

_IS_WITHHELD = attempt.c.withheld_until.is_not(None)
Index(
    "ix_attempt_withheld_until",
    attempt.c.withheld_until,
    sqlite_where=_IS_WITHHELD,
    postgresql_where=_IS_WITHHELD,
)

LACKS_RESULT = (
    attempt.c.finished_at.is_not(None) & (attempt.c.purpose == "quiz") & attempt.c.percent.is_(None)
)
"""The condition that the result of an attempt has to be worked out."""

Index(
    "ix_attempt_lacks_result",
    attempt.c.id,
    sqlite_where=LACKS_RESULT,
    postgresql_where=LACKS_RESULT,
)

pinned_item = Table(
    "pinned_item",
    metadata,
    Column("attempt_id", ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("item_id", Label(60), nullable=False),
    Column("fingerprint", ForeignKey("item_version.fingerprint"), nullable=False),
    Column("option_order", Facts, nullable=False),
)

Index(None, pinned_item.c.item_id)

# What happened in an attempt: one row for each step, never changed afterwards.
event = Table(
    "event",
    metadata,
    Column("attempt_id", Label(32), primary_key=True),
    # Counted from 0 in each attempt, so that two tabs cannot both write the next one.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, nullable=False),
    Column("kind", Label(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("body", Facts, nullable=False),
    ForeignKeyConstraint(
        ["attempt_id", "place"],
        ["pinned_item.attempt_id", "pinned_item.place"],
        ondelete="CASCADE",
    ),
)

# An answer that is not handed in yet, as last saved: a text as it is, any other as JSON.
draft = Table(
    "draft",
    metadata,
    Column("attempt_id", Label(32), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("text", Words, nullable=False),
    Column("saved_at", Instant, nullable=False),
    ForeignKeyConstraint(
        ["attempt_id", "place"],
        ["pinned_item.attempt_id", "pinned_item.place"],
        ondelete="CASCADE",
    ),
)

# The versions of a course file that were in use.
revision = Table(
    "revision",
    metadata,
    Column("path", Label(120), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("saved_at", Instant, nullable=False),
    # Empty if the version was found on the disk, not saved in the app.
    Column("who", Words),
    Column("sha256", Label(64), nullable=False),
    Column("text", Words, nullable=False),
)

# A teacher's unfinished text of a course file, as last saved in the app.
file_draft = Table(
    "file_draft",
    metadata,
    Column("path", Label(120), primary_key=True),
    Column("who", Label(200), primary_key=True),
    Column("text", Words, nullable=False),
    Column("based_on", Label(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("tab", Label(40), nullable=False),
    Column("replaced", Integer, nullable=False),
    Column("is_saved", Boolean, nullable=False),
    Column("kept_at", Instant, nullable=False),
)
