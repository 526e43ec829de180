"""Teachers are people: each has a name and a password, classes of their own, and a log."""

import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_NAME, _KEY = "Teacher", "teacher"
"""The name of the teacher who goes on with the password of the site."""


def upgrade() -> None:
    """Add the tables. The password of the site becomes that of a teacher, who owns all classes."""
    connection = op.get_bind()
    password = connection.execute(sa.text("SELECT hash, since FROM teacher_password")).first()
    passes = connection.execute(sa.text("SELECT browser, since, until FROM teacher_pass")).all()
    # A ticket lives for minutes, and a link for a day; the next start prints another one.
    for former in ("teacher_password", "teacher_link", "teacher_pass", "ticket"):
        op.drop_table(former)
    _create_people()
    _create_classes_and_log()
    if password:
        _go_on(connection, password, passes)


def downgrade() -> None:
    """Refuse: the names and passwords of teachers would be lost."""
    raise NotImplementedError("Restore a copy of the database made before the upgrade.")


def _create_people() -> None:
    op.create_table(
        "teacher",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.String(200)),
        sa.Column("password", sa.Text()),
        sa.Column("account", sa.String(64)),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shut_out_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_teacher"),
        sa.UniqueConstraint("name_key", name="uq_teacher_name_key"),
        sa.UniqueConstraint("account", name="uq_teacher_account"),
    )
    op.create_table(
        "teacher_invitation",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("teacher_id", sa.String(32)),
        sa.Column("invited_by", sa.String(32)),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        _of_teacher("teacher_invitation"),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["teacher.id"], name="fk_teacher_invitation_host", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_teacher_invitation"),
        sa.UniqueConstraint("hash", name="uq_teacher_invitation_hash"),
    )
    op.create_table(
        "ticket",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("browser", sa.String(64), nullable=False),
        sa.Column("learner_id", sa.String(64)),
        sa.Column("bring_along", sa.Boolean(), nullable=False),
        sa.Column("keeps_learner", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("teacher_id", sa.String(32)),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name="fk_ticket_learner", ondelete="CASCADE"
        ),
        _of_teacher("ticket"),
        sa.PrimaryKeyConstraint("hash", name="pk_ticket"),
    )
    op.create_table(
        "teacher_pass",
        sa.Column("browser", sa.String(64), nullable=False),
        sa.Column("teacher_id", sa.String(32), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        _of_teacher("teacher_pass"),
        sa.PrimaryKeyConstraint("browser", name="pk_teacher_pass"),
    )


def _create_classes_and_log() -> None:
    op.create_table(
        "class_teacher",
        sa.Column("classroom_id", sa.String(32), nullable=False),
        sa.Column("teacher_id", sa.String(32), nullable=False),
        sa.Column("owns", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classroom.id"],
            name="fk_class_teacher_classroom",
            ondelete="CASCADE",
        ),
        _of_teacher("class_teacher"),
        sa.PrimaryKeyConstraint("classroom_id", "teacher_id", name="pk_class_teacher"),
    )
    op.create_index(
        "uq_class_owner",
        "class_teacher",
        ["classroom_id"],
        unique=True,
        sqlite_where=sa.text("owns"),
        postgresql_where=sa.text("owns"),
    )
    op.create_index("ix_class_teacher_teacher_id", "class_teacher", ["teacher_id"])
    op.create_table(
        "teacher_log",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text()),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_teacher_log"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_teacher_log_at", "teacher_log", ["at"])


def _of_teacher(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["teacher_id"], ["teacher.id"], name=f"fk_{table}_teacher", ondelete="CASCADE"
    )


def _go_on(connection: sa.Connection, password: Any, passes: Any) -> None:
    """Make the teacher who has the password, in whose browsers the desk stays open."""
    own = {"id": secrets.token_hex(16)}
    made = {**own, "name": _NAME, "key": _KEY, "hash": password.hash, "since": password.since}
    connection.execute(
        sa.text(
            "INSERT INTO teacher (id, name, name_key, password, since) "
            "VALUES (:id, :name, :key, :hash, :since)"
        ),
        made,
    )
    for row in passes:
        connection.execute(
            sa.text(
                "INSERT INTO teacher_pass (browser, teacher_id, since, until) "
                "VALUES (:browser, :id, :since, :until)"
            ),
            {**row._mapping, **own},
        )
    connection.execute(
        sa.text(
            "INSERT INTO class_teacher (classroom_id, teacher_id, owns) "
            "SELECT id, :id, TRUE FROM classroom"
        ),
        own,
    )
    connection.execute(
        sa.text("UPDATE file_draft SET who = :name WHERE who = 'the teacher'"), {"name": _NAME}
    )
