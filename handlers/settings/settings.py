"""/ustawienia: the person's name, telephone, language, roles and consent, and the way out of a team.

``weekly``, ``escalation``, ``forums`` and ``contact`` have the settings of the Office for everybody.
"""

from datetime import datetime

from markupsafe import Markup

from bot import __version__
from bot.conversation import reading
from bot.conversation.buttons import Bare, Button, Tap, column
from bot.conversation.outgoing import Message
from bot.conversation.refusal import NotAllowed, Stale
from bot.conversation.step import ends
from bot.conversation.turn import Turn
from bot.texts import LANGUAGES
from handlers.onboarding.views import clause, full_name, place
from handlers.settings.contact import CONTACT
from handlers.settings.draft import SettingsDraft, opened_with
from handlers.settings.draft import settings as settings
from handlers.settings.escalation import ESCALATION
from handlers.settings.forums import REMINDERS
from handlers.settings.weekly import TIMETABLE
from handlers.team.notices import left_team, settle, still_held
from handlers.team.views import local_day
from models.people import person as people
from models.people.permission import Needs, Right, Role
from models.people.person import PHONE_LIMIT, LastOfOffice, Left, LeftBefore, Member, phone_number

RENAME = Bare("settings.rename")
CHANGE_PHONE = Bare("settings.phone")
WANT_RESULTS = Bare("settings.results")
SHOW_CLAUSE = Bare("settings.clause")
STAY = Bare("settings.stay")


class Speak(Tap, tag="settings.language"):
    """Choose this language."""

    language: str


class Quit(Tap, tag="settings.quit", was={"settings.leave": {"sure": False}, "settings.yes_leave": {"sure": True}}):
    """Leave this team; asks first."""

    membership: int
    sure: bool = False


@settings.begins
async def show(turn: Turn[SettingsDraft], _words: str) -> None:
    """Everything that can be set, with its present value."""
    turn.say(await _card(turn))


async def _card(turn: Turn[SettingsDraft]) -> Message:
    words, person = turn.words, turn.person
    roles = await people.members(turn.session, person_id=person.id)
    lines = [
        words("settings.role", where=_where(turn, role), day=local_day(turn, role.membership.since)) for role in roles
    ]
    text = words(
        "settings.card",
        name=person.name,
        roles=Markup("\n").join(lines),
        version=person.consent_version or "–",
        at=_moment(turn, person.consent_at) if person.consent_at is not None else "–",
    )
    if turn.may(Right.CHANGE_SETTINGS):
        text += words("settings.version", version=__version__)
    languages = [Button(_language(turn, language), Speak(language=language)) for language in LANGUAGES]
    quits = [
        turn.button("settings.leave", Quit(membership=role.membership.id), where=_where(turn, role)) for role in roles
    ]
    offices = [
        turn.button("settings.timetable", TIMETABLE),
        turn.button("escalation.open", ESCALATION),
        turn.button("contact.open", CONTACT),
        turn.button("settings_forums.open", REMINDERS),
    ]
    keyboard = [
        [turn.button("settings.rename", RENAME)],
        [_phone_button(turn)],
        languages,
        [] if turn.person.wants_results else [turn.button("settings.results", WANT_RESULTS)],
        *(column(offices) if turn.may(Right.CHANGE_SETTINGS) else ()),
        [turn.button("start.read_clause", SHOW_CLAUSE)],
        *column(quits),
    ]
    return Message(text, keyboard)


def _where(turn: Turn[SettingsDraft], role: Member) -> str:
    return place(turn.words, role.membership.role, role.commune)


def _language(turn: Turn[SettingsDraft], language: str) -> str:
    chosen = " ✓" if turn.person.language == language else ""
    return turn.words.plain(f"settings.language_{language}") + chosen


def _phone_button(turn: Turn[SettingsDraft]) -> Button:
    """``☎️ +48 600 100 200``, or an invitation to give a number."""
    if turn.person.phone:
        return turn.button("settings_phone.shown", CHANGE_PHONE, phone=turn.person.phone)
    return turn.button("settings_phone.give", CHANGE_PHONE)


def _moment(turn: Turn[SettingsDraft], instant: datetime) -> str:
    local = turn.services.clock.local(instant)
    return f"{local_day(turn, instant)}, {local.hour}:{local.minute:02}"


@settings.tapped(WANT_RESULTS)
async def want_results(turn: Turn[SettingsDraft]) -> None:
    """From the next round on."""
    if not turn.memberships:
        raise NotAllowed
    (await turn.own_row()).wants_results = True
    turn.toast("settings.results_on")
    turn.redraw(await _card(turn))


