"""/raport: what the Office reads of a round, of any week, during it and after it."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from bot.conversation.buttons import PAGE, Bare, Button, Tap, arrows, column, page_of, search
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Stale, there
from bot.conversation.turn import Turn
from handlers.obligation.notices import ask_communes
from handlers.status.notices import weekly
from handlers.status.views import report as views
from handlers.status.views.answer import Fill, line, lines_now, signed
from handlers.status.views.report import ByField, Details, OneCommune, ShowRound, Whole, is_late, lights, who_was_asked
from handlers.status.views.result import every, overview
from models import obligation, setting
from models.people import person
from models.people.commune import Commune
from models.people.permission import Right, communes_with
from models.reading.words import fold
from models.status import answer, last_word
from models.status import digest as digests
from models.status import result as results
from models.status import status_round as rounds
from models.status.answer import Owed
from models.status.digest import Digest
from models.status.status_round import StatusRound

MANY = 40
"""More communes than this are not listed page by page."""
OWING_SHOWN = 10
OPEN_NOW = Bare("report.open")
WEEK = re.compile(r"(?:tydzien|tyg\.?|week|w)?\s*(\d{1,2})(?!\S)\s*")
"""``47``, ``tydzień 47``; words after it name a commune."""


class YesOpen(Tap, tag="report.yes_open"):
    """Open the round of that week although this one is still open (None: none was)."""

    monday: date
    despite: int | None


class Attachments(Tap, tag="report.files"):
    """Files of a commune's answer in that round."""

    status_round: int
    commune: int


report = Conversation("report", Draft, commands=("raport", "report"), who=Right.READ_STATUS, parks=False)


@report.begins
async def show_report(turn: Turn[Draft], words: str) -> None:
    """The newest round, or the offer to open one. A number is a week; words lead straight to the commune they name."""
    newest = await rounds.latest(turn.session)
    if newest is None:
        may_open = turn.may(Right.OPEN_ROUND)
        turn.say("report.none", [[turn.button("report.open_now", OPEN_NOW)]] if may_open else [])
        return
    wanted, of = WEEK.match(fold(words)), newest
    if wanted is not None:
        week, words = int(wanted[1]), words[wanted.end() :]
        found = await rounds.of_number(turn.session, week)
        if found is None:
            turn.say("report.no_such_week", week=week, newest=newest.number)
            return
        of = found
    if words:
        await _show_named(turn, of, words)
    else:
        turn.say(await _report(turn, of))


async def _report(turn: Turn[Draft], of: StatusRound) -> Message:
    """The round as it stands; under the newest one the Office may open another, once its week is over."""
    if not turn.may(Right.SEE_ROUND):
        mine = communes_with(turn.memberships, Right.READ_STATUS) or set()
        own = [commune for commune in await digests.communes_in(turn.session, of) if commune.id in mine]
        whole = await results.whole(turn.session, of)
        return overview(turn.words, turn.services, of, whole, own, await rounds.beside(turn.session, of))
    found = await _digest(turn, of)
    shown = views.report(turn.words, turn.services, found)
    if found.later is None and of.monday != _this_monday(turn):
        shown = Message(shown.text, [*shown.keyboard, [turn.button("report.open_now", OPEN_NOW)]])
    return shown


async def _digest(turn: Turn[Draft], of: StatusRound) -> Digest:
    return await digests.digest(turn.session, of, today=turn.today)


# --- from week to week, in the message that is there ----------------------------------------


@report.tapped(ShowRound)
async def show_round(turn: Turn[Draft], tap: ShowRound) -> None:
    """The week before or after, or back from a part of the report."""
    of = await _round(turn, tap.status_round, Right.READ_STATUS)
    turn.redraw(await _report(turn, of))


@report.tapped(Whole)
async def show_whole(turn: Turn[Draft], tap: Whole) -> None:
    """What did not fit in the report."""
    of = await _round(turn, tap.status_round, Right.SEE_ROUND)
    found, answers = await _digest(turn, of), await digests.answers(turn.session, of)
    turn.redraw(views.whole(turn.words, turn.services, found, answers, tap.page))


