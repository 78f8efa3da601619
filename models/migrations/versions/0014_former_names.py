"""What people were called before, so that it can be forgotten too."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "former_name",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_former_name_person_id")),
        sa.PrimaryKeyConstraint("person_id", "name", name=op.f("pk_former_name")),
    )


def downgrade() -> None:
    op.drop_table("former_name")
