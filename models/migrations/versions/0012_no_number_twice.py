"""No number is given twice: from here on every table of SQLite counts on (``models.numbering``), whatever migrates it."""

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Nothing more."""


def downgrade() -> None:
    """An older version works with such tables as well."""
