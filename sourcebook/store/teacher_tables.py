"""The tables of teachers; `tables` has all of them under one name."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table

from sourcebook.store.column_types import Instant, Label, Words
from sourcebook.store.metadata import metadata

# A person who works at the desk; kept when they are shut out, for the history.
teacher = Table(
    "teacher",
    metadata,
    Column("id", Label(32), primary_key=True),
    Column("name", Words, nullable=False),
    # The name as names are compared; none for a school account, which needs no name to open.
    Column("name_key", Label(200), unique=True),
    # The slow hash of the password; none for a school account, or after a reset.
    Column("password", Words),
    # The SHA-256 of the school account.
    Column("account", Label(64), unique=True),
    Column("since", Instant, nullable=False),
    Column("shut_out_at", Instant),
)

# A link that makes a teacher, or sets another password for one.
teacher_invitation = Table(
    "teacher_invitation",
    metadata,
    Column("id", Label(32), primary_key=True),
    # The SHA-256 of the link's secret.
    Column("hash", Label(64), nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("teacher_id", ForeignKey("teacher.id", ondelete="CASCADE")),
    # Empty for a link of the console.
    Column(
        "invited_by",
        ForeignKey("teacher.id", name="fk_teacher_invitation_host", ondelete="CASCADE"),
    ),
    Column("expires_at", Instant, nullable=False),
)

# The browsers in which the desk is open, by the hash of their cookies.
teacher_pass = Table(
    "teacher_pass",
    metadata,
    Column("browser", Label(64), primary_key=True),
    Column("teacher_id", ForeignKey("teacher.id", ondelete="CASCADE"), nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
)

# What was done at the desk, by whom; kept for 400 days.
teacher_log = Table(
    "teacher_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    # The name at that time; empty if nobody knows.
    Column("who", Words),
    Column("kind", Label(20), nullable=False),
    Column("about", Words, nullable=False),
    sqlite_autoincrement=True,
)

Index(None, teacher_log.c.at)

# The teachers of a class: the one who owns it, and colleagues with whom it is shared.
class_teacher = Table(
    "class_teacher",
    metadata,
    Column("classroom_id", ForeignKey("classroom.id", ondelete="CASCADE"), primary_key=True),
    Column("teacher_id", ForeignKey("teacher.id", ondelete="CASCADE"), primary_key=True),
    Column("owns", Boolean, nullable=False),
)

Index(
    "uq_class_owner",
    class_teacher.c.classroom_id,
    unique=True,
    sqlite_where=class_teacher.c.owns,
    postgresql_where=class_teacher.c.owns,
)
Index(None, class_teacher.c.teacher_id)
