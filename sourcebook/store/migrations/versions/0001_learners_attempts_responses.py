"""The first tables: learners, reading, attempts with their pinned items, responses."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_OPEN = sa.text("finished_at IS NULL")


def upgrade() -> None:
    """Create the tables."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "learner",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learner"),
    )
    op.create_table(
        "reading",
        sa.Column("learner_id", sa.String(64), nullable=False),
        sa.Column("lesson_id", sa.String(60), nullable=False),
        sa.Column("opened_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "lesson_id", name="pk_reading"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name="fk_reading_learner", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "item_version",
        sa.Column("fingerprint", sa.String(16), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_item_version"),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("learner_id", sa.String(64), nullable=False),
        sa.Column("quiz_id", sa.String(60), nullable=False),
        sa.Column("quiz_title", sa.Text(), nullable=False),
        sa.Column("pass_mark", sa.Integer(), nullable=False),
        sa.Column("started_at", instant, nullable=False),
        sa.Column("finished_at", instant),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name="fk_attempt_learner", ondelete="CASCADE"
        ),
    )
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["learner_id", "quiz_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("ix_attempt_learner_id", "attempt", ["learner_id"])
    op.create_table(
        "pinned_item",
        sa.Column("attempt_id", sa.String(32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(60), nullable=False),
        sa.Column("fingerprint", sa.String(16), nullable=False),
        sa.Column("option_order", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", "place", name="pk_pinned_item"),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name="fk_pinned_item_attempt", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["fingerprint"], ["item_version.fingerprint"], name="fk_pinned_item_item_version"
        ),
    )
    op.create_table(
        "response",
        sa.Column("attempt_id", sa.String(32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("score", sa.String(40), nullable=False),
        sa.Column("answered_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", "place", name="pk_response"),
        sa.ForeignKeyConstraint(
            ["attempt_id", "place"],
            ["pinned_item.attempt_id", "pinned_item.place"],
            name="fk_response_pinned_item",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    """Remove the tables and all that is in them."""
    for table in ("response", "pinned_item", "attempt", "item_version", "reading", "learner"):
        op.drop_table(table)
