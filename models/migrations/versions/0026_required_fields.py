"""Fields of calls for data that may be left empty."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    with op.batch_alter_table("data_field", schema=None) as batch_op:
        batch_op.add_column(sa.Column("required", sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("data_field", schema=None) as batch_op:
        batch_op.drop_column("required")
