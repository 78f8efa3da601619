"""Communes owe more than the status: another kind has another column than ``round_id``."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.alter_column("round_id", existing_type=sa.Integer(), nullable=True)
    # of rounds that were closed before it was noted, too, nobody owes anything any more
    over = "round_id IN (SELECT id FROM status_round WHERE closed_at IS NOT NULL)"
    op.execute(f"UPDATE obligation SET silence_told = true WHERE answered_at IS NULL AND {over}")  # noqa: S608 (no value of anybody's)


def downgrade() -> None:
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.alter_column("round_id", existing_type=sa.Integer(), nullable=False)
