"""The answers that were corrected are found at once; nearly all others count."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

CORRECTED = sa.text("NOT counts")


def upgrade() -> None:
    op.create_index(
        "ix_status_answer_corrected", "status_answer", ["id"], sqlite_where=CORRECTED, postgresql_where=CORRECTED
    )


def downgrade() -> None:
    op.drop_index("ix_status_answer_corrected", "status_answer")
