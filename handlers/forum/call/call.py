"""/forum (storyboard 4): the Office calls a forum or another meeting.

Title, field, when, where, agenda, whom, seats, until when; then the preview. Reads on in ``forum_call_when``,
``forum_call_whom`` and ``forum_call_preview``.
"""

import re
from urllib.parse import urlsplit

from bot.conversation.buttons import Button, Tap, column, paged, search
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from bot.texts import shorten, units
from handlers.forum.call import preview as forum_call_preview
from handlers.forum.call import when as forum_call_when
from handlers.forum.call import whom as forum_call_whom
from handlers.forum.call.draft import Audience, Detail, ForumDraft, Without, ask, go_on, ways
from handlers.forum.call.draft import call as call
from models.forum import forum as forums
from models.forum import forum_commune
from models.forum.forum import AGENDA_LIMIT, LINK_LIMIT, PLACE_LIMIT, TITLE_LIMIT, Forum, Kind
from models.people import commune
from models.reading.words import tidy

__all__ = ["call", "forum_call_preview", "forum_call_when", "forum_call_whom"]

TEMPLATES = 40
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:(?!\d+$)\S+", re.IGNORECASE)
"""What a phone would take for an address of the web, or worse."""


class Sort(Tap, tag="forum_call.kind", bound=True):
    """It is a meeting of this kind."""

    kind: Kind


class Templates(Tap, tag="forum_call.templates", bound=True):
    """One like an earlier one."""


class TemplatesPage(Tap, tag="forum_call.templates_page", bound=True):
    """Another page of them."""

    page: int


class Like(Tap, tag="forum_call.like", bound=True):
    """One like this."""

    forum: int


class InField(Tap, tag="forum_call.field", bound=True):
    """It is about this field of cooperation."""

    field: int


# --- what it is called ----------------------------------------


@call.begins
async def begin(turn: Turn[ForumDraft], words: str) -> None:
    """``/forum``, with the title if it is there already."""
    await turn.begin(call, ForumDraft(), ask_title)
    if words:
        await _take_title(turn, words)


@call.step
async def ask_title(turn: Turn[ForumDraft]) -> None:
    """A title that is typed makes it a forum; other kinds, and earlier ones to take after, are buttons."""
    turn.ask(_title_question(turn))


def _title_question(turn: Turn[ForumDraft]) -> Message:
    draft = turn.draft
    sorts = [turn.button(f"forum_call.kind_{kind}", Sort(kind=kind)) for kind in Kind if kind is not draft.kind]
    keyboard = ways(turn) if draft.is_whole else [*column(sorts), [turn.button("forum_call.templates", Templates())]]
    return Message(turn.words(f"forum_call.ask_title_{draft.kind}"), keyboard)


@call.tapped(Sort)
async def pick_kind(turn: Turn[ForumDraft], tap: Sort) -> None:
    """A meeting of a team, an inaugural one, or a forum after all."""
    turn.draft.kind = tap.kind
    turn.redraw(_title_question(turn))


@ask_title.told()
async def tell_title(turn: Turn[ForumDraft], told: Told) -> None:
    """The title."""
    await _take_title(turn, told.text)


async def _take_title(turn: Turn[ForumDraft], text: str) -> None:
    if _fits(turn, tidy(text), TITLE_LIMIT):
        turn.draft.title = tidy(text)
        await go_on(turn)


def _fits(turn: Turn[ForumDraft], text: str, limit: int) -> bool:
    """Whether it is short enough, as Telegram counts, for an invitation in one message; else says so."""
    if (length := units(text)) > limit:
        turn.say("common.too_long", n=length, limit=limit)
    return length <= limit


# --- like an earlier one ----------------------------------------


@call.step
async def ask_template(turn: Turn[ForumDraft]) -> None:
    """Those to come and the last ones held; a part of a title typed narrows them."""
    turn.ask(await _templates_question(turn))


async def _templates(turn: Turn[ForumDraft]) -> list[Forum]:
    coming = await forums.coming(turn.session, now=turn.now)
    return [*coming, *await forums.past(turn.session, now=turn.now, limit=TEMPLATES)]


async def _templates_question(turn: Turn[ForumDraft]) -> Message:
    draft, found = turn.draft, await _templates(turn)
    if not found:
        return Message(turn.words("forum_call.no_templates"), ways(turn))
    shown = search(found, draft.words, _title) if draft.words else found
    buttons = [Button(_dated(turn, forum), Like(forum=forum.id or 0)) for forum in shown]
    keyboard = [*paged(buttons, draft.page, lambda page: TemplatesPage(page=page)), *ways(turn)]
    return Message(turn.words("forum_call.ask_template"), keyboard)


def _dated(turn: Turn[ForumDraft], forum: Forum) -> str:
    """``10.12.2026 · Forum Mobilności``"""
    return f"{turn.words.day(turn.house.clock.local(forum.starts_at).date())} · {forum.title}"


def _title(forum: Forum) -> str:
    return forum.title


@call.tapped(Templates)
async def show_templates(turn: Turn[ForumDraft], _tap: Templates) -> None:
    """Instead of typing a title."""
    turn.draft.words, turn.draft.page = "", 0
    await turn.go(ask_template)


@call.tapped(TemplatesPage)
async def turn_templates(turn: Turn[ForumDraft], tap: TemplatesPage) -> None:
    """Eight a page."""
    turn.draft.page = tap.page
    turn.redraw(await _templates_question(turn))


