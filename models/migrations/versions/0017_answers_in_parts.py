"""Answers of several messages, and answers that are edited: what a dialog has heard, the further files of a status."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    with op.batch_alter_table("dialog", schema=None) as batch_op:
        batch_op.add_column(sa.Column("heard", sa.JSON(), nullable=True))
    with op.batch_alter_table("status_line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("more_files", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("status_line", schema=None) as batch_op:
        batch_op.drop_column("more_files")
    with op.batch_alter_table("dialog", schema=None) as batch_op:
        batch_op.drop_column("heard")
