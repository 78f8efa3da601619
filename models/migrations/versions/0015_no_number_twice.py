"""No number is given twice: from here on every table of SQLite counts on (``models.numbering``), whatever migrates it."""

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Nothing more."""


def downgrade() -> None:
    """An older version works with such tables as well."""
