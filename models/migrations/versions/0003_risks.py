"""Risks: what they are, their attachments, history, actions, messages, and who has which card."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "risk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("severity", sa.Enum("c", "s", "w", name="severity", native_enum=False, length=32), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "financing",
                "legal",
                "land",
                "procurement",
                "staff",
                "contractor",
                "schedule",
                "partners",
                "other",
                name="category",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cause", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("event", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("effect", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("likelihood", sa.Integer(), nullable=True),
        sa.Column("impact", sa.Integer(), nullable=True),
        sa.Column("likelihood_after", sa.Integer(), nullable=True),
        sa.Column("impact_after", sa.Integer(), nullable=True),
        sa.Column(
            "proximity",
            sa.Enum("now", "month", "quarter", "later", name="proximity", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column(
            "response",
            sa.Enum("avoid", "reduce", "transfer", "accept", name="response", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "reported",
                "taken",
                "in_hand",
                "closed",
                "accepted",
                "withdrawn",
                name="state",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("raised_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("waits_since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("folded", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_risk_author_id")),
        sa.ForeignKeyConstraint(["commune_id"], ["commune.id"], name=op.f("fk_risk_commune_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_risk_owner_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_risk_project_id")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["person.id"], name=op.f("fk_risk_taken_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("risk", schema=None) as batch_op:
        batch_op.create_index("ix_risk_author_id", ["author_id", "raised_at"], unique=False)
        batch_op.create_index("ix_risk_category", ["category", "raised_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_risk_commune_id"), ["commune_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_risk_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_risk_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_risk_state"), ["state"], unique=False)

    op.create_table(
        "risk_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("risk_id", sa.Integer(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["risk_id"], ["risk.id"], name=op.f("fk_risk_action_risk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_action")),
    )
    with op.batch_alter_table("risk_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_risk_action_due"), ["due"], unique=False)
        batch_op.create_index(batch_op.f("ix_risk_action_risk_id"), ["risk_id"], unique=False)

    op.create_table(
        "risk_attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("risk_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("file_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["risk_id"], ["risk.id"], name=op.f("fk_risk_attachment_risk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_attachment")),
    )
    with op.batch_alter_table("risk_attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_risk_attachment_risk_id"), ["risk_id"], unique=False)

    op.create_table(
        "risk_card",
        sa.Column("letter_id", sa.BigInteger(), nullable=False),
        sa.Column("risk_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reminds", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_risk_card_person_id")),
        sa.ForeignKeyConstraint(["risk_id"], ["risk.id"], name=op.f("fk_risk_card_risk_id")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_risk_card")),
    )
    with op.batch_alter_table("risk_card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_risk_card_risk_id"), ["risk_id"], unique=False)

    op.create_table(
        "risk_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("risk_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "raised",
                "state",
                "text",
                "attachment",
                "severity",
                "category",
                "cause",
                "event",
                "effect",
                "likelihood",
                "impact",
                "likelihood_after",
                "impact_after",
                "proximity",
                "response",
                "owner",
                "action_added",
                "action_moved",
                "action_done",
                "action_undone",
                "action_removed",
                "recalled",
                "escalated",
                name="kind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("before", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("after", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_risk_event_person_id")),
        sa.ForeignKeyConstraint(["risk_id"], ["risk.id"], name=op.f("fk_risk_event_risk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_event")),
    )
    with op.batch_alter_table("risk_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_risk_event_risk_id"), ["risk_id"], unique=False)

    op.create_table(
        "risk_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("risk_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("attachment_kind", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("attachment_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["answers"], ["risk_message.id"], name=op.f("fk_risk_message_answers")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_risk_message_person_id")),
        sa.ForeignKeyConstraint(["risk_id"], ["risk.id"], name=op.f("fk_risk_message_risk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_message")),
    )
    with op.batch_alter_table("risk_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_risk_message_risk_id"), ["risk_id"], unique=False)


def downgrade() -> None:
    for table in ("risk_message", "risk_event", "risk_card", "risk_attachment", "risk_action", "risk"):
        op.drop_table(table)
