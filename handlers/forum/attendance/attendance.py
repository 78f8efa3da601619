"""Who has come to a forum: the Office ticks them, or types the codes that delegates tell at the door.

Several people tick at the same time; what somebody taps is what they saw: who is ticked already stays ticked. The lists
to print and to keep are in ``forum_attendance_files``, who comes unannounced is in ``forum_attendance_newcomer``.
"""

import re
from collections.abc import Sequence

from markupsafe import Markup

from bot.conversation.buttons import Button, Keyboard, Tap, paged, search, ticked
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from bot.texts import LABEL_LIMIT, Words, shorten, units
from handlers.forum.attendance.draft import Ticking, still
from handlers.forum.attendance.draft import attendance as attendance
from handlers.forum.attendance.files import as_files
from handlers.forum.attendance.newcomer import ask_newcomer
from handlers.forum.notices.live_card import Attendance, redraw_live_cards
from handlers.forum.views import MyCode, forum_for, heading, needs_code
from models.forum import attendance as attendances
from models.forum import delegate as delegates
from models.forum import forum as forums
from models.forum.attendance import has_come, is_expected, is_taken
from models.forum.delegate import Sent, State
from models.forum.forum import Called
from models.people.right import Right
from models.reading.words import tidy

CODE = re.compile(r"[0-9]{4}")
SIGNS = {State.ASKED: " ⏳", State.WAITING: " 🕰", State.DECLINED: " 🚫"}


class Tick(Tap, tag="forum_attendance.tick", bound=True):
    """They are there, or they are not."""

    delegate: int
    here: bool


class Turned(Tap, tag="forum_attendance.page", bound=True):
    """Another page of the delegates."""

    page: int


class Everybody(Tap, tag="forum_attendance.everybody", bound=True):
    """All of them again after a part of a name."""


class Newcomer(Tap, tag="forum_attendance.newcomer", bound=True):
    """Somebody has come who is not on the list."""


class Done(Tap, tag="forum_attendance.done", bound=True):
    """That is all for now."""


@attendance.tapped(Attendance)
async def begin(turn: Turn[Ticking], tap: Attendance) -> None:
    """[🪑 Obecność]: from an hour before the start; the list can be printed before that."""
    of = await forum_for(turn, tap.forum, lambda _: turn.may(Right.CALL_FORUM))
    if of is None:
        return
    if of.forum.cancelled_at is not None:
        turn.toast("common.stale")
    elif is_taken(of.forum, turn.now):
        await turn.begin(attendance, Ticking(forum=tap.forum), ask_who_came)
    else:
        at = turn.house.moment(turn.words, of.forum.starts_at - attendances.OPENS)
        title = heading(turn.words, turn.house, of.forum)
        turn.say("forum_attendance.not_yet", [as_files(turn, tap.forum)], heading=title, at=at)


# --- who came ----------------------------------------


@attendance.step
async def ask_who_came(turn: Turn[Ticking]) -> None:
    """Delegates with ☐/☑; typing a part of a name narrows them, typing a code ticks somebody."""
    of = await still(turn)
    if of is not None:
        turn.ask(_question(turn, of, await _roll(turn)))


async def _roll(turn: Turn[Ticking]) -> list[Sent]:
    return await attendances.roll(turn.session, turn.draft.forum)


def _question(turn: Turn[Ticking], of: Called, roll: Sequence[Sent]) -> Message:
    draft = turn.draft
    expected = [sent for sent in roll if is_expected(sent)]
    shown = search(roll, draft.words, _commune_and_name) if draft.words else expected
    buttons = [Button(_label(sent), Tick(delegate=sent.delegate.id or 0, here=not has_come(sent))) for sent in shown]
    ends = [turn.button("forum_attendance.newcomer", Newcomer()), turn.button("forum_attendance.done", Done())]
    keyboard: Keyboard = [
        *paged(buttons, draft.page, lambda page: Turned(page=page)),
        [turn.button("forum_attendance.everybody", Everybody())] if draft.words else [],
        as_files(turn, draft.forum),
        ends,
    ]
    title = heading(turn.words, turn.house, of.forum)
    present = _present(turn.words, roll)
    return Message(turn.words("forum_attendance.ask_who_came", heading=title, present=present), keyboard)


def _present(words: Words, roll: Sequence[Sent]) -> Markup:
    """``Obecnych: 12 z 24``"""
    return words("forum_attendance.present", here=sum(map(has_come, roll)), all=sum(map(is_expected, roll)))


def _label(sent: Sent) -> str:
    """``☐ Niepołomice · Anna Nowak ⏳``"""
    sign = "" if has_come(sent) else SIGNS.get(sent.delegate.state, "")
    whole = ticked(_commune_and_name(sent), chosen=has_come(sent))
    return shorten(whole, LABEL_LIMIT - units(sign)) + sign


