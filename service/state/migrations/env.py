"""Run by Alembic: the migrations on the connection, and inside the transaction, of `service.state.migration`."""

from alembic import context

from service.state.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,  # SQLite can't change a column in place
)
context.run_migrations()
