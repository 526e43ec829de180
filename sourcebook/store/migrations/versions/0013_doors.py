"""All servers of a site count wrong passwords together, and know which logins have ended."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "wrong_try",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("door", sa.String(20), nullable=False),
        sa.Column("browser", sa.String(12), nullable=False),
        sa.Column("address", sa.String(4), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_wrong_try"),
    )
    for column in ("browser", "address", "at"):
        op.create_index(f"ix_wrong_try_{column}", "wrong_try", [column])
    op.create_table(
        "ended_login",
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("login", name="pk_ended_login"),
    )
    op.create_index("ix_ended_login_until", "ended_login", ["until"])


def downgrade() -> None:
    """Remove the tables; wrong passwords are counted anew."""
    op.drop_table("ended_login")
    op.drop_table("wrong_try")
