"""When a learner said that they have read a lesson, apart from when they opened it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. A lesson opened so far was shown as read, and stays so."""
    op.add_column("reading", sa.Column("read_at", sa.DateTime(timezone=True)))
    reading = sa.table("reading", sa.column("opened_at"), sa.column("read_at"))
    op.execute(reading.update().values(read_at=reading.c.opened_at))


def downgrade() -> None:
    """Refuse: a lesson that was only opened would count as read."""
    raise NotImplementedError("Restore a copy of the database made before the upgrade.")
