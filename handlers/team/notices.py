"""Who is told when somebody leaves a team or a role; what they were asked for stays with the team."""

from collections.abc import Sequence
from typing import Any

from bot.conversation.dialog import opening
from bot.conversation.outgoing import Message
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.forum.notices.calendar import take_out
from models import obligation
from models.forum import entry as forum_entry
from models.forum import forum_commune
from models.forum import reminder as forum_reminder
from models.forum.listing import Reader
from models.obligation import Asked
from models.people import invitation
from models.people import person as people
from models.people.permission import Holding, Needs, Right, may
from models.people.person import Member, Membership, Somebody


async def still_held(turn: Turn[Any], person: Somebody) -> list[Membership]:
    return [member.membership for member in await people.members(turn.session, person_id=person.id)]


def left_team(turn: Turn[Any], where: str, remaining: Sequence[Holding]) -> Message:
    """The message for somebody who has just left; the keyboard goes with their last role."""
    return Message(turn.words("settings.left", where=where), below=turn.services.keyboard(turn.words, remaining))


async def settle(turn: Turn[Any], left: Member, remaining: list[Membership]) -> None:
    """After a role has ended: hands over its obligations, ends its invitations, redraws the command menu."""
    today = turn.today
    handed = await obligation.hand_over(turn.session, left.person, commune_id=left.membership.commune_id, today=today)
    for asked in handed:
        await _tell_heir(turn, left, asked)
    await invitation.end_those_of(turn.session, left.person.id, now=turn.now)
    await _leave_forums(turn, left, remaining)
    turn.set_commands(left.person, remaining)


async def _leave_forums(turn: Turn[Any], left: Member, remaining: list[Membership]) -> None:
    """Invitations go to the present leader of the team; forums they no longer see leave their calendar."""
    commune_id = left.membership.commune_id
    if commune_id is not None and not may(remaining, Right.DELEGATE, commune_id):
        rows = await forum_commune.hand_over(turn.session, left.person, commune_id=commune_id, now=turn.now)
        await forum_reminder.withdraw(turn.session, *rows)
    for of in await forum_entry.no_longer_seen(turn.session, Reader.of(left.person, remaining), now=turn.now):
        await take_out(turn, of, [left.person])


async def _tell_heir(turn: Turn[Any], left: Member, asked: Asked) -> None:
    about_data = asked.obligation.data_call_id is not None
    if asked.addressee is None:
        key = "team.nobody_left_data" if about_data else "team.nobody_left"
        needs = Needs(Right.CALL_DATA if about_data else Right.SEE_ROUND)
        turn.tell(
            await people.office(turn.session), key, needs=needs, name=left.person.name, commune=asked.commune.name
        )
        return
    heir = asked.addressee.person
    if heir.id == left.person.id:
        return

    def inherits(words: Words) -> Message:
        text = words(
            "team.inherits_data" if about_data else "team.inherits", name=left.person.name, commune=asked.commune.name
        )
        return Message(text, [[opening(words, "data" if about_data else "status")]])

    right = Right.ANSWER_DATA if about_data else Right.ANSWER_STATUS
    turn.tell([heir], inherits, needs=Needs(right, asked.obligation.commune_id))
