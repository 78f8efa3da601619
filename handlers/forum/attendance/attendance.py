"""Who came to a forum: the Office ticks them, or types the codes that delegates tell at the door.

Several people tick at the same time. A tap never undoes a tick that somebody else made meanwhile. The lists to print
and to keep are in ``files``.
"""

import re
from collections.abc import Sequence

from markupsafe import Markup

from bot.conversation.buttons import ticked
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Stale
from bot.conversation.step import show_all
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.texts import LABEL_LIMIT, Words, shorten, units
from handlers.commune_picker import commune_items
from handlers.forum.attendance.draft import Ticking, still
from handlers.forum.attendance.draft import attendance as attendance
from handlers.forum.attendance.files import as_files
from handlers.forum.notices.live_card import Attendance, redraw_live_cards
from handlers.forum.views import MyCode, forum_for, heading, needs_code, sent_oneself
from models.forum import attendance as attendances
from models.forum.attendance import has_come, is_expected, is_taken
from models.forum.delegate import Delegation, State
from models.people.commune import all_communes, commune_with_id
from models.people.permission import Right
from models.reading.words import tidy

NEWCOMER_LIMIT = 150
CODE = re.compile(r"[0-9]{4}")
SIGNS = {State.ASKED: " ⏳", State.WAITING: " 🕰", State.DECLINED: " 🚫"}


@attendance.tapped(Attendance)
async def begin(turn: Turn[Ticking], tap: Attendance) -> None:
    """[🪑 Obecność]: opens an hour before the start; the list can be printed earlier."""
    of = await forum_for(turn, tap.forum, Right.CALL_FORUM)
    if of.forum.cancelled_at is not None:
        raise Stale
    if is_taken(of.forum, turn.now):
        await turn.begin(attendance, Ticking(forum=tap.forum), ask_who_came)
    else:
        at = turn.services.moment(turn.words, of.forum.starts_at - attendances.OPENS)
        title = heading(turn.words, turn.services, of.forum)
        turn.say("forum_attendance.not_yet", [as_files(turn, tap.forum)], heading=title, at=at)


# --- who came ----------------------------------------


@attendance.step(narrows="forum_attendance.nobody_found", answers={"everybody": show_all})
async def ask_who_came(turn: Turn[Ticking]) -> Pick:
    """Delegates with ☐/☑; a part of a name narrows the list, a code ticks its delegate."""
    of = await still(turn)
    typed, roll = turn.listed.typed, await _roll(turn)
    # delegates who declined are found by typing only
    listed = roll if typed else [sent for sent in roll if is_expected(sent)]
    title = heading(turn.words, turn.services, of.forum)
    return Pick(
        turn.words("forum_attendance.ask_who_came", heading=title, present=_present(turn.words, roll)),
        [Item(_label(s), s.delegate.id, _commune_and_name(s), "away" if has_come(s) else "here") for s in listed],
        below=[
            [turn.answer("forum_attendance.everybody")] if typed else [],
            as_files(turn, turn.draft.forum),
            [turn.answer("forum_attendance.newcomer"), turn.answer("common.done")],
        ],
    )


async def _roll(turn: Turn[Ticking]) -> list[Delegation]:
    return await attendances.roll(turn.session, turn.draft.forum)


def _present(words: Words, roll: Sequence[Delegation]) -> Markup:
    """``Obecnych: 12 z 24``"""
    return words("forum_attendance.present", here=sum(map(has_come, roll)), all=sum(map(is_expected, roll)))


def _label(sent: Delegation) -> str:
    """``☐ Niepołomice · Anna Nowak ⏳``"""
    sign = "" if has_come(sent) else SIGNS.get(sent.delegate.state, "")
    whole = ticked(_commune_and_name(sent), chosen=has_come(sent))
    return shorten(whole, LABEL_LIMIT - units(sign)) + sign


def _commune_and_name(sent: Delegation) -> str:
    return f"{sent.commune.name} · {sent.name}" if sent.commune is not None else sent.name


@ask_who_came.chosen("here")
async def tick(turn: Turn[Ticking], delegate: int) -> None:
    await _mark(turn, delegate, here=True)


@ask_who_came.chosen("away")
async def untick(turn: Turn[Ticking], delegate: int) -> None:
    await _mark(turn, delegate, here=False)


