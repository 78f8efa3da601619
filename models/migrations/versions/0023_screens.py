"""Messages that live in one table: the cards of risks and of forums.

The two tables of before stay as they are for the processes of the version before; going back, they get what there is.
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "screen",
        sa.Column("letter_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("view", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_screen_person_id")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_screen")),
    )
    with op.batch_alter_table("screen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_screen_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_screen_subject"), ["subject"], unique=False)
    op.execute(
        """INSERT INTO screen (letter_id, subject, view, person_id, page)
        SELECT letter_id, 'risk:' || risk_id, CASE WHEN reminds THEN 'reminder' ELSE 'card' END, person_id, 0
        FROM risk_card"""
    )
    op.execute(
        """INSERT INTO screen (letter_id, subject, view, person_id, page)
        SELECT letter_id, 'forum:' || forum_id, 'live', person_id, page FROM forum_card"""
    )


def downgrade() -> None:
    op.execute("DELETE FROM risk_card")
    op.execute("DELETE FROM forum_card")
    op.execute(
        """INSERT INTO risk_card (letter_id, risk_id, person_id, reminds)
        SELECT letter_id, CAST(substr(subject, 6) AS INTEGER), person_id, view = 'reminder'
        FROM screen WHERE subject LIKE 'risk:%'"""
    )
    op.execute(
        """INSERT INTO forum_card (letter_id, forum_id, person_id, page)
        SELECT letter_id, CAST(substr(subject, 7) AS INTEGER), person_id, page
        FROM screen WHERE subject LIKE 'forum:%'"""
    )
    op.drop_table("screen")
