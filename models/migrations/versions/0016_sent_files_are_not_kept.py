"""Files that were sent, or are not going to be, are not kept any more."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    outbox = sa.table("outbox", sa.column("state"), sa.column("file"))
    op.execute(sa.update(outbox).where(outbox.c.state != "queued", outbox.c.file.is_not(None)).values(file=None))


def downgrade() -> None:
    """Telegram has them."""