def _commune_and_name(sent: Sent) -> str:
    return f"{sent.commune.name} · {sent.name}" if sent.commune is not None else sent.name


@attendance.tapped(Tick)
async def tick(turn: Turn[Ticking], tap: Tick) -> None:
    """In its place; others of the Office may have ticked meanwhile, and that is seen too."""
    of = await still(turn, locked=True)
    if of is None:
        return
    roll = await _roll(turn)
    found = next((sent for sent in roll if sent.delegate.id == tap.delegate), None)
    if found is None:
        turn.toast("common.stale")
    else:
        await attendances.mark(turn.session, found.delegate, here=tap.here, now=turn.now)
        await redraw_live_cards(turn, of)
    turn.redraw(_question(turn, of, roll))


@ask_who_came.told(mends=False)
async def take_code_or_narrow(turn: Turn[Ticking], told: Told) -> None:
    """Four digits tick whoever has that code; anything else is a part of a name or of a commune's."""
    if CODE.fullmatch(typed := tidy(told.text)):
        await _take_code(turn, typed)
        return
    of = await still(turn)
    if of is None:
        return
    roll = await _roll(turn)
    if search(roll, told.text, _commune_and_name):
        turn.draft.words, turn.draft.page = told.text, 0
        turn.ask(_question(turn, of, roll))
    else:
        turn.say("forum_attendance.nobody_found")


async def _take_code(turn: Turn[Ticking], code: str) -> None:
    of = await still(turn, locked=True)
    if of is None:
        return
    roll = await _roll(turn)
    found = next((sent for sent in roll if sent.delegate.code == code), None)
    if found is None:
        turn.say("forum_attendance.no_such_code", code=code)
        return
    since = found.delegate.attended_at
    await attendances.mark(turn.session, found.delegate, here=True, now=turn.now)
    if since is None:
        turn.say("forum_attendance.is_here", name=_commune_and_name(found), present=_present(turn.words, roll))
        await redraw_live_cards(turn, of)
    else:
        at = turn.house.clock.local(since)
        turn.say("forum_attendance.was_here", name=_commune_and_name(found), at=f"{at:%-H:%M}")
    turn.reword(_question(turn, of, roll))


@attendance.tapped(Turned)
async def turn_page(turn: Turn[Ticking], tap: Turned) -> None:
    """Eight a page."""
    turn.draft.page = tap.page
    await _redraw(turn)


@attendance.tapped(Everybody)
async def show_everybody(turn: Turn[Ticking], _tap: Everybody) -> None:
    """Without the words that were typed."""
    turn.draft.words, turn.draft.page = "", 0
    await _redraw(turn)


async def _redraw(turn: Turn[Ticking]) -> None:
    of = await still(turn)
    if of is not None:
        turn.redraw(_question(turn, of, await _roll(turn)))


@attendance.tapped(Done)
async def finish(turn: Turn[Ticking], _tap: Done) -> None:
    """[✅ Gotowe]; one can come back to it later."""
    of = await still(turn)
    if of is not None:
        title = heading(turn.words, turn.house, of.forum)
        present = _present(turn.words, await _roll(turn))
        await turn.end("forum_attendance.finished", heading=title, present=present)


@attendance.tapped(Newcomer)
async def name_newcomer(turn: Turn[Ticking], _tap: Newcomer) -> None:
    """[➕ Spoza listy]"""
    await turn.go(ask_newcomer)


# --- the delegate's code ----------------------------------------


@attendance.tapped(MyCode)
async def tell_code(turn: Turn[Ticking], tap: MyCode) -> None:
    """[🔢 Mój kod]: four digits, on the day."""
    forum_id = await delegates.forum_of(turn.session, tap.delegate)
    of = await forums.called(turn.session, forum_id, locked=True) if forum_id is not None else None
    sent = await delegates.with_id(turn.session, tap.delegate) if of is not None else None
    if of is None or sent is None:
        turn.toast("common.stale")
    elif sent.delegate.person_id != turn.person.id or not turn.may(Right.READ_FORUMS, sent.delegate.commune_id):
        turn.toast("common.not_allowed_toast")
    elif not needs_code(turn.house, of.forum, sent.delegate):
        turn.toast("common.stale")
    else:
        await attendances.give_codes(turn.session, [sent.delegate])
        title = heading(turn.words, turn.house, of.forum)
        code = turn.words("forum_attendance.your_code", code=sent.delegate.code)
        turn.say(Message(Markup("<b>{}</b>\n{}").format(title, code)))