@ask_template.told()
async def narrow_templates(turn: Turn[ForumDraft], told: Told) -> None:
    """A part of a title."""
    if search(await _templates(turn), told.text, _title):
        turn.draft.words, turn.draft.page = told.text, 0
        await turn.go(ask_template)
    else:
        turn.say("forum_call.no_such_template")


@call.tapped(Like)
async def take_after(turn: Turn[ForumDraft], tap: Like) -> None:
    """All but the date, which is asked; then the preview."""
    of = await forums.called(turn.session, tap.forum)
    if of is None:
        turn.toast("common.stale")
        return
    invited = await forum_commune.commune_ids(turn.session, tap.forum)
    every = len(invited) == len(await commune.all_communes(turn.session))
    for name, value in ForumDraft.like(of.forum, invited, every=every):
        setattr(turn.draft, name, value)
    await ask(turn, Detail.STARTS)


# --- what it is about ----------------------------------------


@call.step
async def ask_field(turn: Turn[ForumDraft]) -> None:
    """The field of cooperation, or none."""
    fields = [Button(field.name, InField(field=field.id or 0)) for field in await commune.all_fields(turn.session)]
    none = turn.button("forum_call.no_field", Without())
    turn.ask("forum_call.ask_field", [*column(fields), *ways(turn, none)])


@call.tapped(InField)
async def pick_field(turn: Turn[ForumDraft], tap: InField) -> None:
    """This one."""
    if any(field.id == tap.field for field in await commune.all_fields(turn.session)):
        turn.draft.field = tap.field
        await go_on(turn)
    else:
        turn.toast("common.stale")


# --- where, and what happens there ----------------------------------------


@call.step
async def ask_place(turn: Turn[ForumDraft]) -> None:
    """A place, a link, both in one message, or a pin on the map."""
    turn.ask("forum_call.ask_place", ways(turn, turn.button("forum_call.skip", Without())))


@ask_place.told(files=True)
async def tell_place(turn: Turn[ForumDraft], told: Told) -> None:
    """``Biuro SMK, ul. Długa 12 https://meet.example.pl/abc``"""
    draft = turn.draft
    if told.point is not None:
        draft.latitude, draft.longitude = told.point.latitude, told.point.longitude
        draft.place = shorten(told.point.name, PLACE_LIMIT) or draft.place
        await go_on(turn)
        return
    if told.file_id is not None:
        turn.say("common.text_only")
        return
    words = told.text.split()
    links = [word for word in words if _ADDRESS.fullmatch(word)]
    place = " ".join(word for word in words if word not in links).rstrip(" ,;")
    if not all(is_link(link) for link in links) or len(links) > 1:
        turn.say("forum_call.bad_link")
    elif _fits(turn, place, PLACE_LIMIT) and _fits(turn, "".join(links), LINK_LIMIT):
        draft.link = next(iter(links), draft.link)
        if place and draft.place is not None:
            draft.latitude = draft.longitude = None
        draft.place = place or draft.place
        await go_on(turn)


def is_link(text: str) -> bool:
    """Whether it leads into the web and nowhere else."""
    try:
        address = urlsplit(text)
    except ValueError:
        return False
    return address.scheme in ("http", "https") and bool(address.hostname)


@call.step
async def ask_link(turn: Turn[ForumDraft]) -> None:
    """The address for those who come over the web."""
    turn.ask("forum_call.ask_link", ways(turn, turn.button("forum_call.no_link", Without())))


@ask_link.told()
async def tell_link(turn: Turn[ForumDraft], told: Told) -> None:
    """``https://…``"""
    if not _ADDRESS.fullmatch(told.text) or not is_link(told.text):
        turn.say("forum_call.bad_link")
    elif _fits(turn, told.text, LINK_LIMIT):
        turn.draft.link = told.text
        await go_on(turn)


@call.step
async def ask_agenda(turn: Turn[ForumDraft]) -> None:
    """A text or a file."""
    turn.ask("forum_call.ask_agenda", ways(turn, turn.button("forum_call.skip", Without())))


@ask_agenda.told(files=True, limit=AGENDA_LIMIT)
async def tell_agenda(turn: Turn[ForumDraft], told: Told) -> None:
    """A file with its caption, or the text alone."""
    draft = turn.draft
    if told.point is not None:
        turn.say("common.text_only")
    elif _fits(turn, told.text, AGENDA_LIMIT):
        draft.agenda = told.text or None
        draft.agenda_kind = told.kind if told.file_id is not None else None
        draft.agenda_file = told.file_id
        await go_on(turn)


@call.tapped(Without)
async def leave_out(turn: Turn[ForumDraft], _tap: Without) -> None:
    """None of what is being asked."""
    draft = turn.draft
    match draft.asked:
        case Detail.FIELD:
            draft.field = None
            if draft.audience is Audience.IN_FIELD:
                await ask(turn, Detail.AUDIENCE)
                return
        case Detail.PLACE:
            draft.place = draft.latitude = draft.longitude = None
        case Detail.LINK:
            draft.link = None
        case Detail.AGENDA:
            draft.agenda = draft.agenda_kind = draft.agenda_file = None
        case Detail.RHYTHM:
            draft.rhythm = None
        case _:
            turn.toast("common.stale")
            return
    await go_on(turn)
