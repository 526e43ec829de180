"""How Alembic runs here: on the connection that it is handed, in that transaction."""

from alembic import context

from sourcebook.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
