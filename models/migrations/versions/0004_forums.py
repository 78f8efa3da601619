"""Forums: which communes are invited, who comes; announcements and who has which copy."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("phone", sqlmodel.sql.sqltypes.AutoString(), nullable=True))

    op.create_table(
        "forum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("forum", "team", "inaugural", name="kind", native_enum=False, length=32), nullable=False
        ),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=150), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("link", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("agenda", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("agenda_kind", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("agenda_file", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("answer_by", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("send_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("sent_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("delivered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("settled", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("called_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["called_by_id"], ["person.id"], name=op.f("fk_forum_called_by_id")),
        sa.ForeignKeyConstraint(["field_id"], ["field.id"], name=op.f("fk_forum_field_id")),
        sa.ForeignKeyConstraint(["follows_id"], ["forum.id"], name=op.f("fk_forum_follows_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum")),
        sa.UniqueConstraint("follows_id", name=op.f("uq_forum_follows_id")),
    )
    with op.batch_alter_table("forum", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_field_id"), ["field_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_forum_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("asks_receipt", sa.Boolean(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=True),
        sa.Column("send_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("written_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("delivered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("letter_id", sa.BigInteger(), nullable=True),
        sa.Column("shown", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("cancelled_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("corrected_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_announcement_author_id")),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_announcement_forum_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
    )
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_announcement_forum_id"), ["forum_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_announcement_send_at"), ["send_at"], unique=False)

    op.create_table(
        "delegate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("guest_name", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("guest_function", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("chosen_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("asked", "accepted", "waiting", "declined", "removed", name="state", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("asked_again", sa.Boolean(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("letter_id", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("waits_since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("reminded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("attended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["chosen_by_id"], ["person.id"], name=op.f("fk_delegate_chosen_by_id")),
        sa.ForeignKeyConstraint(["commune_id"], ["commune.id"], name=op.f("fk_delegate_commune_id")),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_delegate_forum_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_delegate_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegate")),
    )
    with op.batch_alter_table("delegate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegate_forum_id"), ["forum_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delegate_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_delegate_person",
            ["forum_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        )
        batch_op.create_index("uq_delegate_code", ["forum_id", "code"], unique=True)

    op.create_table(
        "forum_commune",
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("letter_id", sa.BigInteger(), nullable=True),
        sa.Column("declined_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("answered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("reminded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["commune_id"], ["commune.id"], name=op.f("fk_forum_commune_commune_id")),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_forum_commune_forum_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_forum_commune_person_id")),
        sa.PrimaryKeyConstraint("forum_id", "commune_id", name=op.f("pk_forum_commune")),
    )
    with op.batch_alter_table("forum_commune", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_commune_commune_id"), ["commune_id"], unique=False)

    op.create_table(
        "announcement_copy",
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.BigInteger(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("read_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["announcement_id"], ["announcement.id"], name=op.f("fk_announcement_copy_announcement_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_announcement_copy_person_id")),
        sa.PrimaryKeyConstraint("announcement_id", "person_id", name=op.f("pk_announcement_copy")),
    )
    with op.batch_alter_table("announcement_copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_announcement_copy_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_announcement_copy_read_at"), ["read_at"], unique=False)

    op.create_table(
        "forum_card",
        sa.Column("letter_id", sa.BigInteger(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_forum_card_forum_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_forum_card_person_id")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_forum_card")),
    )
    with op.batch_alter_table("forum_card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_card_forum_id"), ["forum_id"], unique=False)

    op.create_table(
        "forum_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.Column("now", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_forum_change_forum_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_forum_change_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_change")),
    )
    with op.batch_alter_table("forum_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_change_forum_id"), ["forum_id"], unique=False)


def downgrade() -> None:
    for table in (
        "forum_change",
        "forum_card",
        "announcement_copy",
        "announcement",
        "delegate",
        "forum_commune",
        "forum",
    ):
        op.drop_table(table)

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("phone")
