"""Calls for data are withdrawn, changed while they are open and sent later; a commune may have more time."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    with op.batch_alter_table("data_call", schema=None) as batch_op:
        batch_op.add_column(sa.Column("waiting", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("withdrawn", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    with op.batch_alter_table("data_field", schema=None) as batch_op:
        batch_op.add_column(sa.Column("removed", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.drop_column("due_at")
    with op.batch_alter_table("data_field", schema=None) as batch_op:
        batch_op.drop_column("removed")
    with op.batch_alter_table("data_call", schema=None) as batch_op:
        batch_op.drop_column("withdrawn")
        batch_op.drop_column("waiting")