async def _mark(turn: Turn[Ticking], delegate_id: int, *, here: bool) -> None:
    """Redraws the question in its place, with the ticks that others made meanwhile."""
    of = await still(turn, locked=True)
    found = next((sent for sent in await _roll(turn) if sent.delegate.id == delegate_id), None)
    if found is None:
        turn.toast("common.stale")
    else:
        await attendances.mark(turn.session, found.delegate, here=here, now=turn.now)
        await redraw_live_cards(turn, of)
    await turn.again()


@ask_who_came.told(mends=False)
async def take_code_or_narrow(turn: Turn[Ticking], told: UserInput) -> None:
    """Four digits tick the delegate with that code; anything else narrows by person or commune."""
    if CODE.fullmatch(typed := tidy(told.text)):
        await _take_code(turn, typed)
    else:
        await ask_who_came.narrow(turn, told)


async def _take_code(turn: Turn[Ticking], code: str) -> None:
    of = await still(turn, locked=True)
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
        at = turn.services.clock.local(since)
        turn.say("forum_attendance.was_here", name=_commune_and_name(found), at=f"{at:%-H:%M}")
    await turn.again()


@ask_who_came.answer("done")
async def finish(turn: Turn[Ticking]) -> None:
    """[✅ Gotowe]; attendance can be opened again later."""
    of = await still(turn)
    title = heading(turn.words, turn.services, of.forum)
    await turn.end("forum_attendance.finished", heading=title, present=_present(turn.words, await _roll(turn)))


# --- somebody whom nobody had announced ----------------------------------------


@ask_who_came.answer("newcomer")
async def name_newcomer(turn: Turn[Ticking]) -> None:
    """[➕ Spoza listy]; the lists begin at their first page afterwards."""
    turn.draft.listed = {}
    await turn.go(ask_newcomer)


@attendance.step(answers={"back": ask_who_came})
async def ask_newcomer(turn: Turn[Ticking]) -> Message:
    """``Imię i nazwisko, funkcja``"""
    await still(turn)
    return Message(turn.words("forum_attendance.ask_newcomer"), [[turn.answer("forum_attendance.back")]])


@ask_newcomer.told(limit=NEWCOMER_LIMIT)
async def take_newcomer(turn: Turn[Ticking], told: UserInput) -> None:
    """Their commune is asked next."""
    name, _, function = tidy(told.text).partition(",")
    if name.strip():
        turn.draft.name, turn.draft.function = name.strip(), function.strip()
        await turn.go(ask_commune)
    else:
        turn.say("forum_attendance.no_name")


@attendance.step(narrows="access.no_such_commune", answers={"back": ask_who_came})
async def ask_commune(turn: Turn[Ticking]) -> Pick:
    """The newcomer's commune, or none."""
    return Pick(
        turn.words("forum_attendance.ask_commune", name=turn.draft.name),
        commune_items(await all_communes(turn.session)),
        below=[[turn.choice(None, "forum_attendance.no_commune"), turn.answer("forum_attendance.back")]],
    )


@ask_commune.chosen
async def add_newcomer(turn: Turn[Ticking], commune: int | None) -> None:
    """The newcomer counts as present at once."""
    of = await still(turn, locked=True)
    if commune is not None and await commune_with_id(turn.session, commune) is None:
        raise Stale
    there = await attendances.add_newcomer(
        turn.session, of.forum, commune_id=commune, name=turn.draft.name, function=turn.draft.function,
        by=turn.person, now=turn.now,
    )  # fmt: skip
    if there is not None:
        turn.toast("forum_attendance.was_on_list", name=there.bare_name)
    await redraw_live_cards(turn, of)
    await turn.go(ask_who_came)


# --- the delegate's code ----------------------------------------


@attendance.tapped(MyCode)
async def tell_code(turn: Turn[Ticking], tap: MyCode) -> None:
    """[🔢 Mój kod]: four digits, on the day."""
    of, sent = await sent_oneself(turn, tap.delegate)
    if not needs_code(turn.services, of.forum, sent.delegate):
        raise Stale
    await attendances.give_codes(turn.session, [sent.delegate])
    title = heading(turn.words, turn.services, of.forum)
    code = turn.words("forum_attendance.your_code", code=sent.delegate.code)
    turn.say(Message(Markup("<b>{}</b>\n{}").format(title, code)))
