"""Sign-in to the teacher's desk: its password, the link that sets one, passes, tickets."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables; a ticket may also renew a browser's cookie and open the desk with it."""
    for name in ("keeps_learner", "opens_desk"):
        op.add_column(
            "ticket", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_table(
        "teacher_password",
        sa.Column("site", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("site", name="pk_teacher_password"),
    )
    op.create_table(
        "teacher_link",
        sa.Column("site", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("site", name="pk_teacher_link"),
    )
    op.create_table(
        "teacher_pass",
        sa.Column("browser", sa.String(64), nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.Column("until", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("browser", name="pk_teacher_pass"),
    )


def downgrade() -> None:
    """Refuse: the desk would lose its password."""
    raise NotImplementedError("Restore a copy of the database made before the upgrade.")
