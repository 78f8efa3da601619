"""What partner communes say of a project."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "project_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_remark_project_id")),
        sa.ForeignKeyConstraint(["commune_id"], ["commune.id"], name=op.f("fk_project_remark_commune_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_project_remark_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_remark")),
    )
    with op.batch_alter_table("project_remark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_remark_project_id"), ["project_id"], unique=False)


def downgrade() -> None:
    op.drop_table("project_remark")
