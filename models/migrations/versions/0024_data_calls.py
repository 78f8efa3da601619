"""Calls for data, their fields and what communes answer, which they owe as they owe the status."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0024"
down_revision = "0023"

OPEN, COUNTS = sa.text("closed_at IS NULL"), sa.text("counts")


def upgrade() -> None:
    op.create_table(
        "data_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("sent_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("reminds", sa.JSON(), nullable=False),
        sa.Column("extended", sa.Integer(), nullable=False),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("compared_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("called_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["called_by_id"], ["person.id"], name=op.f("fk_data_call_called_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_call")),
    )
    op.create_index("ix_data_call_open", "data_call", ["id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "data_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("unit", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("least", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("most", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("options", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("like_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["call_id"], ["data_call.id"], name=op.f("fk_data_field_call_id")),
        sa.ForeignKeyConstraint(["field_id"], ["field.id"], name=op.f("fk_data_field_field_id")),
        sa.ForeignKeyConstraint(["like_id"], ["data_field.id"], name=op.f("fk_data_field_like_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_field")),
    )
    op.create_index(op.f("ix_data_field_call_id"), "data_field", ["call_id"])
    op.create_index(op.f("ix_data_field_name"), "data_field", ["name"])
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("data_call_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("late", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("accepted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_obligation_data_call_id"), "data_call", ["data_call_id"], ["id"])
        batch_op.create_unique_constraint(op.f("uq_obligation_data_call_id_commune_id"), ["data_call_id", "commune_id"])
    op.create_table(
        "data_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("exact", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("file_kind", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("file_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("returned", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_data_value_obligation_id")),
        sa.ForeignKeyConstraint(["field_id"], ["data_field.id"], name=op.f("fk_data_value_field_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_data_value_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_value")),
    )
    op.create_index(op.f("ix_data_value_obligation_id"), "data_value", ["obligation_id"])
    op.create_index("ix_data_value_field_id", "data_value", ["field_id", "obligation_id"])
    op.create_index(
        "uq_data_value_counts", "data_value", ["obligation_id", "field_id"],
        unique=True, sqlite_where=COUNTS, postgresql_where=COUNTS,
    )  # fmt: skip
    op.create_table(
        "data_handed",
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("data_field_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_data_handed_obligation_id")),
        sa.ForeignKeyConstraint(["data_field_id"], ["data_field.id"], name=op.f("fk_data_handed_data_field_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_data_handed_person_id")),
        sa.PrimaryKeyConstraint("obligation_id", "data_field_id", name=op.f("pk_data_handed")),
    )
    op.create_index(op.f("ix_data_handed_person_id"), "data_handed", ["person_id"])


def downgrade() -> None:
    op.drop_table("data_handed")
    op.drop_table("data_value")
    op.execute("DELETE FROM obligation WHERE data_call_id IS NOT NULL")
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_obligation_data_call_id_commune_id"), type_="unique")
        batch_op.drop_constraint(op.f("fk_obligation_data_call_id"), type_="foreignkey")
        batch_op.drop_column("accepted_at")
        batch_op.drop_column("late")
        batch_op.drop_column("data_call_id")
    op.drop_table("data_field")
    op.drop_table("data_call")
