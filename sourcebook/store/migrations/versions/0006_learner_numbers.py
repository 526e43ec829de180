"""A short number for each learner, by which a teacher knows learners without a name."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, and number the learners of before in the order in which they came."""
    op.create_table(
        "learner_number",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("learner_id", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["learner.id"],
            name="fk_learner_number_learner",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_learner_number"),
        sa.UniqueConstraint("learner_id", name="uq_learner_number_learner_id"),
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO learner_number (learner_id) SELECT id FROM learner ORDER BY created_at, id"
    )


def downgrade() -> None:
    """Refuse: exports name learners by their numbers."""
    raise NotImplementedError("Restore a copy of the database made before the upgrade.")