@report.tapped(ByField)
async def show_fields(turn: Turn[Draft], tap: ByField) -> None:
    """Projects by field."""
    of = await _round(turn, tap.status_round, Right.SEE_ROUND)
    turn.redraw(views.by_field(turn.words, of, await last_word.sums(turn.session, of)))


async def _round(turn: Turn[Draft], round_id: int, right: Right) -> StatusRound:
    """The round of a button, if the person may see it."""
    turn.require(right)
    return there(await rounds.with_id(turn.session, round_id))


# --- opening a round by hand ----------------------------------------


@report.tapped(OPEN_NOW)
async def ask_to_open(turn: Turn[Draft]) -> None:
    """Names the week, and what is lost if another round is still open."""
    turn.require(Right.OPEN_ROUND)
    await _ask_to_open(turn, await rounds.current(turn.session))


async def _ask_to_open(turn: Turn[Draft], still_open: StatusRound | None) -> None:
    monday = _this_monday(turn)
    days = turn.words.days(monday, monday + timedelta(days=6))
    week = monday.isocalendar().week
    if still_open is None or still_open.monday == monday:
        yes = turn.button("report.yes_open", YesOpen(monday=monday, despite=None))
        turn.say("report.ask_open", [[yes]], week=week, days=days)
        return
    clock = turn.services.clock
    owing = await obligation.owing(turn.session, still_open.matter)
    usual = setting.moments(await setting.weekly(turn.session), monday, clock).opens
    turn.say(
        "report.ask_open_despite",
        [[turn.button("report.yes_open_despite", YesOpen(monday=monday, despite=still_open.id))]],
        week=week, days=days, open_week=still_open.number, closes=turn.words.moment(clock.local(still_open.closes_at)),
        owing=", ".join(owing[:OWING_SHOWN]) or "–", n=len(owing), usual=turn.words.moment(clock.local(usual)),
        others=turn.words("report.and_others", n=len(owing) - OWING_SHOWN) if len(owing) > OWING_SHOWN else "",
    )  # fmt: skip


@report.tapped(YesOpen)
async def open_now(turn: Turn[Draft], tap: YesOpen) -> None:
    """A first few communes are asked at once, the others by the job or at the next working hour."""
    turn.require(Right.OPEN_ROUND)
    clock, monday = turn.services.clock, _this_monday(turn)
    if tap.monday != monday:
        raise Stale
    turn.collapse()
    still_open = await rounds.current(turn.session)
    if still_open is not None and still_open.monday != monday and still_open.id != tap.despite:
        await _ask_to_open(turn, still_open)
        return
    moments = setting.moments(await setting.weekly(turn.session), monday, clock)
    opened = await rounds.open_round(turn.session, monday=monday, moments=moments, now=turn.now)
    if opened is None:
        turn.say("report.cannot_open")
        return
    await ask_communes(turn, weekly(opened))
    turn.wakes.add("status-open")
    asked, answered = await obligation.asked_and_answered(turn.session, opened.matter)
    turn.say("report.opened", n=asked - answered)


def _this_monday(turn: Turn[Draft]) -> date:
    return rounds.monday_of(turn.today)


# --- commune by commune ----------------------------------------


@report.tapped(Details)
async def list_communes(turn: Turn[Draft], tap: Details) -> None:
    """Page by page, with how each stands."""
    of = await _round(turn, tap.status_round, Right.READ_STATUS)
    if not turn.may(Right.SEE_ROUND):
        whole, communes = await results.whole(turn.session, of), await results.every_lights(turn.session, of)
        turn.redraw(every(turn.words, of, communes, silent=whole.asked - whole.answered, page=tap.page))
        return
    communes_asked = await digests.communes_in(turn.session, of)
    shown, page, last = page_of(communes_asked, tap.page)
    turns = arrows(page, last, lambda page: Details(status_round=tap.status_round, page=page))
    key = "report.ask_commune" if len(communes_asked) <= MANY else "report.ask_commune_of_many"
    keyboard = [*column(await _buttons(turn, of, shown)), *turns, views.back(turn.words, of)]
    turn.redraw(Message(turn.words(key, week=of.number), keyboard))


