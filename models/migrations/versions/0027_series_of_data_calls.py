"""Calls for data are repeated."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    with op.batch_alter_table("data_call", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("planned_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("follows_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_data_call_follows_id"), "data_call", ["follows_id"], ["id"])
        batch_op.create_unique_constraint(op.f("uq_data_call_follows_id"), ["follows_id"])


def downgrade() -> None:
    with op.batch_alter_table("data_call", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_data_call_follows_id"), type_="unique")
        batch_op.drop_constraint(op.f("fk_data_call_follows_id"), type_="foreignkey")
        batch_op.drop_column("follows_id")
        batch_op.drop_column("planned_at")
        batch_op.drop_column("rule")
