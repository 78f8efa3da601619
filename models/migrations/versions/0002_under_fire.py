"""Reminders a commune has behind it; wrong invitation codes; the buttons a question was drawn with; what a
message is about and how long it is worth sending.
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminders", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("dialog", schema=None) as batch_op:
        batch_op.add_column(sa.Column("offers", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.create_index(
            "ix_outbox_about",
            ["about"],
            unique=False,
            sqlite_where=sa.text("about IS NOT NULL"),
            postgresql_where=sa.text("about IS NOT NULL"),
        )
    op.create_table(
        "guess",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guess")),
    )
    with op.batch_alter_table("guess", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guess_telegram_id"), ["telegram_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_guess_at"), ["at"], unique=False)


def downgrade() -> None:
    op.drop_table("guess")
    op.execute("UPDATE outbox SET state = 'dropped' WHERE state = 'expired'")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_about")
        batch_op.drop_column("until")
        batch_op.drop_column("about")
    with op.batch_alter_table("dialog", schema=None) as batch_op:
        batch_op.drop_column("offers")
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.drop_column("reminders")
