"""What is owed when somebody leaves a team, or their role in it: nothing they were asked for leaves with them."""

from typing import Any

from bot.dialog import Open
from bot.texts import Words
from bot.turn import Turn
from bot.voice import Message, button
from handlers.forum_calendar import take_out
from models import forum_commune, forum_entry, forum_reminder, invitation
from models import person as people
from models import round as rounds
from models.forum_list import Reader
from models.person import Member, Membership
from models.right import Needs, Right, may
from models.round import Asked


async def settle(turn: Turn[Any], left: Member) -> None:
    """After a role has ended: its obligations are handed over, its invitations end, the command menu is drawn anew."""
    today = turn.house.clock.local(turn.now).date()
    handed = await rounds.hand_over(turn.session, left.person, commune_id=left.membership.commune_id, today=today)
    for asked in handed:
        await _tell_heir(turn, left, asked)
    remaining = await people.members(turn.session, person_id=left.person.id)
    await invitation.end_those_of(turn.session, left.person.id or 0, now=turn.now)
    await _leave_forums(turn, left, [member.membership for member in remaining])
    turn.set_commands(left.person, [member.membership for member in remaining])


async def _leave_forums(turn: Turn[Any], left: Member, remaining: list[Membership]) -> None:
    """Invitations go to whoever leads the team now; forums that they do not see any more leave their calendar."""
    commune_id = left.membership.commune_id
    if commune_id is not None and not may(remaining, Right.DELEGATE, commune_id):
        rows = await forum_commune.hand_over(turn.session, left.person, commune_id=commune_id, now=turn.now)
        await forum_reminder.withdraw(turn.session, *rows)
    for of in await forum_entry.no_longer_seen(turn.session, Reader.of(left.person, remaining), now=turn.now):
        await take_out(turn, of, [left.person])


async def _tell_heir(turn: Turn[Any], left: Member, asked: Asked) -> None:
    if asked.addressee is None:
        office = await people.office(turn.session)
        turn.tell(
            office, "team.nobody_left", needs=Needs(Right.SEE_ROUND), name=left.person.name, commune=asked.commune.name
        )
        return
    heir = asked.addressee.person
    if heir.id == left.person.id:
        return

    def inherits(words: Words) -> Message:
        text = words("team.inherits", name=left.person.name, commune=asked.commune.name)
        return Message(text, [[button(words, "menu.status", Open(flow="status"))]])

    turn.tell([heir], inherits, needs=Needs(Right.ANSWER_STATUS, asked.obligation.commune_id))
