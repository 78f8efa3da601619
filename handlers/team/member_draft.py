"""Managing a team: the conversation, its draft, and the end of each change."""

from collections.abc import Sequence
from typing import Any

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.onboarding.views import place
from handlers.team.views import Manage, require_reach
from models.people import person as people
from models.people.permission import Holding, Right
from models.people.person import Member


class Managing(Draft):
    """The team (0: the Office) and the member."""

    commune: int
    membership: int = 0
    fields: list[int] = []


member = Conversation("member", Managing, mended_with="team")


async def chosen(turn: Turn[Managing]) -> Member:
    """The member, locked, if still there and in a team this person may manage."""
    found = await people.members(turn.session, membership_id=turn.draft.membership, locked=True)
    if not found:
        raise Refused("member.gone")
    require_reach(turn, Right.MANAGE_TEAM, found[0].membership.commune_id)
    return found[0]


async def done(turn: Turn[Managing], of: Member, key: str, **arguments: Any) -> None:
    """Says what has changed, with a way back to the team."""
    again = [[turn.button("team.manage", Manage(commune=turn.draft.commune))]]
    where = place(turn.words, of.membership.role, of.commune)
    await turn.end(key, again, name=of.person.name, where=where, **arguments)


def tell_them(turn: Turn[Managing], of: Member, key: str, roles: Sequence[Holding] | None = None) -> None:
    """Tells the member what has changed, unless they did it themselves; ``roles``: those they have now."""

    def news(words: Words) -> Message:
        where = place(words, of.membership.role, of.commune)
        below = turn.services.keyboard(words, roles) if roles is not None else None
        return Message(words(key, name=of.person.name, where=where, by=turn.person.name), below=below)

    turn.tell([of.person] if of.person.id != turn.person.id else [], news, needs=None)
