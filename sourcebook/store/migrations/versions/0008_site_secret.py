"""The key that says which cookies a site gave out."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; the key is made when it is first needed."""
    op.create_table(
        "site_secret",
        sa.Column("site", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("cookie_key", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("site", name="pk_site_secret"),
    )


def downgrade() -> None:
    """Remove the table; browsers that nobody has worked in get another cookie."""
    op.drop_table("site_secret")
