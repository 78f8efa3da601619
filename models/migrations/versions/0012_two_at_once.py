"""One answer counts for an obligation: where two were taken at once, the later one."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    answer = sa.table(
        "status_answer", *map(sa.column, ("id", "obligation_id", "answered_at")), sa.column("counts", sa.Boolean)
    )
    later = answer.alias("later")
    is_later = sa.tuple_(later.c.answered_at, later.c.id) > sa.tuple_(answer.c.answered_at, answer.c.id)
    replaced = sa.exists().where(later.c.obligation_id == answer.c.obligation_id, later.c.counts, is_later)
    op.execute(answer.update().where(answer.c.counts, replaced).values(counts=False))
    op.create_index(
        "uq_status_answer_counts", "status_answer", ["obligation_id"], unique=True,
        sqlite_where=sa.text("counts"), postgresql_where=sa.text("counts"),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("uq_status_answer_counts", "status_answer")
