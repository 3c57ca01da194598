"""Alembic's entry: runs the migrations on the connection, and in the transaction, that store.upgrade hands over.

A new migration is written by hand beside the others, and store.schema.HEAD names it; a test tells whether together they make
what store.schema says. A migration speaks of tables as they were in its time: it imports nothing of ours.
"""

from __future__ import annotations

from alembic import context

from store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
