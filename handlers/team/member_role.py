"""Another role in the same team, and the fields of a specialist."""

from bot.conversation.buttons import Button, Tap, column, ticked
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.team.invite import TEAM_ROLES
from handlers.team.member_draft import Managing, Return, chosen, done, member, tell_them
from handlers.team.notices import settle
from models.people import person as people
from models.people.commune import all_fields
from models.people.person import LeftBefore, Member
from models.people.right import Role


class ChangeRole(Tap, tag="member.change_role", bound=True):
    """They do something else in this team."""


class As(Tap, tag="member.role", bound=True):
    """This role."""

    role: Role


class ChangeFields(Tap, tag="member.change_fields", bound=True):
    """A specialist works in other fields."""


class Pick(Tap, tag="member.field", bound=True):
    """In this field, or no longer."""

    field: int


class Accept(Tap, tag="member.accept", bound=True):
    """What is ticked is right."""


# --- another role ----------------------------------------


@member.tapped(ChangeRole)
async def change_role(turn: Turn[Managing], _tap: ChangeRole) -> None:
    """To which?"""
    await turn.go(ask_role)


@member.step
async def ask_role(turn: Turn[Managing]) -> None:
    """The roles of this team that the person does not hold yet."""
    of = await chosen(turn)
    if of is not None:
        roles = [turn.button(f"invite.{role}", As(role=role)) for role in await _other_roles(turn, of)]
        keyboard = [*column(roles), [turn.button("member.return", Return())]]
        turn.ask("member.ask_role", keyboard, name=of.person.name)


async def _other_roles(turn: Turn[Managing], of: Member) -> list[Role]:
    if of.commune is None:
        return []
    held = await people.members(turn.session, person_id=of.person.id, commune_id=of.commune.id)
    return [role for role in TEAM_ROLES if role not in {m.membership.role for m in held}]


@member.tapped(As)
async def take_role(turn: Turn[Managing], tap: As) -> None:
    """In force at once; the fields of a new specialist are asked for then."""
    of = await chosen(turn)
    if of is None:
        return
    if of.commune is None or tap.role not in await _other_roles(turn, of):
        turn.toast("common.stale")
        return
    if isinstance(await people.change_role(turn.session, of, role=tap.role, now=turn.now), LeftBefore):
        await turn.end("member.gone")
        return
    [now] = await people.members(turn.session, person_id=of.person.id, commune_id=of.commune.id, roles=(tap.role,))
    # who has just changed their own role may not manage the team any more
    if tap.role is Role.SPECIALIST and of.person.id != turn.person.id:
        turn.draft.membership, turn.draft.fields = now.membership.id or 0, []
        await turn.go(ask_fields)
    else:
        await done(turn, now, "member.role_changed")
    tell_them(turn, now, "member.your_role_is")
    await settle(turn, of)


# --- the fields of a specialist ----------------------------------------


@member.tapped(ChangeFields)
async def change_fields(turn: Turn[Managing], _tap: ChangeFields) -> None:
    """Those of now are ticked."""
    of = await chosen(turn)
    if of is not None:
        turn.draft.fields = sorted(of.field_ids)
        await turn.go(ask_fields)


@member.step
async def ask_fields(turn: Turn[Managing]) -> None:
    """In which fields?"""
    of = await chosen(turn)
    if of is not None:
        turn.ask(await _boxes(turn, of))


async def _boxes(turn: Turn[Managing], of: Member) -> Message:
    boxes = [
        Button(ticked(field.name, chosen=field.id in turn.draft.fields), Pick(field=field.id or 0))
        for field in await all_fields(turn.session)
    ]
    end = [turn.button("member.accept", Accept()), turn.button("member.return", Return())]
    return Message(turn.words("member.ask_fields", name=of.person.name), [*column(boxes), end])


@member.tapped(Pick)
async def pick_field(turn: Turn[Managing], tap: Pick) -> None:
    """Tick or untick."""
    of = await chosen(turn)
    if of is not None:
        ticks = {*turn.draft.fields} ^ {tap.field}
        turn.draft.fields = [field.id for field in await all_fields(turn.session) if field.id and field.id in ticks]
        turn.redraw(await _boxes(turn, of))


@member.tapped(Accept)
async def fields_chosen(turn: Turn[Managing], _tap: Accept) -> None:
    """One at least."""
    of = await chosen(turn)
    if of is None:
        return
    if of.membership.role is not Role.SPECIALIST:
        turn.toast("common.stale")
    elif not turn.draft.fields:
        turn.toast("start.pick_one")
    else:
        await people.set_fields(turn.session, of.membership, turn.draft.fields)
        await done(turn, of, "member.fields_changed")
