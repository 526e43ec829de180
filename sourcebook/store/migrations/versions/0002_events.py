"""Attempts are kept event by event: responses become events, and drafts get a place."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OPEN = sa.text("finished_at IS NULL")
_RUNS_OUT = sa.text("finished_at IS NULL AND deadline IS NOT NULL")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add events, drafts and what an attempt pins of its quiz; move the responses over."""
    for column in (
        sa.Column("feedback", sa.String(20), nullable=False, server_default="immediate"),
        sa.Column("confidence", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("purpose", sa.String(20), nullable=False, server_default="quiz"),
        sa.Column("deadline", _INSTANT),
    ):
        op.add_column("attempt", column)
    op.drop_index("uq_attempt_open", "attempt")
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["learner_id", "quiz_id", "purpose"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index(
        "ix_attempt_deadline",
        "attempt",
        ["deadline"],
        sqlite_where=_RUNS_OUT,
        postgresql_where=_RUNS_OUT,
    )
    op.create_index("ix_pinned_item_item_id", "pinned_item", ["item_id"])
    event = _below_an_item(
        "event",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        key="number",
    )
    _below_an_item(
        "draft",
        sa.Column("place", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", _INSTANT, nullable=False),
        key="place",
    )
    _move_responses(event)
    op.drop_table("response")


def downgrade() -> None:
    """Refuse: events say more than the former tables can hold."""
    raise NotImplementedError("Restore a copy of the database made before the upgrade.")


def _below_an_item(name: str, *columns: sa.Column, key: str) -> sa.Table:  # type: ignore[type-arg]  # Of any type.
    return op.create_table(
        name,
        sa.Column("attempt_id", sa.String(32), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("attempt_id", key, name=f"pk_{name}"),
        sa.ForeignKeyConstraint(
            ["attempt_id", "place"],
            ["pinned_item.attempt_id", "pinned_item.place"],
            name=f"fk_{name}_pinned_item",
            ondelete="CASCADE",
        ),
    )


def _move_responses(event: sa.Table) -> None:
    response = sa.table(
        "response",
        sa.column("attempt_id", sa.String),
        sa.column("place", sa.Integer),
        sa.column("given", sa.JSON),
        sa.column("score", sa.String),
        sa.column("answered_at", _INSTANT),
    )
    ordered = sa.select(response).order_by("attempt_id", "answered_at", "place")
    numbers: dict[str, int] = {}
    rows = []
    for row in op.get_bind().execute(ordered):
        number = numbers.get(row.attempt_id, 0)
        numbers[row.attempt_id] = number + 1
        body = {"response": row.given, "score": row.score, "confidence": None}
        rows.append(
            {
                "attempt_id": row.attempt_id,
                "number": number,
                "place": row.place,
                "kind": "tried",
                "at": row.answered_at,
                "body": body,
            }
        )
    op.bulk_insert(event, rows)
