"""What is forgotten after a while is found without reading whole tables."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

REFERRING = ("announcement", "announcement_copy", "delegate", "forum_commune")


def upgrade() -> None:
    for table in REFERRING:
        op.create_index(f"ix_{table}_letter_id", table, ["letter_id"])
    handled = sa.text("handled_at IS NOT NULL")
    op.create_index("ix_inbox_handled", "inbox", ["handled_at"], sqlite_where=handled, postgresql_where=handled)


def downgrade() -> None:
    op.drop_index("ix_inbox_handled", "inbox")
    for table in REFERRING:
        op.drop_index(f"ix_{table}_letter_id", table)
