"""The results of finished attempts are kept, so that a class need not be scored at each look."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table and two columns; they are filled when results are first looked at."""
    op.add_column("attempt", sa.Column("percent", sa.Float()))
    op.add_column("attempt", sa.Column("passed", sa.Boolean()))
    lacks = sa.text("finished_at IS NOT NULL AND purpose = 'quiz' AND percent IS NULL")
    op.create_index(
        "ix_attempt_lacks_result", "attempt", ["id"], sqlite_where=lacks, postgresql_where=lacks
    )
    op.create_table(
        "item_result",
        sa.Column("attempt_id", sa.String(32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("pinned", sa.String(16), nullable=False),
        sa.Column("fingerprint", sa.String(16), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True)),
        sa.Column("score", sa.Float()),
        sa.Column("is_blank", sa.Boolean(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("proof", sa.String(60)),
        sa.Column("seconds", sa.Float()),
        sa.Column("hints", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.String(20)),
        sa.Column("is_right_at_first", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id", "place"],
            ["pinned_item.attempt_id", "pinned_item.place"],
            name="fk_item_result_pinned_item",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["fingerprint"], ["item_version.fingerprint"], name="fk_item_result_item_version"
        ),
        sa.PrimaryKeyConstraint("attempt_id", "place", name="pk_item_result"),
        sqlite_with_rowid=False,
    )
    is_rescored = sa.text("since IS NOT NULL")
    op.create_index(
        "ix_item_result_since",
        "item_result",
        ["attempt_id"],
        sqlite_where=is_rescored,
        postgresql_where=is_rescored,
    )


def downgrade() -> None:
    """Refuse: a version of this age knows nothing of the columns."""
    raise NotImplementedError("Restore a copy of the database made before the upgrade.")
