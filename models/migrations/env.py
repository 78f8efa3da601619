"""Alembic's entry: the connection is handed over by ``models.migrations``."""

from alembic import context
from sqlmodel import SQLModel

import models

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()

__all__ = ["models"]
