"""Lessons and quizzes are set to classes, with dates and rules."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_ATTEMPT = sa.table(
    "attempt",
    sa.column("id", sa.String),
    sa.column("started_at", _INSTANT),
    sa.column("deadline", _INSTANT),
    sa.column("time_limit", sa.Integer),
    sa.column("finished_at", _INSTANT),
    sa.column("withheld_until", _INSTANT),
)


def upgrade() -> None:
    """Add two tables and two columns; attempts with a deadline get their time limit from it."""
    op.create_table(
        "assignment",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("classroom_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("part_id", sa.String(60), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("set_at", _INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_dates(),
        sa.Column("attempts", sa.Integer()),
        sa.Column("counts", sa.String(20), nullable=False),
        sa.Column("time_limit", sa.Integer()),
        sa.Column("keys", sa.String(20), nullable=False),
        _reference("assignment", "classroom"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
    )
    op.create_index(
        "uq_assignment_part", "assignment", ["classroom_id", "kind", "part_id"], unique=True
    )
    op.create_table(
        "extension",
        sa.Column("assignment_id", sa.String(32), nullable=False),
        sa.Column("learner_id", sa.String(64), nullable=False),
        *_dates(),
        sa.Column("extra_percent", sa.Integer(), nullable=False),
        _reference("extension", "assignment"),
        _reference("extension", "learner"),
        sa.PrimaryKeyConstraint("assignment_id", "learner_id", name="pk_extension"),
    )
    op.create_index("ix_extension_learner_id", "extension", ["learner_id"])
    op.add_column("attempt", sa.Column("time_limit", sa.Integer()))
    op.add_column("attempt", sa.Column("withheld_until", _INSTANT))
    is_withheld = _ATTEMPT.c.withheld_until.is_not(None)
    op.create_index(
        "ix_attempt_withheld_until",
        "attempt",
        ["withheld_until"],
        sqlite_where=is_withheld,
        postgresql_where=is_withheld,
    )
    _fill_time_limits()


def downgrade() -> None:
    """Refuse: assignments would be lost."""
    raise NotImplementedError("Restore a copy of the database made before the upgrade.")


def _fill_time_limits() -> None:
    """Only of open attempts: the deadline of a finished one never changes again."""
    connection, table = op.get_bind(), _ATTEMPT
    timed = sa.select(table.c.id, table.c.started_at, table.c.deadline).where(
        table.c.deadline.is_not(None), table.c.finished_at.is_(None)
    )
    for attempt_id, started_at, deadline in connection.execute(timed).all():
        minutes = round((deadline - started_at).total_seconds() / 60)
        own = table.update().where(table.c.id == attempt_id)
        connection.execute(own.values(time_limit=minutes))


def _dates() -> list[sa.Column[object]]:
    return [sa.Column(name, _INSTANT) for name in ("opens", "due", "closes")]


def _reference(table: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{other}_id"], [f"{other}.id"], name=f"fk_{table}_{other}", ondelete="CASCADE"
    )
