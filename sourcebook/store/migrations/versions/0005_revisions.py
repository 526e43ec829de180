"""The history of course files edited in the app, and what is being written of them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "revision",
        sa.Column("path", sa.String(120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("saved_at", _INSTANT, nullable=False),
        sa.Column("who", sa.Text()),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("path", "number", name="pk_revision"),
    )
    op.create_table(
        "file_draft",
        sa.Column("path", sa.String(120), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("based_on", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("tab", sa.String(40), nullable=False),
        sa.Column("replaced", sa.Integer(), nullable=False),
        sa.Column("is_saved", sa.Boolean(), nullable=False),
        sa.Column("kept_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("path", "who", name="pk_file_draft"),
    )


def downgrade() -> None:
    """Refuse: the history of the course would be lost."""
    raise NotImplementedError("Restore a copy of the database made before the upgrade.")
