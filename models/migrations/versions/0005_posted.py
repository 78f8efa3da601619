"""PostgreSQL says when there are new letters, so that the process that sends them need not keep asking."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

FUNCTION = """
CREATE FUNCTION outbox_posted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('outbox', '');
    RETURN NULL;
END
$$
"""
TRIGGER = "CREATE TRIGGER outbox_posted AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_posted()"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.text(FUNCTION))
        op.execute(sa.text(TRIGGER))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.text("DROP TRIGGER outbox_posted ON outbox"))
        op.execute(sa.text("DROP FUNCTION outbox_posted()"))
