"""What comes back from a round: to whom it was told, who wants no such message, what the Office has written down."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    with op.batch_alter_table("status_answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("result_told", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_index(
            "ix_obligation_result_untold",
            ["round_id"],
            unique=False,
            sqlite_where=sa.text("NOT result_told"),
            postgresql_where=sa.text("NOT result_told"),
        )
    # how the rounds ended that are over is old news
    over = "round_id IN (SELECT id FROM status_round WHERE closed_at IS NOT NULL)"
    op.execute(f"UPDATE obligation SET result_told = true WHERE {over}")  # noqa: S608 (no value of anybody's)
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wants_results", sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("wants_results")
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.drop_index("ix_obligation_result_untold")
        batch_op.drop_column("result_told")
    with op.batch_alter_table("status_answer", schema=None) as batch_op:
        batch_op.drop_column("on_behalf")
