"""What the reader of a letter must hold when it goes out."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reads_with", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("reads_in", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_column("reads_in")
        batch_op.drop_column("reads_with")
