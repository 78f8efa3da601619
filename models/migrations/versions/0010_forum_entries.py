"""Who was given the file of a forum: so far delegates got every later one, so they have it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

HAVE_IT = """
INSERT INTO forum_entry (forum_id, person_id)
SELECT forum_id, person_id FROM delegate WHERE person_id IS NOT NULL AND state IN ('asked', 'accepted')
"""


def upgrade() -> None:
    op.create_table(
        "forum_entry",
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_forum_entry_forum_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_forum_entry_person_id")),
        sa.PrimaryKeyConstraint("forum_id", "person_id", name=op.f("pk_forum_entry")),
    )
    op.create_index("ix_forum_entry_person_id", "forum_entry", ["person_id"])
    op.execute(sa.text(HAVE_IT))


def downgrade() -> None:
    op.drop_table("forum_entry")
