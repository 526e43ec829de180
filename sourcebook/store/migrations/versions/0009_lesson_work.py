"""What a learner does in a lesson: the steps they open, their answers to tasks, their notes."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add a column and three tables; a lesson opened so far has no step that was opened last."""
    op.add_column("reading", sa.Column("step", sa.String(60)))
    op.create_table(
        "lesson_step",
        sa.Column("learner_id", sa.String(64), nullable=False),
        sa.Column("lesson_id", sa.String(60), nullable=False),
        sa.Column("step", sa.String(60), nullable=False),
        _of_learner("lesson_step"),
        sa.PrimaryKeyConstraint("learner_id", "lesson_id", "step", name="pk_lesson_step"),
    )
    op.create_table(
        "lesson_task",
        sa.Column("learner_id", sa.String(64), nullable=False),
        sa.Column("lesson_id", sa.String(60), nullable=False),
        sa.Column("task", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("saved_at", _INSTANT, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        _of_learner("lesson_task"),
        sa.PrimaryKeyConstraint("learner_id", "lesson_id", "task", "number", name="pk_lesson_task"),
    )
    op.create_table(
        "note",
        sa.Column("learner_id", sa.String(64), nullable=False),
        sa.Column("place", sa.String(130), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", _INSTANT, nullable=False),
        _of_learner("note"),
        sa.PrimaryKeyConstraint("learner_id", "place", name="pk_note"),
    )


def downgrade() -> None:
    """Refuse: answers and notes of learners would be lost."""
    raise NotImplementedError("Restore a copy of the database made before the upgrade.")


def _of_learner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["learner_id"], ["learner.id"], name=f"fk_{table}_learner", ondelete="CASCADE"
    )
