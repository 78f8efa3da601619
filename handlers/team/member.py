"""[👤 Zarządzaj] under a team: whom, and then a new name, another role, other fields, or removal (storyboard 1).

Roles and fields are in ``member_role``.
"""

from bot.conversation.buttons import Button, Keyboard, Tap, paged, search
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.onboarding.views import place
from handlers.team.member_draft import Managing, Return, chosen, done, may_manage, tell_them
from handlers.team.member_draft import member as member
from handlers.team.member_role import ChangeFields, ChangeRole
from handlers.team.notices import settle
from handlers.team.views import Manage, members_of, reaches, since, team_card, team_name
from models.people import person as people
from models.people.commune import all_fields
from models.people.person import NAME_LIMIT, LastOfOffice, Left, LeftBefore, Member, proper_name
from models.people.right import Right, Role


class Choose(Tap, tag="member.choose", bound=True):
    """This person."""

    membership: int


class Turned(Tap, tag="member.page", bound=True):
    """Another page of the people."""

    page: int


class Rename(Tap, tag="member.rename", bound=True):
    """They are called otherwise."""


class Remove(Tap, tag="member.remove", bound=True):
    """They are in the team no more; asks first."""


class YesRemove(Tap, tag="member.yes_remove", bound=True):
    """Yes, remove them."""


@member.tapped(Manage)
async def manage(turn: Turn[Managing], tap: Manage) -> None:
    """From the team's card, which stays as it is."""
    if reaches(turn, Right.MANAGE_TEAM, tap.commune or None):
        await turn.begin(member, Managing(commune=tap.commune), ask_who)
    else:
        turn.toast("common.not_allowed_toast")


# --- whom ----------------------------------------


@member.step
async def ask_who(turn: Turn[Managing]) -> None:
    """A part of the name typed narrows the list."""
    if await may_manage(turn):
        turn.ask(await _list(turn))


async def _list(turn: Turn[Managing]) -> Message:
    draft = turn.draft
    team = await members_of(turn, draft.commune)
    shown = (search(team, draft.words, _name) if draft.words else []) or team
    buttons = [Button(_label(turn, m), Choose(membership=m.membership.id or 0)) for m in shown]
    keyboard = [
        *paged(buttons, draft.page, lambda page: Turned(page=page)),
        [turn.button("member.return", Return())],
    ]
    return Message(turn.words("member.ask_who", team=await team_name(turn, draft.commune) or "–"), keyboard)


def _name(of: Member) -> str:
    return of.person.name


def _label(turn: Turn[Managing], of: Member) -> str:
    unreachable = " 🔕" if of.person.unreachable_since is not None else ""
    return f"{of.person.name} · {turn.words.plain(f'role.{of.membership.role}')}{unreachable}"


@member.tapped(Turned)
async def turn_page(turn: Turn[Managing], tap: Turned) -> None:
    """Eight people a page."""
    if await may_manage(turn):
        turn.draft.page = tap.page
        turn.redraw(await _list(turn))


@ask_who.told()
async def narrow(turn: Turn[Managing], told: Told) -> None:
    """A part of a name."""
    if not await may_manage(turn):
        return
    if search(await members_of(turn, turn.draft.commune), told.text, _name):
        turn.draft.words, turn.draft.page = told.text, 0
        await turn.go(ask_who)
    else:
        turn.say("member.no_such_person")


@member.tapped(Choose)
async def choose(turn: Turn[Managing], tap: Choose) -> None:
    """What of them?"""
    turn.draft.membership = tap.membership
    await turn.go(ask_what)


@member.step
async def ask_what(turn: Turn[Managing]) -> None:
    """The card of a person."""
    of = await chosen(turn)
    if of is None:
        return
    turn.ask(
        "member.card",
        _actions(turn, of),
        name=of.person.name,
        where=place(turn.words, of.membership.role, of.commune),
        since=since(turn, of),
        fields=await _fields(turn, of),
    )


async def _fields(turn: Turn[Managing], of: Member) -> str:
    if of.membership.role is not Role.SPECIALIST:
        return ""
    names = [field.name for field in await all_fields(turn.session) if field.id in of.field_ids]
    return turn.words.plain("member.fields", fields=", ".join(names) or "–")


def _actions(turn: Turn[Managing], of: Member) -> Keyboard:
    role = of.membership.role
    return [
        [turn.button("member.rename", Rename())],
        [turn.button("member.change_role", ChangeRole())] if role.of_commune else [],
        [turn.button("member.change_fields", ChangeFields())] if role is Role.SPECIALIST else [],
        [turn.button("member.remove", Remove())],
        [turn.button("member.return", Return())],
    ]


@member.tapped(Return)
async def step_back(turn: Turn[Managing], _tap: Return) -> None:
    """From a question to the card, from the card to the list, from the list to the team."""
    match turn.dialog.step if turn.dialog is not None else "":
        case "ask_who":
            await turn.end(await team_card(turn, turn.draft.commune) if await may_manage(turn) else None)
        case "ask_what":
            await turn.go(ask_who)
        case _:
            await turn.go(ask_what)


# --- another name ----------------------------------------


@member.tapped(Rename)
async def rename(turn: Turn[Managing], _tap: Rename) -> None:
    """To what?"""
    await turn.go(ask_name)


@member.step
async def ask_name(turn: Turn[Managing]) -> None:
    """First name and surname."""
    of = await _renamable(turn)
    if of is not None:
        turn.ask("member.ask_name", [[turn.button("member.return", Return())]], name=of.person.name)


@ask_name.told()
async def take_name(turn: Turn[Managing], told: Told) -> None:
    """The person hears what they are called now."""
    of = await _renamable(turn)
    if of is None:
        return
    name = proper_name(told.text)
    if name is None:
        turn.say("start.bad_name", limit=NAME_LIMIT)
        return
    before = of.person.name
    await people.rename(turn.session, of.person, name)
    await done(turn, of, "member.renamed", before=before)
    tell_them(turn, of, "member.you_are_called")


async def _renamable(turn: Turn[Managing]) -> Member | None:
    """Who is in other teams too is renamed by those who manage them all."""
    of = await chosen(turn)
    if of is None:
        return None
    roles = await people.members(turn.session, person_id=of.person.id)
    if all(reaches(turn, Right.MANAGE_TEAM, role.membership.commune_id) for role in roles):
        return of
    await turn.end("member.in_other_teams", name=of.person.name)
    return None


# --- removal ----------------------------------------


@member.tapped(Remove)
async def remove(turn: Turn[Managing], _tap: Remove) -> None:
    """Really?"""
    await turn.go(ask_removal)


@member.step
async def ask_removal(turn: Turn[Managing]) -> None:
    """There is no way back but another invitation."""
    of = await chosen(turn)
    if of is not None:
        keyboard = [[turn.button("member.yes_remove", YesRemove()), turn.button("member.return", Return())]]
        where = place(turn.words, of.membership.role, of.commune)
        turn.ask("member.ask_removal", keyboard, name=of.person.name, where=where)


@member.tapped(YesRemove)
async def remove_now(turn: Turn[Managing], _tap: YesRemove) -> None:
    """The person is told, and what they were asked for is handed over."""
    of = await chosen(turn)
    if of is None:
        return
    match await people.end_membership(turn.session, of, now=turn.now):
        case LastOfOffice():
            await turn.end("team.last_of_office")
        case LeftBefore():
            await turn.end("member.gone")
        case Left():
            await done(turn, of, "member.removed")
            tell_them(turn, of, "member.you_were_removed")
            await settle(turn, of)
