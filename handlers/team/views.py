"""How a team looks on a phone, and who may see and manage it. Shared by the conversations about teams."""

from datetime import datetime
from typing import Any

from markupsafe import Markup

from bot.conversation.buttons import Tap
from bot.conversation.outgoing import Message
from bot.conversation.refusal import NotAllowed
from bot.conversation.turn import Turn
from handlers.commune_picker import own_communes
from models.people import person as people
from models.people.commune import Commune, Field, all_fields, commune_with_id
from models.people.permission import Right, Role, communes_with
from models.people.person import Member
from models.reading.words import in_order

LEADING = (Role.CHAIR, Role.COORDINATOR, Role.CHAIR_DEPUTY, Role.COORDINATOR_DEPUTY)
NEEDED = (Role.CHAIR, Role.COORDINATOR)
"""The card says if a team lacks one of these."""


OFFICE = 0
"""Stands for the Office's team."""


class Manage(Tap, tag="member.manage"):
    commune: int


def reaches(turn: Turn[Any], right: Right, commune_id: int | None) -> bool:
    """Whether the person holds the right in that team; in the Office's (None) only a right held everywhere counts."""
    mine = communes_with(turn.memberships, right)
    return mine is None or commune_id in mine


def require_reach(turn: Turn[Any], right: Right, commune_id: int | None) -> None:
    """Refuses without the right in that team (None: the Office's)."""
    if not reaches(turn, right, commune_id):
        raise NotAllowed


async def teams(turn: Turn[Any]) -> list[Commune]:
    """Communes whose teams this person may see; one who sees them all sees the Office's too."""
    sees_office = reaches(turn, Right.SEE_TEAM, None)
    office = [Commune(id=OFFICE, name=turn.words.plain("role.office"))] if sees_office else []
    return [*office, *await own_communes(turn, Right.SEE_TEAM)]


async def members_of(turn: Turn[Any], team: int) -> list[Member]:
    """The members in alphabetical order."""
    found = await (
        people.members(turn.session, roles=(Role.OFFICE,))
        if team == OFFICE
        else people.members(turn.session, commune_id=team)
    )
    return in_order(found, lambda member: member.person.name)


async def team_name(turn: Turn[Any], team: int) -> str | None:
    """The team's name; None: there is no such commune."""
    if team == OFFICE:
        return turn.words.plain("role.office")
    commune = await commune_with_id(turn.session, team)
    return commune.name if commune is not None else None


async def team_card(turn: Turn[Any], team: int) -> Message | None:
    """The whole team by role, with this person's buttons."""
    name = await team_name(turn, team)
    if name is None:
        return None
    members = await members_of(turn, team)
    of_commune = _sections(turn, members, await all_fields(turn.session)) if team != OFFICE else []
    sections = of_commune or [_lines(turn, members)]
    text = Markup("\n\n").join((turn.words("team.title", name=name), *sections))
    may_manage = reaches(turn, Right.MANAGE_TEAM, team or None)
    return Message(text, [[turn.button("team.manage", Manage(commune=team))]] if may_manage and members else [])


def _sections(turn: Turn[Any], members: list[Member], fields: list[Field]) -> list[Markup]:
    """Chair, coordinator, authorised persons, then the specialists by field."""
    words = turn.words
    with_role = {role: [m for m in members if m.membership.role is role] for role in Role}
    specialists = with_role[Role.SPECIALIST]
    sections = [
        *((words(f"team.heading_{role}"), with_role[role], role in NEEDED) for role in LEADING),
        *(
            (words("team.specialists", field=field.name), [m for m in specialists if field.id in m.field_ids], False)
            for field in fields
        ),
        (words("team.specialists_of_nothing"), [m for m in specialists if not m.field_ids], False),
    ]
    return [heading + "\n" + _lines(turn, holders) for heading, holders, needed in sections if holders or needed]


def _lines(turn: Turn[Any], members: list[Member]) -> Markup:
    if not members:
        return turn.words("team.nobody")
    return Markup("\n").join(turn.words("team.line", name=m.person.name, since=since(turn, m)) for m in members)


def since(turn: Turn[Any], member: Member) -> Markup:
    """When they joined, and whether messages reach them."""
    joined = turn.words("team.since", day=local_day(turn, member.membership.since))
    gone = member.person.unreachable_since
    return joined + (turn.words("team.unreachable", day=local_day(turn, gone)) if gone is not None else "")


def local_day(turn: Turn[Any], instant: datetime) -> str:
    """The association's calendar day at this instant."""
    return turn.words.day(turn.services.clock.local(instant).date())
