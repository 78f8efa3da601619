"""Somebody has come to a forum whom nobody had announced: who they are, of which commune, and they are there."""

from bot.conversation.buttons import Tap
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.forum.attendance.draft import Ticking, attendance, still
from handlers.forum.notices.live_card import redraw_live_cards
from models.forum import attendance as attendances
from models.people import commune
from models.reading.words import tidy

NEWCOMER_LIMIT = 150


class OfCommune(Tap, tag="forum_attendance.commune", bound=True):
    """They are of this commune, or of none."""

    commune: int | None = None


class CommunesTurned(Tap, tag="forum_attendance.communes_page", bound=True):
    """Another page of the communes."""

    page: int


class Back(Tap, tag="forum_attendance.back", bound=True):
    """To the list; nobody is added."""


@attendance.step
async def ask_newcomer(turn: Turn[Ticking]) -> None:
    """``Imię i nazwisko, funkcja``"""
    if await still(turn) is not None:
        turn.ask("forum_attendance.ask_newcomer", [[turn.button("forum_attendance.back", Back())]])


@ask_newcomer.told(limit=NEWCOMER_LIMIT)
async def take_newcomer(turn: Turn[Ticking], told: Told) -> None:
    """Their commune comes next."""
    name, _, function = tidy(told.text).partition(",")
    if name.strip():
        turn.draft.name, turn.draft.function = name.strip(), function.strip()
        turn.draft.words, turn.draft.page = "", 0
        await turn.go(ask_commune)
    else:
        turn.say("forum_attendance.no_name")


@attendance.step
async def ask_commune(turn: Turn[Ticking]) -> None:
    """Eight a page; a part of a name typed narrows them."""
    turn.ask(await _commune_question(turn))


async def _commune_question(turn: Turn[Ticking]) -> Message:
    rows = turn.draft.rows(
        await commune.all_communes(turn.session),
        lambda id: OfCommune(commune=id),
        lambda page: CommunesTurned(page=page),
    )
    none = turn.button("forum_attendance.no_commune", OfCommune())
    back = turn.button("forum_attendance.back", Back())
    return Message(turn.words("forum_attendance.ask_commune", name=turn.draft.name), [*rows, [none, back]])


@ask_commune.told()
async def narrow_communes(turn: Turn[Ticking], told: Told) -> None:
    """A part of a name."""
    if turn.draft.narrow(await commune.all_communes(turn.session), told.text):
        await turn.go(ask_commune)
    else:
        turn.say("access.no_such_commune")


@attendance.tapped(CommunesTurned)
async def turn_communes(turn: Turn[Ticking], tap: CommunesTurned) -> None:
    """Eight a page."""
    turn.draft.page = tap.page
    turn.redraw(await _commune_question(turn))


@attendance.tapped(OfCommune)
async def add_newcomer(turn: Turn[Ticking], tap: OfCommune) -> None:
    """They are there, so nothing else is asked."""
    of = await still(turn, locked=True)
    if of is None:
        return
    draft = turn.draft
    if tap.commune is not None and await commune.commune_with_id(turn.session, tap.commune) is None:
        turn.toast("common.stale")
        return
    there = await attendances.add_newcomer(
        turn.session, of.forum, commune_id=tap.commune, name=draft.name, function=draft.function,
        by=turn.person, now=turn.now,
    )  # fmt: skip
    if there is not None:
        turn.toast("forum_attendance.was_on_list", name=there.bare_name)
    draft.words, draft.page = "", 0
    await redraw_live_cards(turn, of)
    await turn.go(attendance.steps["ask_who_came"])


@attendance.tapped(Back)
async def go_back(turn: Turn[Ticking], _tap: Back) -> None:
    """Nobody is added."""
    turn.draft.words, turn.draft.page = "", 0
    await turn.go(attendance.steps["ask_who_came"])
