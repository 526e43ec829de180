"""What a learner is writing at a task of a lesson is kept before they save it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "lesson_draft",
        sa.Column("learner_id", sa.String(64), nullable=False),
        sa.Column("lesson_id", sa.String(60), nullable=False),
        sa.Column("task", sa.String(60), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name="fk_lesson_draft_learner", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("learner_id", "lesson_id", "task", name="pk_lesson_draft"),
    )


def downgrade() -> None:
    """Refuse: texts of learners would be lost."""
    raise NotImplementedError("Restore a copy of the database made before the upgrade.")
