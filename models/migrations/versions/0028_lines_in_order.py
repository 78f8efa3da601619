"""The lines of a project stand in their index in the order in which they are looked for."""

from alembic import op

revision = "0028"
down_revision = "0027"

INDEX = "ix_status_line_project_id"


def upgrade() -> None:
    _indexed_by("project_id", "round_id", "id")


def downgrade() -> None:
    _indexed_by("project_id", "round_id")


def _indexed_by(*columns: str) -> None:
    op.drop_index(INDEX, "status_line")
    op.create_index(INDEX, "status_line", list(columns))