async def _show_named(turn: Turn[Draft], of: StatusRound, words: str) -> None:
    mine = communes_with(turn.memberships, Right.READ_STATUS)
    match search(await digests.communes_in(turn.session, of), words, lambda commune: commune.name):
        case []:
            turn.say("report.no_such_commune")
        case [only] if mine is not None and only.id not in mine:
            stands = (await last_word.lights_of(turn.session, of, [only.id])).get(only.id, Counter())
            turn.say("result.of_another", commune=only.name, week=of.number, lights=lights(stands))
        case [only]:
            await _show(turn, of.id, only.id)
        case several:
            own = [commune for commune in several if mine is None or commune.id in mine]
            buttons = await _buttons(turn, of, own[:PAGE])
            turn.say(Message(turn.words("report.ask_commune", week=of.number), column(buttons)))


async def _buttons(turn: Turn[Draft], of: StatusRound, communes: Sequence[Commune]) -> list[Button]:
    ids = [commune.id for commune in communes]
    known = await digests.lights_of(turn.session, of, ids)
    return [
        Button(
            f"{commune.name} {lights(known[id]) if id in known else '…'}",
            OneCommune(status_round=of.id, commune=id),
        )
        for id, commune in zip(ids, communes, strict=True)
    ]


@report.tapped(OneCommune)
async def show_commune(turn: Turn[Draft], tap: OneCommune) -> None:
    """The answer with every sentence."""
    await _show(turn, tap.status_round, tap.commune)


async def _show(turn: Turn[Draft], round_id: int, commune_id: int) -> None:
    owed = await _owed(turn, round_id, commune_id)
    words = turn.words
    heading = words("report.commune_heading", commune=owed.commune, week=owed.status_round.number)
    rows = await answer.rows_told(turn.session, owed)
    put_off = await digests.put_off_in(turn.session, owed.status_round, commune_id)
    beside = [*views.put_off_by_one(words, put_off), *await _partnered(turn, owed)]
    if owed.answer is None:
        asked = await person.with_id(turn.session, owed.person_id) if owed.person_id is not None else None
        who = who_was_asked(
            words, asked.name if asked else None, is_unreachable=bool(asked and asked.unreachable_since)
        )
        lines = [heading, words("report.silent_card", who=who)]
        if stood := [line(row.project, row.before) for row in rows if row.before is not None]:
            lines += [words("report.stood_last"), *stood]
        lines += beside
        may_write = owed.is_newest and turn.may(Right.ANSWER_FOR_COMMUNE, commune_id)
        on_behalf = [[turn.button("report.fill_for", Fill(obligation=owed.id, on_behalf=True))]] if may_write else []
        turn.say(Message(Markup("\n").join(lines), on_behalf))
        return
    by = signed(words, turn.services, owed.answer) + is_late(words, late=owed.answer.late)
    has_files = any(row.now is not None and row.now.files for row in rows)
    keyboard = (
        [[turn.button("report.attachments", Attachments(status_round=round_id, commune=commune_id))]]
        if has_files
        else []
    )
    turn.say(Message(Markup("\n").join((heading, by, lines_now(rows), *beside)), keyboard))


async def _partnered(turn: Turn[Draft], owed: Owed) -> list[Markup]:
    """What other communes said of projects in which this one is a partner."""
    found = await last_word.partnered(turn.session, owed.status_round, owed.commune_id)
    told = [line(f"{of.project} ({of.commune})", of) for of in found]
    return [turn.words("report.partnered"), *told] if told else []


@report.tapped(Attachments)
async def send_attachments(turn: Turn[Draft], tap: Attachments) -> None:
    """Each file as it was sent, with the name of its project."""
    owed = await _owed(turn, tap.status_round, tap.commune)
    for row in await answer.rows_told(turn.session, owed):
        for kind, file_id in row.now.files if row.now is not None else ():
            caption = turn.words("report.attachment", commune=owed.commune, project=row.project)
            turn.forward(kind, file_id, caption)


async def _owed(turn: Turn[Draft], round_id: int, commune_id: int) -> Owed:
    """What the commune owed in that round."""
    turn.require(Right.READ_STATUS, commune_id)
    return there(await answer.owed_in(turn.session, round_id, commune_id))