# --- name, telephone ----------------------------------------


@opened_with(RENAME)
@settings.step
async def ask_name(turn: Turn[SettingsDraft]) -> Message:
    """First name and surname."""
    return Message(turn.words("settings.ask_name", name=turn.person.name), [[turn.answer("settings.keep_name")]])


@ask_name.answer("keep_name")
async def keep_name(turn: Turn[SettingsDraft]) -> None:
    await turn.end(await _card(turn))


@ask_name.reads(full_name)
async def take_name(turn: Turn[SettingsDraft], name: str) -> None:
    await people.rename(turn.session, await turn.own_row(), name)
    await turn.end(await _card(turn))


@opened_with(CHANGE_PHONE)
@settings.step(answers={"keep": ends("settings_phone.stays")})
async def ask_phone(turn: Turn[SettingsDraft]) -> Message:
    """The number at which the Office may call: the question says who sees it, and that it can be removed."""
    remove = [turn.answer("common.remove")] if turn.person.phone else []
    return Message(turn.words("settings_phone.ask"), [[*remove, turn.answer("settings_phone.keep")]])


@ask_phone.reads(reading.as_by(phone_number, "settings_phone.bad"), limit=PHONE_LIMIT, without="remove")
async def take_phone(turn: Turn[SettingsDraft], phone: str | None) -> None:
    """``600 100 200``, or [🗑 Usuń]."""
    (await turn.own_row()).phone = phone
    await turn.end("settings_phone.saved" if phone else "settings_phone.removed", phone=phone)


# --- language, clause ----------------------------------------


@settings.tapped(Speak)
async def speak(turn: Turn[SettingsDraft], tap: Speak) -> None:
    """The settings, the command menu and the keyboard change at once, everything else from the next message on."""
    if tap.language not in LANGUAGES:
        raise Stale
    row = await turn.own_row()
    row.language, row.language_chosen = tap.language, True
    turn.redraw(await _card(turn))
    turn.toast("settings.language_set")
    turn.say(Message(turn.words("start.first"), below=turn.services.keyboard(turn.words, turn.memberships)))
    turn.set_commands(turn.person, turn.memberships)


@settings.tapped(SHOW_CLAUSE)
async def show_clause(turn: Turn[SettingsDraft]) -> None:
    """The present clause; the card says to which version the person has agreed."""
    clause(turn)


# --- leaving a team ----------------------------------------


@settings.tapped(Quit)
async def leave(turn: Turn[SettingsDraft], tap: Quit) -> None:
    """Only another invitation undoes it. Coordinator, chair and Office are told; what the person was asked for is
    handed over."""
    role = await _own(turn, tap.membership)
    if not tap.sure:
        yes = turn.button("settings.yes_leave", Quit(membership=tap.membership, sure=True))
        no = turn.button("settings.stay", STAY)
        turn.say("settings.ask_leave", [[yes, no]], where=_where(turn, role))
        return
    turn.collapse()
    match await people.end_membership(turn.session, role, now=turn.now):
        case LastOfOffice():
            turn.say("team.last_of_office")
        case LeftBefore():
            turn.toast("common.stale")
        case Left():
            remaining = await still_held(turn, turn.person)
            turn.say(left_team(turn, _where(turn, role), remaining))
            await _tell_leaders(turn, role)
            await settle(turn, role, remaining)


@settings.tapped(STAY)
async def stay(turn: Turn[SettingsDraft]) -> None:
    """Nothing changes."""
    turn.collapse()


async def _own(turn: Turn[SettingsDraft], membership_id: int) -> Member:
    """A present role of the person's own."""
    found = await people.members(turn.session, person_id=turn.person.id, membership_id=membership_id, locked=True)
    if not found:
        raise Stale
    return found[0]


async def _tell_leaders(turn: Turn[SettingsDraft], left: Member) -> None:
    leaders = await people.people(
        turn.session,
        roles=(Role.COORDINATOR, Role.CHAIR) if left.commune is not None else (),
        commune_id=left.membership.commune_id,
        or_roles=(Role.OFFICE,),
    )
    turn.tell(
        [leader for leader in leaders if leader.id != turn.person.id],
        lambda words: Message(
            words("team.left", name=turn.person.name, where=place(words, left.membership.role, left.commune))
        ),
        needs=Needs(Right.SEE_TEAM, left.membership.commune_id),
    )
