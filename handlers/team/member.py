"""[👤 Zarządzaj] under a team: whom, then a new name, another role, other fields, or removal (storyboard 1).

``member_role`` has roles and fields.
"""

from bot.conversation.buttons import Keyboard
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.onboarding.views import full_name, place
from handlers.team.member_draft import Managing, chosen, done, tell_them
from handlers.team.member_draft import member as member
from handlers.team.notices import left_team, settle, still_held
from handlers.team.views import Manage, members_of, reaches, require_reach, since, team_card, team_name
from models.people import person as people
from models.people.commune import all_fields
from models.people.permission import Right, Role
from models.people.person import LastOfOffice, Left, LeftBefore, Member


@member.tapped(Manage)
async def manage(turn: Turn[Managing], tap: Manage) -> None:
    """From the team's card, which stays."""
    require_reach(turn, Right.MANAGE_TEAM, tap.commune or None)
    await turn.begin(member, Managing(commune=tap.commune), ask_who)


# --- whom ----------------------------------------


@member.step(narrows="member.no_such_person")
async def ask_who(turn: Turn[Managing]) -> Pick:
    commune = turn.draft.commune
    require_reach(turn, Right.MANAGE_TEAM, commune or None)
    team = await members_of(turn, commune)
    return Pick(
        turn.words("member.ask_who", team=await team_name(turn, commune) or "–"),
        [Item(_label(turn, m), m.membership.id, m.person.name) for m in team],
        below=[[turn.answer("member.return")]],
    )


def _label(turn: Turn[Managing], of: Member) -> str:
    unreachable = " 🔕" if of.person.unreachable_since is not None else ""
    return f"{of.person.name} · {turn.words.plain(f'role.{of.membership.role}')}{unreachable}"


@ask_who.answer("return")
async def leave(turn: Turn[Managing]) -> None:
    """Back to the team."""
    require_reach(turn, Right.MANAGE_TEAM, turn.draft.commune or None)
    await turn.end(await team_card(turn, turn.draft.commune))


@ask_who.keeps("membership")
@member.step(answers={"return": ask_who})
async def ask_what(turn: Turn[Managing]) -> Message:
    """The card of a person."""
    of = await chosen(turn)
    card = turn.words(
        "member.card",
        name=of.person.name,
        where=place(turn.words, of.membership.role, of.commune),
        since=since(turn, of),
        fields=await _fields(turn, of),
    )
    return Message(card, _actions(turn, of))


async def _fields(turn: Turn[Managing], of: Member) -> str:
    if of.membership.role is not Role.SPECIALIST:
        return ""
    names = [field.name for field in await all_fields(turn.session) if field.id in of.field_ids]
    return turn.words.plain("member.fields", fields=", ".join(names) or "–")


def _actions(turn: Turn[Managing], of: Member) -> Keyboard:
    role = of.membership.role
    return [
        [turn.answer("member.rename")],
        [turn.answer("member.change_role")] if role.of_commune else [],
        [turn.answer("member.change_fields")] if role is Role.SPECIALIST else [],
        [turn.answer("member.remove")],
        [turn.answer("member.return")],
    ]


# --- another name ----------------------------------------


@ask_what.answer("rename")
@member.step(answers={"return": ask_what})
async def ask_name(turn: Turn[Managing]) -> Message:
    """First name and surname."""
    of = await _renamable(turn)
    return Message(turn.words("member.ask_name", name=of.person.name), [[turn.answer("member.return")]])


@ask_name.told()
async def take_name(turn: Turn[Managing], told: UserInput) -> None:
    """The person is told their new name."""
    of = await _renamable(turn)
    before = of.person.name
    await people.rename(turn.session, of.person, full_name(turn, told))
    await done(turn, of, "member.renamed", before=before)
    tell_them(turn, of, "member.you_are_called")


async def _renamable(turn: Turn[Managing]) -> Member:
    """A member of other teams too is renamed only by those who manage them all."""
    of = await chosen(turn)
    roles = await people.members(turn.session, person_id=of.person.id)
    if not all(reaches(turn, Right.MANAGE_TEAM, role.membership.commune_id) for role in roles):
        raise Refused("member.in_other_teams", name=of.person.name)
    return of


# --- removal ----------------------------------------


@ask_what.answer("remove")
@member.step(answers={"return": ask_what})
async def ask_removal(turn: Turn[Managing]) -> Message:
    """Only another invitation undoes it."""
    of = await chosen(turn)
    where = place(turn.words, of.membership.role, of.commune)
    question = turn.words("member.ask_removal", name=of.person.name, where=where)
    return Message(question, [[turn.answer("member.yes_remove"), turn.answer("member.return")]])


@ask_removal.answer("yes_remove")
async def remove_now(turn: Turn[Managing]) -> None:
    """The person is told, and their obligations are handed over."""
    of = await chosen(turn)
    match await people.end_membership(turn.session, of, now=turn.now):
        case LastOfOffice():
            await turn.end("team.last_of_office")
        case LeftBefore():
            await turn.end("member.gone")
        case Left():
            remaining = await still_held(turn, of.person)
            if of.person.id == turn.person.id:
                await turn.end(left_team(turn, place(turn.words, of.membership.role, of.commune), remaining))
            else:
                await done(turn, of, "member.removed")
                tell_them(turn, of, "member.you_were_removed", remaining)
            await settle(turn, of, remaining)
