"""What the ways into a team gather."""

from collections.abc import Sequence

from bot.conversation.flow import Draft
from models.people.right import Holding, Role


class JoinDraft(Draft):
    """Somebody on the way into a team: by an invitation, or (``invitation`` None) by asking for access."""

    invitation: int | None = None
    commune: int | None = None
    role: Role
    where: str
    """``Niepołomice · koordynator``, as the person was shown it."""
    name: str = ""
    fields: list[int] = []


def holds(memberships: Sequence[Holding], role: Role, commune_id: int | None) -> bool:
    """Whether somebody with these roles has this very one already."""
    return any(m.role is role and m.commune_id == commune_id for m in memberships)
