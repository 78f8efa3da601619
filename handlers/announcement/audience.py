"""Whom an announcement is for: groups of people, communes, fields; and whether they are asked to confirm.

What is written or sent meanwhile belongs to the announcement: a phone sends several pictures one by one.
"""

from markupsafe import Markup

from bot.conversation.answering import leave_out_the_rest
from bot.conversation.buttons import Button, Keyboard, Tap, column, grid, paged, ticked
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from bot.texts import shorten
from handlers.announcement.draft import ANY_LENGTH, AnnouncementDraft, add, announcement
from handlers.choosing import named
from models.announcement import FILES_LIMIT
from models.people import commune
from models.people.right import Group

SAID_SHOWN = 200


class Tick(Tap, tag="announcement.group", bound=True):
    """These people, or not after all."""

    group: Group


class TickReceipt(Tap, tag="announcement.receipt", bound=True):
    """They are asked to confirm that they have read it, or not after all."""


class Communes(Tap, tag="announcement.communes", bound=True):
    """Only in some communes; asks in which."""


class TickCommune(Tap, tag="announcement.commune", bound=True):
    """This commune, or not after all."""

    commune: int


class TurnCommunes(Tap, tag="announcement.communes_page", bound=True):
    """Another page of the communes."""

    page: int


class AllCommunes(Tap, tag="announcement.communes_all", bound=True):
    """All of them."""


class Fields(Tap, tag="announcement.fields", bound=True):
    """Only specialists in some fields; asks in which."""


class TickField(Tap, tag="announcement.field", bound=True):
    """This field, or not after all."""

    field: int


class AllFields(Tap, tag="announcement.fields_all", bound=True):
    """Any of them."""


class Chosen(Tap, tag="announcement.chosen", bound=True):
    """Those that are ticked."""


class GoOn(Tap, tag="announcement.go_on", bound=True):
    """To the preview."""


# --- who ----------------------------------------


@announcement.step
async def ask_audience(turn: Turn[AnnouncementDraft]) -> None:
    """Everybody, unless something is unticked."""
    turn.show(_audience_question(turn))


def _audience_question(turn: Turn[AnnouncementDraft]) -> Message:
    draft, words = turn.draft, turn.words
    files = f" 📎 {len(draft.files)}" if draft.files else ""
    said = Markup("<i>{}{}</i>\n").format(shorten(draft.text, SAID_SHOWN), files)
    groups = [
        Button(ticked(words.plain(f"announcement.group_{group}"), chosen=group in draft.groups), Tick(group=group))
        for group in Group
    ]
    confirm = ticked(words.plain("announcement.ask_receipt"), chosen=draft.asks_receipt)
    keyboard: Keyboard = [
        *grid(groups, 2),
        [turn.button(_which("communes", draft.communes), Communes(), n=len(draft.communes))],
        [turn.button(_which("fields", draft.fields), Fields(), n=len(draft.fields))],
        [Button(confirm, TickReceipt())],
        [turn.button("announcement.go_on", GoOn())],
    ]
    return Message(said + words("announcement.ask_audience"), keyboard)


def _which(what: str, chosen: list[int]) -> str:
    return f"announcement.{what}_{'chosen' if chosen else 'any'}"


async def in_words(turn: Turn[AnnouncementDraft]) -> str:
    """``koordynatorzy, Biuro · Niepołomice, Skawina · mobilność · z prośbą o potwierdzenie``"""
    draft, words = turn.draft, turn.words
    groups = [words.plain(f"announcement.to_{group}") for group in Group if group in draft.groups]
    communes = [one.name for one in named(await commune.all_communes(turn.session), "") if one.id in draft.communes]
    fields = [one.name for one in await commune.all_fields(turn.session) if one.id in draft.fields]
    receipt = [words.plain("announcement.with_receipt")] if draft.asks_receipt else []
    return " · ".join(", ".join(part) for part in (groups, communes, fields, receipt) if part)


@announcement.tapped(Tick)
async def tick(turn: Turn[AnnouncementDraft], tap: Tick) -> None:
    """In its place."""
    _toggle(turn.draft.groups, tap.group)
    turn.redraw(_audience_question(turn))


def _toggle(chosen: list, one: object) -> None:  # type: ignore[type-arg]
    if one in chosen:
        chosen.remove(one)
    else:
        chosen.append(one)


@announcement.tapped(TickReceipt)
async def tick_receipt(turn: Turn[AnnouncementDraft], _tap: TickReceipt) -> None:
    """In its place."""
    turn.draft.asks_receipt = not turn.draft.asks_receipt
    turn.redraw(_audience_question(turn))


