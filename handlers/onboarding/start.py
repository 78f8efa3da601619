"""/start: who the bot is, and the way into a team through an invitation (storyboard 1)."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil

from markupsafe import Markup

from bot.conversation import reading
from bot.conversation.buttons import Answer, Button
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.turn import Turn
from handlers.menu import main_menu
from handlers.onboarding.notices import welcome
from handlers.onboarding.views import ASK_ACCESS, clause, full_name, place, request_card
from models.forgetting.erasure import forget_if_stranger
from models.people import code_attempts, invitation, person, request
from models.people.commune import all_fields, commune_with_id
from models.people.invitation import Expired, Unknown, Used, Valid
from models.people.permission import Holding, Needs, Right, Role
from models.people.person import proper_name
from models.people.request import Asked, AsksAlready

SENTENCE = 200
"""Most characters of who somebody is."""


class JoinDraft(Draft):
    """Somebody on the way into a team: by an invitation, or (``invitation`` None) by asking for access."""

    invitation: int | None = None
    commune: int | None = None
    role: Role
    where: str
    """``Niepołomice · koordynator``, as the person was shown it."""
    name: str = ""
    about_them: str | None = None
    """Who they are, in a sentence for those who decide on a request."""
    fields: list[int] = []


start = Conversation("start", JoinDraft, commands=("start",), member=False, in_menu=False)


def holds(memberships: Sequence[Holding], role: Role, commune_id: int | None) -> bool:
    """Whether somebody with these roles has this very one already."""
    return any(m.role is role and m.commune_id == commune_id for m in memberships)


@start.begins
async def begin(turn: Turn[JoinDraft], code: str) -> None:
    """With a code: the invitation. Without: the menu for members, an introduction for strangers."""
    if code:
        await _show_invitation(turn, code)
    elif turn.memberships:
        turn.say(main_menu(turn.words, turn.services, turn.memberships))
    else:
        turn.say("start.stranger", [[turn.button("start.ask_access", ASK_ACCESS)]])


async def _show_invitation(turn: Turn[JoinDraft], code: str) -> None:
    locked_for = await code_attempts.locked_for(turn.session, turn.person.telegram_id, now=turn.now)
    if locked_for is not None:
        _say_wait(turn, locked_for)
        return
    match await invitation.with_code(turn.session, code, now=turn.now):
        case Valid(invitation=found, commune=commune):
            await code_attempts.forget(turn.session, turn.person.telegram_id)
            where = place(turn.words, found.role, commune)
            if holds(turn.memberships, found.role, found.commune_id):
                turn.say("start.has_role", where=where)
                return
            draft = JoinDraft(invitation=found.id, commune=found.commune_id, role=found.role, where=where)
            await turn.begin(start, draft, ask_to_join)
        case refused:
            locked_for = await code_attempts.wrong(turn.session, turn.person.telegram_id, now=turn.now)
            if locked_for is None:
                _say_why_not(turn, refused)
            else:
                _say_wait(turn, locked_for)


def _say_wait(turn: Turn[JoinDraft], wait: timedelta) -> None:
    """So many codes were wrong that none is tried for a while; asking for access needs none."""
    ask = [[turn.button("start.ask_access", ASK_ACCESS)]]
    turn.say("start.wait", ask, n=ceil(wait / timedelta(minutes=1)))


def _say_why_not(turn: Turn[JoinDraft], refused: Used | Expired | Unknown) -> None:
    ask = [[turn.button("start.ask_access", ASK_ACCESS)]]
    match refused:
        case Used():
            turn.say("start.used", ask)
        case Expired():
            turn.say("start.expired", ask)
        case Unknown():
            turn.say("start.unknown", ask)


# --- consent ----------------------------------------


@start.step
async def ask_to_join(turn: Turn[JoinDraft]) -> Message:
    """Joining is agreeing to the clause."""
    invited = turn.draft.invitation is not None
    if not invited:
        question = "access.consent"
    elif _is_known(turn):
        question = "start.another_invitation"
    else:
        question = "start.invitation"
    agree = turn.answer("start.join" if invited else "start.agree")
    others = [turn.answer("start.read_clause"), turn.answer("start.leave")]
    return Message(turn.words(question, where=turn.draft.where), [[agree], others])


def _is_known(turn: Turn[JoinDraft]) -> bool:
    """Whether it is a member who has agreed to this version of the clause: they need not be asked again."""
    return bool(turn.memberships) and turn.person.consent_version == turn.services.association.rodo.version


@ask_to_join.answer("read_clause")
async def show_clause(turn: Turn[JoinDraft]) -> None:
    """The question stays open meanwhile."""
    clause(turn)


@ask_to_join.answer("leave")
async def leave(turn: Turn[JoinDraft]) -> None:
    """Nothing is kept of somebody who never was a member."""
    await turn.end("start.left" if turn.draft.invitation is not None else "access.left")
    await forget_if_stranger(turn.session, turn.person)


@ask_to_join.answer("join", "agree")
async def join(turn: Turn[JoinDraft]) -> None:
    """Who is known has a name already."""
    if _is_known(turn):
        await take_name(turn, turn.person.name)
    else:
        await turn.go(ask_name)


# --- name and fields ----------------------------------------


@start.step
async def ask_name(turn: Turn[JoinDraft]) -> Message:
    """``Jak mam Cię przedstawiać zespołowi?``"""
    known = proper_name(turn.person.name)
    if known is None:
        return Message(turn.words("start.ask_other_name"))
    yes = Button(f"✅ {known}", Answer(name="this_name"))
    return Message(turn.words("start.ask_name"), [[yes, turn.answer("start.change_name")]])


@ask_name.answer("this_name")
async def take_known_name(turn: Turn[JoinDraft]) -> None:
    """As Telegram has it."""
    await take_name(turn, proper_name(turn.person.name) or "")


@ask_name.answer("change_name")
@start.step
async def ask_other_name(turn: Turn[JoinDraft]) -> Message:
    """First name and surname."""
    return Message(turn.words("start.ask_other_name"))


@ask_name.reads(full_name)
@ask_other_name.reads(full_name)
async def take_name(turn: Turn[JoinDraft], name: str) -> None:
    """A specialist's fields come next; nobody knows yet who a stranger is that asks for access."""
    turn.draft.name = name
    if turn.draft.invitation is None and not _is_known(turn):
        await turn.go(ask_who)
    elif turn.draft.invitation is not None and turn.draft.role is Role.SPECIALIST:
        await turn.go(ask_fields)
    else:
        await _finish(turn)


