"""Whether the Office has written an answer down for the commune."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    with op.batch_alter_table("status_answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("status_answer", schema=None) as batch_op:
        batch_op.drop_column("on_behalf")
