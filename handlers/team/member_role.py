"""Another role in the same team, and the fields of a specialist."""

from bot.conversation.buttons import column
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Stale
from bot.conversation.turn import Turn
from handlers.team.invite import TEAM_ROLES
from handlers.team.member import ask_what
from handlers.team.member_draft import Managing, chosen, done, tell_them
from handlers.team.member_draft import member as member
from handlers.team.notices import settle, still_held
from models.people import person as people
from models.people.commune import all_fields
from models.people.permission import Role
from models.people.person import LeftBefore, Member

# --- another role ----------------------------------------


@ask_what.answer("change_role")
@member.step(answers={"return": ask_what})
async def ask_role(turn: Turn[Managing]) -> Message:
    """Roles of this team that the member does not hold yet."""
    of = await chosen(turn)
    roles = [turn.choice(role, f"invite.{role}") for role in await _other_roles(turn, of)]
    question = turn.words("member.ask_role", name=of.person.name)
    return Message(question, [*column(roles), [turn.answer("member.return")]])


async def _other_roles(turn: Turn[Managing], of: Member) -> list[Role]:
    if of.commune is None:
        return []
    held = await people.members(turn.session, person_id=of.person.id, commune_id=of.commune.id)
    return [role for role in TEAM_ROLES if role not in {m.membership.role for m in held}]


@ask_role.chosen
async def take_role(turn: Turn[Managing], role: Role) -> None:
    """In force at once; a new specialist is asked for fields next."""
    of = await chosen(turn)
    if of.commune is None or role not in await _other_roles(turn, of):
        raise Stale
    if isinstance(await people.change_role(turn.session, of, role=role, now=turn.now), LeftBefore):
        await turn.end("member.gone")
        return
    [now] = await people.members(turn.session, person_id=of.person.id, commune_id=of.commune.id, roles=(role,))
    # who has just changed their own role may not manage the team any more
    if role is Role.SPECIALIST and of.person.id != turn.person.id:
        turn.draft.membership, turn.draft.fields = now.membership.id, []
        await turn.go(ask_fields)
    else:
        await done(turn, now, "member.role_changed")
    roles = await still_held(turn, of.person)
    tell_them(turn, now, "member.your_role_is", roles)
    await settle(turn, of, roles)


# --- the fields of a specialist ----------------------------------------


@ask_what.answer("change_fields")
async def change_fields(turn: Turn[Managing]) -> None:
    """The present fields are ticked."""
    turn.draft.fields = sorted((await chosen(turn)).field_ids)
    await turn.go(ask_fields)


@member.step(answers={"return": ask_what})
async def ask_fields(turn: Turn[Managing]) -> Pick:
    of = await chosen(turn)
    return Pick(
        turn.words("member.ask_fields", name=of.person.name),
        [Item(field.name, field.id) for field in await all_fields(turn.session)],
        ticked=turn.draft.fields,
        below=[[turn.answer("common.accept"), turn.answer("member.return")]],
    )


ask_fields.ticks("fields")


@ask_fields.answer("accept")
async def accept_fields(turn: Turn[Managing]) -> None:
    """Requires at least one."""
    of = await chosen(turn)
    if of.membership.role is not Role.SPECIALIST:
        raise Stale
    if not turn.draft.fields:
        turn.toast("start.pick_one")
    else:
        await people.set_fields(turn.session, of.membership, turn.draft.fields)
        await done(turn, of, "member.fields_changed")