@start.step
async def ask_fields(turn: Turn[JoinDraft]) -> Pick:
    """Specialists only: ``W jakich dziedzinach?``"""
    fields = [Item(field.name, field.id) for field in await all_fields(turn.session)]
    return Pick(turn.words("start.ask_fields"), fields, ticked=turn.draft.fields, below=[[turn.answer("start.next")]])


ask_fields.ticks("fields")


@ask_fields.answer("next")
async def fields_chosen(turn: Turn[JoinDraft]) -> None:
    """One at least."""
    if turn.draft.fields:
        await _finish(turn)
    else:
        turn.toast("start.pick_one")


@start.step
async def ask_who(turn: Turn[JoinDraft]) -> Message:
    """``Napisz jednym zdaniem, kim jesteś.``"""
    return Message(turn.words("access.ask_who"), [[turn.answer("common.skip")]])


@ask_who.reads(reading.line, limit=SENTENCE, without="skip")
async def take_who(turn: Turn[JoinDraft], sentence: str | None) -> None:
    """Whoever decides reads it."""
    turn.draft.about_them = sentence
    await _finish(turn)


# --- the end ----------------------------------------


async def _finish(turn: Turn[JoinDraft]) -> None:
    """Asked again of the database: much can have happened since the link was opened."""
    draft = turn.draft
    invited = draft.invitation is not None
    if holds(turn.memberships, draft.role, draft.commune):
        await turn.end("start.has_role" if invited else "access.has_role", where=draft.where)
    elif invited:
        await _join(turn, draft)
    else:
        await _request(turn, draft)


async def _join(turn: Turn[JoinDraft], draft: JoinDraft) -> None:
    newcomer = turn.person.id
    match await invitation.use(turn.session, draft.invitation or 0, person_id=newcomer, now=turn.now):
        case Valid(commune=commune):
            await _introduce(turn, draft)
            membership = await person.join(
                turn.session, turn.person, role=draft.role, commune_id=draft.commune, now=turn.now, fields=draft.fields
            )
            await turn.end()
            roles: list[Holding] = [*turn.memberships, membership]
            await welcome(turn, turn.person, roles, role=draft.role, commune=commune)
        case refused:
            await turn.end()
            _say_why_not(turn, refused)


async def _request(turn: Turn[JoinDraft], draft: JoinDraft) -> None:
    commune = await commune_with_id(turn.session, draft.commune or 0)
    await _introduce(turn, draft)
    outcome = await request.ask_for_access(
        turn.session, turn.person, commune_id=draft.commune or 0, role=draft.role, now=turn.now
    )
    match outcome:
        case Asked(request=asked, deciders=deciders):
            await turn.end("access.sent", where=draft.where)
            turn.tell(
                deciders,
                lambda words: request_card(
                    words, asked.id, draft.name, place(words, draft.role, commune), _in_telegram(turn), draft.about_them
                ),
                needs=Needs(Right.DECIDE_REQUEST, draft.commune),
                about=asked.about,
            )
        case AsksAlready():
            await turn.end("access.waits")


def _in_telegram(turn: Turn[JoinDraft]) -> Markup:
    """How others see them there, which they have not chosen for this request: ``Tomasz Bąk · @tbak``, with a link to
    their profile."""
    user = turn.update.effective_user
    if user is None:
        return Markup("–")
    profile = Markup('<a href="tg://user?id={}">{}</a>').format(user.id, user.full_name)
    return profile + (f" · @{user.username}" if user.username else "")


async def _introduce(turn: Turn[JoinDraft], draft: JoinDraft) -> None:
    if not _is_known(turn):
        row = await turn.own_row()
        await person.rename(turn.session, row, draft.name)
        person.consent(row, version=turn.services.association.rodo.version, now=turn.now)
