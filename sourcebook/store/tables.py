"""The tables. A change here needs a migration; a test holds the two together."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite, which keeps no zone, gets it back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC; a time without a zone is refused."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone.")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment with its zone."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


learner = Table(
    "learner",
    metadata,
    # SHA-256 of the cookie, never the cookie itself: the database opens no account.
    Column("id", String(64), primary_key=True),
    Column("created_at", Instant, nullable=False),
)

reading = Table(
    "reading",
    metadata,
    Column("learner_id", ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True),
    Column("lesson_id", String(60), primary_key=True),
    Column("opened_at", Instant, nullable=False),
)

item_version = Table(
    "item_version",
    metadata,
    # An attempt is scored on the item it showed, even when the file has changed since.
    Column("fingerprint", String(16), primary_key=True),
    Column("body", JSON, nullable=False),
)

attempt = Table(
    "attempt",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("learner_id", ForeignKey("learner.id", ondelete="CASCADE"), nullable=False),
    Column("quiz_id", String(60), nullable=False),
    Column("quiz_title", Text, nullable=False),
    Column("pass_mark", Integer, nullable=False),
    Column("feedback", String(20), nullable=False, server_default="immediate"),
    Column("confidence", Boolean, nullable=False, server_default=false()),
    Column("purpose", String(20), nullable=False, server_default="quiz"),
    Column("started_at", Instant, nullable=False),
    Column("deadline", Instant),
    Column("finished_at", Instant),
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

pinned_item = Table(
    "pinned_item",
    metadata,
    Column("attempt_id", ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("item_id", String(60), nullable=False),
    Column("fingerprint", ForeignKey("item_version.fingerprint"), nullable=False),
    Column("option_order", JSON, nullable=False),
)

Index(None, pinned_item.c.item_id)

# What happened in an attempt, one row for each step, never changed afterwards.
event = Table(
    "event",
    metadata,
    Column("attempt_id", String(32), primary_key=True),
    # Counted from 0 in each attempt, so that two tabs cannot both write the next one.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("body", JSON, nullable=False),
    ForeignKeyConstraint(
        ["attempt_id", "place"],
        ["pinned_item.attempt_id", "pinned_item.place"],
        ondelete="CASCADE",
    ),
)

# The text of a written answer that has not been handed in, as last saved.
draft = Table(
    "draft",
    metadata,
    Column("attempt_id", String(32), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("saved_at", Instant, nullable=False),
    ForeignKeyConstraint(
        ["attempt_id", "place"],
        ["pinned_item.attempt_id", "pinned_item.place"],
        ondelete="CASCADE",
    ),
)