@ask_audience.told(files=True, limit=ANY_LENGTH, most=FILES_LIMIT)
async def say_more(turn: Turn[AnnouncementDraft], told: Told) -> None:
    """Another picture or file, or more words."""
    if add(turn, turn.draft, told):
        turn.reword(_audience_question(turn))
    else:
        leave_out_the_rest(turn, told.text)


@announcement.tapped(GoOn)
async def go_on(turn: Turn[AnnouncementDraft], _tap: GoOn) -> None:
    """At least one group."""
    if turn.draft.groups:
        await turn.go(announcement.steps["preview"])
    else:
        turn.toast("announcement.tick_one")


@announcement.tapped(Chosen)
async def accept(turn: Turn[AnnouncementDraft], _tap: Chosen) -> None:
    """Back to the groups."""
    turn.draft.words, turn.draft.page = "", 0
    await turn.go(ask_audience)


# --- in which communes ----------------------------------------


@announcement.tapped(Communes)
async def choose_communes(turn: Turn[AnnouncementDraft], _tap: Communes) -> None:
    """With ☐/☑."""
    turn.draft.words, turn.draft.page = "", 0
    await turn.go(ask_communes)


@announcement.step
async def ask_communes(turn: Turn[AnnouncementDraft]) -> None:
    """Eight a page; a part of a name typed narrows them. None ticked: all."""
    turn.show(await _communes_question(turn))


async def _communes_question(turn: Turn[AnnouncementDraft]) -> Message:
    draft = turn.draft
    shown = named(await commune.all_communes(turn.session), draft.words)
    buttons = [
        Button(ticked(one.name, chosen=one.id in draft.communes), TickCommune(commune=one.id or 0)) for one in shown
    ]
    last = [turn.button("announcement.chosen", Chosen()), turn.button("announcement.communes_all", AllCommunes())]
    return Message(
        turn.words("announcement.ask_communes"),
        [*paged(buttons, draft.page, lambda page: TurnCommunes(page=page)), last],
    )


@announcement.tapped(TickCommune)
async def tick_commune(turn: Turn[AnnouncementDraft], tap: TickCommune) -> None:
    """In its place."""
    if any(one.id == tap.commune for one in await commune.all_communes(turn.session)):
        _toggle(turn.draft.communes, tap.commune)
        turn.redraw(await _communes_question(turn))
    else:
        turn.toast("common.stale")


@announcement.tapped(TurnCommunes)
async def turn_communes(turn: Turn[AnnouncementDraft], tap: TurnCommunes) -> None:
    """Eight a page."""
    turn.draft.page = tap.page
    turn.redraw(await _communes_question(turn))


@announcement.tapped(AllCommunes)
async def all_communes(turn: Turn[AnnouncementDraft], _tap: AllCommunes) -> None:
    """None is left out."""
    turn.draft.communes = []
    await turn.go(ask_audience)


@ask_communes.told()
async def narrow_communes(turn: Turn[AnnouncementDraft], told: Told) -> None:
    """A part of a name."""
    if turn.draft.narrow(await commune.all_communes(turn.session), told.text):
        await turn.go(ask_communes)
    else:
        turn.say("access.no_such_commune")


# --- in which fields ----------------------------------------


@announcement.tapped(Fields)
async def choose_fields(turn: Turn[AnnouncementDraft], _tap: Fields) -> None:
    """With ☐/☑."""
    await turn.go(ask_fields)


@announcement.step
async def ask_fields(turn: Turn[AnnouncementDraft]) -> None:
    """Only specialists have fields. None ticked: any."""
    turn.show(await _fields_question(turn))


async def _fields_question(turn: Turn[AnnouncementDraft]) -> Message:
    buttons = [
        Button(ticked(one.name, chosen=one.id in turn.draft.fields), TickField(field=one.id or 0))
        for one in await commune.all_fields(turn.session)
    ]
    last = [turn.button("announcement.chosen", Chosen()), turn.button("announcement.fields_all", AllFields())]
    return Message(turn.words("announcement.ask_fields"), [*column(buttons), last])


@announcement.tapped(TickField)
async def tick_field(turn: Turn[AnnouncementDraft], tap: TickField) -> None:
    """In its place."""
    if any(one.id == tap.field for one in await commune.all_fields(turn.session)):
        _toggle(turn.draft.fields, tap.field)
        turn.redraw(await _fields_question(turn))
    else:
        turn.toast("common.stale")


@announcement.tapped(AllFields)
async def any_field(turn: Turn[AnnouncementDraft], _tap: AllFields) -> None:
    """None is left out."""
    turn.draft.fields = []
    await turn.go(ask_audience)
