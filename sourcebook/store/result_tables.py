"""The table of the results of items; `tables` has it with the others."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
)

from sourcebook.store.column_types import Instant, Label, Words
from sourcebook.store.metadata import metadata

# What came of each item of a finished attempt, see `model.results`: worked out from its events.
item_result = Table(
    "item_result",
    metadata,
    Column("attempt_id", Label(32), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("pinned", Label(16), nullable=False),
    Column("fingerprint", ForeignKey("item_version.fingerprint"), nullable=False),
    Column("since", Instant),
    Column("score", Float),
    Column("is_blank", Boolean, nullable=False),
    Column("is_right", Boolean, nullable=False),
    # The ids of options, one on each line.
    Column("chosen", Words, nullable=False),
    Column("proof", Label(60)),
    Column("seconds", Float),
    Column("hints", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("confidence", Label(20)),
    Column("is_right_at_first", Boolean, nullable=False),
    ForeignKeyConstraint(
        ["attempt_id", "place"],
        ["pinned_item.attempt_id", "pinned_item.place"],
        ondelete="CASCADE",
    ),
    # The results of an attempt stand side by side in the file.
    sqlite_with_rowid=False,
)

_IS_RESCORED = item_result.c.since.is_not(None)
Index(
    "ix_item_result_since",
    item_result.c.attempt_id,
    sqlite_where=_IS_RESCORED,
    postgresql_where=_IS_RESCORED,
)
