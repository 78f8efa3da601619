"""Actions whose reminders begin anew: put off, not done after all, or of a risk that was opened again."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("risk_action", schema=None) as batch_op:
        batch_op.add_column(sa.Column("renewed_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("risk_action", schema=None) as batch_op:
        batch_op.drop_column("renewed_on")
