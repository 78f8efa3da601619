"""Who is told what about a project."""

from collections.abc import Collection
from typing import Any

from bot.conversation.outgoing import Message, button
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.project.views import ShowCard
from models.people import person
from models.people.commune import commune_with_id
from models.people.permission import Needs, Right, Role
from models.project.project import Project


async def tell_of_remark(turn: Turn[Any], of: Project, partner: str, text: str) -> None:
    """Chair and coordinator of the commune that leads the project."""
    name, id = of.name, of.id

    def view(words: Words) -> Message:
        said = words("project.partner_says", project=name, commune=partner, name=turn.person.name, text=text)
        return Message(said, [[button(words, "project.show_card", ShowCard(project=id))]])

    leaders = await person.members(turn.session, commune_id=of.commune_id, roles=(Role.CHAIR, Role.COORDINATOR))
    to = {leader.person.id: leader.person for leader in leaders if leader.person.id != turn.person.id}
    turn.tell(to.values(), view, needs=Needs(Right.READ_STATUS, of.commune_id))


async def tell_partners(turn: Turn[Any], of: Project, commune_ids: Collection[int]) -> None:
    """Chairs and coordinators of communes that have become partners."""
    leader = await commune_with_id(turn.session, of.commune_id)
    name, id = leader.name if leader is not None else "–", of.id

    def view(words: Words) -> Message:
        text = words("project.you_are_partner", project=of.name, commune=name, name=turn.person.name)
        return Message(text, [[button(words, "project.show_card", ShowCard(project=id))]])

    leaders = await person.members(turn.session, commune_ids=sorted(commune_ids), roles=(Role.CHAIR, Role.COORDINATOR))
    for member in leaders:
        if member.person.id != turn.person.id:
            needs = Needs(Right.READ_PROJECTS, member.membership.commune_id)
            turn.tell([member.person], view, needs=needs)
