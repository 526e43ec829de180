"""Credentials apart from learners, names, tickets, and classes with their members."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables; former learners are named by the hash of their cookie, which stays valid."""
    op.add_column("learner", sa.Column("name", sa.Text()))
    op.create_table(
        "credential",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("learner_id", sa.String(64), nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_credential"),
        _of_a_learner("credential"),
    )
    op.create_index("ix_credential_learner_id", "credential", ["learner_id"])
    op.execute(
        "INSERT INTO credential (hash, kind, learner_id, since) "
        "SELECT id, 'browser', id, created_at FROM learner"
    )
    op.create_table(
        "ticket",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("browser", sa.String(64), nullable=False),
        sa.Column("learner_id", sa.String(64)),
        sa.Column("bring_along", sa.Boolean(), nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_ticket"),
        _of_a_learner("ticket"),
    )
    _create_classes()


def _create_classes() -> None:
    op.create_table(
        "classroom",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_classroom"),
        sa.UniqueConstraint("code", name="uq_classroom_code"),
    )
    op.create_table(
        "membership",
        sa.Column("classroom_id", sa.String(32), nullable=False),
        sa.Column("learner_id", sa.String(64), nullable=False),
        sa.Column("joined_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("classroom_id", "learner_id", name="pk_membership"),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classroom.id"], name="fk_membership_classroom", ondelete="CASCADE"
        ),
        _of_a_learner("membership"),
    )
    op.create_index("ix_membership_learner_id", "membership", ["learner_id"])


def _of_a_learner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["learner_id"], ["learner.id"], name=f"fk_{table}_learner", ondelete="CASCADE"
    )


def downgrade() -> None:
    """Refuse: a learner's other browsers, code and class would be lost."""
    raise NotImplementedError("Restore a copy of the database made before the upgrade.")
